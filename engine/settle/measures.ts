/**
 * Measures: the numbers of an event that formulas and writers may name.
 */
import type { AmountReader } from '../law/index.ts';
import { type CounterBook, readCounter } from './counters.ts';
import type { Event } from './event.ts';

/** What amounts may ask of an event before it has cells: an entitlement. */
export function entitlementReader(event: Event, book: CounterBook): AmountReader {
  return {
    measure: (name) => measureOf(event, name, 0, 0),
    counter: (index) => readCounter(book, index),
  };
}

/** The number that an event carries under a name; a name that its kind lacks throws. */
export function measureOf(
  event: Event,
  name: string,
  totalFen: number,
  inScopeFen: number,
): number {
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
