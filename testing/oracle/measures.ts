/**
 * The numbers that an event carries.
 */
import { daysBetween } from './date.ts';
import type { Allowance, Event } from './event.ts';
import { greatest, sumOf } from './fraction.ts';
import { Rejected } from './rejection.ts';

const CARRIED: Readonly<Record<Event['kind'], readonly string[]>> = {
  visit: ['totalCostFen', 'inScopeFen', 'stayDays'],
  contribution: ['premiumFen'],
  allowance: ['monthlyBaseFen', 'weightedBaseFen', 'weightCount', 'days'],
  close: [],
};

/** Tells whether events of this kind carry a number. */
export function carries({ kind }: Event, name: string): boolean {
  return name === 'eventCount' || CARRIED[kind].includes(name);
}

/** A number that the event carries; undefined where its kind has no such number. */
export function numberOf(event: Event, name: string, inScopeFen: bigint): bigint | undefined {
  if (!carries(event, name)) return undefined;
  if (name === 'eventCount') return 1n;
  switch (event.kind) {
    case 'visit':
      if (name === 'totalCostFen') return sumOf(event.lines.map((line) => BigInt(line.costFen)));
      if (name === 'inScopeFen') return inScopeFen;
      return greatest(1n, BigInt(daysBetween(event.admittedOn, event.dischargedOn)));
    case 'contribution':
      return BigInt(event.premiumFen);
    case 'allowance':
      return name === 'days' ? BigInt(event.days) : ofBases(event, name);
    case 'close':
      return undefined;
  }
}

function ofBases(event: Allowance, name: string): bigint {
  const bases =
    'bases' in event ? event.bases : [{ monthlyBaseFen: event.monthlyBaseFen, weight: 1 }];
  if (name === 'weightCount') return sumOf(bases.map(({ weight }) => BigInt(weight)));
  if (name === 'weightedBaseFen') {
    return sumOf(bases.map((base) => BigInt(base.monthlyBaseFen) * BigInt(base.weight)));
  }
  if (bases.length !== 1) throw new Rejected('settlement/several_bases', event.id);
  return sumOf(bases.map((base) => BigInt(base.monthlyBaseFen)));
}
