/**
 * Looks at law as a whole: which of its numbers the worked cases hold. Pure; takes texts and gives
 * data.
 */
export type { CompileTexts } from './case-bench.ts';
export type { CoverOptions, CoverReport, MoveCover, NumberCover } from './case-cover.ts';
export { coverNumbers } from './case-cover.ts';
export type { NumberSite } from './number-sites.ts';
