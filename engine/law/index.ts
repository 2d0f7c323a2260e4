/**
 * The law as the engine runs it: Programs and the documents they cite. Made by `law/read`.
 */
export type { Amount, AmountNode, AmountReader, Source } from './amount.ts';
export { evaluate, nodesIn, rowOf, valueAt, valueOfCode } from './amount.ts';
export type { Counter, Window, Writer } from './counter-law.ts';
export { EVENT_MEASURES } from './counter-law.ts';
export { planFor } from './event-plan.ts';
export type { Condition, DatedEntry, DatedValue, Formula, Parameter, Unit } from './formula-law.ts';
export type { Facets, GivenFacets } from './given-key.ts';
export { givenCode, givenKey } from './given-key.ts';
export type { Layout } from './layout.ts';
export type { Codes } from './look-up.ts';
export { ValueMissing } from './look-up.ts';
export { isTold } from './plan.ts';
export type { PerLimitPlan } from './plan-limits.ts';
export { limitOfCode } from './plan-limits.ts';
export type { LateRate } from './plan-rates.ts';
export { DERIVED_POSITION, ratesAt } from './plan-rates.ts';
export type {
  CounterPlan,
  EventPlan,
  ExclusionPlan,
  KnownPlan,
  LineClass,
  Prepared,
  PreparedKind,
  PricePlan,
} from './prepare.ts';
export { forget, prepare } from './prepare.ts';
export type { Facet, FacetTable } from './profile.ts';
export { matches } from './profile.ts';
export { classOf, profileKey } from './profile-key.ts';
export type {
  Backdating,
  ChoiceValue,
  ChosenOption,
  Classification,
  Exclusion,
  Law,
  LawDocument,
  PersonClass,
  PriceRule,
  Program,
  Reading,
  SchemeChoices,
  VisitDay,
} from './program.ts';
export { PROGRAM_FORMAT } from './program.ts';
export type {
  Citation,
  Dimension,
  EventKind,
  Mark,
  Named,
  Selector,
  SelectorSide,
} from './terms.ts';
export type {
  AboveCap,
  BaseEntry,
  Cap,
  Deductible,
  FallsDue,
  Limit,
  Modifier,
  Part,
  Rates,
  Tier,
  TierMeasure,
} from './tier-law.ts';
export { FIRST_REASONS, OUTCOMES, TIER_MEASURES } from './tier-law.ts';
export type {
  AppliedTier,
  BasePlan,
  CapPlan,
  ConditionPlan,
  DeductiblePlan,
  ModifierPlan,
  PartPlan,
  SkippedTier,
  TierAsks,
  TierPlan,
} from './tier-plan.ts';
export { usedBy } from './usage.ts';
export { windowNumber, windowSpan } from './windows.ts';
export type { EventWrite, LineWrite, ResidualCells, TierWrite, Writes } from './writes.ts';
