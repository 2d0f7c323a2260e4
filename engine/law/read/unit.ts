/**
 * A unit: one law file with its choices made and its shape checked, ready to be read as typed data.
 */
import { type Body, placeAt, type Source } from './body.ts';
import { checkShape } from './check-shape.ts';
import { type ChoiceScope, NO_CHOICES } from './choice-scope.ts';
import { resolveChoices, settledTree, type UsedChoices } from './choices.ts';
import type { Report } from './diagnostic.ts';
import { type LocatedMap, type Path, plainOf } from './located.ts';
import type { Problem } from './problem.ts';
import { type FileKind, type LawFile, lawSchemas } from './schema.ts';
import { type Shape, shapeOf } from './shape.ts';
import type { SourceFile } from './source-file.ts';

export interface Unit<K extends FileKind> {
  readonly id: string;
  readonly file: SourceFile;
  /** As written, with its choices open. */
  readonly written: LocatedMap;
  /** Choices made; what a choice decided to be nothing is left out. */
  readonly root: LocatedMap;
  readonly data: LawFile[K];
  /** Choices that it looked up. */
  readonly used: UsedChoices;
  /** Those of the scheme, with the file that had them: where that differs, so does the unit. */
  readonly asked: ReadonlyMap<string, string>;
}

/** Tells a problem at a path of a unit. */
export type Tell = (path: Path, problem: Problem) => void;

/**
 * Makes a unit of a source. Null where the source is not readable or not of the right shape; what
 * is wrong is in the report.
 */
export function unitOf<K extends FileKind>(
  source: Source & { readonly kind: K },
  scope: ChoiceScope,
  report: Report,
): Unit<K> | null {
  const tell = (offset: number, clause: string | null, problem: Problem) =>
    report.add({ file: source.file, offset, clause }, problem);
  const resolved = resolveChoices(source.root, scope, tell);
  const { isRight, standIns } = checkShape(resolved.root, shapes()[source.kind], tell);
  if (!isRight || !source.isReadable) return null;
  const root = settledTree(resolved.root, standIns) as LocatedMap;
  return {
    id: source.id,
    file: source.file,
    written: source.root,
    root,
    // The tree has the shape of the kind's schema, whose static type this is.
    data: plainOf(root) as LawFile[K],
    used: resolved.used,
    asked: resolved.asked,
  };
}

/** Makes units of all files of a kind that looks up no choices. */
export function unitsOf<K extends 'documents' | 'vocabulary' | 'area' | 'choices'>(
  kind: K,
  body: Body,
  report: Report,
): readonly Unit<K>[] {
  return body[kind].flatMap((source) => unitOf({ ...source, kind }, NO_CHOICES, report) ?? []);
}

/** Gives a teller for a unit. */
export function tellerOf(unit: Unit<FileKind>, report: Report): Tell {
  return (path, problem) => report.add(placeAt(unit.file, unit.root, path), problem);
}

let made: Readonly<Record<FileKind, Shape>> | undefined;

/** Shapes are made once: they depend on nothing but the schemas. */
function shapes(): Readonly<Record<FileKind, Shape>> {
  if (made) return made;
  const schemas = lawSchemas('resolved');
  made = {
    documents: shapeOf(schemas.documents),
    vocabulary: shapeOf(schemas.vocabulary),
    area: shapeOf(schemas.area),
    choices: shapeOf(schemas.choices),
    prices: shapeOf(schemas.prices),
    scheme: shapeOf(schemas.scheme),
    policy: shapeOf(schemas.policy),
    overlay: shapeOf(schemas.overlay),
  };
  return made;
}
