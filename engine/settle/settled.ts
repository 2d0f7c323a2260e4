/**
 * What settling gives: the matrix atoms × payers, what stays personal, and the trace of every tier.
 */
import type {
  Amount,
  AmountNode,
  AppliedTier,
  Condition,
  Modifier,
  PartPlan,
  Program,
  SkippedTier,
} from '../law/index.ts';
import type { Day } from '../units/index.ts';

export type ResultKind = 'bill' | 'premium' | 'cashBenefit' | 'topUp';

export interface Settled {
  readonly kind: ResultKind;
  readonly eventId: string;
  /** For an allowance that fell due: the event that released the tiers of this result. */
  readonly releasedBy: string | null;
  /** Hash of the Program. */
  readonly law: string;
  readonly program: Program;
  readonly lawDay: Day;
  readonly windowDay: Day;
  readonly totalFen: number;
  readonly personFen: number;
  /** By payer, in the Program's order. */
  readonly paidFen: readonly number[];
  readonly atoms: readonly Atom[];
  /** Row per atom, column per payer, the person last. Rows sum to the atom, all to the total. */
  readonly matrix: readonly (readonly number[])[];
  /** What stays personal: row per atom, one column per reason of the Program. */
  readonly residual: readonly (readonly number[])[];
  readonly trace: Trace;
}

/** Lines that no selector of the law tells apart. */
export interface Atom {
  /** Indexes into the visit's lines; for a close, into its members. */
  readonly lines: readonly number[];
  /** Which of `classification.outOfScope` puts the lines out of scope; -1: none. */
  readonly exclusion: number;
  /** Code per line dimension of the Program. */
  readonly codes: readonly string[];
  readonly totalFen: number;
  /** First cells, one per first reason of the event kind. */
  readonly cells: readonly number[];
}

export const TRACE_VERSION = 1;

export interface Trace {
  readonly version: typeof TRACE_VERSION;
  /** The readings that acted, in order. */
  readonly readings: readonly ReadingTrace[];
  /** The lines that a price rule priced, in order. */
  readonly prices: readonly PriceTrace[];
  readonly tiers: readonly TierTrace[];
  readonly counters: readonly CounterMove[];
}

export type TierTrace = TierPaid | TierSkipped;

export interface ReadingTrace {
  /** Index into `program.readings`. */
  readonly reading: number;
  /** Indexes of the lines it set; null where it set the event. */
  readonly lines: readonly number[] | null;
}

export interface PriceTrace {
  readonly line: number;
  /** Index into `program.prices`. */
  readonly rule: number;
  readonly allowed: Amount;
  readonly allowedFen: number;
  /** Above the limit after the rule, and as the line told it. */
  readonly overLimitFen: number;
  readonly toldOverLimitFen: number;
  readonly values: readonly ValueTrace[];
}

export type TierSkipped = SkippedTier | TierUnmet;

/** A tier that was asked at the event and is skipped. */
export interface TierUnmet {
  readonly kind: 'skipped';
  readonly tier: number;
  readonly why: 'conditionNotMet' | 'notDueYet';
  /** Conditions: `onlyIf`, or the counter of `fallsDue` against its amount. */
  readonly asked: Asked;
}

/** What was asked of an event besides its amounts. */
export interface Asked {
  readonly conditions: readonly ConditionTrace[];
  /** Only those under conditions. */
  readonly modifiers: readonly ModifierTrace[];
  /** Told numbers, tables and sums over held codes in the tier's amounts. */
  readonly values: readonly ValueTrace[];
}

/** A condition with its three values, in the unit of its sides. */
export interface ConditionTrace {
  readonly condition: Condition;
  readonly of: Amount;
  readonly from: Amount | null;
  readonly until: Amount | null;
  readonly ofValue: number;
  readonly fromValue: number | null;
  readonly untilValue: number | null;
  readonly isMet: boolean;
  readonly values: readonly ValueTrace[];
}

/** A modifier under conditions: whether it acted. */
export interface ModifierTrace {
  readonly modifier: Modifier;
  readonly conditions: readonly ConditionTrace[];
  readonly hasActed: boolean;
}

/** What a told number, a table or a sum over held codes gave at this event. */
export interface ValueTrace {
  readonly node: AmountNode;
  readonly value: number;
  /** Table: the value that was looked up, and the row it hit. */
  readonly at: number | null;
  readonly row: number | null;
  /** `each`: what each held code gave. */
  readonly codes: readonly { readonly code: string; readonly value: number }[];
}

export interface TierPaid {
  readonly kind: 'paid';
  readonly tier: number;
  /**
   * Resolved numbers of this tier with the dated entries behind them, after the modifiers that
   * acted at this event.
   */
  readonly plan: AppliedTier;
  /** Null where the tier asks nothing. */
  readonly asked: Asked | null;
  readonly deductible: DeductibleTrace | null;
  readonly parts: readonly PartTrace[];
  readonly caps: readonly CapTrace[];
  readonly paidFen: number;
  /** For `catchUp`: what this tier had paid in the window before. */
  readonly paidBeforeFen: number | null;
}

export interface DeductibleTrace {
  readonly amountFen: number;
  /** Counter before: deductible taken, or base passed by. */
  readonly countedFen: number;
  readonly takenFen: number;
  readonly leftFen: number;
}

export interface PartTrace {
  readonly plan: PartPlan;
  /** Cells of the base: atom × reasons + reason; parallel to `baseFen`. */
  readonly cells: readonly number[];
  readonly baseFen: readonly number[];
  readonly limit: {
    readonly amountFen: number;
    readonly usedFen: number;
    readonly excessFen: number;
    /** Only for a limit `per`; the amounts above are their sums. In order of their first room. */
    readonly groups?: readonly LimitGroup[];
  } | null;
  readonly countedFen: number;
  readonly deductibleFen: number;
  /** Only the segments that this event touched. */
  readonly segments: readonly SegmentTrace[];
  /** Payment before rounding in fen × 10,000. */
  readonly exact: number;
  readonly roundedFen: number;
  /** After the caps. */
  readonly paidFen: number;
  readonly overCapFen: number;
  readonly copayFen: number;
}

/** What one code of a limit `per` a line dimension has for itself. */
export interface LimitGroup {
  readonly code: string;
  /** Places of its rooms among the part's `cells`. */
  readonly rooms: readonly number[];
  readonly amount: Amount;
  readonly baseFen: number;
  readonly amountFen: number;
  readonly usedFen: number;
  readonly excessFen: number;
  readonly values: readonly ValueTrace[];
}

export interface SegmentTrace {
  readonly index: number;
  readonly fromFen: number;
  readonly lengthFen: number;
  readonly rateBp: number;
}

export interface CapTrace {
  readonly amountFen: number;
  readonly usedFen: number;
  readonly roomFen: number;
  readonly clippedFen: number;
}

export interface CounterMove {
  readonly counter: number;
  readonly key: string;
  readonly window: number;
  readonly beforeFen: number;
  readonly afterFen: number;
}
