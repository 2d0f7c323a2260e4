import { describe, expect, it } from 'vitest';
import { type TownTier, townProgram } from '../../testing/laws/town.ts';
import { line, residualOf, settledStep, tierOf, visit } from '../../testing/laws/town-events.ts';

/** Three atoms: 1,000 of A, 2,000 of B, 3,000 out of scope. */
const bill = visit('v', '2025-01-01', [
  line(100_000),
  line(200_000, { facets: { itemClass: 'B' } }),
  line(300_000, { facets: { itemClass: 'C' } }),
]);

/** One part over the three, in the order B, A, C. */
function tier(allot: string, more: Record<string, unknown> = {}): TownTier {
  return {
    numbers: { ratioBp: 8000, deductibleFen: 120_000, limitFen: 540_000, capFen: 300_000 },
    parts: {
      all: {
        base: [
          { reasons: ['inScope'], lines: { itemClass: ['B'] } },
          { reasons: ['inScope', 'outOfScope'] },
        ],
        limit: { amount: { parameter: 'limitFen' } },
        ratio: 'ratioBp',
      },
    },
    deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken' },
    caps: { visit: { amount: { parameter: 'capFen' } } },
    allot,
    ...more,
  };
}

function settledBy(law: TownTier) {
  return settledStep(townProgram({ tiers: { 'pool.basic': law } }), bill).settled;
}

const left = (reason: string) => `pool.basic/all.${reason}`;

describe('X14: allotting what a part does over its rooms', () => {
  // Base 600,000; excess 60,000; counted 540,000; deductible 120,000; 80 % of 420,000 is 336,000,
  // cut to 300,000; overCap 36,000; copay 84,000.
  it('moves the same amounts in either way', () => {
    for (const allot of ['declaredOrder', 'proRata']) {
      const settled = settledBy(tier(allot));
      expect(settled.paidFen).toEqual([300_000]);
      expect(residualOf(settled)).toEqual({
        [left('deductible')]: 120_000,
        [left('copay')]: 84_000,
        [left('overCap')]: 96_000,
      });
    }
  });

  it('in declared order: excess and overCap from the last room, the others from the first', () => {
    const settled = settledBy(tier('declaredOrder'));
    // Rooms B 200,000, A 100,000, C 300,000. Excess: C 60,000. Deductible: B 120,000. Paid: B
    // 80,000,
    // A 100,000, C 120,000. OverCap: C 36,000. Copay: the rest of C, 84,000.
    expect(settled.matrix).toEqual([
      [100_000, 0],
      [80_000, 120_000],
      [120_000, 180_000],
    ]);
    expect(residualOf(settled, 0)).toEqual({});
    expect(residualOf(settled, 1)).toEqual({ [left('deductible')]: 120_000 });
    expect(residualOf(settled, 2)).toEqual({ [left('copay')]: 84_000, [left('overCap')]: 96_000 });
  });

  it('pro rata: each step over what the steps before left', () => {
    const settled = settledBy(tier('proRata'));
    // Excess 60,000 over 200 : 100 : 300 is 20,000, 10,000, 30,000; then 120,000 over 180 : 90 :
    // 270 is
    // 40,000, 20,000, 60,000; then 300,000 over 140 : 70 : 210 is 100,000, 50,000, 150,000; and so
    // on.
    expect(settled.matrix).toEqual([
      [50_000, 50_000],
      [100_000, 100_000],
      [150_000, 150_000],
    ]);
    expect(residualOf(settled, 0)).toEqual({
      [left('deductible')]: 20_000,
      [left('copay')]: 14_000,
      [left('overCap')]: 16_000,
    });
  });

  it('pro rata: the odd fen goes to the largest remainder, ties to the earlier room', () => {
    const odd = visit('v', '2025-01-01', [
      line(100),
      line(100, { facets: { itemClass: 'B' } }),
      line(100, { facets: { itemClass: 'C' } }),
    ]);
    const law = tier('proRata', {
      numbers: { ratioBp: 5000, deductibleFen: 100, limitFen: 1000, capFen: 1000 },
    });
    const { settled } = settledStep(townProgram({ tiers: { 'pool.basic': law } }), odd);
    // Rooms B, A, C of 100: deductible 34, 33, 33; left 66, 67, 67; paid 100: 33, 33.5, 33.5 → 33,
    // 34, 33.
    expect(tierOf(settled, 'pool.basic').parts[0]?.cells.length).toBe(3);
    expect(settled.matrix.map(([paid]) => paid)).toEqual([34, 33, 33]);
    expect([0, 1, 2].map((atom) => residualOf(settled, atom))).toEqual([
      { [left('deductible')]: 33, [left('copay')]: 33 },
      { [left('deductible')]: 34, [left('copay')]: 33 },
      { [left('deductible')]: 33, [left('copay')]: 34 },
    ]);
  });
});

describe('a cell that counts by weight', () => {
  const law: TownTier = {
    numbers: { ratioBp: 10_000, halfBp: 5000 },
    parts: {
      all: {
        base: [{ reasons: ['inScope'], weightBp: { parameter: 'halfBp' } }],
        ratio: 'ratioBp',
      },
    },
  };

  it('keeps what did not count where it was', () => {
    const settled = settledBy(law);
    expect(settled.paidFen).toEqual([150_000]);
    expect(residualOf(settled)).toEqual({ outOfScope: 300_000, inScope: 150_000 });
  });
});

describe('several parts of one tier', () => {
  it('leave each its own cells', () => {
    const settled = settledBy({
      numbers: { nearBp: 9000, farBp: 5000 },
      parts: {
        near: { base: [{ reasons: ['inScope'] }], ratio: 'nearBp' },
        far: { base: [{ reasons: ['outOfScope'] }], ratio: 'farBp' },
      },
    });
    expect(residualOf(settled)).toEqual({
      'pool.basic/near.copay': 30_000,
      'pool.basic/far.copay': 150_000,
    });
    expect(settled.matrix).toEqual([
      [270_000, 30_000],
      [150_000, 150_000],
    ]);
  });
});

describe('several payers', () => {
  it('have a column each, in the order of the tiers, and one where they share', () => {
    const all = (reason: string) => ({ all: { base: [{ reasons: [reason] }], ratio: 'ratioBp' } });
    const numbers = { ratioBp: 5000 };
    const program = townProgram({
      tiers: {
        'critical.first': { numbers, parts: all('inScope') },
        'pool.second': { numbers, parts: all('critical.first.copay') },
        'critical.third': { numbers, parts: all('pool.second.copay') },
      },
    });
    const { settled } = settledStep(program, bill);
    expect(program.payers.map(({ id }) => id)).toEqual(['critical', 'pool']);
    expect(settled.paidFen).toEqual([187_500, 75_000]);
    expect(settled.matrix).toEqual([
      [187_500, 75_000, 37_500],
      [0, 0, 300_000],
    ]);
    expect(settled.personFen).toBe(337_500);
  });
});
