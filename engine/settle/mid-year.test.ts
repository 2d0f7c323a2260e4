/**
 * A change in the middle of a year under a running counter (X13), together with the day from which
 * a person class counts (X08).
 */
import { describe, expect, it } from 'vitest';
import { type TownTier, townLaw } from '../../testing/laws/town.ts';
import {
  allowance,
  paidById,
  paidInOrder,
  person,
  settledHistory,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';

/** Above 1,000 yuan of the year: 50 %, for the poor 80 % above 400. */
function tier(midYearChange: string, more: TownTier = {}): TownTier {
  return {
    numbers: {
      ratioBp: { by: ['personClass'], value: { poor: 8000, poorest: 9000, otherwise: 5000 } },
      deductibleFen: {
        by: ['personClass'],
        value: { poor: 40_000, poorest: 0, otherwise: 100_000 },
      },
    },
    midYearChange,
    deductible: { amount: { parameter: 'deductibleFen' }, counter: 'pool.base', counts: 'base' },
    ...(midYearChange === 'catchUp' ? { paidCounter: 'pool.paid' } : {}),
    counters: {
      'pool.base': { writers: [{ measure: 'counted' }] },
      'pool.paid': { writers: [{ measure: 'paid' }] },
    },
    ...more,
  };
}

const lawOf = (midYearChange: string, classChange: string, more: TownTier = {}) =>
  townLaw({ choices: { classChange }, tiers: { 'pool.basic': tier(midYearChange, more) } });

const visits = [
  visit('mar', '2025-03-10', 120_000),
  visit('may', '2025-05-10', 100_000),
  visit('aug', '2025-08-10', 100_000),
  visit('dec', '2025-12-10', 100_000),
];
/** Poor from 1 July on; `poor` reaches three months back, to 1 April. */
const poorFromJuly = person({ personClass: ['poor', '2025-07-01'] });

describe('X13 with X08: poor from July on', () => {
  // As general: 10,000 in March, 50,000 each after. As poor: 64,000 in March, 80,000 each after.
  // The year as general is worth 160,000 after all four, as poor (420,000 − 40,000) × 80 % =
  // 304,000.
  it.each([
    ['incremental', 'fromDay', [10_000, 50_000, 80_000, 80_000]],
    // In August the year so far is worth (320,000 − 40,000) × 80 % = 224,000; 60,000 were paid. At
    // most its cost.
    ['catchUp', 'fromDay', [10_000, 50_000, 100_000, 100_000]],
    ['recompute', 'fromDay', [64_000, 80_000, 80_000, 80_000]],
    ['incremental', 'wholeYear', [64_000, 80_000, 80_000, 80_000]],
    ['catchUp', 'wholeYear', [64_000, 80_000, 80_000, 80_000]],
    ['recompute', 'wholeYear', [64_000, 80_000, 80_000, 80_000]],
    ['incremental', 'monthsBack', [10_000, 80_000, 80_000, 80_000]],
    // In May the year is worth (220,000 − 40,000) × 80 % = 144,000; 10,000 were paid: 100,000 at
    // most.
    // In August 224,000 less 110,000; in December 304,000 less 210,000.
    ['catchUp', 'monthsBack', [10_000, 100_000, 100_000, 94_000]],
    ['recompute', 'monthsBack', [64_000, 80_000, 80_000, 80_000]],
  ])('%s, %s: %j', (midYearChange, classChange, expected) => {
    const run = settledHistory(lawOf(midYearChange, classChange), visits, poorFromJuly);
    expect(paidInOrder(run)).toEqual(expected);
  });
});

describe('X13: poor no longer from July on', () => {
  const poorUntilJuly = person({ personClass: ['poor', '2025-01-01', '2025-07-01'] });

  it.each([
    ['incremental', [64_000, 80_000, 50_000, 50_000]],
    // In August the year is worth (320,000 − 100,000) × 50 % = 110,000 and 144,000 were paid:
    // nothing. In
    // December 160,000 less 144,000.
    ['catchUp', [64_000, 80_000, 0, 16_000]],
    ['recompute', [10_000, 50_000, 50_000, 50_000]],
  ])('%s: %j', (midYearChange, expected) => {
    const run = settledHistory(lawOf(midYearChange, 'fromDay'), visits, poorUntilJuly);
    expect(paidInOrder(run)).toEqual(expected);
  });
});

describe('X13 with a recognition that lapses', () => {
  it('counts for its six months', () => {
    const poorest = person({ personClass: ['poorest', '2025-01-01'] });
    // Lapses on 1 July: from August on general, above 100,000 of the year.
    const run = settledHistory(lawOf('incremental', 'fromDay'), visits, poorest);
    expect(paidInOrder(run)).toEqual([108_000, 90_000, 50_000, 50_000]);
    const whole = settledHistory(lawOf('incremental', 'wholeYear'), visits, poorest);
    expect(paidInOrder(whole)).toEqual([108_000, 90_000, 90_000, 90_000]);
  });
});

describe('catchUp', () => {
  it('bears a deductible that is never more than what it leaves unpaid', () => {
    const run = settledHistory(lawOf('catchUp', 'fromDay'), visits, poorFromJuly);
    const parts = run.steps.map(({ settled }) => tierOf(settled, 'pool.basic').parts[0]);
    expect(parts.map((part) => [part?.deductibleFen, part?.copayFen])).toEqual([
      [100_000, 10_000],
      [0, 50_000],
      [0, 0],
      [0, 0],
    ]);
    const before = run.steps.map(({ settled }) => tierOf(settled, 'pool.basic').paidBeforeFen);
    expect(before).toEqual([0, 10_000, 60_000, 160_000]);
  });

  it('gives the deductible up to what is caught up', () => {
    const law = lawOf('catchUp', 'monthsBack');
    const run = settledHistory(
      law,
      [visit('mar', '2025-03-10', 52_000), visit('may', '2025-05-10', 10_000)],
      poorFromJuly,
    );
    // In March all is deductible. In May, as poor, (62,000 − 40,000) × 80 % = 17,600; at most
    // 10,000.
    expect(paidInOrder(run)).toEqual([0, 10_000]);
    expect(tierOf(run.steps[1]?.settled ?? fail(), 'pool.basic').parts[0]?.deductibleFen).toBe(0);
  });

  it('rounds the worth of the year once', () => {
    const law = townLaw({
      tiers: {
        'pool.basic': tier('catchUp', {
          numbers: { ratioBp: 5000, deductibleFen: 0 },
          rounding: 'halfUp',
        }),
      },
    });
    // 1, 2, 3 fen of the year are worth 0.5, 1, 1.5: rounded 1, 1, 2.
    const run = settledHistory(
      law,
      [1, 1, 1].map((cost, i) => visit(`v${i}`, `2025-0${i + 1}-01`, cost)),
    );
    expect(paidInOrder(run)).toEqual([1, 0, 1]);
  });

  it('is cut by caps after it', () => {
    const numbers = { ratioBp: 5000, deductibleFen: 0, capFen: 30_000 };
    const law = townLaw({
      tiers: {
        'pool.basic': tier('catchUp', {
          numbers,
          caps: { visit: { amount: { parameter: 'capFen' } } },
        }),
      },
    });
    const run = settledHistory(law, [
      visit('a', '2025-01-01', 100_000),
      visit('b', '2025-02-01', 1000),
    ]);
    // What the cap cut is caught up: the year is worth 50,500, of which 30,000 were paid.
    expect(paidInOrder(run)).toEqual([30_000, 1000]);
  });

  it('works on segments of the excess', () => {
    const law = townLaw({
      tiers: {
        'pool.basic': tier('catchUp', {
          numbers: {
            boundsFenList: [0, 50_000],
            ratiosBpList: {
              by: ['personClass'],
              value: { poor: [8000, 9000], otherwise: [5000, 6000] },
            },
            deductibleFen: 100_000,
          },
          choices: { measure: 'excess' },
          parts: {
            all: {
              base: [{ reasons: ['inScope'] }],
              segments: {
                bounds: 'boundsFenList',
                ratios: 'ratiosBpList',
                measure: { choice: 'measure' },
              },
            },
          },
        }),
      },
    });
    const run = settledHistory(law, visits, poorFromJuly);
    // 20,000 × 50 %; then 30,000 × 50 % + 70,000 × 60 %; as poor 220,000 are worth 40,000 +
    // 153,000, less 67,000.
    expect(paidInOrder(run)).toEqual([10_000, 57_000, 100_000, 100_000]);
  });
});

describe('recompute', () => {
  const numbers = {
    ratioBp: { from: { '2020-01-01': 5000, '2025-07-01': 6000 } },
    deductibleFen: 0,
  };

  it('settles the year anew under the numbers of its last event, and no other year', () => {
    const law = townLaw({ tiers: { 'pool.basic': tier('recompute', { numbers }) } });
    const old = visit('old', '2024-12-31', 100_000);
    const run = (...more: typeof visits) =>
      paidById(settledHistory(law, [old, ...visits.slice(0, 2), ...more]));
    expect(run()).toEqual({ old: 50_000, mar: 60_000, may: 50_000 });
    expect(run(...visits.slice(2))).toEqual({
      old: 50_000,
      mar: 72_000,
      may: 60_000,
      aug: 60_000,
      dec: 60_000,
    });
  });

  it('looks at the last event of any kind', () => {
    const law = townLaw({
      tiers: {
        'pool.basic': tier('recompute', { numbers }),
        'aid.grant': {
          on: 'allowance',
          numbers: { ratioBp: 10_000, grantFen: 100 },
          entitlement: { parameter: 'grantFen' },
          parts: { all: { base: [{ reasons: ['aid.grant.entitlement'] }], ratio: 'ratioBp' } },
        },
      },
    });
    const run = settledHistory(law, [...visits.slice(0, 2), allowance('a', '2025-12-31', 0)]);
    expect(paidById(run)).toEqual({ mar: 72_000, may: 60_000, a: 100 });
  });

  it('moves only the tiers that say so', () => {
    const law = townLaw({
      tiers: {
        'pool.basic': tier('recompute', { numbers }),
        'critical.rest': {
          numbers: { ratioBp: { from: { '2020-01-01': 1000, '2025-07-01': 2000 } } },
          parts: { all: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' } },
        },
      },
    });
    const run = settledHistory(law, visits);
    expect(run.steps.map(({ settled }) => settled.paidFen)).toEqual([
      [72_000, 4800],
      [60_000, 4000],
      [60_000, 8000],
      [60_000, 8000],
    ]);
  });

  it('makes an earlier run of the year no longer hold', () => {
    const law = townLaw({ tiers: { 'pool.basic': tier('recompute', { numbers }) } });
    const half = settledHistory(law, visits.slice(0, 2));
    const whole = settledHistory(law, visits, undefined, { earlier: half });
    expect(whole.reused).toBe(0);
    expect(whole.steps).toEqual(settledHistory(law, visits).steps);
    const more = settledHistory(law, visits.slice(0, 3));
    expect(settledHistory(law, visits, undefined, { earlier: more }).reused).toBe(3);
  });
});

function fail(): never {
  throw new Error('not settled');
}
