/**
 * One tier of payment as law: its base, limits, rates, deductible, caps, and what modifies them.
 */
import type { Day, RoundingMode } from '../units/index.ts';
import type { Condition, Formula } from './formula-law.ts';
import type { Citation, EventKind, Selector } from './terms.ts';

export interface Tier {
  readonly id: string;
  readonly title: string;
  readonly payer: string;
  readonly on: EventKind;
  /** For `close` only: over one person or over a household. */
  readonly scope: 'person' | 'household';
  readonly from: Day;
  readonly until: Day;
  readonly when: Selector;
  /** All must hold, asked once the base is known; else the tier is skipped and writes nothing. */
  readonly onlyIf: readonly Condition[];
  /** For `allowance` only: until the counter is reached the tier waits. */
  readonly fallsDue: FallsDue | null;
  readonly citation: Citation;
  /** X04. */
  readonly rounding: RoundingMode;
  readonly roundEach: 'part' | 'segment';
  /** X14. */
  readonly allot: 'declaredOrder' | 'proRata';
  /** X13. */
  readonly midYearChange: 'incremental' | 'catchUp' | 'recompute';
  /** Counter of this tier's own payments, for `catchUp`. */
  readonly paidCounter: string | null;
  /** X15; null where the tier has no cap on payment. */
  readonly aboveCap: AboveCap | null;
  /** For `allowance` only: what the person is entitled to before it is paid. */
  readonly entitlement: Formula | null;
  readonly parts: readonly Part[];
  readonly deductible: Deductible | null;
  readonly caps: readonly Cap[];
  /** The policy's own, then those of the overlays in the scheme's order. */
  readonly modifiers: readonly Modifier[];
}

/**
 * Read on the allowance's own day, then after each later event on that event's window day, with
 * the numbers of the allowance's law day.
 */
export interface FallsDue {
  readonly counter: string;
  readonly atLeast: Formula;
}

export type AboveCap =
  | 'clippedPayment'
  | 'costBehindRoundedDown'
  | 'costBehindRoundedUp'
  | 'costBehindRoundedHalfUp';

export interface Part {
  readonly id: string;
  /** Chinese, for display; null where the law gives none. */
  readonly title: string | null;
  readonly base: readonly BaseEntry[];
  readonly limit: Limit | null;
  readonly rates: Rates;
}

/** Cells that count, wholly or by weight. */
export interface BaseEntry {
  /** A first reason, `<tier>.<outcome>` for all parts of a tier, or `<tier>/<part>.<outcome>`. */
  readonly reasons: readonly string[];
  /** For `close`: counters whose value is the base. Exclusive with `reasons`. */
  readonly counters: readonly string[];
  readonly lines: Selector;
  /** Null: the whole cell. */
  readonly weightBp: Formula | null;
}

/** X02, "before the ratio": the base counts only up to an amount. */
export interface Limit {
  readonly amount: Formula;
  /** What earlier events have used of it; null: each event has the whole. */
  readonly counter: string | null;
  /** The line dimension each code of which has the amount for itself; null: all lines share it. */
  readonly per: string | null;
}

export type Rates =
  | { readonly kind: 'flat'; readonly ratio: string }
  | {
      readonly kind: 'segments';
      /** Parameter: ascending lower bounds, the first is 0. */
      readonly bounds: string;
      /** Parameter: one ratio a segment. */
      readonly ratios: string;
      /** X01: bounds are measured on the counted base, or on what exceeds the deductible. */
      readonly measure: 'gross' | 'excess';
      /** What earlier events have used of the segments; null: each event starts at 0. */
      readonly position: string | null;
    };

export interface Deductible {
  readonly amount: Formula;
  /** What earlier events have used of it; null: each event bears it anew. */
  readonly counter: string | null;
  /** The counter holds deductible taken, or base passed by (a threshold on the cumulated base). */
  readonly counts: 'taken' | 'base';
  /** X06: which part uses it up. A list names the parts in order. */
  readonly use: 'proRata' | readonly string[];
}

/** X02, "after the ratio": a cap on the payment. */
export interface Cap {
  readonly id: string;
  /** The part whose payment it cuts, before the tier's caps; null: the tier's payment. */
  readonly part: string | null;
  /** It exists only where this matches. */
  readonly when: Selector;
  readonly amount: Formula;
  readonly counter: string | null;
}

export interface Modifier {
  readonly field: 'ratio' | 'deductible' | 'cap' | 'limit';
  /** Part, for ratio and limit, or cap; null: all. */
  readonly target: string | null;
  readonly when: Selector;
  /** All must hold, asked once the tier's base is known. */
  readonly onlyIf: readonly Condition[];
  /** `multiplyOwnShare` is for `ratio`: what the person bears of it is multiplied. */
  readonly operation: 'add' | 'multiply' | 'multiplyOwnShare' | 'replace' | 'remove';
  /** Null for `remove`. Bp for ratio, multiply and multiplyOwnShare, fen otherwise. */
  readonly value: Formula | null;
  /** For `multiply` of an amount. */
  readonly rounding: RoundingMode;
  readonly citation: Citation;
  readonly from: Day;
  readonly until: Day;
}

/** Reasons of cells before any tier, by kind of event. */
export const FIRST_REASONS = {
  visit: ['outOfScope', 'overLimit', 'firstShare', 'inScope'],
  contribution: ['premium'],
  allowance: [],
  close: [],
} as const satisfies Record<EventKind, readonly string[]>;

/** What a tier turns its base into, besides what it pays. */
export const OUTCOMES = ['deductible', 'copay', 'overCap'] as const;

/** What a tier did with an event, in fen, over all its parts or one. */
export const TIER_MEASURES = [
  'base',
  'counted',
  'limitExcess',
  'deductible',
  'afterDeductible',
  'deductibleAmount',
  'paid',
  'copay',
  'overCap',
] as const;
export type TierMeasure = (typeof TIER_MEASURES)[number];
