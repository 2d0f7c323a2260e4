/**
 * Flips: other choices than the law makes, asked for at compile time. A flip must name a choice
 * that exists and a value that it lists.
 */
import type { Body, Source } from './body.ts';
import type { Flips } from './choices.ts';
import type { Report } from './diagnostic.ts';
import { entryOf, type Located, type LocatedEntry, type LocatedMap, plainOf } from './located.ts';
import type { Problem } from './problem.ts';
import type { SourceFile } from './source-file.ts';

/** Makes all flips in a body of law, and tells those that no choice answers to. */
export function flipBody(body: Body, flips: Flips, report: Report): Body {
  const wanted = Object.keys(flips);
  if (wanted.length === 0) return body;
  const known = new Set<string>();
  const flip = (source: Source): Source => {
    const flipped = flipChoices(source.root, source.id, flips);
    for (const id of flipped.known) known.add(id);
    for (const one of flipped.illegal) {
      const place = { file: source.file, offset: one.offset, clause: null };
      report.add(place, illegalFlip(one.flip, JSON.stringify(flips[one.flip])));
    }
    return { ...source, root: flipped.root };
  };
  const flipped = {
    ...body,
    choices: body.choices.map(flip),
    prices: body.prices.map(flip),
    scheme: body.scheme.map(flip),
    policy: body.policy.map(flip),
    overlay: body.overlay.map(flip),
  };
  for (const id of wanted) {
    if (!known.has(id)) report.add({ file: NOWHERE, offset: 0, clause: null }, unknownFlip(id));
  }
  return flipped;
}

interface Flipped {
  readonly root: LocatedMap;
  /** Flips whose choice the file has. */
  readonly known: readonly string[];
  /** Flips to a value that their choice does not list, with the place of the choice. */
  readonly illegal: readonly { readonly flip: string; readonly offset: number }[];
}

/** Makes the flips that concern a file; its choices then say the flipped value. */
function flipChoices(root: LocatedMap, fileId: string, flips: Flips): Flipped {
  const section = entryOf(root, 'choices');
  const known: string[] = [];
  const illegal: { flip: string; offset: number }[] = [];
  if (section?.value.kind !== 'map') return { root, known, illegal };
  const choices = new Map<string, LocatedEntry>(section.value.entries);
  for (const [id, entry] of section.value.entries) {
    const flip = `${fileId}/${id}`;
    const wanted = Object.hasOwn(flips, flip) ? flips[flip] : undefined;
    if (wanted === undefined) continue;
    known.push(flip);
    const value = flipped(entry.value, JSON.stringify(wanted));
    if (value) choices.set(id, { ...entry, value });
    else illegal.push({ flip, offset: entry.keyOffset });
  }
  if (known.length === 0) return { root, known, illegal };
  const value: LocatedMap = { ...section.value, entries: choices };
  const entries = new Map(root.entries).set('choices', { ...section, value });
  return { root: { ...root, entries }, known, illegal };
}

function flipped(choice: Located, wanted: string): Located | null {
  const is = entryOf(choice, 'is');
  const otherwise = entryOf(choice, 'otherwise');
  if (choice.kind !== 'map' || !is || otherwise?.value.kind !== 'list') return null;
  if (sameAs(is.value, wanted)) return choice;
  const index = otherwise.value.items.findIndex((item) => sameAs(item, wanted));
  const found = otherwise.value.items[index];
  if (!found) return null;
  const items = otherwise.value.items.with(index, is.value);
  const entries = new Map(choice.entries)
    .set('is', { ...is, value: found })
    .set('otherwise', { ...otherwise, value: { ...otherwise.value, items } });
  return { ...choice, entries };
}

function sameAs(node: Located, wanted: string): boolean {
  return JSON.stringify(plainOf(node)) === wanted;
}

/** Flips come from no file. */
const NOWHERE: SourceFile = {
  path: 'flips',
  root: null,
  problems: [],
  isReadable: true,
  positionOf: () => ({ line: 1, column: 1 }),
};

function unknownFlip(flip: string): Problem {
  return {
    code: 'law/unknown_flip',
    message: `没有选择“${flip}”，无法改选`,
    fix: '写成“文件编号/选择名”，两者都须存在',
  };
}

function illegalFlip(flip: string, wanted: string): Problem {
  return {
    code: 'law/illegal_flip',
    message: `选择“${flip}”没有列出取值 ${wanted}，不能改选`,
    fix: '改为 is 或 otherwise 中的取值，或把它列入 otherwise',
  };
}
