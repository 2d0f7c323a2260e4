/** One form for every file: what it says and its comments stay, and twice is the same as once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockYaml } from '../../../testing/laws/block-yaml.ts';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import { formatLaw } from './format-law.ts';
import { plainOf } from './located.ts';
import { readSourceFile } from './source-file.ts';

const options = { columnsOf: (text: string) => [...text].length };

function formatted(text: string): string {
  const { text: after, problems } = formatLaw(text, options);
  expect(problems).toEqual([]);
  return after ?? '';
}

describe('formatLaw', () => {
  it.each([
    ['blanks', 'a:   1\nb: [1,  2,3]\nc: {x: 1}\n', 'a: 1\nb: [1, 2, 3]\nc: { x: 1 }\n'],
    ['padding of lists', 'a: [ 1, [ 2 ] ]\n', 'a: [1, [2]]\n'],
    ['indentation', 'a:\n    - 1\n    - b:\n          c: 1\n', 'a:\n  - 1\n  - b:\n      c: 1\n'],
    ['lists below their key', 'a:\n- 1\n- 2\n', 'a:\n  - 1\n  - 2\n'],
    ['quotes', 'a: \'2024-01-01\'\nb: "x"\nc: 中文\n', 'a: "2024-01-01"\nb: "x"\nc: 中文\n'],
    ['empty lines', 'a: 1\n\n\n\nb: 2\n\n', 'a: 1\n\nb: 2\n'],
    ['blanks at the end of a line', 'a: \n  b: 1   \n', 'a:\n  b: 1\n'],
    ['the end of the file', 'a: 1', 'a: 1\n'],
    ['a list over several lines', 'a:\n  [\n    1,\n    2,\n  ]\n', 'a: [1, 2]\n'],
    ['windows line ends', 'a: 1\r\nb: 2\r\n', 'a: 1\nb: 2\n'],
  ])('puts %s in form', (_, before, after) => {
    expect(formatted(before)).toBe(after);
  });

  it('keeps comments where they stand', () => {
    const text = '# 头\na: 1 # 旁\n# 上\nb:\n  # 里\n  - 1\n  # 尾\nc: { d: 1 } # 旁\n\n# 末\n';
    expect(formatted(text)).toBe(text);
  });

  it('never moves a key and never touches a number', () => {
    const text = 'z: 007\na: 1_000\nm: 0x10\n';
    const { text: after } = formatLaw(text, options);
    expect(after === null || after === text).toBe(true);
    expect(formatted('z: 1\na: 2\n')).toBe('z: 1\na: 2\n');
  });

  it('opens what is too wide, the outermost first, and no more than needed', () => {
    const code = (index: number) => `code${index}: { primary: 10000, secondary: 20000 }`;
    const wide = `v: { ${[0, 1, 2, 3].map(code).join(', ')} }\n`;
    expect(wide.length).toBeGreaterThan(140);
    expect(formatted(wide)).toBe(`v:\n${[0, 1, 2, 3].map((i) => `  ${code(i)}\n`).join('')}`);
    const item = `- { why: ${'长'.repeat(150)}, list: [1, 2] }\n`;
    expect(formatted(`a:\n  ${item}`)).toBe(`a:\n  - why: ${'长'.repeat(150)}\n    list: [1, 2]\n`);
  });

  it('refuses a text that is no law file, and says why', () => {
    for (const text of ['a: [1\n', 'a: &x 1\nb: *x\n', '', 'a: 1\na: 2\n']) {
      const { text: after, problems } = formatLaw(text, options);
      expect([after, problems.length > 0]).toEqual([null, true]);
    }
  });

  it('keeps what the small law and the worked city say', () => {
    const guide = join(import.meta.dirname, '../../../docs/law/guide/yunxi');
    const files = readdirSync(guide).map((name) => readFileSync(join(guide, name), 'utf8'));
    for (const text of [...MINIMAL_LAW.map((law) => law.text), ...files]) {
      const once = formatted(text);
      expect(said(once)).toEqual(said(text));
      expect(formatted(once)).toBe(once);
    }
  });

  it('keeps any data, and is the same twice', () => {
    const word = fc.constantFrom(
      'a',
      'x.y',
      '2024-01-01',
      'yes',
      '中文 说明',
      '- x',
      '#',
      "it's",
      '"',
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.nat(),
        fc.array(tie('value'), { minLength: 1, maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'personClass'), tie('value'), { minKeys: 1 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('k', 'm', 'n'), value, { minKeys: 1 }), (data) => {
        for (const text of [blockYaml(data), `${JSON.stringify(data)}\n`]) {
          if (!readSourceFile({ path: '', text }).isReadable) continue;
          const once = formatted(text);
          expect(said(once)).toEqual(said(text));
          expect(formatted(once)).toBe(once);
        }
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

function said(text: string): unknown {
  const { root } = readSourceFile({ path: '', text });
  return root && plainOf(root);
}
