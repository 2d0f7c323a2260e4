/**
 * Results that a reversal leaves as they were (`reversal: keepPast`), over columns: what was paid
 * stays, what an event reversed since released is taken back, and counters are worked out anew.
 * Amounts are worked out by hand; `columnsAgree` adds that every residual cell is settle's.
 */
import { describe, expect, it } from 'vitest';
import { columnsAgree } from '../../testing/agree/executions.ts';
import { type TownScheme, type TownTier, townLaw } from '../../testing/laws/town.ts';
import {
  allowance,
  contribution,
  history,
  person,
  reversal,
} from '../../testing/laws/town-events.ts';
import type { Law } from '../law/index.ts';
import { type History, openHistory, settleHistory } from '../settle/index.ts';
import { MAX_FEN } from '../units/index.ts';
import { collectColumns } from './build.ts';
import { columnsOf } from './build-columns.ts';
import { interpreterOf } from './interpret.ts';
import type { Kernel } from './kernel.ts';
import { lower } from './lower.ts';
import type { Lowered } from './lowered.ts';
import { kernelOf, openRun, outputFor, totalOf } from './run.ts';

const EXECUTIONS: Readonly<Record<string, (lowered: Lowered) => Kernel>> = {
  kernel: kernelOf,
  tables: interpreterOf,
};

const wholeOf = (id: string) => ({
  all: { base: [{ reasons: [`${id}.entitlement`] }], ratio: 'ratioBp' },
});

const PREMIUM: TownTier = {
  on: 'contribution',
  numbers: { ratioBp: 1000, lineFen: 15_000 },
  deductible: { amount: { parameter: 'lineFen' }, counter: 'critical.base', counts: 'base' },
  parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
  counters: { 'critical.base': { writers: [{ measure: 'counted' }] } },
};

/**
 * A grant of four fifths of the base, at most 900 a year, is due once 30,000 of premiums are paid,
 * 500 more at 40,000, 70 at once. A tenth of each premium above the year's 15,000 is subsidised.
 */
function waiting(grant: TownTier = {}): TownScheme {
  return {
    choices: { reversal: 'keepPast' },
    counters: {
      'town.premiums': { window: { kind: 'lifetime' }, writers: [{ event: 'premiumFen' }] },
    },
    tiers: {
      'pool.grant': {
        on: 'allowance',
        entitlement: { event: 'monthlyBaseFen' },
        fallsDue: { counter: 'town.premiums', atLeast: { parameter: 'neededFen' } },
        numbers: { ratioBp: 8000, neededFen: 30_000, yearFen: 900 },
        parts: wholeOf('pool.grant'),
        caps: { year: { amount: { parameter: 'yearFen' }, counter: 'pool.paid' } },
        counters: { 'pool.paid': { writers: [{ measure: 'paid' }] } },
        ...grant,
      },
      'hospital.more': {
        on: 'allowance',
        entitlement: { parameter: 'moreFen' },
        fallsDue: { counter: 'town.premiums', atLeast: { parameter: 'neededFen' } },
        numbers: { ratioBp: 10_000, moreFen: 500, neededFen: 40_000 },
        parts: wholeOf('hospital.more'),
      },
      'aid.now': {
        on: 'allowance',
        entitlement: { parameter: 'nowFen' },
        numbers: { ratioBp: 10_000, nowFen: 70 },
        parts: wholeOf('aid.now'),
      },
      'critical.premium': PREMIUM,
    },
  };
}

const LAW = townLaw(waiting());

const c = (month: number, fen = 10_000) => contribution(`c${month}`, `2025-0${month}-01`, fen);
const a = allowance('a', '2025-01-15', 1000);
const b = allowance('b', '2025-03-15', 1000);
const back = (id: string) => reversal(`r-${id}`, id, '2025-08-01');

/** What each payer pays for each event, where it is not nothing. */
type Paid = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Histories one after the other in one set of columns. */
function prepared(law: Law, all: readonly History[]) {
  const people = all.map((one) => {
    const opened = openHistory(law, one);
    if (!opened.ok) throw new Error(opened.rejection.message);
    return opened.value;
  });
  const collected = collectColumns(people);
  if (!collected.ok) throw new Error(collected.rejection.message);
  const lowered = lower(collected.value.dataset);
  if (!lowered.ok) throw new Error(lowered.rejection.message);
  const rows = lowered.value.sections.map(({ rowOfClass }) => rowOfClass);
  const ids = people.map(({ events }) => events.map(({ event }) => event.id));
  return { ids, lowered: lowered.value, columns: columnsOf(collected.value, rows) };
}

/** Person by person, each settled twice, the last first. */
function paidBy(name: string, law: Law, all: readonly History[]): Paid[] {
  const { ids, lowered, columns } = prepared(law, all);
  const kernel = EXECUTIONS[name]?.(lowered);
  if (!kernel) throw new RangeError(name);
  const output = outputFor(lowered, columns);
  const settle = openRun(kernel, lowered, columns, output);
  for (const at of [...all.keys(), ...all.keys()].toReversed()) {
    const result = settle({ from: at, until: at + 1 });
    if (!result.ok) throw new Error(result.rejection.message);
  }
  let event = 0;
  const paid = ids.map((own) =>
    Object.fromEntries(
      own.map((id) => {
        const at = event++;
        const amounts = lowered.payers.map((payer, column) => {
          return [payer, output.paid[column]?.[at] ?? 0] as const;
        });
        return [id, Object.fromEntries(amounts.filter(([, fen]) => fen !== 0))];
      }),
    ),
  );
  const total = output.paid.reduce((sum, column) => sum + totalOf(column), 0n);
  expect(total).toBe(BigInt(sumOf(paid)));
  return paid;
}

function sumOf(paid: readonly Paid[]): number {
  const amounts = paid.flatMap((own) => Object.values(own).flatMap((one) => Object.values(one)));
  return amounts.reduce((sum, fen) => sum + fen, 0);
}

interface Case {
  readonly items: Parameters<typeof history>[0];
  readonly paid: Paid;
}

const CASES: Readonly<Record<string, Case>> = {
  'a release stays where the event that released it is kept': {
    // 30,000 of premiums at c3, 40,000 at c4; without c1 they would be 20,000 and 30,000.
    items: [c(1), a, c(2), c(3), c(4), back('c1')],
    paid: {
      a: { pool: 800, hospital: 500, aid: 70 },
      c2: { critical: 500 },
      c3: { critical: 1000 },
      c4: { critical: 1000 },
    },
  },
  'what an event reversed since released is released again by the next new one': {
    // c4 is kept: it released the 500, and asks for nothing else; c5 finds 40,000.
    items: [c(1), a, c(2), c(3), c(4), back('c3'), c(5)],
    paid: {
      c1: {},
      a: { pool: 800, hospital: 500, aid: 70 },
      c2: { critical: 500 },
      c4: { critical: 1000 },
      c5: { critical: 1000 },
    },
  },
  'what an event reversed since released is taken back': {
    items: [c(1), a, c(2), c(3), back('c3')],
    paid: { c1: {}, a: { aid: 70 }, c2: { critical: 500 } },
  },
  'what was due at once does not begin to wait': {
    // 30,000 before a. Without c1, c2 comes to 30,000 again, c3 to 40,000: only the 500 waited.
    items: [c(1, 30_000), a, back('c1'), c(2, 30_000), c(3)],
    paid: {
      a: { pool: 800, hospital: 500, aid: 70 },
      c2: { critical: 1500 },
      c3: { critical: 1000 },
    },
  },
  'a release stays as it was, and its counter moves anew': {
    // c4 released both: 800 to a, and the 100 left of the year to b; 50,000 in all, so 500 each.
    // Without a the year's 900 has 800 from b, so that the new e, due at once, has 100.
    items: [c(1), a, b, c(4, 40_000), back('a'), allowance('e', '2025-05-15', 1000)],
    paid: {
      c1: {},
      b: { pool: 100, hospital: 500, aid: 70 },
      c4: { critical: 3500 },
      e: { pool: 100, hospital: 500, aid: 70 },
    },
  },
  'a late event does not release what a kept one released': {
    // c4 released both at 50,000. The late c2 comes to 30,000 before it, enough for the grant.
    items: [c(1), a, c(4, 40_000), back('c1'), c(2, 30_000)],
    paid: {
      a: { pool: 800, hospital: 500, aid: 70 },
      c2: { critical: 1500 },
      c4: { critical: 3500 },
    },
  },
  'a late event releases what nobody kept released': {
    // c4 released the grant at 30,000; the 500 wait until the late c2 comes to 40,000.
    items: [c(1), a, c(4, 20_000), back('c1'), c(2, 40_000)],
    paid: {
      a: { pool: 800, hospital: 500, aid: 70 },
      c2: { critical: 2500 },
      c4: { critical: 1500 },
    },
  },
  'each of two reversals keeps what stood when it was recorded': {
    // c3 releases a's grant: kept twice. Then 20,000; c4 releases b's: 100 of the year are left,
    // taken back with c4; c5 has 30,000 too and releases it; c6 has 40,000.
    items: [c(1), a, c(2), c(3), back('c1'), b, c(4), back('c4'), c(5), c(6)],
    paid: {
      a: { pool: 800, hospital: 500, aid: 70 },
      c2: { critical: 500 },
      c3: { critical: 1000 },
      b: { pool: 100, hospital: 500, aid: 70 },
      c5: { critical: 1000 },
      c6: { critical: 1000 },
    },
  },
  'what is kept waits on for what it waited for': {
    // 20,000 at c2; without c1 it is 10,000; c3 comes to 30,000 and c4 to 40,000.
    items: [c(1), a, c(2), back('c1'), c(3, 20_000), c(4)],
    paid: {
      a: { pool: 800, hospital: 500, aid: 70 },
      c2: { critical: 500 },
      c3: { critical: 1500 },
      c4: { critical: 1000 },
    },
  },
  'what a late event has released is not released again': {
    // c3 released the grant. Told late, c2 comes before it, with 40,000 by itself.
    items: [c(1), a, c(3, 20_000), back('c1'), c(2, 40_000)],
    paid: {
      a: { pool: 800, hospital: 500, aid: 70 },
      c2: { critical: 2500 },
      c3: { critical: 1500 },
    },
  },
  'nothing is reversed': {
    items: [c(1), a, c(2), c(3)],
    paid: { c1: {}, a: { pool: 800, aid: 70 }, c2: { critical: 500 }, c3: { critical: 1000 } },
  },
};

describe('waiting allowances whose past is kept', () => {
  const all = Object.values(CASES);

  it.each(Object.entries(CASES))('%s', (_, { items, paid }) => {
    const own = history(items);
    for (const name of Object.keys(EXECUTIONS)) {
      expect(paidBy(name, LAW, [own]), name).toEqual([paid]);
    }
    const answer = columnsAgree(LAW, own, settleHistory(LAW, own));
    expect(answer).toMatchObject({ kind: 'settled', differences: [] });
  });

  it.each(Object.keys(EXECUTIONS))('side by side in one data set, by the %s', (name) => {
    const people = all.map(({ items }) => history(items));
    expect(paidBy(name, LAW, people)).toEqual(all.map(({ paid }) => paid));
  });

  it('a tier that waits and would no longer apply is not asked', () => {
    // By the last event of the year the person is no longer poor: the grant is not of that law.
    const tier = { when: { personClass: ['poor'] }, midYearChange: 'recompute' };
    const law = townLaw(waiting(tier));
    const who = person({ personClass: ['poor', '2025-01-01', '2025-06-01'] });
    const own = history([c(1), a, back('c1'), c(7, 90_000)], who);
    for (const name of Object.keys(EXECUTIONS)) {
      expect(paidBy(name, law, [own]), name).toEqual([
        { a: { hospital: 500, aid: 70 }, c7: { critical: 7500 } },
      ]);
    }
  });
});

describe('any events whose past is kept', () => {
  const law = townLaw({
    choices: { reversal: 'keepPast' },
    tiers: { 'critical.premium': PREMIUM },
  });

  it.each(Object.keys(EXECUTIONS))('keep their payments, by the %s', (name) => {
    const kept = history([c(1), c(2), c(3), back('c1'), c(4)]);
    const plain = history([c(1), c(2)]);
    expect(paidBy(name, law, [plain, kept, plain])).toEqual([
      { c1: {}, c2: { critical: 500 } },
      { c2: { critical: 500 }, c3: { critical: 1000 }, c4: { critical: 1000 } },
      { c1: {}, c2: { critical: 500 } },
    ]);
  });

  it('stop in a past where settle does', () => {
    const huge = townLaw(
      waiting({ entitlement: { sum: [{ event: 'monthlyBaseFen' }, { event: 'monthlyBaseFen' }] } }),
    );
    const big = allowance('big', '2025-01-20', MAX_FEN);
    const own = history([c(1, 40_000), a, big, back('big')]);
    const settled = settleHistory(huge, own);
    expect(settled.ok ? null : settled.rejection).toMatchObject({
      code: 'settlement/amount_too_large',
      at: 'big',
    });
    expect(columnsAgree(huge, own, settled)).toEqual({ kind: 'stopped', differences: [] });
  });
});
