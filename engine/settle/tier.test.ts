import { describe, expect, it } from 'vitest';
import { type TownTier, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  counted,
  line,
  paidBy,
  paidInOrder,
  rejectionOf,
  residualOf,
  settledHistory,
  settledStep,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';
import { measured } from './tier.ts';

/** 700 in scope of A, 200 of B, 100 first share, 50 over a limit, 400 out of scope. */
const bill = visit('v', '2025-01-01', [
  line(70_000),
  line(35_000, { overLimitFen: 5000, firstShareFen: 10_000, facets: { itemClass: 'B' } }),
  line(40_000, { facets: { itemClass: 'C' } }),
]);

function baseOf(tier: TownTier) {
  const { settled } = settledStep(townProgram({ tiers: { 'pool.basic': tier } }), bill);
  return tierOf(settled, 'pool.basic').parts.map(({ baseFen }) => baseFen);
}

describe('the base of a part', () => {
  const numbers = { ratioBp: 5000, weightBp: 3333, wholeBp: 10_000, noneBp: 0 };
  const part = (base: readonly unknown[]) => ({ base, ratio: 'ratioBp' });

  it.each<[string, Record<string, unknown>, number[][]]>([
    ['one reason over all atoms', { a: part([{ reasons: ['inScope'] }]) }, [[90_000]]],
    [
      'reasons in their order',
      { a: part([{ reasons: ['outOfScope', 'overLimit', 'inScope'] }]) },
      [[40_000, 5000, 90_000]],
    ],
    [
      'only lines that match',
      { a: part([{ reasons: ['inScope'], lines: { itemClass: ['B'] } }]) },
      [[20_000]],
    ],
    [
      'an entry for each class, in entry order',
      {
        a: part([
          { reasons: ['inScope'], lines: { itemClass: ['B'] } },
          { reasons: ['inScope'], lines: { itemClass: ['A'] } },
        ]),
      },
      [[20_000, 70_000]],
    ],
    [
      'a cell is not taken again by a later entry',
      {
        a: part([
          { reasons: ['inScope'], lines: { itemClass: ['B'] } },
          { reasons: ['inScope', 'firstShare'] },
        ]),
      },
      [[20_000, 70_000, 10_000]],
    ],
    [
      'nor by a later part',
      {
        a: part([{ reasons: ['inScope'], lines: { itemClass: ['A'] } }]),
        b: part([{ reasons: ['inScope', 'overLimit'] }]),
      },
      [[70_000], [20_000, 5000]],
    ],
    [
      // 10,000 × 33.33 %
      'part of a cell by weight; the rest of it is taken too',
      {
        a: part([{ reasons: ['firstShare'], weightBp: { parameter: 'weightBp' } }]),
        b: part([{ reasons: ['firstShare', 'overLimit'] }]),
      },
      [[3333], [5000]],
    ],
    [
      'whole at the whole weight, nothing at none, never more than the cell',
      {
        a: part([{ reasons: ['firstShare'], weightBp: { parameter: 'wholeBp' } }]),
        b: part([{ reasons: ['overLimit'], weightBp: { parameter: 'noneBp' } }]),
        c: part([
          {
            reasons: ['outOfScope'],
            weightBp: { sum: [{ parameter: 'wholeBp' }, { parameter: 'wholeBp' }] },
          },
        ]),
      },
      [[10_000], [], [40_000]],
    ],
    [
      'nothing where no line matches',
      { a: part([{ reasons: ['inScope'], lines: { itemClass: ['C'] } }]) },
      [[]],
    ],
  ])('%s', (_, parts, expected) => {
    expect(baseOf({ numbers, parts })).toEqual(expected);
  });

  it.each([
    // 10,001 × 50 % = 5,000.5
    ['halfUp', 5001],
    ['halfEven', 5000],
    ['down', 5000],
    ['up', 5001],
  ])('rounds a weighted cell %s', (rounding, expected) => {
    const tier: TownTier = {
      numbers: { ratioBp: 5000 },
      rounding,
      parts: {
        a: {
          base: [{ reasons: ['inScope'], weightBp: { parameter: 'ratioBp' } }],
          ratio: 'ratioBp',
        },
      },
    };
    const program = townProgram({ tiers: { 'pool.basic': tier } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 10_001));
    expect(tierOf(settled, 'pool.basic').parts[0]?.countedFen).toBe(expected);
  });

  it('is what earlier tiers left, for all their parts or one', () => {
    const program = townProgram({
      tiers: {
        'pool.basic': {
          numbers: { ratioBp: 8000, halfBp: 5000 },
          parts: {
            near: { base: [{ reasons: ['inScope'] }], ratio: 'ratioBp' },
            far: { base: [{ reasons: ['outOfScope'] }], ratio: 'halfBp' },
          },
        },
        'critical.all': {
          numbers: { ratioBp: 5000 },
          parts: { a: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' } },
        },
        'aid.far': {
          numbers: { ratioBp: 10_000 },
          parts: { a: { base: [{ reasons: ['critical.all.copay'] }], ratio: 'ratioBp' } },
        },
        'hospital.rest': {
          numbers: { ratioBp: 10_000 },
          parts: { a: { base: [{ reasons: ['pool.basic/far.copay'] }], ratio: 'ratioBp' } },
        },
      },
    });
    const { settled } = settledStep(program, bill);
    // 72,000 + 20,000; copay 18,000 + 20,000 halved; the rest by aid; nothing is left for the last.
    expect(paidBy(settled)).toEqual({ pool: 92_000, critical: 19_000, aid: 19_000 });
    expect(residualOf(settled)).toEqual({ firstShare: 10_000, overLimit: 5000 });
  });
});

describe('the limit of a part', () => {
  const law = (counter?: string): TownTier => ({
    numbers: { ratioBp: 5000, limitFen: 60_000 },
    parts: {
      all: {
        base: [{ reasons: ['inScope'] }],
        limit: { amount: { parameter: 'limitFen' }, ...(counter ? { counter } : {}) },
        ratio: 'ratioBp',
      },
    },
    counters: { 'pool.counted': { writers: [{ measure: 'counted' }] } },
  });

  it.each([
    [59_999, 29_999.5, 0],
    [60_000, 30_000, 0],
    [60_001, 30_000, 1],
    [90_000, 30_000, 30_000],
  ])('cost of %i: paid %d before rounding, %i above the limit', (cost, paid, excess) => {
    const program = townProgram({ tiers: { 'pool.basic': law() } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', cost));
    const [part] = tierOf(settled, 'pool.basic').parts;
    expect((part?.exact ?? 0) / 10_000).toBe(paid);
    expect(part?.limit).toEqual({ amountFen: 60_000, usedFen: 0, excessFen: excess });
    expect(residualOf(settled)['pool.basic/all.overCap'] ?? 0).toBe(excess);
  });

  it('leaves the deductible to what counts', () => {
    const tier: TownTier = {
      ...law(),
      numbers: { ratioBp: 5000, limitFen: 60_000, deductibleFen: 10_000 },
      choices: { use: ['all'] },
      deductible: {
        amount: { parameter: 'deductibleFen' },
        counts: 'taken',
        use: { choice: 'use' },
      },
    };
    const program = townProgram({ tiers: { 'pool.basic': tier } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 90_000));
    expect(paidBy(settled)).toEqual({ pool: 25_000 });
  });

  it('over a year counts cost, before the ratio', () => {
    const visits = [50_000, 50_000, 50_000].map((cost, i) =>
      visit(`v${i}`, `2025-0${i + 1}-01`, cost),
    );
    const run = settledHistory(townLaw({ tiers: { 'pool.basic': law('pool.counted') } }), visits);
    expect(paidInOrder(run)).toEqual([25_000, 5000, 0]);
    expect(counted(run.state)).toEqual({ 'pool.counted@2025': 60_000 });
    const anew = settledHistory(townLaw({ tiers: { 'pool.basic': law() } }), visits);
    expect(paidInOrder(anew)).toEqual([25_000, 25_000, 25_000]);
  });
});

const EVERY = [
  'base',
  'counted',
  'limitExcess',
  'deductible',
  'afterDeductible',
  'paid',
  'copay',
  'overCap',
  'deductibleAmount',
] as const;

describe('measures of a tier', () => {
  const law: TownTier = {
    numbers: { nearBp: 8000, farBp: 5000, limitFen: 80_000, deductibleFen: 30_000, capFen: 50_000 },
    choices: { use: ['near', 'far'] },
    parts: {
      near: {
        base: [{ reasons: ['inScope'] }],
        limit: { amount: { parameter: 'limitFen' } },
        ratio: 'nearBp',
      },
      far: { base: [{ reasons: ['outOfScope'] }], ratio: 'farBp' },
    },
    deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken', use: { choice: 'use' } },
    caps: { visit: { amount: { parameter: 'capFen' } } },
    counters: {
      ...Object.fromEntries(EVERY.map((one) => [`all.${one}`, { writers: [{ measure: one }] }])),
      ...Object.fromEntries(
        EVERY.map((one) => [`far.${one}`, { writers: [{ measure: one, part: 'far' }] }]),
      ),
    },
  };
  // near: base 90,000, counted 80,000, excess 10,000, deductible 30,000, payable 50,000 → 40,000
  // far: base 40,000, no deductible → 20,000. Cap 50,000: near 40,000 first, far 10,000.
  const all = {
    base: 130_000,
    counted: 120_000,
    limitExcess: 10_000,
    deductible: 30_000,
    afterDeductible: 90_000,
    paid: 50_000,
    copay: 30_000,
    overCap: 20_000,
    deductibleAmount: 30_000,
  };
  const far = {
    base: 40_000,
    counted: 40_000,
    limitExcess: 0,
    deductible: 0,
    afterDeductible: 40_000,
    paid: 10_000,
    copay: 20_000,
    overCap: 10_000,
    deductibleAmount: 30_000,
  };

  it('are what the counters of the tier, or of one part, are moved by', () => {
    const { settled, state } = settledStep(townProgram({ tiers: { 'pool.basic': law } }), bill);
    const expected = [
      ...Object.entries(all).map(([key, fen]) => [`all.${key}@2025`, fen]),
      ...Object.entries(far).map(([key, fen]) => [`far.${key}@2025`, fen]),
    ];
    expect(counted(state)).toEqual(Object.fromEntries(expected.filter(([, fen]) => fen !== 0)));
    const trace = tierOf(settled, 'pool.basic');
    for (const one of EVERY) {
      expect(measured(trace, -1, one)).toBe(all[one]);
      expect(measured(trace, 1, one)).toBe(far[one]);
    }
  });

  it('of a tier without a deductible have no deductible amount', () => {
    const program = townProgram({ tiers: { 'pool.basic': { numbers: { ratioBp: 5000 } } } });
    const trace = tierOf(settledStep(program, bill).settled, 'pool.basic');
    expect(measured(trace, -1, 'deductibleAmount')).toBe(0);
    expect(trace.deductible).toBeNull();
  });
});

describe('amounts that leave the range', () => {
  const times = (what: string) => ({
    times: { of: { event: 'totalCostFen' }, count: { parameter: what } },
  });
  const numbers = { ratioBp: 5000, bigCount: 1000, aFen: 1 };
  const inRange = visit('v', '2025-01-01', 900_000_000);
  const beyond = visit('v', '2025-01-01', 900_000_001);

  it.each<[string, TownTier]>([
    ['of a deductible', { numbers, deductible: { amount: times('bigCount'), counts: 'taken' } }],
    ['of a cap', { numbers, caps: { a: { amount: times('bigCount') } } }],
    [
      'of a limit',
      {
        numbers,
        parts: {
          all: {
            base: [{ reasons: ['inScope'] }],
            limit: { amount: times('bigCount') },
            ratio: 'ratioBp',
          },
        },
      },
    ],
    [
      'of a weight',
      {
        numbers,
        parts: {
          all: {
            base: [
              {
                reasons: ['inScope'],
                weightBp: {
                  proportion: {
                    of: { parameter: 'ratioBp' },
                    times: times('bigCount'),
                    over: { parameter: 'aFen' },
                    rounding: 'down',
                  },
                },
              },
            ],
            ratio: 'ratioBp',
          },
        },
      },
    ],
  ])('%s reject the event', (_, tier) => {
    const program = townProgram({ tiers: { 'pool.basic': tier } });
    expect(rejectionOf(program, beyond)).toBe('settlement/amount_too_large');
    if (!tier.parts || 'limit' in (tier.parts as { all: object }).all) {
      expect(rejectionOf(program, inRange)).toBeUndefined();
    }
  });
});
