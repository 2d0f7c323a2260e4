/**
 * Plan: a Program's tiers with every number looked up for one day, kind of event and profile.
 * Many events share a plan; it is made once and kept.
 */
import { type Amount, type AmountNode, nodesIn } from './amount.ts';
import { type Layout, outcome, reasonIndexes } from './layout.ts';
import { amountOf, type ValueLookup } from './look-up.ts';
import { asksOf } from './plan-asks.ts';
import { modified, NO_DEDUCTIBLE } from './plan-changes.ts';
import { perLimitOf } from './plan-limits.ts';
import { planRates } from './plan-rates.ts';
import { type Facet, matches } from './profile.ts';
import type { Program } from './program.ts';
import type { Modifier, Part, Tier } from './tier-law.ts';
import type { AppliedTier, CapPlan, DeductiblePlan, PartPlan, TierPlan } from './tier-plan.ts';

/** Numbers the line selectors of base entries. */
export type LineSelectors = ReadonlyMap<unknown, number>;

export interface PlanInput {
  readonly program: Program;
  readonly layout: Layout;
  readonly lineSelectors: LineSelectors;
  readonly lineFacets: readonly Facet[];
  /** Ids of the tiers that write a counter keyed by a line dimension. */
  readonly lineWriters: ReadonlySet<string>;
  readonly lookup: ValueLookup;
}

/** Resolves one tier. Throws `ValueMissing` where the law has no number for the profile. */
export function planTier(input: PlanInput, index: number, tier: Tier): TierPlan {
  const { lookup } = input;
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
  return planWith(input, index, tier, modifiers);
}

/** Resolves a tier under some of its modifiers. */
function planWith(
  input: PlanInput,
  index: number,
  tier: Tier,
  modifiers: readonly Modifier[],
): AppliedTier {
  const { layout, program, lookup } = input;
  const plan = {
    kind: 'applied' as const,
    tier: index,
    law: tier,
    payer: program.payers.findIndex((payer) => payer.id === tier.payer),
    parts: tier.parts.map((part) => planPart(input, tier, part, modifiers)),
    deductible: planDeductible(lookup, tier, modifiers),
    caps: planCaps(lookup, tier, modifiers),
    paidCounter: counterOf(lookup, tier.paidCounter),
    entitlement: tier.entitlement ? amountOf(lookup, tier.entitlement) : null,
    reach: 1 + layout.reasons.indexOf(outcome(tier, tier.parts.at(-1)?.id ?? '', 'overCap')),
    removed: modifiers.filter((modifier) => modifier.operation === 'remove'),
  };
  const nodes = amountsIn(plan).flatMap(({ node }) => nodesIn(node));
  const told = nodes.filter(isTold);
  const asks = asksOf({ lookup, tier, modifiers, told, parts: plan.parts }, (some) =>
    planWith(input, index, tier, some),
  );
  const isPlain =
    asks === null &&
    plan.parts.length === 1 &&
    tier.midYearChange !== 'catchUp' &&
    plan.caps.every((cap) => cap.part < 0) &&
    !nodes.some(({ kind }) => kind === 'own') &&
    !input.lineWriters.has(tier.id);
  // Written out: an object made by spreading is slower to read, and this one is read at each event.
  return {
    kind: plan.kind,
    tier: plan.tier,
    law: plan.law,
    payer: plan.payer,
    parts: plan.parts,
    deductible: plan.deductible,
    caps: plan.caps,
    paidCounter: plan.paidCounter,
    entitlement: plan.entitlement,
    reach: plan.reach,
    removed: plan.removed,
    asks,
    mayTakeTwice: mayTakeTwice(plan.parts),
    isPlain,
  };
}

function mayTakeTwice(parts: readonly PartPlan[]): boolean {
  const reasons = parts.flatMap(({ base }) => base.flatMap((entry) => entry.reasons));
  return new Set(reasons).size < reasons.length;
}

function amountsIn(
  plan: Pick<AppliedTier, 'parts' | 'deductible' | 'caps' | 'entitlement'>,
): Amount[] {
  const ofParts = plan.parts.flatMap((part) => [
    ...part.base.flatMap((entry) => entry.weightBp ?? []),
    ...(part.limit ? [part.limit.amount] : []),
    ...part.lateRates.map((late) => late.by),
  ]);
  const own = plan.deductible ? [plan.deductible.amount] : [];
  const entitled = plan.entitlement ? [plan.entitlement] : [];
  return [...entitled, ...ofParts, ...own, ...plan.caps.map((cap) => cap.amount)];
}

/** Nodes whose value at the event the trace names. */
export function isTold({ kind }: AmountNode): boolean {
  return kind === 'facet' || kind === 'table' || kind === 'each';
}

function planPart(
  input: PlanInput,
  tier: Tier,
  part: Part,
  modifiers: readonly Modifier[],
): PartPlan {
  const { layout, program, lineSelectors, lookup } = input;
  const isPer = part.limit !== null && part.limit.per !== null;
  const limit =
    part.limit && !isPer ? modified(lookup, part.limit.amount, modifiers, 'limit', part.id) : null;
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
    perLimit: perLimitOf(lookup, input.lineFacets, part, modifiers),
    bounds: rates.bounds,
    rates: rates.rates,
    measure: rates.measure,
    position: rates.position,
    rateSources: rates.rateSources,
    lateRates: rates.lateRates,
    deductibleReason: layout.reasons.indexOf(outcome(tier, part.id, 'deductible')),
    copayReason: layout.reasons.indexOf(outcome(tier, part.id, 'copay')),
    overCapReason: layout.reasons.indexOf(outcome(tier, part.id, 'overCap')),
  };
}

function planDeductible(
  lookup: ValueLookup,
  tier: Tier,
  modifiers: readonly Modifier[],
): DeductiblePlan | null {
  const { deductible } = tier;
  if (!deductible) return null;
  const amount = modified(lookup, deductible.amount, modifiers, 'deductible', null);
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

function planCaps(lookup: ValueLookup, tier: Tier, modifiers: readonly Modifier[]): CapPlan[] {
  const caps = tier.caps.flatMap((cap) => {
    if (!matches(cap.when, lookup.codeOf)) return [];
    const amount = modified(lookup, cap.amount, modifiers, 'cap', cap.id);
    const part = tier.parts.findIndex(({ id }) => id === cap.part);
    return amount ? [{ id: cap.id, part, amount, counter: counterOf(lookup, cap.counter) }] : [];
  });
  return [...caps.filter(({ part }) => part >= 0), ...caps.filter(({ part }) => part < 0)];
}

/** The index of a counter; -1 for none. */
function counterOf(lookup: ValueLookup, id: string | null): number {
  return id === null ? -1 : (lookup.counterIndex.get(id) ?? -1);
}
