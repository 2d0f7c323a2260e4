import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allotInOrder, allotProRata } from './allot.ts';

const rooms = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 90_000_000_000 })),
  { minLength: 1, maxLength: 9 },
);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const amountWithin = (all: readonly number[], share: number) =>
  Math.floor(sum(all) * Math.min(1, share));

describe('allotment', () => {
  it('sums to the amount and never exceeds a room, in every way', () => {
    fc.assert(
      fc.property(rooms, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const amount = amountWithin(all, share);
        for (const parts of [
          allotProRata(amount, all),
          allotInOrder(amount, all),
          allotInOrder(amount, all, true),
        ]) {
          expect(sum(parts)).toBe(amount);
          expect(parts.every((part, i) => part >= 0 && part <= (all[i] ?? 0))).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('pro rata is off by less than one fen from the exact share', () => {
    fc.assert(
      fc.property(rooms, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const amount = amountWithin(all, share);
        const total = BigInt(sum(all));
        fc.pre(total > 0n);
        for (const [i, part] of allotProRata(amount, all).entries()) {
          const off = BigInt(part) * total - BigInt(amount) * BigInt(all[i] ?? 0);
          expect(off < total && -off < total).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('pro rata gives equal rooms shares that fall from first to last, by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 999 }), (count, amount) => {
        const parts = allotProRata(amount, new Array<number>(count).fill(1000));
        expect(parts).toEqual([...parts].sort((a, b) => b - a));
        expect((parts[0] ?? 0) - (parts.at(-1) ?? 0)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});
