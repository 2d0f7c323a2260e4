/** Hard words and what they mean, from `glossary.json`. */
import type { Lang } from '../../../engine/explain/index.ts';
import entries from './glossary.json' with { type: 'json' };

export type TermId = keyof typeof entries;

/** By what a reason of the person's share ends with. */
const BY_ENDING: readonly (readonly [string, TermId])[] = [
  ['.deductible', 'deductible'],
  ['.overCap', 'cap'],
  ['outOfScope', 'classC'],
  ['firstShare', 'firstShare'],
  ['inScope', 'inScope'],
];

/** The term that explains a reason, or a payer by its id in the law; null where there is none. */
export function termFor(id: string): TermId | null {
  if (id in entries) return id as TermId;
  return BY_ENDING.find(([ending]) => id.endsWith(ending))?.[1] ?? null;
}

/** The word in the language of the page, and what it means. */
export function termOf(id: TermId, lang: Lang): { readonly word: string; readonly means: string } {
  return entries[id][lang];
}
