/**
 * What settling gives: the matrix atoms × payers, what stays personal, and the trace of every tier.
 */
import type { AppliedTier, PartPlan, Program } from '../law/index.ts';
import type { Day } from '../units/index.ts';

export type ResultKind = 'bill' | 'premium' | 'cashBenefit' | 'topUp';

export interface Settled {
  readonly kind: ResultKind;
  readonly eventId: string;
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
  /** Code per line dimension of the Program. */
  readonly codes: readonly string[];
  readonly totalFen: number;
  /** First cells, one per first reason of the event kind. */
  readonly cells: readonly number[];
}

export const TRACE_VERSION = 1;

export interface Trace {
  readonly version: typeof TRACE_VERSION;
  readonly tiers: readonly TierTrace[];
  readonly counters: readonly CounterMove[];
}

export type TierTrace = TierPaid | TierSkipped;

export interface TierSkipped {
  readonly kind: 'skipped';
  readonly tier: number;
  readonly why: 'notInForce' | 'notCovered';
}

export interface TierPaid {
  readonly kind: 'paid';
  readonly tier: number;
  /** Resolved numbers of this tier with the dated entries behind them. */
  readonly plan: AppliedTier;
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
