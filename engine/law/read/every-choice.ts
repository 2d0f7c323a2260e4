/**
 * Every other legal value of every choice, made one at a time: a law must also be right where a
 * case or a reform reads its silence otherwise. Only the schemes in which a choice acts are
 * compiled for it.
 */
import type { ChoiceValue } from '../program.ts';
import { type Body, bodyOf, type Source } from './body.ts';
import { choicesIn, textsIn } from './choice-scope.ts';
import { compileLaw } from './compile-law.ts';
import { createReport, type Diagnostic } from './diagnostic.ts';
import { entryOf, type Located, plainOf, textAt } from './located.ts';
import { type LawText, readSourceFile } from './source-file.ts';

/** One other value of one choice. */
export interface Flip {
  /** `<file id>/<choice>`. */
  readonly choice: string;
  readonly is: ChoiceValue;
}

/** What is wrong only where other choices are made, with the flips under which it is. */
export interface FlippedDiagnostic extends Diagnostic {
  readonly flips: readonly Flip[];
}

export interface EveryChoice {
  /** Other values that were tried. */
  readonly tried: number;
  readonly diagnostics: readonly FlippedDiagnostic[];
}

/** Compiles every flip and tells what the law without it is not told. */
export function checkEveryChoice(texts: readonly LawText[]): EveryChoice {
  const sources = texts.map(readSourceFile);
  const body = bodyOf(sources, createReport());
  const textOf = new Map(sources.map((file, index) => [file, texts[index]]));
  const compile = memoized(texts);
  const found = new Map<string, FlippedDiagnostic>();
  let tried = 0;
  const { scheme, policy, overlay, prices, choices } = body;
  for (const source of [scheme, policy, overlay, prices, choices].flat()) {
    for (const flip of flipsOf(source)) {
      tried += 1;
      const acting = actingFiles(source, flip, body);
      const files = new Set(acting.flatMap(({ file }) => textOf.get(file) ?? []));
      for (const one of compile(files, flip)) note(one, flip, found);
    }
  }
  const rank = new Map(texts.map(({ path }, index) => [path, index]));
  const rankOf = ({ file }: Diagnostic) => rank.get(file) ?? texts.length;
  const inOrder = [...found.values()].sort((a, b) => rankOf(a) - rankOf(b) || a.line - b.line);
  return { tried, diagnostics: inOrder };
}

/** Compiles files with a flip; the same files without one are compiled once. */
function memoized(texts: readonly LawText[]) {
  const digest = () => '';
  const known = new Map<string, ReadonlySet<string>>();
  return (wanted: ReadonlySet<LawText>, { choice, is }: Flip): readonly Diagnostic[] => {
    const files = texts.filter((text) => wanted.has(text));
    const key = files.map(({ path }) => path).join('\n');
    const without = known.get(key) ?? new Set(compileLaw(files, { digest }).diagnostics.map(keyOf));
    known.set(key, without);
    const { diagnostics } = compileLaw(files, { digest, flips: { [choice]: is } });
    return diagnostics.filter((one) => !without.has(keyOf(one)));
  };
}

function keyOf({ code, file, line, column, message }: Diagnostic): string {
  return [code, file, line, column, message].join('\n');
}

function note(one: Diagnostic, flip: Flip, found: Map<string, FlippedDiagnostic>): void {
  const key = keyOf(one);
  found.set(key, { ...one, flips: [...(found.get(key)?.flips ?? []), flip] });
}

function flipsOf({ id, root }: Source): readonly Flip[] {
  return [...choicesIn(root)].flatMap(([name, { otherwise }]) =>
    otherwise.flatMap((node) => {
      const is = flipValueOf(node);
      return is === undefined ? [] : [{ choice: `${id}/${name}`, is }];
    }),
  );
}

function flipValueOf(node: Located): ChoiceValue | undefined {
  const value = plainOf(node);
  if (typeof value === 'string' || typeof value === 'number') return value;
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

/** Files that a choice can touch, with all that they may name. */
function actingFiles(source: Source, flip: Flip, body: Body): readonly Source[] {
  const own = body.scheme.filter((scheme) => withNamed(scheme, body).includes(source));
  const areas = new Set(own.map(areaOf));
  const neighbours = body.scheme.filter((scheme) => areas.has(areaOf(scheme)));
  const schemes = isCompared(flip, neighbours) ? neighbours : own;
  return [
    ...body.documents,
    ...body.vocabulary,
    ...body.area,
    ...(schemes.length === 0 ? withUses([source], body) : []),
    ...schemes.flatMap((scheme) => withNamed(scheme, body)),
  ];
}

/** Tells whether schemes of one area are held to each other in what a flip can change. */
function isCompared({ choice }: Flip, schemes: readonly Source[]): boolean {
  const name = choice.slice(choice.lastIndexOf('/') + 1);
  const haveMap = schemes.some(({ root }) => entryOf(root, 'counterMap'));
  return haveMap || name === 'order' || name === 'lateBill';
}

function areaOf({ root }: Source): string {
  return textAt(root, 'area') ?? '';
}

/** A scheme with all files that it names, and those that they use. */
function withNamed(scheme: Source, body: Body): readonly Source[] {
  const named = (key: string, sources: readonly Source[]) => {
    const ids = new Set(textsIn(scheme.root, key));
    return sources.filter(({ id }) => ids.has(id));
  };
  const files = [
    scheme,
    ...named('tiers', body.policy),
    ...named('overlays', body.overlay),
    ...named('prices', body.prices),
  ];
  return withUses(files, body);
}

function withUses(sources: readonly Source[], { choices }: Body): readonly Source[] {
  const used = new Set(sources.flatMap(({ root }) => textsIn(root, 'uses')));
  return [...sources, ...choices.filter(({ id }) => used.has(id))];
}
