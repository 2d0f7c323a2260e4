/**
 * Capitals: the examples of the regulation, every rule for 零, and reading back.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capitalsOf } from './capitals.ts';

describe('amounts in capitals', () => {
  it.each([
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角整'],
    [55, '伍角伍分'],
    [100, '壹元整'],
    [105, '壹元零伍分'],
    [150, '壹元伍角整'],
    [1_000, '壹拾元整'],
    [140_950, '壹仟肆佰零玖元伍角整'],
    [600_714, '陆仟零柒元壹角肆分'],
    [168_032, '壹仟陆佰捌拾元叁角贰分'],
    [10_700_053, '壹拾万柒仟元伍角叁分'],
    [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
    [32_504, '叁佰贰拾伍元零肆分'],
    [10_050_000, '壹拾万零伍佰元整'],
    [100_000_000, '壹佰万元整'],
    [100_010_000, '壹佰万零壹佰元整'],
    [10_000_000_000, '壹亿元整'],
    [10_000_000_500, '壹亿零伍元整'],
    [10_001_000_000, '壹亿零壹万元整'],
    [10_000_100_000, '壹亿零壹仟元整'],
    [1_000_100_010_001, '壹佰亿零壹佰万零壹佰元零壹分'],
    [-8_750, '负捌拾柒元伍角整'],
  ])('writes %i fen as %s', (fen, text) => {
    expect(capitalsOf(fen)).toBe(text);
  });

  it.each([0.5, Number.NaN, 2 ** 53])('refuses %d', (fen) => {
    expect(() => capitalsOf(fen)).toThrow(RangeError);
  });

  it('can be read back, and never repeats or leaves a 零', () => {
    const fen = fc.oneof(
      fc.integer({ min: 0, max: 90_000_000_000 }),
      fc
        .array(fc.constantFrom(0, 0, 0, 1, 9), { minLength: 1, maxLength: 13 })
        .map((digits) => Number(digits.join(''))),
    );
    fc.assert(
      fc.property(fen, (amount) => {
        const text = capitalsOf(amount);
        expect(readBack(text)).toBe(amount);
        expect(text).not.toMatch(/零零|零[万亿角分整]|.零元/);
      }),
      { numRuns: 3_000 },
    );
  });
});

/** Reads capitals the other way round: digit by digit, from the left. */
function readBack(text: string): number {
  const units: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1000 };
  let [yuan, group, digit, fen] = [0, 0, 0, 0];
  for (const sign of text) {
    const value = '零壹贰叁肆伍陆柒捌玖'.indexOf(sign);
    const unit = units[sign];
    if (value >= 0) digit = value;
    else if (unit !== undefined) [group, digit] = [group + digit * unit, 0];
    else if (sign === '万') [group, digit] = [(group + digit) * 10_000, 0];
    else if (sign === '亿') [yuan, group, digit] = [(yuan + group + digit) * 1e8, 0, 0];
    else if (sign === '元') [yuan, group, digit] = [yuan + group + digit, 0, 0];
    else if (sign === '角') [fen, digit] = [fen + digit * 10, 0];
    else if (sign === '分') [fen, digit] = [fen + digit, 0];
  }
  return yuan * 100 + fen;
}
