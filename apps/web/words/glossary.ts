/** Hard words and what they mean, from `glossary.json`. */
import type { Lang } from '../../../engine/explain/index.ts';
import entries from './glossary.json' with { type: 'json' };

export type TermId = keyof typeof entries;

/** The word in the language of the page, and what it means. */
export function termOf(id: TermId, lang: Lang): { readonly word: string; readonly means: string } {
  return entries[id][lang];
}
