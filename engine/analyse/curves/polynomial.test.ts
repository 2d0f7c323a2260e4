import { describe, expect, it } from 'vitest';
import { chanceOf } from '../../../testing/laws/chance.ts';
import {
  commonPolynomial,
  dividedBy,
  lastWhile,
  polynomialAt,
  productOf,
  shifted,
  signAt,
  signRuns,
} from './polynomial.ts';

describe('signRuns', () => {
  it('finds both roots of a parabola, and the whole numbers on them', () => {
    // (x − 3)(x − 7)
    expect(signRuns([21n, -10n, 1n], 0n, 10n)).toEqual([
      { from: 0n, to: 2n, sign: 1 },
      { from: 3n, to: 3n, sign: 0 },
      { from: 4n, to: 6n, sign: -1 },
      { from: 7n, to: 7n, sign: 0 },
      { from: 8n, to: 10n, sign: 1 },
    ]);
  });

  it('passes over two roots between neighbouring whole numbers', () => {
    // (10x − 52)(10x − 57)
    expect(signRuns([2964n, -1090n, 100n], 0n, 9n)).toEqual([{ from: 0n, to: 9n, sign: 1 }]);
  });

  it('gives at every whole number the sign that stands there', () => {
    const chance = chanceOf(7);
    for (let trial = 0; trial < 150; trial++) {
      let polynomial: readonly bigint[] = [BigInt(chance.pick([-3, -1, 1, 2]))];
      for (let power = chance.int(0, 5); power > 0; power--) {
        polynomial = productOf(polynomial, [BigInt(chance.int(-90, 5)), BigInt(chance.int(1, 3))]);
      }
      const runs = signRuns(polynomial, 0n, 60n);
      expect(runs[0]?.from).toBe(0n);
      expect(runs.at(-1)?.to).toBe(60n);
      for (let at = 0n; at <= 60n; at++) {
        const run = runs.find(({ from, to }) => from <= at && at <= to);
        expect([trial, at, run?.sign]).toEqual([trial, at, signAt(polynomial, at)]);
      }
    }
  });
});

describe('lastWhile', () => {
  it('stops before the sign changes', () => {
    const line = [-10n, 3n];
    expect(lastWhile(line, 0n, 100n, (sign) => sign <= 0)).toBe(3n);
    expect(lastWhile(line, 0n, 2n, (sign) => sign <= 0)).toBe(2n);
    expect(lastWhile([21n, -10n, 1n], 0n, 100n, (sign) => sign >= 0)).toBe(3n);
  });
});

describe('polynomials', () => {
  it('shift, divide and share factors', () => {
    const left = productOf([1n, 2n], [5n, -1n]);
    const right = productOf([1n, 2n], [7n, 0n, 3n]);
    expect(commonPolynomial(left, right).map((c) => (c < 0n ? -c : c))).toEqual([1n, 2n]);
    const { quotient, times } = dividedBy(left, [1n, 2n]);
    expect(productOf(quotient, [1n, 2n])).toEqual(left.map((c) => c * times));
    expect(polynomialAt(shifted(left, 4n), 3n)).toBe(polynomialAt(left, 7n));
    expect(() => dividedBy([1n, 1n], [2n, 1n])).toThrow('does not divide');
  });
});
