import { expect, test } from 'vitest';
import { findNumerals } from './numerals.ts';
import { plainReason } from './plain-rules.ts';

function reasons(text: string) {
  return findNumerals(text).map((numeral) => [numeral.text, plainReason(text, numeral)]);
}

test('finds Arabic and Chinese numerals in order, 万 and 亿 with the digits before them', () => {
  const found = findNumerals('降低一半，3万元封顶，再付1,234.56元和7.5%');
  expect(found.map(({ n, text }) => [n, text])).toEqual([
    [1, '一半'],
    [2, '3万'],
    [3, '1,234.56'],
    [4, '7.5'],
  ]);
});

test('an amount, a rate, an age and a multiple are never told by their form', () => {
  expect(reasons('超过3000元的部分付90%，6周岁及以下，罚三倍，降低一半，满6个月')).toEqual([
    ['3000', null],
    ['90', null],
    ['6', null],
    ['三', null],
    ['一半', null],
    ['6', null],
  ]);
});

test('numbering, dates and document numbers are told by their form', () => {
  expect(reasons('\n二、待遇\n(一)住院\n1.起付线\n甲发〔2020〕7号，2020年3月1日起')).toEqual([
    ['二', 'numbering'],
    ['一', 'numbering'],
    ['1', 'numbering'],
    ['2020', 'documentNumber'],
    ['7', 'documentNumber'],
    ['2020', 'date'],
    ['3', 'date'],
    ['1', 'date'],
  ]);
});

test('a number word inside a set phrase is a word, outside it is not', () => {
  expect(reasons('进一步统一，第一次付款')).toEqual([
    ['一', 'word'],
    ['一', 'word'],
    ['一', null],
  ]);
});
