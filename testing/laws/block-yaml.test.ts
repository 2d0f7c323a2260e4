import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { blockYaml } from './block-yaml.ts';
import { randomLaw } from './random-law.ts';

test('a parser reads back what was written', () => {
  const data = {
    'a.b': [{ x: [1, 2], y: null }, {}, 'no', ['t', 'u']],
    '2025-01-01': { value: 5, text: '一："二"' },
    empty: {},
    none: [],
    deep: [[{ a: 1, b: [{ c: 2 }] }]],
  };
  expect(parse(blockYaml(data))).toEqual(data);
});

test('random laws are the same as objects and as texts, and the same for the same seed', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const law = randomLaw({ seed });
    expect(law.texts.map(({ text }) => parse(text))).toEqual(law.files);
    expect(randomLaw({ seed }).texts).toEqual(law.texts);
  }
});
