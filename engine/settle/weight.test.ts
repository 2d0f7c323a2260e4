import { describe, expect, it } from 'vitest';
import { type TownTier, townProgram } from '../../testing/laws/town.ts';
import { line, residualOf, settledStep, tierOf, visit } from '../../testing/laws/town-events.ts';

/** All of the half of A, then all of the half of B. */
const tier = (rounding: string): TownTier => ({
  numbers: { ratioBp: 10_000, halfBp: 5000 },
  parts: {
    all: {
      base: ['A', 'B'].map((itemClass) => ({
        reasons: ['inScope'],
        lines: { itemClass: [itemClass] },
        weightBp: { parameter: 'halfBp' },
      })),
      ratio: 'ratioBp',
    },
  },
  rounding,
});

describe('a base by weight', () => {
  // Half of 101 and of 103: 50.5 and 51.5.
  it.each([
    ['halfUp', [51, 52]],
    ['halfEven', [50, 52]],
    ['down', [50, 51]],
    ['up', [51, 52]],
  ])('is rounded cell by cell, %s, and the rest stays', (rounding, [ofA = 0, ofB = 0]) => {
    const bill = visit('v', '2025-01-01', [line(101), line(103, { facets: { itemClass: 'B' } })]);
    const program = townProgram({ tiers: { 'pool.basic': tier(rounding) } });
    const { settled } = settledStep(program, bill);
    expect(tierOf(settled, 'pool.basic').parts[0]?.baseFen).toEqual([ofA, ofB]);
    expect(settled.matrix).toEqual([
      [ofA, 101 - ofA],
      [ofB, 103 - ofB],
    ]);
    expect(residualOf(settled)).toEqual({ inScope: 204 - ofA - ofB });
  });
});
