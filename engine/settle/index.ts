/**
 * Settling: an event, a person and a state under a Program give a result, its trace and the next
 * state; a history gives them all, and two histories give their differences. Pure.
 */
export type { Facets } from '../law/index.ts';
export { windowNumber, windowSpan } from '../law/index.ts';
export type { Balances, CounterState } from './balances.ts';
export { counterValue } from './counters.ts';
export type {
  Allowance,
  AllowanceBase,
  Close,
  Contribution,
  Event,
  Fact,
  Line,
  Member,
  Person,
  Visit,
} from './event.ts';
export { GENERAL_CLASS, personClassOn } from './facts.ts';
export type { History, HistoryItem } from './history.ts';
export type { Opened, OpenedHistory } from './opened.ts';
export { openEvent, openHistory } from './opened.ts';
export { pickProgram } from './pick-program.ts';
export type { PlannedEvent } from './planned-event.ts';
export { planEvent } from './planned-event.ts';
export type { Release, SettleInput } from './profile.ts';
export type { SettledHistory, SettledStep } from './replay.ts';
export type { Difference, DifferenceAction, Resettlement } from './resettle.ts';
export { differencesOf, resettle } from './resettle.ts';
export type { Step } from './settle.ts';
export { settle } from './settle.ts';
export type { ReplayOptions } from './settle-history.ts';
export { settleHistory } from './settle-history.ts';
export type {
  Asked,
  Atom,
  CapTrace,
  ConditionTrace,
  CounterMove,
  DeductibleTrace,
  LimitGroup,
  ModifierTrace,
  PartTrace,
  PriceTrace,
  ReadingTrace,
  ResultKind,
  SegmentTrace,
  Settled,
  TierPaid,
  TierSkipped,
  TierTrace,
  Trace,
  ValueTrace,
} from './settled.ts';
export { TRACE_VERSION } from './settled.ts';
export type { LineShare } from './spread.ts';
export { spreadOverLines } from './spread.ts';
export type { Pending, State } from './state.ts';
export { EMPTY_STATE } from './state.ts';
export { measured } from './tier.ts';
