/**
 * Where a number of the law comes from, in words.
 */
import type { CitationExplained, SourceExplained } from './explanation.ts';
import { type Lang, MARK_WORDS, mark, say } from './text-words.ts';

/** Writes a source: citation, first day, and the document of a modifier where it is another. */
export function sourceText(source: SourceExplained, lang: Lang): string {
  const cited = citationText(source, lang, source.parameter);
  const own = `${cited} · ${say(lang, 'from')} ${source.from}`;
  if (!source.modifier) return own;
  const by = citationText(source.modifier.citation, lang);
  return by === cited ? own : `${own} · ${say(lang, 'changedBy')}${by}`;
}

/**
 * Writes a citation: document, clause, mark. The reason of an assumption is Chinese; English names
 * the assumed `parameter` in its place.
 */
export function citationText(citation: CitationExplained, lang: Lang, parameter = ''): string {
  const document = citation.document?.number ?? citation.document?.title ?? null;
  const place = [document, citation.clause].filter((part) => part !== null).join(' ');
  const trust = MARK_WORDS[citation.mark][lang];
  if (citation.mark !== 'assumed') return trust === '' ? place : `${place} (${trust})`;
  const why =
    lang === 'zh' ? citation.why : [parameter, place].filter((part) => part !== '').join(', ');
  return `${trust}${mark(lang, ':')}${why ?? place}`;
}
