/**
 * The rates of a part with their modifiers. A modifier whose value needs the event, and all after
 * it, wait until the event is there.
 */
import { BP_WHOLE, divideRounded } from '../units/index.ts';
import { type Amount, type AmountReader, evaluate, type Source } from './amount.ts';
import { amountOf, lookUp, type ValueLookup } from './look-up.ts';
import { aimedAt } from './plan-changes.ts';
import type { Modifier, Part, Tier } from './tier-law.ts';

export interface RatesPlan {
  /** Lower bounds of the segments; a flat ratio is one segment from 0. */
  readonly bounds: readonly number[];
  readonly rates: readonly number[];
  readonly measure: 'gross' | 'excess';
  /** Counter index; -1: none; -2: derived from the deductible's counter. */
  readonly position: number;
  readonly rateSources: readonly Source[];
  /** Modifiers that are made at the event, after those that `rates` holds already. */
  readonly lateRates: readonly LateRate[];
}

export interface LateRate {
  readonly modifier: Modifier;
  readonly by: Amount;
  /** Its value at the event; null before. */
  readonly value: number | null;
}

/** Position of segments that is derived from the deductible's counter. */
export const DERIVED_POSITION = -2;

/** Looks the rates of a part up. */
export function planRates(
  lookup: ValueLookup,
  tier: Tier,
  part: Part,
  modifiers: readonly Modifier[],
): RatesPlan {
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
      lateRates: changed.late,
    };
  }
  const bounds = lookUp(lookup, rates.bounds);
  const derived =
    tier.deductible?.counts === 'base' && rates.position === null && tier.parts.length === 1;
  const position = rates.position === null ? -1 : (lookup.counterIndex.get(rates.position) ?? -1);
  return {
    bounds: typeof bounds.value === 'number' ? [bounds.value] : bounds.value,
    rates: changed.rates,
    measure: rates.measure,
    position: derived ? DERIVED_POSITION : position,
    rateSources: [bounds, ratio, ...changed.sources],
    lateRates: changed.late,
  };
}

/** The rates at an event; null where a value is out of range. */
export function ratesAt<T extends RatesPlan>(plan: T, reader: AmountReader): T | null {
  let { rates } = plan;
  const lateRates: LateRate[] = [];
  for (const late of plan.lateRates) {
    const value = evaluate(late.by, reader);
    if (Number.isNaN(value)) return null;
    rates = rates.map((rate) => changedRate(late.modifier, rate, value));
    lateRates.push({ ...late, value });
  }
  return { ...plan, rates, lateRates };
}

function modifiedRates(
  lookup: ValueLookup,
  start: readonly number[],
  modifiers: readonly Modifier[],
  part: string,
): { rates: readonly number[]; sources: readonly Source[]; late: readonly LateRate[] } {
  let rates = start;
  const sources: Source[] = [];
  const late: LateRate[] = [];
  for (const modifier of aimedAt(modifiers, 'ratio', part)) {
    if (!modifier.value) continue;
    const by = amountOf(lookup, modifier.value, modifier);
    const value = by.constant;
    if (value === null || late.length > 0) {
      late.push({ modifier, by, value: null });
      continue;
    }
    sources.push(...by.sources);
    rates = rates.map((rate) => changedRate(modifier, rate, value));
  }
  return { rates, sources, late };
}

/** A rate after a modifier: never above the whole, and never below nothing. */
function changedRate(modifier: Modifier, rate: number, value: number): number {
  return Math.min(BP_WHOLE, Math.max(0, newRate(modifier, rate, value)));
}

function newRate({ operation }: Modifier, rate: number, value: number): number {
  if (operation === 'add') return rate + value;
  if (operation === 'replace') return value;
  if (operation === 'multiplyOwnShare') {
    return BP_WHOLE - divideRounded((BP_WHOLE - rate) * value, BP_WHOLE, 'halfUp');
  }
  return divideRounded(rate * value, BP_WHOLE, 'halfUp');
}
