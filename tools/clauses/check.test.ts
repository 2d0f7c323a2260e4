import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkDocument, checkPage, textOf } from './check.ts';
import type { LawIndex } from './law-index.ts';
import type { Clauses, NumeralEntry } from './mapping.ts';

const TEXT = '超过3000元的部分付90%';
const LAW: LawIndex = {
  names: new Map([
    ['a.basic', new Set(['ratioBp'])],
    ['a.bare', new Set(['ratioBp'])],
  ]),
  cases: new Map([['a.basic', 2]]),
};

function page(...numerals: NumeralEntry[]): Clauses {
  const digest = createHash('sha256').update(TEXT).digest('hex');
  return { kind: 'clauses', document: 'a', digest, numerals };
}
const threshold: NumeralEntry = {
  n: 1,
  numeral: '3000',
  clause: '一',
  why: 'target',
  note: '目标',
};
const ratio: NumeralEntry = { n: 2, numeral: '90', clause: '一', law: 'a.basic/ratioBp' };

test('a page that tells every numeral has no problem', () => {
  expect(checkPage(page(threshold, ratio), LAW)).toEqual([]);
  expect(checkDocument(page(threshold, ratio), TEXT)).toMatchObject({
    numerals: 2,
    told: 2,
    problems: [],
  });
  expect(textOf(page(ratio), ['other', TEXT])).toBe(TEXT);
  expect(textOf(page(ratio), ['other'])).toBeNull();
});

test('a numeral that nobody tells, that reads otherwise or is not there is a problem', () => {
  const wrong: NumeralEntry = { ...ratio, numeral: '80' };
  const absent: NumeralEntry = { ...ratio, n: 3 };
  const { problems } = checkDocument(page(wrong, absent), TEXT);
  expect(problems.map(({ n, what }) => [n, what])).toEqual([
    [1, '3000 is not told'],
    [2, 'page says 80'],
    [3, 'no such numeral'],
  ]);
});

test('an entry must name law that exists and has cases, or say why', () => {
  const problems = checkPage(
    page(
      { ...ratio, law: 'a.basic/capFen' },
      { ...ratio, n: 3, law: 'a.bare/ratioBp' },
      { ...ratio, n: 4, why: 'target' },
      { n: 5, numeral: '1', clause: '一', why: 'count' },
      { ...threshold, n: 5 },
    ),
    LAW,
  );
  expect(problems.map(({ what }) => what)).toEqual([
    'a.basic/capFen is not in the law',
    'a.bare/ratioBp has no worked case',
    'say one of law, module, why',
    'a note is missing',
    'told twice',
  ]);
});
