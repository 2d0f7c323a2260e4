/**
 * Looks at law as a whole: which of its numbers the worked cases hold, what it covers by area, tier
 * and year, how it differs from other law. Pure; gives data and renders nothing.
 */
export { areaLaws } from './area-laws.ts';
export type { CompileTexts } from './case-bench.ts';
export type { CoverOptions, CoverReport, MoveCover, NumberCover } from './case-cover.ts';
export { coverNumbers } from './case-cover.ts';
export type {
  ChoiceChange,
  Comparison,
  PartComparison,
  RuleChange,
  SchemeComparison,
} from './compare.ts';
export { areasOf, COMPARISON_VERSION, compareLaws, hasLaw } from './compare.ts';
export type { NumberChange, NumberSide } from './compare-numbers.ts';
export type {
  AreaCoverage,
  Coverage,
  CoverageState,
  MarkCounts,
  PolicyCoverage,
  TierCoverage,
  YearCoverage,
} from './coverage.ts';
export { COVERAGE_VERSION, coverageOf, MARKS } from './coverage.ts';
export type { LawSide } from './law-side.ts';
export type { NumberSite } from './number-sites.ts';
