import { describe, expect, it } from 'vitest';
import { type TownTier, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  paidInOrder,
  settledHistory,
  settledStep,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';

const numbers = {
  boundsFenList: [0, 100_000, 300_000],
  ratiosBpList: [5000, 6000, 7000],
  deductibleFen: 20_000,
};

function tier(measure: 'gross' | 'excess', more: TownTier = {}, position?: string): TownTier {
  return {
    numbers,
    choices: { measure },
    parts: {
      all: {
        base: [{ reasons: ['inScope'] }],
        segments: {
          bounds: 'boundsFenList',
          ratios: 'ratiosBpList',
          measure: { choice: 'measure' },
          ...(position ? { position } : {}),
        },
      },
    },
    deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken' },
    ...more,
  };
}

function paidFor(costs: readonly number[], law: TownTier): number[] {
  const visits = costs.map((cost, index) => visit(`v${index}`, `2025-01-1${index}`, cost));
  return paidInOrder(settledHistory(townLaw({ tiers: { 'pool.basic': law } }), visits));
}

describe('segments of one visit', () => {
  it.each([
    // cost     gross [d, cost)                excess [0, cost − d)
    [20_000, 0, 0],
    [20_002, 1, 1],
    [100_000, 40_000, 40_000],
    // one yuan above the bound of gross: 80,000 × 50 % + 100 × 60 %; excess: 80,100 × 50 %
    [100_100, 40_060, 40_050],
    [120_000, 52_000, 50_000],
    [120_100, 52_060, 50_060],
    [300_000, 160_000, 158_000],
    // 80,000 × 50 % + 200,000 × 60 % + 10,000 × 70 %; excess: 100,000 × 50 % + 190,000 × 60 %
    [310_000, 167_000, 164_000],
    [330_000, 181_000, 177_000],
  ])('a bill of %i is paid %i gross and %i on the excess', (cost, gross, excess) => {
    expect(paidFor([cost], tier('gross'))).toEqual([gross]);
    expect(paidFor([cost], tier('excess'))).toEqual([excess]);
  });

  it('traces the segments that were touched, from where and how far', () => {
    const program = townProgram({ tiers: { 'pool.basic': tier('gross') } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 310_000));
    const [part] = tierOf(settled, 'pool.basic').parts;
    expect(part?.segments).toEqual([
      { index: 0, fromFen: 20_000, lengthFen: 80_000, rateBp: 5000 },
      { index: 1, fromFen: 100_000, lengthFen: 200_000, rateBp: 6000 },
      { index: 2, fromFen: 300_000, lengthFen: 10_000, rateBp: 7000 },
    ]);
    expect(part?.exact).toBe(1_670_000_000);
    expect(part?.roundedFen).toBe(167_000);
  });

  it('traces no segment where nothing is payable', () => {
    const program = townProgram({ tiers: { 'pool.basic': tier('gross') } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 19_999));
    expect(tierOf(settled, 'pool.basic').parts[0]).toMatchObject({
      segments: [],
      exact: 0,
      paidFen: 0,
    });
  });
});

describe('segments over several visits', () => {
  it('start anew at each visit without a position', () => {
    expect(paidFor([120_000, 120_000], tier('gross'))).toEqual([52_000, 52_000]);
  });

  it('go on from what earlier visits counted', () => {
    const counters = { 'pool.counted': { writers: [{ measure: 'counted' }] } };
    // Second visit: [120,000 + 20,000, 240,000) lies whole in the second segment.
    expect(paidFor([120_000, 120_000], tier('gross', { counters }, 'pool.counted'))).toEqual([
      52_000, 60_000,
    ]);
    // Excess: the second visit lies on [120,000, 220,000).
    expect(paidFor([120_000, 120_000], tier('excess', { counters }, 'pool.counted'))).toEqual([
      50_000, 60_000,
    ]);
  });

  it('go on from what was payable before, where the position counts that', () => {
    const counters = { 'pool.payable': { writers: [{ measure: 'afterDeductible' }] } };
    // [0, 100,000) then [100,000, 200,000), then [200,000, 300,000), then [300,000, …)
    expect(
      paidFor([120_000, 120_000, 120_000, 120_000], tier('excess', { counters }, 'pool.payable')),
    ).toEqual([50_000, 60_000, 60_000, 70_000]);
  });

  it('derive their place from a threshold on the cumulated base', () => {
    const law = tier('excess', {
      counters: { 'pool.base': { writers: [{ measure: 'counted' }] } },
      deductible: {
        amount: { parameter: 'deductibleFen' },
        counter: 'pool.base',
        counts: 'base',
      },
    });
    // 15,000 below the threshold; 15,000: 10,000 above; then [10,000, 110,000); then [110,000,
    // 210,000)
    expect(paidFor([15_000, 15_000, 100_000, 100_000], law)).toEqual([
      0, 5000,
      // 90,000 × 50 % + 10,000 × 60 %
      51_000, 60_000,
    ]);
  });

  it('start at nothing where the threshold has no counter', () => {
    const law = tier('excess', {
      deductible: { amount: { parameter: 'deductibleFen' }, counts: 'base' },
    });
    expect(paidFor([120_000, 120_000], law)).toEqual([50_000, 50_000]);
  });

  it('measure gross keeps its own position, also under a threshold on the base', () => {
    const law = tier(
      'gross',
      {
        counters: { 'pool.base': { writers: [{ measure: 'counted' }] } },
        deductible: {
          amount: { parameter: 'deductibleFen' },
          counter: 'pool.base',
          counts: 'base',
        },
      },
      'pool.base',
    );
    // First [20,000, 90,000); then [90,000, 190,000): 10,000 × 50 % + 90,000 × 60 %.
    expect(paidFor([90_000, 100_000], law)).toEqual([35_000, 59_000]);
  });
});

describe('rounding of segments', () => {
  const law = (roundEach: string, rounding: string): TownTier => ({
    ...tier('gross', { roundEach, rounding }),
    numbers: { boundsFenList: [0, 1, 2], ratiosBpList: [5000, 5000, 3333], deductibleFen: 0 },
  });

  // 1 × 50 % + 1 × 50 % + 1 × 33.33 % = 1.3333 fen
  it.each([
    ['part', 'halfUp', 1],
    ['part', 'halfEven', 1],
    ['part', 'down', 1],
    ['part', 'up', 2],
    ['segment', 'halfUp', 2],
    ['segment', 'halfEven', 0],
    ['segment', 'down', 0],
    ['segment', 'up', 3],
  ])('each %s, %s: %i', (roundEach, rounding, expected) => {
    expect(paidFor([3], law(roundEach, rounding))).toEqual([expected]);
  });

  it.each([
    ['halfUp', [1, 2, 3]],
    ['halfEven', [0, 2, 2]],
    ['down', [0, 1, 2]],
    ['up', [1, 2, 3]],
  ])('half a fen, %s', (rounding, expected) => {
    const flat = { numbers: { ratioBp: 5000 }, rounding };
    // 0.5, 1.5 and 2.5 fen
    expect(paidFor([1, 3, 5], flat)).toEqual(expected);
  });
});
