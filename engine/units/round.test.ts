import { describe, expect, it } from 'vitest';
import { divideRounded, proportionOf, ROUNDING_MODES, shareOf } from './round.ts';

describe('divideRounded', () => {
  it.each([
    // numerator ÷ 10      halfUp halfEven down up
    [40, [4, 4, 4, 4]],
    [41, [4, 4, 4, 5]],
    [44, [4, 4, 4, 5]],
    [45, [5, 4, 4, 5]],
    [46, [5, 5, 4, 5]],
    [55, [6, 6, 5, 6]],
    [59, [6, 6, 5, 6]],
    [5, [1, 0, 0, 1]],
    [15, [2, 2, 1, 2]],
    [0, [0, 0, 0, 0]],
  ])('%i ÷ 10 is %j in the four modes', (numerator, expected) => {
    expect(ROUNDING_MODES).toEqual(['halfUp', 'halfEven', 'down', 'up']);
    expect(ROUNDING_MODES.map((mode) => divideRounded(numerator, 10, mode))).toEqual(expected);
  });

  it('knows no half where the divisor is odd', () => {
    expect(ROUNDING_MODES.map((mode) => divideRounded(4, 3, mode))).toEqual([1, 1, 1, 2]);
    expect(ROUNDING_MODES.map((mode) => divideRounded(5, 3, mode))).toEqual([2, 2, 1, 2]);
  });

  it('divides the greatest payment, 9 × 10¹¹ fen × 10,000, exactly', () => {
    expect(divideRounded(9e15, 10_000, 'halfUp')).toBe(900_000_000_000);
    expect(divideRounded(8_999_999_999_995_000, 10_000, 'halfUp')).toBe(900_000_000_000);
    expect(divideRounded(8_999_999_999_995_000, 10_000, 'halfEven')).toBe(900_000_000_000);
    expect(divideRounded(8_999_999_999_985_000, 10_000, 'halfEven')).toBe(899_999_999_998);
    expect(divideRounded(8_999_999_999_994_999, 10_000, 'halfUp')).toBe(899_999_999_999);
  });
});

describe('shareOf', () => {
  it('takes 82.5 % of 1.01 yuan: 83.325 fen', () => {
    expect(ROUNDING_MODES.map((mode) => shareOf(101, 8250, mode))).toEqual([83, 83, 83, 84]);
  });

  it.each([
    [1, 5000, [1, 0, 0, 1]],
    [3, 5000, [2, 2, 1, 2]],
    [5, 5000, [3, 2, 2, 3]],
    [30, 9500, [29, 28, 28, 29]],
    [10, 9500, [10, 10, 9, 10]],
  ])('half a fen of %i fen at %i basis points becomes %j', (fen, bp, expected) => {
    expect(ROUNDING_MODES.map((mode) => shareOf(fen, bp, mode))).toEqual(expected);
  });

  it('keeps the whole at 10,000 and nothing at 0', () => {
    expect(shareOf(2_147_483_649, 10_000, 'down')).toBe(2_147_483_649);
    expect(shareOf(2_147_483_649, 0, 'up')).toBe(0);
  });

  it('does not wrap at 2^31 or 2^32 fen', () => {
    expect(shareOf(2 ** 31, 5000, 'halfUp')).toBe(2 ** 30);
    expect(shareOf(2 ** 32 + 2, 5000, 'halfUp')).toBe(2 ** 31 + 1);
  });
});

describe('proportionOf', () => {
  it('multiplies before it divides', () => {
    expect(proportionOf(100, 1, 3, 'down')).toBe(33);
    expect(proportionOf(100, 2, 3, 'down')).toBe(66);
    expect(proportionOf(7, 3, 2, 'halfEven')).toBe(10);
    expect(proportionOf(5, 3, 2, 'halfEven')).toBe(8);
  });

  it('is exact where the product leaves the safe integers', () => {
    // 900,000,000,000 × 899,999,999,999 ÷ 900,000,000,000
    expect(proportionOf(9e11, 899_999_999_999, 9e11, 'down')).toBe(899_999_999_999);
    // (9 × 10¹¹ − 1)² ÷ 2 = 404,999,999,999,100,000,000,000.5
    expect(proportionOf(899_999_999_999, 899_999_999_999, 2 * 899_999_999_999, 'down')).toBe(
      449_999_999_999,
    );
  });

  it.each([
    // 900,000,000,001 × 30,001 = 27,000,900,000,030,001; ÷ 20,000 leaves a rest of 10,001
    [
      900_000_000_001,
      30_001,
      20_000,
      [1_350_045_000_002, 1_350_045_000_002, 1_350_045_000_001, 1_350_045_000_002],
    ],
    // 10¹² × 10,001 ÷ 20,000: no rest
    [
      1_000_000_000_000,
      10_001,
      20_000,
      [500_050_000_000, 500_050_000_000, 500_050_000_000, 500_050_000_000],
    ],
    // 1,000,000,000,001 × 10,000 = 10,000,000,000,010,000; ÷ 20,000: half above 500,000,000,000
    [
      1_000_000_000_001,
      10_000,
      20_000,
      [500_000_000_001, 500_000_000_000, 500_000_000_000, 500_000_000_001],
    ],
    // 1,000,000,000,003 ÷ 2: half above 500,000,000,001
    [
      1_000_000_000_003,
      10_000,
      20_000,
      [500_000_000_002, 500_000_000_002, 500_000_000_001, 500_000_000_002],
    ],
    // 1,000,000,000,001 × 10,000 ÷ 30,000: a third above 333,333,333,333
    [
      1_000_000_000_000,
      10_000,
      30_000,
      [333_333_333_333, 333_333_333_333, 333_333_333_333, 333_333_333_334],
    ],
  ])('%i × %i ÷ %i beyond 2^53 rounds as named', (amount, times, over, expected) => {
    expect(amount * times).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
    expect(ROUNDING_MODES.map((mode) => proportionOf(amount, times, over, mode))).toEqual(expected);
  });
});
