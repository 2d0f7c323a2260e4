import { describe, expect, it } from 'vitest';
import { type TownTier, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  counted,
  line,
  paidInOrder,
  residualOf,
  settledHistory,
  settledStep,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';

const YUAN = 100;

function tier(deductible: Record<string, unknown>, more: TownTier = {}): TownTier {
  return {
    numbers: { ratioBp: 8000, deductibleFen: 2500 * YUAN },
    deductible: { amount: { parameter: 'deductibleFen' }, ...deductible },
    ...more,
  };
}

const taken = tier(
  { counter: 'pool.deductible', counts: 'taken' },
  { counters: { 'pool.deductible': { writers: [{ measure: 'deductible' }] } } },
);
const base = tier(
  { counter: 'pool.base', counts: 'base' },
  { counters: { 'pool.base': { writers: [{ measure: 'counted' }] } } },
);

function run(law: TownTier, yuan: readonly number[]) {
  const visits = yuan.map((cost, i) => visit(`v${i}`, `2025-01-1${i}`, cost * YUAN));
  return settledHistory(townLaw({ tiers: { 'pool.basic': law } }), visits);
}

describe('a deductible of one visit', () => {
  const own = tier({ counts: 'taken' });

  it.each([
    [2499, 0],
    [2500, 0],
    [2501, 80],
    [3500, 800 * YUAN],
  ])('a bill of %d yuan is paid %i fen', (yuan, expected) => {
    expect(paidInOrder(run(own, [yuan]))).toEqual([expected]);
  });

  it('pays on the first fen above it: 0.8 fen, half up', () => {
    const program = townProgram({ tiers: { 'pool.basic': own } });
    const paid = [250_000, 250_001].map(
      (cost) => settledStep(program, visit('v', '2025-01-01', cost)).settled.paidFen[0],
    );
    expect(paid).toEqual([0, 1]);
  });

  it('is borne anew at each visit without a counter', () => {
    expect(paidInOrder(run(own, [3500, 3500, 2500]))).toEqual([80_000, 80_000, 0]);
    expect(counted(run(own, [3500]).state)).toEqual({});
  });

  it('pays nothing for a line wholly inside it, and leaves the line as deductible', () => {
    const program = townProgram({
      tiers: {
        'pool.basic': {
          ...own,
          parts: {
            all: {
              base: [
                { reasons: ['inScope'], lines: { itemClass: ['A'] } },
                { reasons: ['inScope'], lines: { itemClass: ['B'] } },
              ],
              ratio: 'ratioBp',
            },
          },
        },
      },
    });
    const inside = line(1000 * YUAN);
    const beyond = line(2000 * YUAN, { facets: { itemClass: 'B' } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', [inside, beyond]));
    expect(settled.matrix).toEqual([
      [0, 100_000],
      [40_000, 160_000],
    ]);
    expect(residualOf(settled, 0)).toEqual({ 'pool.basic/all.deductible': 100_000 });
    expect(residualOf(settled, 1)).toEqual({
      'pool.basic/all.deductible': 150_000,
      'pool.basic/all.copay': 10_000,
    });
  });

  it('of nothing takes nothing', () => {
    const law = { ...own, numbers: { ratioBp: 8000, deductibleFen: 0 } };
    expect(paidInOrder(run(law, [100]))).toEqual([8000]);
  });
});

describe('a deductible over several visits', () => {
  it.each([
    ['taken', taken],
    ['base', base],
  ])('three of 1,000 under 2,500 at 80 %%, counting %s: 0, 0, 400', (_, law) => {
    const settled = run(law, [1000, 1000, 1000]);
    expect(paidInOrder(settled)).toEqual([0, 0, 40_000]);
    const traces = settled.steps.map((step) => tierOf(step.settled, 'pool.basic').deductible);
    expect(traces).toEqual([
      { amountFen: 250_000, countedFen: 0, takenFen: 100_000, leftFen: 150_000 },
      { amountFen: 250_000, countedFen: 100_000, takenFen: 100_000, leftFen: 50_000 },
      { amountFen: 250_000, countedFen: 200_000, takenFen: 50_000, leftFen: 0 },
    ]);
  });

  it('is gone once it is borne', () => {
    expect(paidInOrder(run(taken, [3000, 1000]))).toEqual([40_000, 80_000]);
    expect(paidInOrder(run(base, [3000, 1000]))).toEqual([40_000, 80_000]);
  });

  it('counts what was taken, or all base that passed by', () => {
    expect(counted(run(taken, [3000, 1000]).state)).toEqual({ 'pool.deductible@2025': 250_000 });
    expect(counted(run(base, [3000, 1000]).state)).toEqual({ 'pool.base@2025': 400_000 });
  });

  /** Falls from 2,500 to 1,000 and rises to 5,000 on days in January. */
  const stepped = (law: TownTier): TownTier => ({
    ...law,
    numbers: {
      ratioBp: 8000,
      deductibleFen: {
        from: { '2020-01-01': 250_000, '2025-01-11': 100_000, '2025-01-12': 500_000 },
      },
    },
  });

  it('that rises is topped up by what was taken, or by what passed by', () => {
    // Taken: 1,500; then 0 left of 1,000; then 5,000 − 1,500 = 3,500 to bear of 4,000.
    expect(paidInOrder(run(stepped(taken), [1500, 1000, 4000]))).toEqual([0, 80_000, 40_000]);
    // Base: 1,500 passed by, then 2,500; 5,000 − 2,500 = 2,500 to bear of 4,000.
    expect(paidInOrder(run(stepped(base), [1500, 1000, 4000]))).toEqual([0, 80_000, 120_000]);
  });
});

describe('the highest grade of the year', () => {
  const law: TownTier = {
    numbers: {
      ratioBp: 10_000,
      deductibleFen: {
        by: ['grade'],
        value: { primary: 30_000, secondary: 40_000, tertiary: 70_000 },
      },
    },
    deductible: {
      amount: { max: [{ parameter: 'deductibleFen' }, { counter: 'pool.highest' }] },
      counter: 'pool.deductible',
      counts: 'taken',
    },
    counters: {
      'pool.highest': { holds: 'max', writers: [{ measure: 'deductibleAmount' }] },
      'pool.deductible': { writers: [{ measure: 'deductible' }] },
    },
  };

  it('is borne once; a higher grade tops it up, a lower one takes nothing back', () => {
    const visits = ['primary', 'tertiary', 'secondary', 'primary'].map((grade, i) =>
      visit(`v${i}`, `2025-0${i + 1}-01`, 100_000, { grade }),
    );
    const settled = settledHistory(townLaw({ tiers: { 'pool.basic': law } }), visits);
    expect(paidInOrder(settled)).toEqual([70_000, 60_000, 100_000, 100_000]);
    expect(counted(settled.state)).toEqual({
      'pool.deductible@2025': 70_000,
      'pool.highest@2025': 70_000,
    });
  });

  it('is kept open by a bill that is smaller than it', () => {
    const visits = [
      visit('a', '2025-01-01', 20_000, { grade: 'tertiary' }),
      visit('b', '2025-02-01', 60_000, { grade: 'primary' }),
    ];
    // 20,000 of 70,000; the primary visit bears the other 50,000 though its own grade is 30,000.
    const settled = settledHistory(townLaw({ tiers: { 'pool.basic': law } }), visits);
    expect(paidInOrder(settled)).toEqual([0, 10_000]);
  });
});

describe('X06: which part uses the deductible up', () => {
  const parts = {
    near: { base: [{ reasons: ['inScope'] }], ratio: 'nearBp' },
    far: { base: [{ reasons: ['outOfScope'] }], ratio: 'farBp' },
    over: { base: [{ reasons: ['overLimit'] }], ratio: 'overBp' },
  };
  const numbers = { nearBp: 9000, farBp: 7000, overBp: 5000, deductibleFen: 300_000 };
  const law = (use: unknown): TownTier => ({
    numbers,
    parts,
    choices: { use },
    deductible: {
      amount: { parameter: 'deductibleFen' },
      counts: 'taken',
      use: { choice: 'use' },
    },
  });
  /** 3,600 in scope, 2,000 out of scope, 400 over a price limit. */
  const bill = visit('v', '2025-01-01', [
    line(400_000, { overLimitFen: 40_000 }),
    line(200_000, { facets: { itemClass: 'C' } }),
  ]);

  it.each([
    // 300,000 × 36 : 20 : 4 ÷ 60
    ['proRata', [180_000, 100_000, 20_000]],
    [
      ['near', 'far', 'over'],
      [300_000, 0, 0],
    ],
    [
      ['far', 'near', 'over'],
      [100_000, 200_000, 0],
    ],
    // those not named come last, in declared order
    [['over'], [260_000, 0, 40_000]],
    [
      ['over', 'far'],
      [60_000, 200_000, 40_000],
    ],
  ])('%j', (use, expected) => {
    const program = townProgram({ tiers: { 'pool.basic': law(use) } });
    const trace = tierOf(settledStep(program, bill).settled, 'pool.basic');
    expect(trace.parts.map(({ deductibleFen }) => deductibleFen)).toEqual(expected);
  });

  it('takes the same from every part where it is the whole base', () => {
    const numbers_ = { ...numbers, deductibleFen: 600_000 };
    for (const use of ['proRata', ['far', 'over', 'near']]) {
      const program = townProgram({ tiers: { 'pool.basic': { ...law(use), numbers: numbers_ } } });
      const trace = tierOf(settledStep(program, bill).settled, 'pool.basic');
      expect(trace.parts.map(({ deductibleFen }) => deductibleFen)).toEqual([
        360_000, 200_000, 40_000,
      ]);
      expect(trace.paidFen).toBe(0);
    }
  });

  it('gives the odd fen to the larger remainder', () => {
    const three = { ...law('proRata'), numbers: { ...numbers, deductibleFen: 100 } };
    const program = townProgram({ tiers: { 'pool.basic': three } });
    const odd = visit('v', '2025-01-01', [
      line(400, { overLimitFen: 200 }),
      line(200, { facets: { itemClass: 'C' } }),
    ]);
    const trace = tierOf(settledStep(program, odd).settled, 'pool.basic');
    expect(trace.parts.map(({ deductibleFen }) => deductibleFen)).toEqual([34, 33, 33]);
  });
});
