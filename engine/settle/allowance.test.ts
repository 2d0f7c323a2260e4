/**
 * Allowances with several bases, under conditions, and those that wait until they fall due.
 */
import { describe, expect, it } from 'vitest';
import { type TownScheme, type TownTier, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  allowance,
  contribution,
  day,
  fact,
  history,
  person,
  rejectionOf,
  reversal,
  settledHistory,
  settledStep,
} from '../../testing/laws/town-events.ts';
import type { Allowance } from './event.ts';
import type { SettledHistory } from './replay.ts';
import { resettle } from './resettle.ts';
import { settleHistory } from './settle-history.ts';

const wholeOf = (id: string) => ({
  all: { base: [{ reasons: [`${id}.entitlement`] }], ratio: 'ratioBp' },
});

/** Σ base × weight × days ÷ (30 × Σ weight), rounded once. */
const weighted: TownTier = {
  on: 'allowance',
  entitlement: {
    proportion: {
      of: { event: 'weightedBaseFen' },
      times: { event: 'days' },
      over: { times: { of: { parameter: 'monthCount' }, count: { event: 'weightCount' } } },
      rounding: 'halfUp',
    },
  },
  numbers: { ratioBp: 10_000, monthCount: 30 },
  parts: wholeOf('pool.maternity'),
};

const of = (bases: Allowance['bases'], days = 98): Allowance => ({
  ...allowance('a', '2025-01-01', 0, days),
  bases,
});

describe('an allowance of several units', () => {
  const program = townProgram({ tiers: { 'pool.maternity': weighted } });

  it.each([
    // 3,000.00 × 98 ÷ 30 = 9,800.00.
    ['one', [{ monthlyBaseFen: 300_000, weight: 1 }], 980_000],
    ['one of any weight', [{ monthlyBaseFen: 300_000, weight: 7 }], 980_000],
    [
      // (3,000.00 × 2 + 4,000.01) × 98 ÷ 90 = 10,888.89977… → 10,888.90.
      'two',
      [
        { monthlyBaseFen: 300_000, weight: 2 },
        { monthlyBaseFen: 400_001, weight: 1 },
      ],
      1_088_890,
    ],
    ['none of worth', [{ monthlyBaseFen: 0, weight: 1 }], 0],
  ])('%s', (_, bases, paid) => {
    expect(settledStep(program, of(bases)).settled.paidFen).toEqual([paid]);
  });

  it.each([
    ['no base', []],
    ['no weight', [{ monthlyBaseFen: 1, weight: 0 }]],
    ['half a weight', [{ monthlyBaseFen: 1, weight: 0.5 }]],
    ['below zero', [{ monthlyBaseFen: -1, weight: 1 }]],
  ])('%s is no allowance', (_, bases) => {
    expect(rejectionOf(program, of(bases))).toBe('settlement/event_invalid');
  });

  it('too large together', () => {
    const bases = [{ monthlyBaseFen: 900_000_000, weight: 1001 }];
    expect(rejectionOf(program, of(bases))).toBe('settlement/amount_too_large');
  });

  it('several where the law pays by one are refused', () => {
    const single = townProgram({
      tiers: {
        'pool.maternity': {
          ...weighted,
          when: { employment: ['working'] },
          numbers: { ratioBp: 10_000 },
          entitlement: { event: 'monthlyBaseFen' },
        },
      },
    });
    const two = of([
      { monthlyBaseFen: 1, weight: 1 },
      { monthlyBaseFen: 2, weight: 1 },
    ]);
    expect(rejectionOf(single, two)).toBe('settlement/several_bases');
    expect(rejectionOf(single, of([{ monthlyBaseFen: 1, weight: 9 }]))).toBeUndefined();
    // A tier that does not apply does not ask.
    const retired = person({ employment: 'retired' });
    expect(rejectionOf(single, two, { who: retired })).toBeUndefined();
  });
});

describe('an allowance under a condition', () => {
  const program = townProgram({
    tiers: {
      'pool.grant': {
        on: 'allowance',
        onlyIf: [{ of: { facet: 'incomeFen' }, until: { parameter: 'poorFen' } }],
        entitlement: { parameter: 'grantFen' },
        numbers: { ratioBp: 10_000, grantFen: 200, poorFen: 1000 },
        parts: wholeOf('pool.grant'),
      },
      'aid.grant': {
        on: 'allowance',
        entitlement: { parameter: 'grantFen' },
        numbers: { ratioBp: 5000, grantFen: 60 },
        parts: wholeOf('aid.grant'),
      },
    },
  });

  it.each([
    ['999', [200, 30], 260],
    // What a tier would entitle to that is skipped is nobody's.
    ['1000', [0, 30], 60],
  ])('at an income of %s pays %j of %i', (income, paid, total) => {
    const who = person({}, { also: [fact('incomeFen', income)] });
    const { settled } = settledStep(program, allowance('a', '2025-01-01', 0), { who });
    expect(settled.paidFen).toEqual(paid);
    expect(settled.totalFen).toBe(total);
    expect(settled.personFen).toBe(30);
    expect(settled.atoms).toMatchObject([{ totalFen: total, cells: [total - 60, 60] }]);
  });
});

/** 98 days fall due once 30,000 of premiums are paid; a tenth of each premium is subsidised. */
function waiting(more: Partial<TownScheme> = {}, tier: TownTier = {}): TownScheme {
  return {
    counters: {
      'town.premiums': { window: { kind: 'lifetime' }, writers: [{ event: 'premiumFen' }] },
      'town.grants': { writers: [{ event: 'eventCount', when: { place: ['outOfCity'] } }] },
    },
    ...more,
    tiers: {
      'pool.grant': {
        on: 'allowance',
        entitlement: { event: 'monthlyBaseFen' },
        fallsDue: { counter: 'town.premiums', atLeast: { parameter: 'neededFen' } },
        numbers: {
          ratioBp: { from: { '2024-01-01': 8000, '2025-04-01': 5000 } },
          neededFen: 30_000,
        },
        parts: wholeOf('pool.grant'),
        counters: { 'pool.paid': { writers: [{ measure: 'paid' }] } },
        ...tier,
      },
      'aid.now': {
        on: 'allowance',
        entitlement: { parameter: 'nowFen' },
        numbers: { ratioBp: 10_000, nowFen: 70 },
        parts: wholeOf('aid.now'),
      },
      'critical.premium': {
        on: 'contribution',
        numbers: { ratioBp: 1000 },
        parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
      },
    },
  };
}

const c = (month: number, fen = 10_000) => contribution(`c${month}`, `2025-0${month}-01`, fen);
const a = allowance('a', '2025-01-15', 1000);

const shape = ({ steps }: SettledHistory) =>
  steps.map(({ event, settled }) => [
    event.id,
    settled.releasedBy,
    settled.totalFen,
    settled.totalFen - settled.personFen,
  ]);

describe('an allowance that falls due', () => {
  const law = townLaw(waiting());

  it('waits, and is settled right after the event that releases it', () => {
    const settled = settledHistory(law, [c(1), a, c(2), c(3), c(4)]);
    expect(shape(settled)).toEqual([
      ['c1', null, 10_000, 1000],
      ['a', null, 70, 70],
      ['c2', null, 10_000, 1000],
      ['c3', null, 10_000, 1000],
      // Under the numbers of its own day.
      ['a', 'c3', 1000, 800],
      ['c4', null, 10_000, 1000],
    ]);
    expect(settled.state.pending).toEqual([]);
    expect(settled.steps[1]?.stateAfter.pending).toEqual([
      { event: a, law: law.programs[0]?.hash, tiers: ['pool.grant'] },
    ]);
    const [own] = settled.steps[1]?.settled.trace.tiers ?? [];
    expect(own).toMatchObject({
      kind: 'skipped',
      why: 'notDueYet',
      asked: { conditions: [{ ofValue: 10_000, fromValue: 30_000, isMet: false }] },
    });
    // The release has the tiers that waited, nothing else.
    expect(settled.steps[4]?.settled.trace.tiers.map(({ tier }) => tier)).toEqual([0]);
  });

  it.each([
    [29_999, false],
    [30_000, true],
    [30_001, true],
  ])('%i of premiums before it: due at once %s', (fen, isDue) => {
    const settled = settledHistory(law, [contribution('c', '2025-01-01', fen), a]);
    expect(settled.steps[1]?.settled.totalFen).toBe(isDue ? 1070 : 70);
    expect(settled.state.pending).toHaveLength(isDue ? 0 : 1);
  });

  it('keeps its own law and counters of its own day, whenever it falls due', () => {
    const late = settledHistory(law, [a, { ...c(5, 30_000), on: day('2026-05-01') }]);
    expect(shape(late)[2]).toEqual(['a', 'c5', 1000, 800]);
    expect(late.state.counters.find(({ counter }) => counter === 'pool.paid')).toMatchObject({
      window: 2025,
      value: 800,
    });
  });

  it('counts the event of an allowance once', () => {
    const away = { ...a, facets: { place: 'outOfCity' } };
    const { state } = settledHistory(law, [away, c(2, 30_000)]);
    expect(state.counters.find(({ counter }) => counter === 'town.grants')?.value).toBe(1);
  });

  it('several wait: the oldest is asked first, each sees what those before it moved', () => {
    // At most 900 a year: the first release takes 800.
    const capped = townLaw(
      waiting(
        {},
        {
          caps: { year: { amount: { parameter: 'capFen' }, counter: 'pool.paid' } },
          numbers: { ratioBp: 8000, neededFen: 30_000, capFen: 900 },
        },
      ),
    );
    const b = allowance('b', '2025-01-20', 1000);
    expect(shape(settledHistory(capped, [a, b, c(2, 30_000)])).slice(2)).toEqual([
      ['c2', null, 30_000, 3000],
      ['a', 'c2', 1000, 800],
      ['b', 'c2', 1000, 100],
    ]);
  });

  it('the counter is read in the window of the event that releases', () => {
    const month = townLaw(
      waiting({
        counters: {
          'town.premiums': { window: { kind: 'month' }, writers: [{ event: 'premiumFen' }] },
        },
      }),
    );
    const twice = [c(2, 15_000), { ...c(2, 15_000), id: 'd', on: day('2025-03-01') }];
    expect(shape(settledHistory(month, [a, ...twice])).length).toBe(3);
    const within = [c(2, 15_000), { ...c(2, 15_000), id: 'd', on: day('2025-02-28') }];
    expect(shape(settledHistory(month, [a, ...within]))[3]).toEqual(['a', 'd', 1000, 800]);
  });
});

describe('histories with what falls due', () => {
  const items = [c(1), a, c(2), c(3), c(4)];

  it('a reversal of the allowance takes it out', () => {
    const law = townLaw(waiting());
    const { steps, state } = settledHistory(law, [...items, reversal('r', 'a', '2025-05-01')]);
    expect(steps.map(({ event }) => event.id)).toEqual(['c1', 'c2', 'c3', 'c4']);
    expect(state.pending).toEqual([]);
  });

  it.each([
    // c3 is gone: c4 releases it.
    ['replay', 'c4'],
    // c4 is kept as it was, and released nothing; the next event does.
    ['keepPast', 'c5'],
  ])('a reversal of the event that released it: %s', (mode, by) => {
    const law = townLaw(waiting({ choices: { reversal: mode } }));
    const settled = settledHistory(law, [...items, reversal('r', 'c3', '2025-05-01'), c(5)]);
    expect(
      settled.steps.filter(({ event }) => event.id === 'a').map((s) => s.settled.releasedBy),
    ).toEqual([null, by]);
  });

  it('keepPast: a release stays where the event that released it is kept', () => {
    const law = townLaw(waiting({ choices: { reversal: 'keepPast' } }));
    const settled = settledHistory(law, [...items, reversal('r', 'c1', '2025-05-01')]);
    expect(shape(settled)).toEqual([
      ['a', null, 70, 70],
      ['c2', null, 10_000, 1000],
      ['c3', null, 10_000, 1000],
      ['a', 'c3', 1000, 800],
      ['c4', null, 10_000, 1000],
    ]);
    expect(settled.steps[3]?.isKept).toBe(true);
    // Counters go on as if c1 had never been; what was released does not wait again.
    expect(settled.state.pending).toEqual([]);
    expect(settled.state.counters.find(({ counter }) => counter === 'town.premiums')?.value).toBe(
      30_000,
    );
  });

  it('keepPast: what a kept event released is not released by a late one too', () => {
    const law = townLaw(waiting({ choices: { reversal: 'keepPast' } }));
    const late = [c(1), a, c(4, 40_000), reversal('r', 'c1', '2025-05-01'), c(2, 30_000)];
    // 30,000 of premiums at c2 would be enough.
    expect(shape(settledHistory(law, late))).toEqual([
      ['a', null, 70, 70],
      ['c2', null, 30_000, 3000],
      ['c4', null, 40_000, 4000],
      ['a', 'c4', 1000, 800],
    ]);
  });

  it('keepPast: an allowance that was due at once does not begin to wait', () => {
    const law = townLaw(waiting({ choices: { reversal: 'keepPast' } }));
    const settled = settledHistory(law, [
      c(1, 30_000),
      a,
      reversal('r', 'c1', '2025-05-01'),
      c(2, 30_000),
    ]);
    expect(shape(settled)).toEqual([
      ['a', null, 1070, 870],
      ['c2', null, 30_000, 3000],
    ]);
  });

  it('keepPast: what waited in a result that is kept waits on', () => {
    const tier = { when: { personClass: ['poor'] }, midYearChange: 'recompute' };
    const law = townLaw(waiting({ choices: { reversal: 'keepPast' } }, tier));
    const items = [c(1), a, reversal('r', 'c1', '2025-02-01'), c(7)];
    // Anew the tier would not apply: by the year's last event the person is no longer poor.
    const settled = settledHistory(
      law,
      items,
      person({ personClass: ['poor', '2025-01-01', '2025-06-01'] }),
    );
    const waits = settled.steps.map(({ stateAfter }) => stateAfter.pending.map((p) => p.tiers));
    expect(waits).toEqual([[['pool.grant']], [['pool.grant']]]);
  });

  it('keepPast: a tier that waits and would no longer apply is not asked', () => {
    const tier = { when: { personClass: ['poor'] }, midYearChange: 'recompute' };
    const law = townLaw(waiting({ choices: { reversal: 'keepPast' } }, tier));
    const items = [c(1), a, reversal('r', 'c1', '2025-02-01'), c(7, 90_000)];
    const who = person({ personClass: ['poor', '2025-01-01', '2025-06-01'] });
    expect(shape(settledHistory(law, items, who))).toEqual([
      ['a', null, 70, 70],
      ['c7', null, 90_000, 9000],
    ]);
  });

  it('recompute: it is asked as its person is on the day of the year that counts', () => {
    // 15,000 are needed by the year's last event, 30,000 by the day of the allowance.
    const income = [
      fact('incomeFen', '30000', '2000-01-01', '2025-03-15'),
      fact('incomeFen', '15000', '2025-03-15'),
    ];
    const fallsDue = { counter: 'town.premiums', atLeast: { facet: 'incomeFen' } };
    const releasedBy = (midYearChange: string) => {
      const law = townLaw(waiting({}, { fallsDue, midYearChange }));
      const { steps } = settledHistory(law, items, person({}, { also: income }));
      return steps.flatMap(({ settled }) => settled.releasedBy ?? []);
    };
    expect([releasedBy('recompute'), releasedBy('incremental')]).toEqual([['c2'], ['c3']]);
  });

  it('recompute: a run from a state asks it as a run from the beginning does', () => {
    // 15,000 are needed by the day of the allowance, 90,000 by the last event of its year.
    const income = [
      fact('incomeFen', '15000', '2000-01-01', '2025-03-15'),
      fact('incomeFen', '90000', '2025-03-15'),
    ];
    const fallsDue = { counter: 'town.premiums', atLeast: { facet: 'incomeFen' } };
    const law = townLaw(waiting({}, { fallsDue, midYearChange: 'recompute' }));
    const who = person({}, { also: income });
    const later = contribution('later', '2026-02-01', 10_000);
    const whole = settledHistory(law, [c(1), a, c(4), later], who);
    expect(whole.steps.map(({ event }) => event.id)).toEqual(['c1', 'a', 'c4', 'later']);
    for (const step of whole.steps) {
      const rest = whole.steps.slice(whole.steps.indexOf(step));
      const events = rest.map(({ event }) => event);
      const again = settledHistory(law, events, who, { start: step.stateBefore });
      expect(again.steps).toEqual(rest);
      expect(again.state).toEqual(whole.state);
    }
  });

  it('an unchanged run is taken over, with what it released', () => {
    const law = townLaw(waiting());
    const earlier = settledHistory(law, items);
    const again = settledHistory(law, [...items, c(5)], person(), { earlier });
    expect(again.reused).toBe(earlier.steps.length);
    expect(again.steps.slice(0, -1)).toEqual([...earlier.steps]);
  });

  it('a state with something that waits can be gone on from', () => {
    const law = townLaw(waiting());
    const before = settledHistory(law, [c(1), a, c(2)]);
    const after = settledHistory(law, [c(3)], person(), { start: before.state });
    expect(shape(after)).toEqual([
      ['c3', null, 10_000, 1000],
      ['a', 'c3', 1000, 800],
    ]);
    const unknown = settleHistory(townLaw(waiting({ until: '2026-06-01' })), history([c(3)]), {
      start: before.state,
    });
    expect(!unknown.ok && unknown.rejection).toMatchObject({ code: 'law/unknown_hash', at: 'a' });
  });

  it('differences count what fell due with the allowance', () => {
    const law = townLaw(waiting());
    const earlier = history(items);
    // A higher premium in its place releases the allowance already: the same money for it.
    const swapped = history([c(1), a, { ...c(2), id: 'c2b', premiumFen: 20_000 }, c(3), c(4)]);
    const result = resettle(law, earlier, swapped);
    if (!result.ok) throw new Error(result.rejection.message);
    expect(result.value.differences.map((d) => [d.eventId, d.differenceFen, d.action])).toEqual([
      ['c2b', 2000, 'pay'],
      ['c2', -1000, 'return'],
    ]);
    const gone = resettle(law, earlier, history([...items, reversal('r', 'a', '2025-05-01')]));
    if (!gone.ok) throw new Error(gone.rejection.message);
    expect(gone.value.differences.map((d) => [d.payer, d.differenceFen, d.action])).toEqual([
      ['pool', -800, 'return'],
      ['aid', -70, 'return'],
    ]);
    const less = resettle(law, earlier, history([c(1), a, c(2), c(3, 9999), c(4, 0)]));
    if (!less.ok) throw new Error(less.rejection.message);
    expect(less.value.differences.find(({ eventId }) => eventId === 'a')).toMatchObject({
      payer: 'pool',
      beforeFen: 800,
      afterFen: 0,
      action: 'recover',
    });
  });
});
