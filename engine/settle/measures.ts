/**
 * Measures: the numbers of an event that formulas and writers may name.
 */
import type { AmountReader } from '../law/index.ts';
import { type CounterBook, readCounter } from './counters.ts';
import type { Event } from './event.ts';

interface EventReader extends AmountReader {
  readonly event: Event;
  readonly totalFen: number;
  readonly inScopeFen: number;
  readonly book: CounterBook;
}

/** Lets amounts read an event and its counters. */
export function readerOf(
  event: Event,
  totalFen: number,
  inScopeFen: number,
  book: CounterBook,
): AmountReader {
  const reader: EventReader = { event, totalFen, inScopeFen, book, measure, counter };
  return reader;
}

function counter(this: EventReader, index: number): number {
  return readCounter(this.book, index);
}

function measure(this: EventReader, name: string): number {
  const { event } = this;
  if (name === 'eventCount') return 1;
  if (event.kind === 'visit') {
    if (name === 'totalCostFen') return this.totalFen;
    if (name === 'inScopeFen') return this.inScopeFen;
    if (name === 'stayDays') return Math.max(1, event.dischargedOn - event.admittedOn);
  }
  if (event.kind === 'contribution' && name === 'premiumFen') return event.premiumFen;
  if (event.kind === 'allowance') {
    if (name === 'monthlyBaseFen') return event.monthlyBaseFen;
    if (name === 'days') return event.days;
  }
  throw new RangeError(`no measure ${name} on ${event.kind}`);
}
