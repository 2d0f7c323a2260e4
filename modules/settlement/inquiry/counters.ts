/**
 * The counters of a person after an event, with what the law holds against each. Pure.
 */
import { type Explanation, explain } from '../../../engine/explain/index.ts';
import type { Law } from '../../../engine/law/index.ts';
import { counterValue, type SettledStep, type TierPaid } from '../../../engine/settle/index.ts';
import { counterWords } from './counter-words.ts';

/** Amounts in fen, or times. */
export interface CounterAfter {
  readonly counter: string;
  readonly zh: string;
  readonly en: string;
  readonly key: string;
  readonly unit: 'fen' | 'count';
  readonly window: string;
  /** In the window of the event's day. */
  readonly before: number;
  readonly after: number;
  /** What tiers hold against it, as this event or an earlier one of the year saw it. */
  readonly limits: readonly CounterLimit[];
}

export interface CounterLimit {
  /** A cap on payment, a deductible, a limit of what counts, or the bound of a segment. */
  readonly kind: 'cap' | 'deductible' | 'limit' | 'segment';
  readonly tierZh: string;
  readonly tierEn: string;
  readonly amount: number;
}

interface Known {
  readonly unit: 'fen' | 'count';
  readonly key: string;
}

/** Follows the counters of a year, step by step in the law's order. */
export function followCounters(law: Law): (step: SettledStep) => readonly CounterAfter[] {
  const known = new Map<string, Known>();
  const limits = new Map<string, readonly CounterLimit[]>();
  return (step) => {
    const explained = explain(step.settled, law);
    for (const { counter, key, unit } of explained.counters) {
      known.set(`${counter}|${key}`, { unit, key });
    }
    for (const [counter, held] of limitsAt(step, explained)) limits.set(counter, held);
    const { program, windowDay } = step.settled;
    return [...known].flatMap(([name, { unit, key }]) => {
      const counter = program.counters.find(({ id }) => name === `${id}|${key}`);
      if (!counter || counter.window.kind === 'event') return [];
      const valueIn = (state: SettledStep['stateBefore']) =>
        counterValue(counter, state, key, windowDay);
      const { id, window } = counter;
      const words = counterWords(program, counter);
      const values = { before: valueIn(step.stateBefore), after: valueIn(step.stateAfter) };
      const own = { counter: id, ...words, key, unit, window: window.kind };
      return [{ ...own, ...values, limits: limits.get(id) ?? [] }];
    });
  };
}

function limitsAt({ settled }: SettledStep, { tiers }: Explanation) {
  const held = new Map<string, CounterLimit[]>();
  for (const [index, tier] of settled.trace.tiers.entries()) {
    const words = tiers[index];
    if (tier.kind !== 'paid' || !words) continue;
    for (const { counter, kind, amount } of limitsOf(tier)) {
      const id = settled.program.counters[counter]?.id;
      if (id === undefined) continue;
      const one = { kind, tierZh: words.zh, tierEn: words.en, amount };
      held.set(id, [...(held.get(id) ?? []), one]);
    }
  }
  return held;
}

function limitsOf({ plan, deductible, parts, caps }: TierPaid) {
  const found: { counter: number; kind: CounterLimit['kind']; amount: number }[] = [];
  if (plan.deductible && deductible) {
    const { counter } = plan.deductible;
    found.push({ counter, kind: 'deductible', amount: deductible.amountFen });
  }
  for (const [index, cap] of caps.entries()) {
    const counter = plan.caps[index]?.counter ?? -1;
    found.push({ counter, kind: 'cap', amount: cap.amountFen });
  }
  for (const { plan: part, limit } of parts) {
    if (limit && part.limit) {
      found.push({ counter: part.limit.counter, kind: 'limit', amount: limit.amountFen });
    }
    for (const bound of part.bounds.slice(1)) {
      found.push({ counter: part.position, kind: 'segment', amount: bound });
    }
  }
  return found.filter(({ counter }) => counter >= 0);
}
