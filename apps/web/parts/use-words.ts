/** Words of the screen for a part of a page. */
import type { Lang } from '../../../engine/explain/index.ts';
import { type Words, wordsOf } from '../words/words.ts';
import { useSettings } from './settings.ts';

/** Words and language, following the visitor's choice. */
export function useWords(): { readonly w: Words; readonly lang: Lang } {
  const { lang } = useSettings();
  return { w: wordsOf(lang), lang };
}
