/**
 * Flips: other choices than the law makes, asked for at compile time. A flip must name a choice that
 * exists and a value that it lists.
 */
import type { Flips } from './choices.ts';
import { entryOf, type Located, type LocatedEntry, type LocatedMap, plainOf } from './located.ts';

export interface Flipped {
  readonly root: LocatedMap;
  /** Flips whose choice the file has. */
  readonly known: readonly string[];
  /** Flips to a value that their choice does not list, with the place of the choice. */
  readonly illegal: readonly { readonly flip: string; readonly offset: number }[];
}

/** Makes the flips that concern a file; its choices then say the flipped value. */
export function flipChoices(root: LocatedMap, fileId: string, flips: Flips): Flipped {
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
