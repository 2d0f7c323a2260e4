/**
 * What a tier asks of an event besides its amounts: conditions, and modifiers under conditions.
 */
import { type Amount, type AmountNode, amountFrom } from './amount.ts';
import type { Condition } from './formula-law.ts';
import { amountOf, type ValueLookup } from './look-up.ts';
import type { AppliedTier, PartPlan } from './plan.ts';
import type { Modifier, Tier } from './tier-law.ts';

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

export interface AskInput {
  readonly lookup: ValueLookup;
  readonly tier: Tier;
  readonly modifiers: readonly Modifier[];
  readonly told: readonly AmountNode[];
  readonly parts: readonly PartPlan[];
}

/** Collects what a tier asks; null where it asks nothing. */
export function asksOf(
  { lookup, tier, modifiers, told, parts }: AskInput,
  planWith: (modifiers: readonly Modifier[]) => AppliedTier,
): TierAsks | null {
  const under = modifiers.filter((modifier) => modifier.onlyIf.length > 0);
  const asksParts = parts.some((part) => part.lateRates.length > 0 || part.perLimit !== null);
  const asksTier = tier.onlyIf.length > 0 || tier.fallsDue !== null;
  if (!asksTier && !asksParts && under.length === 0 && told.length === 0) return null;
  const known = new Map<string, AppliedTier>();
  const variant = (acts: readonly boolean[]): AppliedTier => {
    const key = acts.join();
    const found = known.get(key);
    if (found) return found;
    const fresh = planWith(modifiers.filter((modifier) => acts[under.indexOf(modifier)] ?? true));
    known.set(key, fresh);
    return fresh;
  };
  return {
    conditions: tier.onlyIf.map((condition) => planCondition(lookup, condition)),
    fallsDue: fallsDueOf(lookup, tier),
    modifiers: under.map((modifier) => ({
      modifier,
      conditions: modifier.onlyIf.map((condition) => planCondition(lookup, condition)),
    })),
    variant,
    told,
  };
}

function planCondition(lookup: ValueLookup, condition: Condition): ConditionPlan {
  const { of, from, until } = condition;
  return {
    condition,
    of: amountOf(lookup, of),
    from: from && amountOf(lookup, from),
    until: until && amountOf(lookup, until),
  };
}

function fallsDueOf(lookup: ValueLookup, { fallsDue }: Tier): ConditionPlan | null {
  if (!fallsDue) return null;
  const { counter, atLeast } = fallsDue;
  const index = lookup.counterIndex.get(counter) ?? -1;
  return {
    condition: { of: { kind: 'counter', counter }, from: atLeast, until: null },
    of: amountFrom({ kind: 'counter', counter: index }, []),
    from: amountOf(lookup, atLeast),
    until: null,
  };
}
