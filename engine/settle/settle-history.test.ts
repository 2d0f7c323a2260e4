import { describe, expect, it } from 'vitest';
import { onlyProgram, type TownTier, townLaw } from '../../testing/laws/town.ts';
import {
  contribution,
  counted,
  day,
  history,
  paidById,
  paidInOrder,
  person,
  reversal,
  settledHistory,
  settledStep,
  visit,
} from '../../testing/laws/town-events.ts';
import type { Law } from '../law/index.ts';
import type { Event } from './event.ts';
import type { HistoryItem } from './history.ts';
import { settleHistory } from './settle-history.ts';

/** 80 % above 2,500 yuan a year. */
const tier: TownTier = {
  numbers: { ratioBp: 8000, deductibleFen: 250_000 },
  deductible: {
    amount: { parameter: 'deductibleFen' },
    counter: 'pool.deductible',
    counts: 'taken',
  },
  counters: {
    'pool.deductible': { writers: [{ measure: 'deductible' }] },
    'pool.paid': { writers: [{ measure: 'paid' }] },
  },
};
const lawWith = (choices: Record<string, string | number> = {}) =>
  townLaw({ choices, tiers: { 'pool.basic': tier } });
const law = lawWith();
const january = visit('jan', '2025-01-10', 200_000);
const march = visit('mar', '2025-03-10', 100_000);
const may = visit('may', '2025-05-10', 100_000);
const december = visit('dec', '2025-12-10', 100_000);

function rejected(items: readonly (Event | HistoryItem)[], body: Law = law): unknown {
  const result = settleHistory(body, history(items));
  return result.ok ? undefined : [result.rejection.code, result.rejection.at];
}

describe('the same visit twice', () => {
  it('moves the counters once', () => {
    const once = settledHistory(law, [january, march]);
    const twice = settledHistory(law, [january, march, january, march, march]);
    expect(twice.steps.map(({ event }) => event.id)).toEqual(['jan', 'mar']);
    expect(paidInOrder(twice)).toEqual([0, 40_000]);
    expect(twice.state).toEqual(once.state);
    expect(counted(once.state)).toEqual({
      'pool.deductible@2025': 250_000,
      'pool.paid@2025': 40_000,
    });
  });

  it('is the same whatever the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(january).reverse()) as unknown as Event;
    expect(settledHistory(law, [january, turned]).steps.length).toBe(1);
  });

  it('under one id with another content is refused', () => {
    const other = { ...january, lines: [{ ...january.lines[0], costFen: 1 }] } as Event;
    expect(rejected([january, other])).toEqual(['settlement/event_conflict', 'jan']);
    expect(rejected([january, { ...january, settledOn: day('2025-02-01') }])).toEqual([
      'settlement/event_conflict',
      'jan',
    ]);
    expect(rejected([january, contribution('jan', '2025-01-10', 1)])).toEqual([
      'settlement/event_conflict',
      'jan',
    ]);
  });
});

describe('X12: the order of a year', () => {
  const recorded = [march, january, may];

  it.each([
    // january bears 2,000, march 500
    ['dischargedOn', 'replay', { jan: 0, mar: 40_000, may: 80_000 }],
    // march bears 1,000, january 1,500
    ['dischargedOn', 'keepPast', { jan: 40_000, mar: 0, may: 80_000 }],
    ['settledAt', 'replay', { jan: 40_000, mar: 0, may: 80_000 }],
    ['settledAt', 'keepPast', { jan: 40_000, mar: 0, may: 80_000 }],
  ])('order %s, late bill %s', (order, lateBill, expected) => {
    expect(paidById(settledHistory(lawWith({ order, lateBill }), recorded))).toEqual(expected);
  });

  it('bills of one day keep the order in which they were recorded', () => {
    const twin = { ...january, id: 'twin' };
    expect(paidById(settledHistory(law, [may, twin, january]))).toEqual({
      jan: 120_000,
      twin: 0,
      may: 80_000,
    });
  });

  it('events of other kinds stand by their day', () => {
    const run = settledHistory(law, [may, contribution('c', '2025-02-01', 5), january]);
    expect(run.steps.map(({ event }) => event.id)).toEqual(['jan', 'c', 'may']);
  });
});

describe('the years', () => {
  it('change: each begins with its own deductible, and a late bill moves its own', () => {
    const before = visit('old', '2024-12-20', 300_000);
    const after = visit('new', '2026-01-05', 260_000);
    const run = settledHistory(law, [january, march, after, before]);
    expect(paidById(run)).toEqual({ old: 40_000, jan: 0, mar: 40_000, new: 8000 });
    expect(counted(run.state)).toEqual({
      'pool.deductible@2024': 250_000,
      'pool.deductible@2025': 250_000,
      'pool.deductible@2026': 250_000,
      'pool.paid@2024': 40_000,
      'pool.paid@2025': 40_000,
      'pool.paid@2026': 8000,
    });
  });

  it('December asked without January comes from the state after January', () => {
    const program = onlyProgram(law);
    const all = settledHistory(law, [january, march, december]);
    const stored = all.steps[2]?.stateBefore;
    if (!stored) throw new Error('no state');
    const alone = settledStep(program, december, { state: stored });
    expect(alone.settled).toEqual(all.steps[2]?.settled);
    expect(alone.state).toEqual(all.state);
    expect(alone.settled.paidFen).toEqual([80_000]);
    expect(settledStep(program, december).settled.paidFen).toEqual([0]);
    const resumed = settledHistory(law, [december], undefined, { start: stored });
    expect(resumed.state).toEqual(all.state);
    expect(paidInOrder(resumed)).toEqual([80_000]);
  });

  it('each state is the one that the next event starts from', () => {
    const { steps, state } = settledHistory(law, [january, march, may, december]);
    for (const [index, step] of steps.entries()) {
      expect(step.stateBefore).toEqual(steps[index - 1]?.stateAfter ?? step.stateBefore);
    }
    expect(steps.at(-1)?.stateAfter).toEqual(state);
  });
});

describe('X07: a reversal of an early visit', () => {
  const items = [january, march, may, reversal('r', 'jan', '2025-06-01'), december];

  it('replay: what came after is settled as if it had never been', () => {
    const run = settledHistory(law, items);
    // march bears 1,000, may 1,000, december 500
    expect(paidById(run)).toEqual({ mar: 0, may: 0, dec: 40_000 });
    expect(run.state).toEqual(settledHistory(law, [march, may, december]).state);
    expect(run.steps.some(({ isKept }) => isKept)).toBe(false);
  });

  it('keepPast: what was recorded before it keeps its result, what comes after does not', () => {
    const run = settledHistory(lawWith({ reversal: 'keepPast' }), items);
    // march and may were settled after january; the counters go on without it.
    expect(paidById(run)).toEqual({ mar: 40_000, may: 80_000, dec: 40_000 });
    expect(run.steps.map(({ isKept }) => isKept)).toEqual([true, true, false]);
    expect(counted(run.state)).toEqual({
      'pool.deductible@2025': 250_000,
      'pool.paid@2025': 40_000,
    });
  });

  it('keepPast twice: each keeps what stood when it was recorded', () => {
    const run = settledHistory(lawWith({ reversal: 'keepPast' }), [
      january,
      march,
      reversal('r1', 'jan', '2025-04-01'),
      may,
      reversal('r2', 'mar', '2025-06-01'),
      december,
    ]);
    // may was settled after the first reversal: march had borne 1,000, may bore 1,000. December:
    // 1,500 open.
    expect(paidById(run)).toEqual({ may: 0, dec: 0 });
  });

  it('of the last event restores the state before it', () => {
    const before = settledHistory(law, [january, march]);
    const after = settledHistory(law, [january, march, may, reversal('r', 'may', '2025-06-01')]);
    expect(after.state).toEqual(before.state);
    expect(after.steps).toEqual(before.steps);
  });

  it('of all events leaves nothing', () => {
    for (const choice of ['replay', 'keepPast']) {
      const run = settledHistory(lawWith({ reversal: choice }), [
        january,
        reversal('r', 'jan', '2025-06-01'),
      ]);
      expect([run.steps, counted(run.state)]).toEqual([[], {}]);
    }
  });

  it('replay: an event that could not be settled is as if it had never been', () => {
    const bad = visit('bad', '2025-02-01', -1);
    const run = settledHistory(law, [january, bad, march, reversal('r', 'bad', '2025-06-01')]);
    expect(paidById(run)).toEqual({ jan: 0, mar: 40_000 });
  });

  it('follows the law of the event that is reversed', () => {
    const year = (from: string, until: string, reversal_: string) => ({
      id: `town.${from}`,
      from,
      until,
      choices: { reversal: reversal_ },
      tiers: { 'pool.basic': tier },
    });
    const law_ = townLaw(
      year('2024-01-01', '2025-01-01', 'keepPast'),
      year('2025-01-01', '2026-01-01', 'replay'),
    );
    const old = [visit('a', '2024-02-01', 250_000), visit('b', '2024-03-01', 1000)];
    const run = (reverses: string) =>
      paidById(
        settledHistory(law_, [...old, january, march, reversal('r', reverses, '2025-06-01')]),
      );
    expect(run('a')).toEqual({ b: 800, jan: 0, mar: 40_000 });
    expect(run('jan')).toEqual({ a: 0, b: 800, mar: 0 });
  });

  it('recorded twice is one; a reversed event that comes again stays reversed', () => {
    const run = settledHistory(law, [
      january,
      march,
      reversal('r', 'jan', '2025-06-01'),
      reversal('r', 'jan', '2025-06-01'),
      january,
    ]);
    expect(paidById(run)).toEqual({ mar: 0 });
  });

  it.each<[string, (Event | HistoryItem)[], string[]]>([
    [
      'of an unknown event',
      [january, reversal('r', 'feb', '2025-06-01')],
      ['settlement/nothing_to_reverse', 'r'],
    ],
    [
      'before the event',
      [reversal('r', 'jan', '2025-06-01'), january],
      ['settlement/nothing_to_reverse', 'r'],
    ],
    [
      'of an event that is reversed already',
      [january, reversal('r1', 'jan', '2025-06-01'), reversal('r2', 'jan', '2025-06-02')],
      ['settlement/nothing_to_reverse', 'r2'],
    ],
    [
      'of a reversal',
      [january, reversal('r1', 'jan', '2025-06-01'), reversal('r2', 'r1', '2025-06-02')],
      ['settlement/nothing_to_reverse', 'r2'],
    ],
    [
      'under an id that reverses another event',
      [january, march, reversal('r', 'jan', '2025-06-01'), reversal('r', 'mar', '2025-06-01')],
      ['settlement/event_conflict', 'r'],
    ],
    [
      'under an id that reversed the event on another day',
      [january, reversal('r', 'jan', '2025-06-01'), reversal('r', 'jan', '2025-06-02')],
      ['settlement/event_conflict', 'r'],
    ],
  ])('%s is refused', (_, items_, expected) => {
    expect(rejected(items_)).toEqual(expected);
  });
});

describe('what a history rejects', () => {
  it('is told with the event in `at`, or with the field of it', () => {
    expect(rejected([january, visit('late', '2027-01-01', 1)])).toEqual(['law/expired', 'late']);
    expect(rejected([january, visit('bad', '2025-02-01', -1)])).toEqual([
      'settlement/line_invalid',
      'l1',
    ]);
    expect(rejected([{ ...january, facets: {} }])).toBeUndefined();
  });

  it('is the law of an event before anything is settled', () => {
    const bad = visit('bad', '2025-02-01', -1);
    const items = [
      january,
      bad,
      reversal('r', 'jan', '2025-06-01'),
      visit('late', '2027-01-01', 1),
    ];
    expect(rejected(items, lawWith({ reversal: 'keepPast' }))).toEqual(['law/expired', 'late']);
  });

  it('comes before anything is settled where items contradict each other', () => {
    expect(rejected([visit('bad', '2025-02-01', -1), reversal('r', 'x', '2025-06-01')])).toEqual([
      'settlement/nothing_to_reverse',
      'r',
    ]);
  });
});

describe('a run that starts from an earlier one', () => {
  const earlier = settledHistory(law, [january, march, may]);

  it('takes over steps whose input is unchanged, and replays from the first that is not', () => {
    const more = settledHistory(law, [january, march, may, december], undefined, { earlier });
    expect(more.reused).toBe(3);
    expect(more.steps[0]).toBe(earlier.steps[0]);
    expect(more.steps).toEqual(settledHistory(law, [january, march, may, december]).steps);
    const late = visit('feb', '2025-02-10', 100_000);
    const inserted = settledHistory(law, [january, march, may, late], undefined, { earlier });
    expect(inserted.reused).toBe(1);
    expect(paidById(inserted)).toEqual({ jan: 0, feb: 40_000, mar: 80_000, may: 80_000 });
  });

  it('replays from the first event for which the person was another', () => {
    const by = townLaw({
      tiers: {
        'pool.basic': {
          ...tier,
          numbers: {
            deductibleFen: 0,
            ratioBp: { by: ['personClass'], value: { poor: 9000, otherwise: 8000 } },
          },
        },
      },
    });
    const all = [january, march, may];
    const plain = settledHistory(by, all);
    const poor = person({ personClass: ['poor', '2025-03-01'] });
    const again = settledHistory(by, all, poor, { earlier: plain });
    expect(again.reused).toBe(1);
    expect(paidInOrder(again)).toEqual([160_000, 90_000, 90_000]);
  });

  it('takes nothing over where it starts from another state', () => {
    const start = settledHistory(law, [visit('x', '2025-01-01', 50_000)]).state;
    const run = settledHistory(law, [january, march, may], undefined, { earlier, start });
    expect(run.reused).toBe(0);
    expect(paidById(run)).toEqual({ jan: 0, mar: 80_000, may: 80_000 });
  });

  it('takes nothing over where results were kept before a reversal', () => {
    const keeping = lawWith({ reversal: 'keepPast' });
    const items = [january, march, reversal('r', 'jan', '2025-04-01')];
    const kept = settledHistory(keeping, items);
    const again = settledHistory(keeping, [...items, december], undefined, { earlier: kept });
    expect(again.reused).toBe(0);
    expect(again.steps).toEqual(settledHistory(keeping, [...items, december]).steps);
  });
});

describe('events that were settled before', () => {
  const old = onlyProgram(
    townLaw({ tiers: { 'pool.basic': { ...tier, numbers: { ...tier.numbers, ratioBp: 7000 } } } }),
  );
  const now = onlyProgram(law);
  const stored = (event: Event, lawHash: string): HistoryItem => ({
    kind: 'event',
    event,
    lawHash,
  });
  const big = visit('big', '2025-01-10', 350_000);

  it('replay under the law that they were settled under', () => {
    const run = settledHistory(law, [stored(big, old.hash), may], undefined, { archive: [old] });
    expect(paidById(run)).toEqual({ big: 70_000, may: 80_000 });
    expect(run.steps.map(({ settled }) => settled.law)).toEqual([old.hash, now.hash]);
  });

  it('replay under another only where a correction names it', () => {
    const run = settledHistory(law, [stored(big, old.hash), may], undefined, {
      archive: [old],
      corrections: { [old.hash]: now.hash },
    });
    expect(paidById(run)).toEqual({ big: 80_000, may: 80_000 });
  });

  it('are refused where that law is not there', () => {
    expect(rejected([stored(big, old.hash)])).toEqual(['law/unknown_hash', 'big']);
    expect(rejected([stored(big, now.hash)])).toBeUndefined();
  });
});
