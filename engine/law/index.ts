/**
 * The law as the engine runs it: Programs and the documents they cite. Made by `law/read`.
 */
export type { Amount, AmountNode, AmountReader, Source } from './amount.ts';
export { evaluate, ValueMissing } from './amount.ts';
export type { Layout } from './layout.ts';
export type {
  AppliedTier,
  CapPlan,
  DeductiblePlan,
  PartPlan,
  SkippedTier,
  TierPlan,
} from './plan.ts';
export { DERIVED_POSITION } from './plan.ts';
export type { EventWrite, LineClass, Prepared, PreparedKind, TierWrite } from './prepare.ts';
export { planFor, prepare } from './prepare.ts';
export type { Facet, FacetTable } from './profile.ts';
export { classOf, matches, profileKey } from './profile.ts';
export type {
  AboveCap,
  BaseEntry,
  Cap,
  ChoiceValue,
  ChosenOption,
  Citation,
  Classification,
  Counter,
  DatedEntry,
  DatedValue,
  Deductible,
  Dimension,
  EventKind,
  Formula,
  Law,
  LawDocument,
  Limit,
  Mark,
  Modifier,
  Named,
  Parameter,
  Part,
  PersonClass,
  Program,
  Rates,
  SchemeChoices,
  Selector,
  SelectorSide,
  Tier,
  TierMeasure,
  Unit,
  VisitDay,
  Window,
  Writer,
} from './program.ts';
export {
  EVENT_MEASURES,
  FIRST_REASONS,
  OUTCOMES,
  PROGRAM_FORMAT,
  TIER_MEASURES,
} from './program.ts';
