import { describe, expect, it } from 'vitest';
import { asFen, formatYuan, isAmount, MAX_FEN, parseYuan } from './fen.ts';

describe('isAmount', () => {
  it.each([0, 1, 2 ** 31, 2 ** 32, MAX_FEN])('takes %d', (value) => {
    expect(isAmount(value)).toBe(true);
  });

  it.each([-1, 0.5, MAX_FEN + 1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses %d',
    (value) => {
      expect(isAmount(value)).toBe(false);
    },
  );

  it('leaves room for a ratio: the greatest amount times 10,000 is exact', () => {
    expect(Number.isSafeInteger(MAX_FEN * 10_000)).toBe(true);
    expect(Number.isSafeInteger((MAX_FEN + 1) * 10_000 + 9_999)).toBe(true);
  });
});

describe('asFen', () => {
  it('takes whole numbers, also below zero', () => {
    expect(asFen(-5)).toBe(-5);
    expect(asFen(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each([0.1, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])('throws on %d', (value) => {
    expect(() => asFen(value)).toThrow(RangeError);
  });
});

describe('formatYuan', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [50, '0.50'],
    [100, '1.00'],
    [99_999, '999.99'],
    [100_000, '1,000.00'],
    [123_456_789, '1,234,567.89'],
    [-5, '-0.05'],
    [-123_456, '-1,234.56'],
    [MAX_FEN, '9,000,000,000.00'],
  ])('writes %i fen as %s', (fen, text) => {
    expect(formatYuan(fen)).toBe(text);
  });
});

describe('parseYuan', () => {
  it.each([
    ['0', 0],
    ['1', 100],
    ['1.5', 150],
    ['1.05', 105],
    ['0.01', 1],
    ['19.99', 1999],
    ['1234567.89', 123_456_789],
    [' 12 ', 1200],
    ['9000000000', MAX_FEN],
    ['9000000000.00', MAX_FEN],
  ])('reads %j as %i fen', (text, fen) => {
    expect(parseYuan(text)).toBe(fen);
  });

  it.each([
    '',
    '.5',
    '1.',
    '1.005',
    '-1',
    '+1',
    '1e3',
    '1,000',
    '0x10',
    '１２',
    'NaN',
    'Infinity',
    '9000000000.01',
    '99999999999',
    '1 2',
    '1.2.3',
  ])('refuses %j', (text) => {
    expect(parseYuan(text)).toBeUndefined();
  });
});
