import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FEN } from './fen.ts';
import { divideRounded, proportionOf, ROUNDING_MODES, type RoundingMode } from './round.ts';

const amount = fc.oneof(
  fc.integer({ min: 0, max: 1000 }),
  fc.integer({ min: 0, max: 2 ** 31 }),
  fc.maxSafeInteger().map((value) => Math.abs(value) % (MAX_FEN + 1)),
);
const mode = fc.constantFrom(...ROUNDING_MODES);

/** The definition: the nearest whole number on the named side, in exact integers. */
function exactly(numerator: bigint, denominator: bigint, rounding: RoundingMode): bigint {
  const floor = numerator / denominator;
  const rest = numerator - floor * denominator;
  if (rest === 0n) return floor;
  const isOverHalf = rest * 2n > denominator;
  const isHalf = rest * 2n === denominator;
  const up = {
    up: true,
    down: false,
    halfUp: isOverHalf || isHalf,
    halfEven: isOverHalf || (isHalf && floor % 2n === 1n),
  }[rounding];
  return up ? floor + 1n : floor;
}

describe('rounding', () => {
  it('is exact for every product and divisor in range', () => {
    fc.assert(
      fc.property(amount, amount, amount, mode, (of, times, over, rounding) => {
        fc.pre(over > 0);
        const expected = exactly(BigInt(of) * BigInt(times), BigInt(over), rounding);
        fc.pre(expected <= BigInt(Number.MAX_SAFE_INTEGER));
        expect(BigInt(proportionOf(of, times, over, rounding))).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('never falls when the amount grows, and is off by less than one', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 10_000 }), mode, (of, over, rounding) => {
        const quotient = divideRounded(of, over, rounding);
        expect(divideRounded(of + 1, over, rounding)).toBeGreaterThanOrEqual(quotient);
        expect(Math.abs(quotient * over - of)).toBeLessThan(over);
      }),
      { numRuns: 500 },
    );
  });
});
