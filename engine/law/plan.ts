/**
 * Plan: a Program's tiers with every number looked up for one day, kind of event and profile.
 * Many events share a plan; it is made once and kept.
 */
import { BP_WHOLE, divideRounded } from '../units/index.ts';
import {
  type Amount,
  amountFrom,
  amountOf,
  folded,
  lookUp,
  type Source,
  type ValueLookup,
} from './amount.ts';
import { type Layout, outcome, reasonIndexes } from './layout.ts';
import { matches } from './profile.ts';
import type { Program } from './program.ts';
import type { Modifier, Part, Tier } from './tier-law.ts';

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
  readonly caps: readonly CapPlan[];
  /** Counter index, or -1. */
  readonly paidCounter: number;
  readonly entitlement: Amount | null;
  /** Reasons from here on are still empty when the tier has run. */
  readonly reach: number;
  /** Modifiers that took a deductible, cap or limit away. */
  readonly removed: readonly Modifier[];
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
  readonly amount: Amount;
  readonly counter: number;
}

export interface PartPlan {
  readonly id: string;
  readonly base: readonly BasePlan[];
  readonly limit: { readonly amount: Amount; readonly counter: number } | null;
  /** Lower bounds of the segments; a flat ratio is one segment from 0. */
  readonly bounds: readonly number[];
  readonly rates: readonly number[];
  readonly measure: 'gross' | 'excess';
  /** Counter index; -1: none; -2: derived from the deductible's counter. */
  readonly position: number;
  readonly rateSources: readonly Source[];
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

/** Position of segments that is derived from the deductible's counter. */
export const DERIVED_POSITION = -2;

/** Numbers the line selectors of base entries. */
export type LineSelectors = ReadonlyMap<unknown, number>;

export interface PlanInput {
  readonly program: Program;
  readonly layout: Layout;
  readonly lineSelectors: LineSelectors;
  readonly lookup: ValueLookup;
}

/** Resolves one tier. Throws `ValueMissing` where the law has no number for the profile. */
export function planTier(input: PlanInput, index: number, tier: Tier): TierPlan {
  const { layout, program, lookup } = input;
  if (lookup.day < tier.from || lookup.day >= tier.until) {
    return { kind: 'skipped', tier: index, why: 'notInForce' };
  }
  if (!matches(tier.when, lookup.codeOf)) {
    return { kind: 'skipped', tier: index, why: 'notCovered' };
  }
  const modifiers = tier.modifiers.filter(
    (modifier) =>
      lookup.day >= modifier.from &&
      lookup.day < modifier.until &&
      matches(modifier.when, lookup.codeOf),
  );
  return {
    kind: 'applied',
    tier: index,
    law: tier,
    payer: program.payers.findIndex((payer) => payer.id === tier.payer),
    parts: tier.parts.map((part) => planPart(input, tier, part, modifiers)),
    deductible: planDeductible(lookup, tier, modifiers),
    caps: tier.caps.flatMap((cap) => {
      const amount = modified(lookup, amountOf(lookup, cap.amount), modifiers, 'cap', cap.id);
      return amount ? [{ id: cap.id, amount, counter: counterOf(lookup, cap.counter) }] : [];
    }),
    paidCounter: counterOf(lookup, tier.paidCounter),
    entitlement: tier.entitlement ? amountOf(lookup, tier.entitlement) : null,
    reach: 1 + layout.reasons.indexOf(outcome(tier, tier.parts.at(-1)?.id ?? '', 'overCap')),
    removed: modifiers.filter((modifier) => modifier.operation === 'remove'),
  };
}

function planPart(
  input: PlanInput,
  tier: Tier,
  part: Part,
  modifiers: readonly Modifier[],
): PartPlan {
  const { layout, program, lineSelectors, lookup } = input;
  const limit = part.limit
    ? modified(lookup, amountOf(lookup, part.limit.amount), modifiers, 'limit', part.id)
    : null;
  const rates = planRates(lookup, tier, part, modifiers);
  return {
    id: part.id,
    base: part.base.map((entry) => ({
      reasons: reasonIndexes(layout, program, entry),
      lines: entry.lines.length === 0 ? -1 : (lineSelectors.get(entry) ?? -1),
      weightBp: entry.weightBp ? amountOf(lookup, entry.weightBp) : null,
    })),
    limit: limit
      ? { amount: limit, counter: counterOf(lookup, part.limit?.counter ?? null) }
      : null,
    bounds: rates.bounds,
    rates: rates.rates,
    measure: rates.measure,
    position: rates.position,
    rateSources: rates.rateSources,
    deductibleReason: layout.reasons.indexOf(outcome(tier, part.id, 'deductible')),
    copayReason: layout.reasons.indexOf(outcome(tier, part.id, 'copay')),
    overCapReason: layout.reasons.indexOf(outcome(tier, part.id, 'overCap')),
  };
}

function planRates(
  lookup: ValueLookup,
  tier: Tier,
  part: Part,
  modifiers: readonly Modifier[],
): Pick<PartPlan, 'bounds' | 'rates' | 'measure' | 'position' | 'rateSources'> {
  const { rates } = part;
  const ratio = lookUp(lookup, rates.kind === 'flat' ? rates.ratio : rates.ratios);
  const start = typeof ratio.value === 'number' ? [ratio.value] : ratio.value;
  const changed = modifiedRates(lookup, start, modifiers, part.id);
  if (rates.kind === 'flat') {
    return {
      bounds: [0],
      rates: changed.rates,
      measure: 'excess',
      position: -1,
      rateSources: [ratio, ...changed.sources],
    };
  }
  const bounds = lookUp(lookup, rates.bounds);
  const derived =
    tier.deductible?.counts === 'base' &&
    rates.measure === 'excess' &&
    rates.position === null &&
    tier.parts.length === 1;
  return {
    bounds: typeof bounds.value === 'number' ? [bounds.value] : bounds.value,
    rates: changed.rates,
    measure: rates.measure,
    position: derived ? DERIVED_POSITION : counterOf(lookup, rates.position),
    rateSources: [bounds, ratio, ...changed.sources],
  };
}

function modifiedRates(
  lookup: ValueLookup,
  start: readonly number[],
  modifiers: readonly Modifier[],
  part: string,
): { rates: readonly number[]; sources: readonly Source[] } {
  let rates = start;
  const sources: Source[] = [];
  for (const modifier of aimedAt(modifiers, 'ratio', part)) {
    if (!modifier.value) continue;
    const by = amountOf(lookup, modifier.value, modifier);
    const value = by.constant ?? 0;
    sources.push(...by.sources);
    rates = rates.map((rate) => Math.min(BP_WHOLE, changedRate(modifier, rate, value)));
  }
  return { rates, sources };
}

function changedRate(modifier: Modifier, rate: number, value: number): number {
  if (modifier.operation === 'add') return rate + value;
  if (modifier.operation === 'replace') return value;
  return divideRounded(rate * value, BP_WHOLE, 'halfUp');
}

const NO_DEDUCTIBLE: Amount = amountFrom({ kind: 'constant', value: 0 }, []);

function planDeductible(
  lookup: ValueLookup,
  tier: Tier,
  modifiers: readonly Modifier[],
): DeductiblePlan | null {
  const { deductible } = tier;
  if (!deductible) return null;
  const amount = modified(
    lookup,
    amountOf(lookup, deductible.amount),
    modifiers,
    'deductible',
    null,
  );
  return {
    amount: amount ?? NO_DEDUCTIBLE,
    counter: counterOf(lookup, deductible.counter),
    countsBase: deductible.counts === 'base',
    order: deductible.use === 'proRata' ? null : partOrder(tier, deductible.use),
  };
}

function partOrder(tier: Tier, use: readonly string[]): number[] {
  const ids = tier.parts.map((part) => part.id);
  const named = use.map((id) => ids.indexOf(id)).filter((index) => index >= 0);
  return [...new Set([...named, ...ids.keys()])];
}

/** Applies modifiers to an amount; null where one removes it. */
function modified(
  lookup: ValueLookup,
  start: Amount,
  modifiers: readonly Modifier[],
  field: Modifier['field'],
  target: string | null,
): Amount | null {
  let amount: Amount | null = start;
  for (const modifier of aimedAt(modifiers, field, target)) {
    if (modifier.operation === 'remove' || !modifier.value) {
      amount = field === 'deductible' ? NO_DEDUCTIBLE : null;
      continue;
    }
    const by = amountOf(lookup, modifier.value, modifier);
    if (modifier.operation === 'replace') amount = by;
    else if (amount) amount = combined(amount, by, modifier);
  }
  return amount;
}

function combined(amount: Amount, by: Amount, modifier: Modifier): Amount {
  const node =
    modifier.operation === 'add'
      ? folded({ kind: 'sum', of: [amount.node, by.node] })
      : folded({
          kind: 'proportion',
          of: amount.node,
          times: by.node,
          over: { kind: 'constant', value: BP_WHOLE },
          rounding: modifier.rounding,
        });
  return amountFrom(node, [...amount.sources, ...by.sources]);
}

function aimedAt(
  modifiers: readonly Modifier[],
  field: Modifier['field'],
  target: string | null,
): readonly Modifier[] {
  return modifiers.filter(
    (modifier) =>
      modifier.field === field && (modifier.target === null || modifier.target === target),
  );
}

function counterOf(lookup: ValueLookup, id: string | null): number {
  return id === null ? -1 : (lookup.counterIndex.get(id) ?? -1);
}
