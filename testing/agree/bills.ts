/**
 * Random person-years for comparing the laws of policies/ with models straight from the documents.
 */
import type { Chance } from '../laws/chance.ts';
import { dayNumber, isoDay } from '../laws/random-event.ts';
import type { Item, Person } from '../oracle/index.ts';

export const GRADES = ['primary', 'secondary', 'tertiary'] as const;
export type Grade = (typeof GRADES)[number];
type Fact = readonly [dimension: string, code: string, from: string];

/** A one-day bill of a random person-year. */
export interface Bill {
  readonly day: string;
  readonly grade: Grade;
  readonly facets: Readonly<Record<string, string>>;
  readonly lines: readonly {
    readonly costFen: number;
    readonly overLimitFen?: number;
    readonly firstShareBp?: number;
    readonly facets: Readonly<Record<string, string>>;
  }[];
}

/** The bill as an item of a history. */
export function billItem(bill: Bill, index: number): Item {
  const { day, grade, facets, lines } = bill;
  const days = { admittedOn: day, servedOn: day, dischargedOn: day, settledOn: day };
  const full = lines.map((line, at) => ({
    overLimitFen: 0,
    firstShareBp: 0,
    firstShareFen: null,
    ...line,
    id: `l${at}`,
  }));
  return {
    kind: 'event',
    event: { kind: 'visit', id: `v${index}`, ...days, facets: { ...facets, grade }, lines: full },
  };
}

/** A person with facts that hold from a day on; facts that are null do not hold. */
export function personOf(facts: readonly (Fact | null)[]): Person {
  const spans = facts
    .filter((fact) => fact !== null)
    .map(([dimension, code, effectiveFrom]) => ({
      dimension,
      code,
      effectiveFrom,
      effectiveUntil: null,
    }));
  return { id: 'p', bornOn: '1970-01-01', facts: spans };
}

/** Days of a year in order, no day twice: the order of discharge is the order of the bills. */
export function daysOf(chance: Chance, year: number): string[] {
  const first = dayNumber(`${year}-01-01`);
  const days = new Set(Array.from({ length: chance.int(1, 14) }, () => first + chance.int(0, 364)));
  return [...days].sort((a, b) => a - b).map(isoDay);
}

/** An amount, mostly below the size, now and then a few fen. */
export function amount(chance: Chance, size: number): number {
  return chance.is(0.15) ? chance.int(1, 999) : Math.round(size * 4 * chance.next() ** 3);
}
