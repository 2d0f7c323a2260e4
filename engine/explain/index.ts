/**
 * Why each fen was paid by whom: a settled event as a structured document and as text.
 * Takes a settled event and its law, gives plain data; computes no money.
 */
export { explain } from './explain.ts';
export type {
  AmountExplained,
  AtomExplained,
  ChoiceExplained,
  CitationExplained,
  ConditionExplained,
  CounterExplained,
  Explanation,
  PartExplained,
  PriceExplained,
  ReadingExplained,
  SourceExplained,
  TierExplained,
  Words,
} from './explanation.ts';
export { EXPLANATION_VERSION } from './explanation.ts';
export type { TextOptions, TextSections } from './text.ts';
export { explainSections, explainText, footnoteLines } from './text.ts';
export { citationText, sourceText } from './text-sources.ts';
export type { Lang } from './text-words.ts';
export { columnsOf, padded, wrapped } from './wrap.ts';
