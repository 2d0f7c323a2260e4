/**
 * People and events of the small town, and short ways to settle them and to read what came out.
 */
import type { Law, Program } from '../../engine/law/index.ts';
import { layoutOf } from '../../engine/law/layout.ts';
import {
  type Allowance,
  type Close,
  type Contribution,
  EMPTY_STATE,
  type Event,
  type Facets,
  type Fact,
  type History,
  type HistoryItem,
  type Line,
  type Person,
  type ReplayOptions,
  type Settled,
  type SettledHistory,
  type State,
  type Step,
  settle,
  settleHistory,
  type TierPaid,
  type Visit,
} from '../../engine/settle/index.ts';
import { type Day, parseDay } from '../../engine/units/index.ts';
import { TOWN } from './town-words.ts';

/** Reads a date that exists. */
export function day(text: string): Day {
  const found = parseDay(text);
  if (found === undefined) throw new Error(`no such day: ${text}`);
  return found;
}

/** What is told of a person in one dimension: a code, perhaps from a day, perhaps until another. */
type Told = string | readonly [code: string, from: string, until?: string | undefined];

/** A resident of the town; `{ personClass: ['poor', '2025-07-01'] }` is poor from that day on. */
export function person(
  facts: Readonly<Record<string, Told>> = {},
  more: { readonly bornOn?: string; readonly also?: readonly Fact[] } = {},
): Person {
  const all: Readonly<Record<string, Told>> = { insuranceType: 'resident', ...facts };
  return {
    id: 'p1',
    bornOn: more.bornOn === undefined ? null : day(more.bornOn),
    facts: [
      ...Object.entries(all).map(([dimension, said]) =>
        typeof said === 'string' ? fact(dimension, said) : fact(dimension, ...said),
      ),
      ...(more.also ?? []),
    ],
  };
}

/** Something true of a person from a day up to, not including, another. */
export function fact(dimension: string, code: string, from = '2000-01-01', until?: string): Fact {
  const effectiveUntil = until === undefined ? null : day(until);
  return { dimension, code, effectiveFrom: day(from), effectiveUntil };
}

let lines = 0;

/** A line of class A without anything taken off, unless told otherwise. */
export function line(costFen: number, more: Partial<Omit<Line, 'costFen'>> = {}): Line {
  lines++;
  return {
    id: `l${lines}`,
    costFen,
    overLimitFen: 0,
    firstShareBp: 0,
    firstShareFen: null,
    ...more,
    facets: { itemClass: 'A', ...more.facets },
  };
}

/** A visit in a primary hospital on one day; a number is the cost of its one line. */
export function visit(
  id: string,
  on: string,
  cost: number | readonly Line[],
  facets: Facets = {},
): Visit {
  const when = day(on);
  return {
    kind: 'visit',
    id,
    admittedOn: when,
    servedOn: when,
    dischargedOn: when,
    settledOn: when,
    facets: { grade: 'primary', ...facets },
    lines: typeof cost === 'number' ? [{ ...line(cost), id: 'l1' }] : cost,
  };
}

export function contribution(id: string, on: string, premiumFen: number): Contribution {
  return { kind: 'contribution', id, on: day(on), premiumFen, facets: {} };
}

export function allowance(id: string, on: string, monthlyBaseFen: number, days = 0): Allowance {
  return {
    kind: 'allowance',
    id,
    on: day(on),
    bases: [{ monthlyBaseFen, weight: 1 }],
    days,
    facets: {},
  };
}

export function close(id: string, on: string, members: Close['members'] = []): Close {
  return { kind: 'close', id, on: day(on), facets: {}, members };
}

/** A history of the town: events and reversals in the order they were recorded. */
export function history(
  items: readonly (Event | HistoryItem)[],
  who: Person = person(),
  area = TOWN,
): History {
  const wrapped = items.map(
    (item): HistoryItem =>
      item.kind === 'event' || item.kind === 'reversal' ? item : { kind: 'event', event: item },
  );
  return { area, person: who, items: wrapped };
}

export function reversal(id: string, reverses: string, on: string): HistoryItem {
  return { kind: 'reversal', id, reverses, on: day(on) };
}

/** Settles a history that must be accepted. */
export function settledHistory(
  law: Law,
  items: readonly (Event | HistoryItem)[],
  who: Person = person(),
  options: ReplayOptions = {},
): SettledHistory {
  const result = settleHistory(law, history(items, who), options);
  if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  return result.value;
}

/** Settles one event that must be accepted, from nothing unless a state is given. */
export function settledStep(
  program: Program,
  event: Event,
  { who = person(), state = EMPTY_STATE }: { readonly who?: Person; readonly state?: State } = {},
): Step {
  const result = settle({ event, person: who, state, program });
  if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  return result.value;
}

/** Code of the rejection of an event; undefined where it is accepted. */
export function rejectionOf(
  program: Program,
  event: Event,
  { who = person(), state = EMPTY_STATE }: { readonly who?: Person; readonly state?: State } = {},
): string | undefined {
  const result = settle({ event, person: who, state, program });
  return result.ok ? undefined : result.rejection.code;
}

/** All that payers paid for each event, in law order. */
export function paidInOrder({ steps }: SettledHistory): number[] {
  return steps.map(({ settled }) => settled.totalFen - settled.personFen);
}

/** What each event was paid, by id. */
export function paidById({ steps }: SettledHistory): Record<string, number> {
  return Object.fromEntries(
    steps.map(({ event, settled }) => [event.id, settled.totalFen - settled.personFen]),
  );
}

/** What each payer that pays anything pays. */
export function paidBy({ program, paidFen }: Settled): Record<string, number> {
  return Object.fromEntries(
    program.payers.flatMap(({ id }, index) => {
      const fen = paidFen[index] ?? 0;
      return fen === 0 ? [] : [[id, fen]];
    }),
  );
}

/** The trace of a tier that applied. */
export function tierOf({ program, trace }: Settled, id: string): TierPaid {
  const found = trace.tiers.find((tier) => program.tiers[tier.tier]?.id === id);
  if (found?.kind !== 'paid') throw new Error(`tier ${id} did not apply`);
  return found;
}

const EVENT_OF = {
  bill: 'visit',
  premium: 'contribution',
  cashBenefit: 'allowance',
  topUp: 'close',
} as const;

/**
 * What is still personal, by reason, where it is not nothing; of one atom if its index is given.
 */
export function residualOf(settled: Settled, atom?: number): Record<string, number> {
  const { reasons } = layoutOf(settled.program, EVENT_OF[settled.kind]);
  const rows = settled.residual.filter((_, index) => atom === undefined || index === atom);
  const totals = reasons.map((reason, index) => {
    const fen = rows.reduce((sum, row) => sum + (row[index] ?? 0), 0);
    return [reason, fen] as const;
  });
  return Object.fromEntries(totals.filter(([, fen]) => fen !== 0));
}

/** What the counters hold, in any window and under any key, where it is not nothing. */
export function counted(state: State): Record<string, number> {
  return Object.fromEntries(
    state.counters
      .filter(({ value }) => value !== 0)
      .map(({ counter, key, window, value }) => [
        `${counter}${key === '' ? '' : `[${key}]`}@${window}`,
        value,
      ])
      .sort(),
  );
}
