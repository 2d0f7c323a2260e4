/**
 * Looks at law as a whole: which of its numbers the worked cases hold, what it covers by area, tier
 * and year. Pure; gives data and renders nothing.
 */
export type { CompileTexts } from './case-bench.ts';
export type { CoverOptions, CoverReport, MoveCover, NumberCover } from './case-cover.ts';
export { coverNumbers } from './case-cover.ts';
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
export type { NumberSite } from './number-sites.ts';
