/**
 * The lexicon: what all files may name — documents, dimensions with their codes, payers, areas with
 * their person classes.
 */
import { parseDay } from '../../units/index.ts';
import type { LawDocument, PersonClass } from '../program.ts';
import type { Dimension, Named } from '../terms.ts';
import { type Body, takenId } from './body.ts';
import { citationOf } from './compile/citation.ts';
import type { Report } from './diagnostic.ts';
import { type Path, spotOf } from './located.ts';
import type { LawFile } from './schema.ts';
import type { SourceFile } from './source-file.ts';
import { tellerOf, type Unit, unitsOf } from './unit.ts';

/** The class of a person in none of the scheme's classes. */
export const GENERAL_CLASS = 'general';
/** The dimension whose codes are the person classes of an area. */
export const PERSON_CLASS = 'personClass';

export interface Lexicon {
  readonly documents: ReadonlyMap<string, LawDocument>;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly payers: ReadonlyMap<string, Named>;
  readonly areas: ReadonlyMap<string, Area>;
  /** Of which kinds every file could be read: there a name that is not known does not exist. */
  readonly isWhole: Readonly<Record<'documents' | 'vocabulary' | 'area', boolean>>;
}

export interface Area {
  readonly id: string;
  readonly classes: ReadonlyMap<string, PersonClass>;
}

export interface LexiconUnits {
  readonly isWhole: Lexicon['isWhole'];
  readonly documents: readonly Unit<'documents'>[];
  readonly vocabulary: readonly Unit<'vocabulary'>[];
  readonly area: readonly Unit<'area'>[];
}

/** Makes the units whose files say what others may name. */
export function lexiconUnits(body: Body, report: Report): LexiconUnits {
  const documents = unitsOf('documents', body, report);
  const vocabulary = unitsOf('vocabulary', body, report);
  const area = unitsOf('area', body, report);
  const isWhole = {
    documents: body.isWhole && documents.length === body.documents.length,
    vocabulary: body.isWhole && vocabulary.length === body.vocabulary.length,
    area: body.isWhole && area.length === body.area.length,
  };
  return { documents, vocabulary, area, isWhole };
}

/** Collects the lexicon and tells every name that is defined twice. */
export function lexiconOf(units: LexiconUnits, report: Report): Lexicon {
  const documents = namesOf<LawDocument>(report);
  for (const unit of units.documents) {
    for (const [id, written] of Object.entries(unit.data.documents)) {
      documents.add(unit, ['documents', id], documentOf(id, written));
    }
  }
  const dimensions = namesOf<Dimension>(report);
  const payers = namesOf<Named>(report);
  for (const unit of units.vocabulary) {
    for (const [id, written] of Object.entries(unit.data.dimensions)) {
      dimensions.add(unit, ['dimensions', id], dimensionOf(id, written));
    }
    for (const [id, title] of Object.entries(unit.data.payers)) {
      payers.add(unit, ['payers', id], { id, ...title });
    }
  }
  return {
    documents: documents.known,
    dimensions: dimensions.known,
    payers: payers.known,
    areas: new Map(units.area.map((unit) => [unit.id, areaOf(unit)])),
    isWhole: units.isWhole,
  };
}

interface Names<T> {
  readonly known: ReadonlyMap<string, T>;
  readonly add: (unit: Unit<'documents' | 'vocabulary'>, path: Path, named: T) => void;
}

function namesOf<T extends { readonly id: string }>(report: Report): Names<T> {
  const known = new Map<string, T>();
  const homes = new Map<string, { readonly file: SourceFile; readonly offset: number }>();
  return {
    known,
    add(unit, path, named) {
      const home = homes.get(named.id);
      if (home) {
        tellerOf(unit, report)(path, takenId(named.id, home.file, home.offset));
        return;
      }
      known.set(named.id, named);
      homes.set(named.id, { file: unit.file, offset: spotOf(unit.root, path).offset });
    },
  };
}

type Written<K extends 'documents' | 'vocabulary', P extends keyof LawFile[K]> =
  LawFile[K][P] extends Record<string, infer T> ? T : never;

function documentOf(id: string, written: Written<'documents', 'documents'>): LawDocument {
  return {
    id,
    title: written.title,
    number: written.number ?? null,
    issuer: written.issuer ?? null,
    issuedOn: written.issuedOn === undefined ? null : (parseDay(written.issuedOn) ?? null),
    mark: written.mark,
  };
}

function dimensionOf(id: string, written: Written<'vocabulary', 'dimensions'>): Dimension {
  const codes = Object.entries(written.codes ?? {}).map(([code, title]) => ({
    id: code,
    ...title,
  }));
  return {
    id,
    of: written.of,
    ...written.title,
    codes,
    kind: written.values ?? 'codes',
    absentMeans: written.absentMeans ?? null,
    many: written.many ?? false,
  };
}

function areaOf({ id, data }: Unit<'area'>): Area {
  const classes = Object.entries(data.personClasses).map(
    ([code, written]): [string, PersonClass] => [
      code,
      {
        id: code,
        ...written.title,
        validMonths: written.validMonths ?? null,
        backMonths: written.backMonths ?? null,
        holds: written.holds ?? null,
        citation: citationOf(written.source),
      },
    ],
  );
  return { id, classes: new Map(classes) };
}
