import { describe, expect, it } from 'vitest';
import { cappedTier, type TownTier, townProgram } from '../../testing/laws/town.ts';
import { line, residualOf, settledStep, visit } from '../../testing/laws/town-events.ts';

const left = (reason: string) => `pool.basic/all.${reason}`;

describe('a cap that leaves nothing', () => {
  /** Nothing up to 1,000 yuan, 80 % above. */
  const numbers = { boundsFenList: [0, 100_000], ratiosBpList: [0, 8000], capFen: 0 };

  // 1,200 yuan are worth 160; their cost is 200, but no yuan of the visit is paid.
  it.each([
    ['clippedPayment', { [left('copay')]: 104_000, [left('overCap')]: 16_000 }],
    ['costBehindRoundedDown', { [left('overCap')]: 120_000 }],
    ['costBehindRoundedUp', { [left('overCap')]: 120_000 }],
    ['costBehindRoundedHalfUp', { [left('overCap')]: 120_000 }],
  ])('has behind it, under %s, what the law says', (aboveCap, expected) => {
    const program = townProgram({ tiers: { 'pool.basic': cappedTier(numbers, aboveCap) } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 120_000));
    expect(residualOf(settled)).toEqual(expected);
  });
});

describe('what a cap cuts, in declared order', () => {
  const half: TownTier = {
    numbers: { ratioBp: 5000, capFen: 60_000 },
    parts: {
      all: {
        base: [
          { reasons: ['inScope'], lines: { itemClass: ['A'] } },
          { reasons: ['inScope'], lines: { itemClass: ['B'] } },
        ],
        ratio: 'ratioBp',
      },
    },
    caps: { visit: { amount: { parameter: 'capFen' } } },
    aboveCap: 'clippedPayment',
    allot: 'declaredOrder',
  };

  // 50 % of 2,000 is 1,000, cut to 600, all from A; the 400 that are cut are of B.
  it('is taken from the last cell', () => {
    const bill = visit('v', '2025-01-01', [
      line(100_000),
      line(100_000, { facets: { itemClass: 'B' } }),
    ]);
    const { settled } = settledStep(townProgram({ tiers: { 'pool.basic': half } }), bill);
    expect(settled.matrix).toEqual([
      [60_000, 40_000],
      [0, 100_000],
    ]);
    expect(residualOf(settled, 0)).toEqual({ [left('copay')]: 40_000 });
    expect(residualOf(settled, 1)).toEqual({ [left('copay')]: 60_000, [left('overCap')]: 40_000 });
  });
});
