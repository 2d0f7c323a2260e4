import { describe, expect, it } from 'vitest';
import { allotInOrder, allotProRata } from './allot.ts';

describe('allotInOrder', () => {
  it.each([
    [0, [3, 5, 2], [0, 0, 0]],
    [2, [3, 5, 2], [2, 0, 0]],
    [3, [3, 5, 2], [3, 0, 0]],
    [4, [3, 5, 2], [3, 1, 0]],
    [9, [3, 5, 2], [3, 5, 1]],
    [10, [3, 5, 2], [3, 5, 2]],
    [4, [0, 5, 2], [0, 4, 0]],
  ])('fills %i into %j from the first room', (amount, rooms, expected) => {
    expect(allotInOrder(amount, rooms)).toEqual(expected);
  });

  it.each([
    [2, [3, 5, 2], [0, 0, 2]],
    [3, [3, 5, 2], [0, 1, 2]],
    [8, [3, 5, 2], [1, 5, 2]],
    [10, [3, 5, 2], [3, 5, 2]],
  ])('fills %i into %j from the last room', (amount, rooms, expected) => {
    expect(allotInOrder(amount, rooms, true)).toEqual(expected);
  });

  it.each([
    [11, [3, 5, 2]],
    [1, []],
    [-1, [3]],
    [Number.NaN, [3]],
  ])('throws where %d does not go into %j', (amount, rooms) => {
    expect(() => allotInOrder(amount, rooms)).toThrow(RangeError);
  });
});

describe('allotProRata', () => {
  it.each([
    [0, [3, 5], [0, 0]],
    [8, [3, 5], [3, 5]],
    [4, [4, 4], [2, 2]],
    // 1.5 and 1.5: the tie goes to the earlier
    [3, [4, 4], [2, 1]],
    // 100 ÷ 3: remainders equal, the fen over goes to the first
    [100, [100, 100, 100], [34, 33, 33]],
    // 200 ÷ 3: two fen over, to the first two
    [200, [100, 100, 100], [67, 67, 66]],
    // 3 × 1,2,3 ÷ 6 = 0.5, 1, 1.5: the tie of two halves goes to the earlier
    [3, [1, 2, 3], [1, 1, 1]],
    // 5 × 1,2,4 ÷ 7 = 0.71, 1.43, 2.86: largest remainders are the last and the first
    [5, [1, 2, 4], [1, 1, 3]],
    [2, [0, 3, 1], [0, 2, 0]],
    [1, [0, 0, 7], [0, 0, 1]],
  ])('allots %i over %j by largest remainder', (amount, rooms, expected) => {
    expect(allotProRata(amount, rooms)).toEqual(expected);
  });

  it('spreads the 3,000 of the worked example over 3,600 : 2,000', () => {
    expect(allotProRata(300_000, [360_000, 200_000])).toEqual([192_857, 107_143]);
  });

  it('is exact beyond 2^53: 600,000,000,001 over 3 × 10¹¹ + 1 and twice 3 × 10¹¹', () => {
    const rooms = [300_000_000_001, 300_000_000_000, 299_999_999_999];
    // Thirds of 600,000,000,001 are 200,000,000,000.33 …; the remainder of the first is largest.
    expect(allotProRata(600_000_000_001, rooms)).toEqual([
      200_000_000_001, 200_000_000_000, 200_000_000_000,
    ]);
  });

  it('breaks ties to the earlier room beyond 2^53 too', () => {
    const rooms = [300_000_000_000, 300_000_000_000, 300_000_000_000];
    expect(allotProRata(100_000_000_001, rooms)).toEqual([
      33_333_333_334, 33_333_333_334, 33_333_333_333,
    ]);
  });

  it.each([
    [9, [3, 5]],
    [1, []],
    [1, [0, 0]],
    [-1, [3]],
  ])('throws where %d does not go into %j', (amount, rooms) => {
    expect(() => allotProRata(amount, rooms)).toThrow(RangeError);
  });

  it('gives a list of its own, also where nothing is shared', () => {
    const rooms = [3, 5];
    expect(allotProRata(8, rooms)).not.toBe(rooms);
  });
});
