/**
 * The law as the engine runs it: Programs and the documents they cite. Made by `law/read`.
 */
export type { Amount, AmountNode, AmountReader, Codes, Source } from './amount.ts';
export { evaluate, ValueMissing } from './amount.ts';
export type { Counter, Window, Writer } from './counter-law.ts';
export { EVENT_MEASURES } from './counter-law.ts';
export type { Condition, DatedEntry, DatedValue, Formula, Parameter, Unit } from './formula-law.ts';
export type { Layout } from './layout.ts';
export type {
  AppliedTier,
  BasePlan,
  CapPlan,
  DeductiblePlan,
  PartPlan,
  SkippedTier,
  TierPlan,
} from './plan.ts';
export { DERIVED_POSITION } from './plan.ts';
export type {
  CounterPlan,
  EventWrite,
  LineClass,
  Prepared,
  PreparedKind,
  TierWrite,
} from './prepare.ts';
export { planFor, prepare } from './prepare.ts';
export type { Facet, FacetTable } from './profile.ts';
export { classOf, matches, profileKey } from './profile.ts';
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
