/**
 * Looks at law as a whole: which of its numbers the worked cases hold, what it covers by area, tier
 * and year, how it differs from other law. What is proved of its
 * schemes, and what tiers and person pay as functions of the cost. Pure; gives data and renders
 * nothing.
 */
export { areaLaws } from './area-laws.ts';
export { idleChoicesOf } from './boxes/idle-choices.ts';
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
export type { Curve, Piece } from './curves/curve.ts';
export { curveOf, paidAt, personAt } from './curves/curve.ts';
export type {
  CurveBreak,
  CurveData,
  CurvePiece,
  CurvePoint,
  CurveTier,
} from './curves/curve-data.ts';
export { CURVE_VERSION, curveData } from './curves/curve-data.ts';
export { priorState } from './curves/prior.ts';
export type { Rational } from './curves/rational.ts';
export { asNumber, nearestOf, rationalText } from './curves/rational.ts';
export { CURVE_REFUSALS } from './curves/refused.ts';
export type { Mix, MixLine, Scene } from './curves/scene.ts';
export { eventAt } from './curves/scene.ts';
export { withClose } from './curves/year-end.ts';
export type { Because, Finding, FindingKind, Run } from './findings/finding.ts';
export { FINDING_KINDS } from './findings/finding.ts';
export { MIXES } from './findings/mixes.ts';
export { codeTitle } from './findings/neighbours.ts';
export type { Codes, Profile } from './findings/profiles.ts';
export { AXES, profileOf, sceneOf } from './findings/profiles.ts';
export type { Protected, Protection, Ratio } from './findings/protection.ts';
export { protectionAt, WATCHED_COSTS } from './findings/protection.ts';
export { closeOf, TOLD_FEN } from './findings/year-ends.ts';
export type { LawSide } from './law-side.ts';
export type { NumberSite } from './number-sites.ts';
export type { Proof, ProveOptions, SchemeProof } from './prove.ts';
export { prove } from './prove.ts';
