/**
 * A tier with its numbers looked up for a profile, ready to run.
 */
import type { Amount, AmountNode } from './amount.ts';
import type { Condition } from './formula-law.ts';
import type { PerLimitPlan } from './plan-limits.ts';
import type { RatesPlan } from './plan-rates.ts';
import type { Modifier, Tier } from './tier-law.ts';

export type TierPlan = AppliedTier | SkippedTier;

export interface SkippedTier {
  readonly kind: 'skipped';
  readonly tier: number;
  readonly why: 'notInForce' | 'notCovered';
}

export interface AppliedTier {
  readonly kind: 'applied';
  /** Index into `program.tiers`. */
  readonly tier: number;
  readonly law: Tier;
  /** Index into `program.payers`. */
  readonly payer: number;
  readonly parts: readonly PartPlan[];
  readonly deductible: DeductiblePlan | null;
  /** Those of a part first. */
  readonly caps: readonly CapPlan[];
  /** Counter index, or -1. */
  readonly paidCounter: number;
  readonly entitlement: Amount | null;
  /** Reasons from here on are still empty when the tier has run. */
  readonly reach: number;
  /** Modifiers that took a deductible, cap or limit away. */
  readonly removed: readonly Modifier[];
  /** What is asked of the event besides amounts; null for most tiers. */
  readonly asks: TierAsks | null;
  /** Some reason stands in two base entries: what one has taken the next does not take again. */
  readonly mayTakeTwice: boolean;
  /** One part, and nothing asked, kept apart by line or cut by part: it runs in one go. */
  readonly isPlain: boolean;
}

export interface DeductiblePlan {
  readonly amount: Amount;
  readonly counter: number;
  readonly countsBase: boolean;
  /** Parts in the order in which they use it up; null: pro rata. */
  readonly order: readonly number[] | null;
}

export interface CapPlan {
  readonly id: string;
  /** Index of the part whose payment it cuts; -1: the tier's. */
  readonly part: number;
  readonly amount: Amount;
  readonly counter: number;
}

export interface PartPlan extends RatesPlan {
  readonly id: string;
  readonly base: readonly BasePlan[];
  readonly limit: { readonly amount: Amount; readonly counter: number } | null;
  /** In place of `limit` where each code of a line dimension has one for itself. */
  readonly perLimit: PerLimitPlan | null;
  /** Reason indexes of what this part leaves. */
  readonly deductibleReason: number;
  readonly copayReason: number;
  readonly overCapReason: number;
}

export interface BasePlan {
  readonly reasons: readonly number[];
  /** Number of the entry's line selector among the layout's; -1: every line. */
  readonly lines: number;
  readonly weightBp: Amount | null;
}

export interface TierAsks {
  /** `onlyIf` of the tier. */
  readonly conditions: readonly ConditionPlan[];
  /** The counter of `fallsDue` against its amount. */
  readonly fallsDue: ConditionPlan | null;
  readonly modifiers: readonly ModifierPlan[];
  /** The tier's numbers where of `modifiers` only those act that are told to. */
  readonly variant: (acts: readonly boolean[]) => AppliedTier;
  /** Told numbers, tables and sums over held codes in the tier's amounts. */
  readonly told: readonly AmountNode[];
}

export interface ConditionPlan {
  readonly condition: Condition;
  readonly of: Amount;
  readonly from: Amount | null;
  readonly until: Amount | null;
}

/** A modifier under conditions. */
export interface ModifierPlan {
  readonly modifier: Modifier;
  readonly conditions: readonly ConditionPlan[];
}
