/**
 * Choices written by chance: in the file that needs them, in a file that it uses, or as one that
 * any file may share.
 */
import type { Draft, Written } from './draft.ts';
import { CITED } from './vocabulary.ts';

export interface NewChoice<T> {
  readonly choice: string;
  readonly is: T;
}

type Legal = string | readonly string[];

/** Writes a named choice among legal values; gives what stands for it. */
export function newChoice<T extends Legal>(
  draft: Draft,
  name: string,
  legal: readonly T[],
): NewChoice<T> {
  const { chance, law, uses } = draft;
  const is = chance.pick(legal);
  const written = choiceOf(draft, is, legal);
  const [first, second] = uses;
  if (first === undefined || chance.is(0.75)) {
    const id = `${name}${Object.keys(draft.choices).length}`;
    draft.choices[id] = written;
    if (first !== undefined && chance.is(0.1)) hide(draft, first, id, legal);
    return { choice: id, is };
  }
  const home = law.shared[first] ?? {};
  const id = `${name}.${draft.id}.n${Object.keys(home).length}`;
  home[id] = written;
  if (second !== undefined && chance.is(0.3)) hide(draft, second, id, legal);
  return { choice: id, is };
}

/** What stands for a choice in the law. */
export function chosen<T extends Legal>(
  draft: Draft,
  name: string,
  legal: readonly T[],
): { choice: string } {
  return { choice: newChoice(draft, name, legal).choice };
}

/** As `chosen`, or the one choice of that name that all who use a file share. */
export function commonOr(draft: Draft, name: string, legal: readonly string[]): { choice: string } {
  const { chance, law, uses } = draft;
  const id = `all.${name}`;
  if (uses.length === 0 || chance.is(0.6)) return chosen(draft, name, legal);
  for (const file of uses) {
    const home = law.shared[file] ?? {};
    home[id] ??= choiceOf(draft, chance.pick(legal), legal);
  }
  return { choice: id };
}

/** Writes a choice of the same name where it is not found first. */
function hide(draft: Draft, file: string, id: string, legal: readonly Legal[]): void {
  const home = draft.law.shared[file] ?? {};
  home[id] ??= choiceOf(draft, draft.chance.pick(legal), legal);
}

function choiceOf({ chance }: Draft, is: Legal, legal: readonly Legal[]): Written {
  const otherwise = [...new Set(legal)].filter((value) => value !== is);
  const labels = chance.is(0.05) ? { labels: { [String(is)]: '一种说法' } } : {};
  return { is, otherwise, ...labels, ...CITED };
}
