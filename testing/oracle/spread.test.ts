import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromFirst, fromLast, inProportion } from './spread.ts';

describe('spreading', () => {
  test('fills from either end', () => {
    expect(fromFirst(7n, [5n, 0n, 5n])).toEqual([5n, 0n, 2n]);
    expect(fromLast(7n, [5n, 0n, 5n])).toEqual([2n, 0n, 5n]);
  });

  test('gives left-over fen to the largest remainders, ties to the earlier room', () => {
    expect(inProportion(1n, [1n, 1n, 1n])).toEqual([1n, 0n, 0n]);
    expect(inProportion(2n, [1n, 1n, 1n])).toEqual([1n, 1n, 0n]);
    expect(inProportion(100n, [1n, 2n, 297n])).toEqual([0n, 1n, 99n]);
    expect(inProportion(300_000n, [360_000n, 200_000n])).toEqual([192_857n, 107_143n]);
  });

  test('refuses what does not fit', () => {
    expect(() => fromFirst(11n, [5n, 5n])).toThrow('does not fit');
    expect(() => inProportion(11n, [5n, 5n])).toThrow('does not fit');
  });

  test('always adds up and never overflows a room', () => {
    const rooms = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rooms, fc.nat(1000), (sizes, permille) => {
        const amount = (sizes.reduce((sum, size) => sum + size, 0n) * BigInt(permille)) / 1000n;
        for (const spread of [fromFirst, fromLast, inProportion]) {
          const filled = spread(amount, sizes);
          expect(filled.reduce((sum, part) => sum + part, 0n)).toBe(amount);
          filled.forEach((part, place) => {
            expect(part >= 0n && part <= (sizes[place] ?? 0n)).toBe(true);
          });
        }
      }),
    );
  });
});
