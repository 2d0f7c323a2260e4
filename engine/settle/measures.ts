/**
 * Measures: the numbers of an event that formulas and writers may name.
 */
import type { AmountReader } from '../law/index.ts';
import { type CounterBook, readCounter } from './counters.ts';
import type { Event } from './event.ts';

/** Lets amounts read an event and its counters. */
export function readerOf(
  event: Event,
  totalFen: number,
  inScopeFen: number,
  book: CounterBook,
): AmountReader {
  return {
    measure: (name) => measureOf(event, name, totalFen, inScopeFen),
    counter: (index) => readCounter(book, index),
  };
}

function measureOf(event: Event, name: string, totalFen: number, inScopeFen: number): number {
  if (name === 'eventCount') return 1;
  if (event.kind === 'visit') {
    if (name === 'totalCostFen') return totalFen;
    if (name === 'inScopeFen') return inScopeFen;
    if (name === 'stayDays') return Math.max(1, event.dischargedOn - event.admittedOn);
  }
  if (event.kind === 'contribution' && name === 'premiumFen') return event.premiumFen;
  if (event.kind === 'allowance') {
    if (name === 'monthlyBaseFen') return event.monthlyBaseFen;
    if (name === 'days') return event.days;
  }
  throw new RangeError(`no measure ${name} on ${event.kind}`);
}
