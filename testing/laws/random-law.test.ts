/**
 * Goal: laws by chance say every word of the language, and the same seed says the same.
 */
import { expect, test } from 'vitest';
import { randomLaw } from './random-law.ts';

const LAWS = 250;

/** Keys and codes of the law language, beside those that every law must write. */
const WORDS = [
  ...['readAs', 'backdating', 'prices', 'uses', 'labels', 'title', 'counterMap', 'overlays'],
  ...[
    'onlyIf',
    'fallsDue',
    'atLeast',
    'entitlement',
    'deductible',
    'caps',
    'noCap',
    'limit',
    'per',
  ],
  ...['facet', 'table', 'each', 'own', 'line', 'of', 'share', 'times', 'proportion', 'minus'],
  ...['sum', 'min', 'max', 'counter', 'event', 'parameter', 'weightBp', 'segments', 'position'],
  ...['add', 'multiply', 'multiplyOwnShare', 'replace', 'remove', 'carryOver', 'residual'],
  ...['week', 'month', 'day', 'calendarYear', 'productYear', 'rolling', 'lifetime', 'holds'],
  ...['birth', 'yearStart', 'fromDay', 'wholeYear', 'monthsBack', 'paidCounter', 'measure'],
  ...['weightedBaseFen', 'weightCount', 'monthlyBaseFen', 'costFen', 'stayDays', 'eventCount'],
];

test(`${LAWS} laws by chance say every word`, () => {
  const said = new Set<string>();
  for (let seed = 0; seed < LAWS; seed++) {
    for (const file of randomLaw({ seed }).files) wordsIn(file, said);
  }
  expect(WORDS.filter((word) => !said.has(word))).toEqual([]);
});

test('the same seed writes the same law, another seed another', () => {
  expect(randomLaw({ seed: 7 }).texts).toEqual(randomLaw({ seed: 7 }).texts);
  expect(randomLaw({ seed: 7 }).texts).not.toEqual(randomLaw({ seed: 8 }).texts);
});

function wordsIn(tree: unknown, said: Set<string>): void {
  if (typeof tree === 'string') said.add(tree);
  if (typeof tree !== 'object' || tree === null) return;
  for (const [key, value] of Object.entries(tree)) {
    said.add(key);
    wordsIn(value, said);
  }
}
