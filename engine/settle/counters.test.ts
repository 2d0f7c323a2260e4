import { describe, expect, it } from 'vitest';
import { type TownScheme, type TownTier, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  contribution,
  counted,
  day,
  line,
  paidInOrder,
  settledHistory,
  settledStep,
  visit,
} from '../../testing/laws/town-events.ts';
import { windowNumber, windowSpan } from '../law/index.ts';
import { formatDay } from '../units/index.ts';
import { counterValue } from './counters.ts';

/**
 * Pays 100 % above a deductible of 1,000 per window; so a payment tells how much was counted
 * before.
 */
function perWindow(window: Record<string, unknown>, more: Record<string, unknown> = {}): TownTier {
  return {
    numbers: { ratioBp: 10_000, deductibleFen: 100_000 },
    deductible: {
      amount: { parameter: 'deductibleFen' },
      counter: 'pool.deductible',
      counts: 'taken',
    },
    counters: { 'pool.deductible': { window, writers: [{ measure: 'deductible' }], ...more } },
  };
}

/** How much of the deductible each visit of 700 yuan had to bear. */
function borne(law: TownTier, days: readonly string[], scheme: Partial<TownScheme> = {}): number[] {
  const visits = days.map((on, i) => visit(`v${i}`, on, 70_000));
  const run = settledHistory(townLaw({ tiers: { 'pool.basic': law }, ...scheme }), visits);
  return paidInOrder(run).map((paid) => 70_000 - paid);
}

describe('windows', () => {
  it.each([
    ['day', ['2025-03-01', '2025-03-01', '2025-03-02'], [70_000, 30_000, 70_000]],
    [
      'month',
      ['2025-02-28', '2025-03-01', '2025-03-31', '2025-04-01'],
      [70_000, 70_000, 30_000, 70_000],
    ],
    [
      'calendarYear',
      ['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'],
      [70_000, 70_000, 30_000, 70_000],
    ],
    ['lifetime', ['2024-12-31', '2025-01-01', '2026-12-31'], [70_000, 30_000, 0]],
  ])('of a %s', (kind, days, expected) => {
    expect(borne(perWindow({ kind }), days)).toEqual(expected);
  });

  it('of a product year start on their day', () => {
    const law = perWindow({ kind: 'productYear', startsOn: '07-01' });
    expect(
      borne(law, ['2024-07-01', '2025-06-30', '2025-07-01', '2026-06-30', '2026-07-01']),
    ).toEqual([70_000, 30_000, 70_000, 30_000, 70_000]);
  });

  it('that roll look back whole months, the day of the same number left out', () => {
    const law = perWindow({ kind: 'rolling', months: 3 });
    // 15 April sees from 16 January on.
    expect(borne(law, ['2025-01-15', '2025-04-15'])).toEqual([70_000, 70_000]);
    expect(borne(law, ['2025-01-16', '2025-04-15'])).toEqual([70_000, 30_000]);
    // 31 May sees the days after 28 February.
    expect(borne(law, ['2025-02-28', '2025-05-31'])).toEqual([70_000, 70_000]);
    expect(borne(law, ['2025-03-01', '2025-05-31'])).toEqual([70_000, 30_000]);
  });

  it('that roll forget day by day', () => {
    const law = perWindow({ kind: 'rolling', months: 1 });
    // On 10 February: 30,000 of 20 January; 5 January has left. On 20 February: 70,000 of 10
    // February.
    expect(borne(law, ['2025-01-05', '2025-01-20', '2025-02-10', '2025-02-20'])).toEqual([
      70_000, 30_000, 70_000, 30_000,
    ]);
  });

  it('that roll add up what one day wrote', () => {
    const law = perWindow({ kind: 'rolling', months: 1 });
    expect(borne(law, ['2025-01-05', '2025-01-05', '2025-01-05', '2025-02-04'])).toEqual([
      70_000, 30_000, 0, 0,
    ]);
  });

  it('are placed by the window day, which need not be the law day', () => {
    const late = { ...visit('b', '2025-01-03', 70_000), admittedOn: day('2024-12-30') };
    const early = visit('a', '2024-06-01', 70_000);
    const paid = (windowDay: string) => {
      const law = townLaw({
        choices: { windowDay },
        tiers: { 'pool.basic': perWindow({ kind: 'calendarYear' }) },
      });
      return paidInOrder(settledHistory(law, [early, late]));
    };
    expect(paid('dischargedOn')).toEqual([0, 0]);
    expect(paid('admittedOn')).toEqual([0, 40_000]);
  });

  it('an event of an older window moves the older window only', () => {
    const choices = { order: 'settledAt' };
    const year = perWindow({ kind: 'calendarYear' });
    expect(
      borne(year, ['2025-03-01', '2024-12-01', '2025-04-01', '2024-12-02'], { choices }),
    ).toEqual([70_000, 70_000, 30_000, 30_000]);
  });
});

describe('windowSpan and windowNumber', () => {
  const span = (window: Parameters<typeof windowSpan>[0], on: string) => {
    const found = windowSpan(window, day(on));
    return found && [formatDay(found.from), formatDay(found.until)];
  };

  it.each<[Parameters<typeof windowSpan>[0], string, [string, string] | null]>([
    [{ kind: 'day' }, '2025-03-01', ['2025-03-01', '2025-03-02']],
    [{ kind: 'month' }, '2024-02-29', ['2024-02-01', '2024-03-01']],
    [{ kind: 'month' }, '2025-12-31', ['2025-12-01', '2026-01-01']],
    [{ kind: 'calendarYear' }, '2025-12-31', ['2025-01-01', '2026-01-01']],
    [{ kind: 'productYear', month: 7, day: 1 }, '2025-06-30', ['2024-07-01', '2025-07-01']],
    [{ kind: 'productYear', month: 7, day: 1 }, '2025-07-01', ['2025-07-01', '2026-07-01']],
    [{ kind: 'productYear', month: 7, day: 15 }, '2025-07-14', ['2024-07-15', '2025-07-15']],
    [{ kind: 'rolling', months: 12 }, '2025-06-30', ['2024-07-01', '2025-07-01']],
    [{ kind: 'lifetime' }, '2025-06-30', null],
  ])('%j on %s', (window, on, expected) => {
    expect(span(window, on)).toEqual(expected);
  });

  it('number windows so that one number is one window', () => {
    const number = (kind: 'month' | 'lifetime', year: number, month: number) =>
      windowNumber({ kind }, { year, month, day: 1 }, day('2025-01-01'));
    expect(number('month', 2025, 1) - number('month', 2024, 12)).toBe(1);
    expect(number('lifetime', 1990, 5)).toBe(number('lifetime', 2030, 1));
  });
});

describe('keys', () => {
  const law = perWindow({ kind: 'calendarYear' }, { key: 'disease' });
  const program = townProgram({ tiers: { 'pool.basic': law } });

  it('each code counts for itself, also codes that the law never names', () => {
    const visits = ['flu', 'gout', 'flu', 'gout', 'flu'].map((disease, i) =>
      visit(`v${i}`, `2025-0${i + 1}-01`, 70_000, { disease }),
    );
    const run = settledHistory({ programs: [program], dimensions: [], documents: [] }, visits);
    expect(paidInOrder(run)).toEqual([0, 0, 40_000, 40_000, 70_000]);
    expect(counted(run.state)).toEqual({
      'pool.deductible[flu]@2025': 100_000,
      'pool.deductible[gout]@2025': 100_000,
    });
  });

  it('an absent facet counts under what its absence means', () => {
    const { state } = settledStep(program, visit('v', '2025-01-01', 70_000));
    expect(counted(state)).toEqual({ 'pool.deductible[none]@2025': 70_000 });
  });
});

describe('what a counter holds', () => {
  it('the greatest of what was written, under `max`', () => {
    const counters = { 'pool.largest': { holds: 'max', writers: [{ measure: 'paid' }] } };
    const law = townLaw({ tiers: { 'pool.basic': { numbers: { ratioBp: 5000 }, counters } } });
    const visits = [1000, 5000, 3000].map((cost, i) => visit(`v${i}`, `2025-0${i + 1}-01`, cost));
    expect(counted(settledHistory(law, visits).state)).toEqual({ 'pool.largest@2025': 2500 });
  });

  it('the greatest day of a rolling window, forgotten when the day leaves', () => {
    const law: TownTier = {
      numbers: { ratioBp: 10_000 },
      deductible: { amount: { counter: 'pool.largest' }, counts: 'taken' },
      counters: {
        'pool.largest': {
          window: { kind: 'rolling', months: 1 },
          holds: 'max',
          writers: [{ measure: 'base' }],
        },
      },
    };
    // The deductible is the greatest base of the last month.
    const at = (on: string, cost: number) => visit(on, on, cost);
    const run = settledHistory(townLaw({ tiers: { 'pool.basic': law } }), [
      at('2025-01-01', 5000),
      at('2025-01-02', 3000),
      at('2025-01-15', 6000),
      at('2025-02-01', 7000),
      at('2025-02-20', 7000),
    ]);
    expect(paidInOrder(run)).toEqual([5000, 0, 1000, 1000, 0]);
  });

  it('counts events, days and costs, of the kinds of event that carry them', () => {
    const program = townProgram({
      counters: {
        'town.events': { writers: [{ event: 'eventCount' }] },
        'town.cost': { writers: [{ event: 'totalCostFen' }] },
        'town.inScope': { writers: [{ event: 'inScopeFen' }] },
        'town.days': { writers: [{ event: 'stayDays' }] },
        'town.premium': { writers: [{ event: 'premiumFen' }] },
      },
      tiers: { 'pool.basic': { numbers: { ratioBp: 5000 } } },
    });
    const stay = {
      ...visit('v', '2025-01-08', [line(900), line(50, { facets: { itemClass: 'C' } })]),
      admittedOn: day('2025-01-01'),
    };
    const run = settledHistory({ programs: [program], dimensions: [], documents: [] }, [
      stay,
      visit('w', '2025-02-01', 10),
      contribution('c', '2025-03-01', 400),
    ]);
    expect(counted(run.state)).toEqual({
      'town.cost@2025': 960,
      'town.days@2025': 8,
      'town.events@2025': 3,
      'town.inScope@2025': 910,
      'town.premium@2025': 400,
    });
  });

  it('what is still personal after the last tier, each cell once', () => {
    const program = townProgram({
      counters: {
        'town.left': {
          writers: [
            {
              residual: [
                { reasons: ['pool.basic.copay', 'outOfScope'] },
                { reasons: ['outOfScope', 'firstShare'], lines: { itemClass: ['B'] } },
              ],
            },
          ],
        },
      },
      tiers: {
        'pool.basic': { numbers: { ratioBp: 5000 } },
        'aid.half': {
          numbers: { ratioBp: 5000 },
          parts: { all: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' } },
        },
      },
    });
    const { state } = settledStep(
      program,
      visit('v', '2025-01-01', [
        line(10_000),
        line(1000, { firstShareFen: 400, facets: { itemClass: 'B' } }),
        line(700, { facets: { itemClass: 'C' } }),
      ]),
    );
    // Copay of basic 5,300 is all taken by aid, which leaves its own; 700 out of scope; 400 first
    // share.
    expect(counted(state)).toEqual({ 'town.left@2025': 1100 });
  });
});

describe('carry-over', () => {
  const law = perWindow({ kind: 'calendarYear' }, { carryOver: 'value' });

  it('starts a window with the value of the latest earlier one', () => {
    expect(borne(law, ['2024-05-01', '2025-05-01', '2026-05-01'])).toEqual([70_000, 30_000, 0]);
  });

  it('looks past windows in which nothing was counted', () => {
    expect(borne(law, ['2024-05-01', '2026-05-01'])).toEqual([70_000, 30_000]);
  });

  it('does not reach back, and a late bill moves its own year only', () => {
    const choices = { order: 'settledAt' };
    // 2026 first: nothing before. Then 2024 for itself; then 2025 carries 2024; 2026 has begun
    // already.
    expect(
      borne(law, ['2026-05-01', '2024-05-01', '2025-05-01', '2026-06-01'], { choices }),
    ).toEqual([70_000, 70_000, 30_000, 30_000]);
  });

  it('is not stopped by a first event that counted nothing', () => {
    const choices = { order: 'settledAt' };
    const visits = [
      visit('a', '2025-01-01', 0),
      visit('b', '2024-05-01', 70_000),
      visit('c', '2025-05-01', 70_000),
    ];
    const run = settledHistory(townLaw({ choices, tiers: { 'pool.basic': law } }), visits);
    expect(paidInOrder(run)).toEqual([0, 0, 40_000]);
  });

  it('is not there without it', () => {
    expect(borne(perWindow({ kind: 'calendarYear' }), ['2024-05-01', '2025-05-01'])).toEqual([
      70_000, 70_000,
    ]);
  });
});

describe('moves and states', () => {
  const program = townProgram({ tiers: { 'pool.basic': perWindow({ kind: 'calendarYear' }) } });

  it('tell each counter that moved, with its value before and after', () => {
    const first = settledStep(program, visit('a', '2025-01-01', 70_000));
    const second = settledStep(program, visit('b', '2025-02-01', 70_000), { state: first.state });
    const moves = (step: typeof first) =>
      step.settled.trace.counters.map(({ counter, window, beforeFen, afterFen }) => [
        program.counters[counter]?.id,
        window,
        beforeFen,
        afterFen,
      ]);
    expect(moves(first)).toEqual([['pool.deductible', 2025, 0, 70_000]]);
    expect(moves(second)).toEqual([['pool.deductible', 2025, 70_000, 100_000]]);
  });

  it('an event that counts nothing moves nothing and opens no window', () => {
    const { settled, state } = settledStep(program, visit('a', '2025-01-01', 0));
    expect(settled.trace.counters).toEqual([]);
    expect(state.counters.filter(({ value }) => value !== 0)).toEqual([]);
  });

  it('leave the state that they were given as it was', () => {
    const { state } = settledStep(program, visit('a', '2025-01-01', 70_000));
    const before = structuredClone(state);
    settledStep(program, visit('b', '2025-02-01', 70_000), { state });
    settledStep(program, visit('c', '2026-02-01', 70_000), { state });
    expect(state).toEqual(before);
  });

  it('can be read for any day', () => {
    const { state } = settledStep(program, visit('a', '2025-01-01', 70_000));
    const [counter] = program.counters;
    if (!counter) throw new Error('no counter');
    const valueOn = (on: string) => counterValue(counter, state, '', day(on));
    expect(['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map(valueOn)).toEqual([
      0, 70_000, 70_000, 0,
    ]);
    expect(counterValue(counter, state, 'other', day('2025-01-01'))).toBe(0);
  });
});
