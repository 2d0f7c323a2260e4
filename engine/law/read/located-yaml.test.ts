/**
 * Reading YAML: every node with its place, and nothing that YAML would guess.
 */
import { describe, expect, it } from 'vitest';
import { entryOf, plainOf, spotOf } from './located.ts';
import { readSourceFile } from './source-file.ts';

const read = (text: string) => readSourceFile({ path: 'x.yaml', text });
const codesOf = (text: string) => read(text).problems.map(({ code }) => code);
const meaningOf = (text: string) => {
  const { root, problems } = read(text);
  expect(problems).toEqual([]);
  return root && plainOf(root);
};

describe('values', () => {
  it('are text, integers, null, lists and mappings', () => {
    const text = 'a: 职工\nb: -12\nc: null\nd: [1, "1", x]\ne: { f: { g: 0 } }\nh:\n  - i\n';
    const e = { f: { g: 0 } };
    expect(meaningOf(text)).toEqual({ a: '职工', b: -12, c: null, d: [1, '1', 'x'], e, h: ['i'] });
  });

  it('keep quoted text as text, whatever it looks like', () => {
    const text = `a: "12"\nb: '8.5'\nc: "null"\nd: "2024-01-01"\ne: |\n  yes\n`;
    const said = { a: '12', b: '8.5', c: 'null', d: '2024-01-01', e: 'yes\n' };
    expect(meaningOf(text)).toEqual(said);
  });

  it.each([
    ['0800', 'law/number_form'],
    ['+5', 'law/number_form'],
    ['1e3', 'law/number_form'],
    ['0x1F', 'law/number_form'],
    ['1_000', 'law/number_form'],
    ['.inf', 'law/number_form'],
    ['9999999999999999', 'law/number_form'],
    ['True', 'law/ambiguous_value'],
    ['NULL', 'law/ambiguous_value'],
    ['off', 'law/unquoted_word'],
    ['2024-1-1', 'law/unquoted_word'],
    ['', 'law/empty_value'],
  ])('written as %s are not guessed: %s', (source, code) => {
    expect(codesOf(`a: ${source}`)).toEqual([code]);
    expect(codesOf(`a: "${source}"`)).toEqual([]);
  });

  it('never reach the prototype of an object', () => {
    const { root, problems } = read('a: { __proto__: { isAdmin: 1 }, b: 2 }\nconstructor: 3\n');
    expect(problems.map(({ code }) => code)).toEqual(['law/reserved_key', 'law/reserved_key']);
    expect(root && plainOf(root)).toEqual({ a: { b: 2 } });
    expect({}).not.toHaveProperty('isAdmin');
  });
});

describe('places', () => {
  const text = 'a:\n  b: 1\n  c:\n    - x\n    - clause: 第一条\n      d: { e: 2 }\n';
  const file = read(text);
  const lineAt = (...path: (string | number)[]) => {
    if (!file.root) throw new Error('not read');
    const { offset, clause } = spotOf(file.root, path);
    return [file.positionOf(offset).line, file.positionOf(offset).column, clause];
  };

  it('of scalars and items are their own, of mappings and lists that of their key', () => {
    expect(lineAt('a')).toEqual([1, 1, null]);
    expect(lineAt('a', 'b')).toEqual([2, 6, null]);
    expect(lineAt('a', 'c')).toEqual([3, 3, null]);
    expect(lineAt('a', 'c', 0)).toEqual([4, 7, null]);
  });

  it('know the nearest clause around them, and end where the path does', () => {
    expect(lineAt('a', 'c', 1, 'd', 'e')).toEqual([6, 15, '第一条']);
    expect(lineAt('a', 'c', 1, 'd', 'nothing', 'here')).toEqual([6, 7, '第一条']);
  });

  it('are right behind a byte order mark and on lines that end with CR LF', () => {
    const odd = read('\ufeffa: 1\r\nb: 8.5\r\n');
    expect(odd.problems).toEqual([]);
    expect(odd.positionOf(entryOf(odd.root ?? undefined, 'b')?.value.offset ?? 0).line).toBe(2);
  });
});

describe('what a law file must not be', () => {
  it('is refused in a moment, however it is built', () => {
    const bomb = Array.from({ length: 30 }, (_, i) => `l${i}: [${`*l${i - 1},`.repeat(9)}]`);
    const hostile: Record<string, string> = {
      'an alias bomb': ['a: &l0 [x]', ...bomb.slice(1)].join('\n'),
      'flow nesting': `a: ${'['.repeat(50_000)}`,
      'compact nesting': `a:\n${'- '.repeat(50_000)}x`,
      'key nesting': `${'? '.repeat(50_000)}x`,
      'indented nesting': Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'many symbols': `a: [${'1,'.repeat(60_000)}]`,
      'a huge file': `a: ${'x'.repeat(5_000_000)}`,
      'one long plain scalar': `a: ${'x '.repeat(50_000)}`,
      'quotes without end': `a: "${'\\"'.repeat(40_000)}`,
      'nothing but colons': ':'.repeat(100_000),
      'nothing but anchors': '&a '.repeat(40_000),
    };
    for (const [name, text] of Object.entries(hostile)) {
      const started = performance.now();
      const { problems } = read(text);
      const took = performance.now() - started;
      if (name !== 'one long plain scalar') expect(problems.length, name).toBeGreaterThan(0);
      expect(problems.length, name).toBeLessThanOrEqual(102);
      expect(took, `${name} took ${took} ms`).toBeLessThan(4_000);
    }
  });

  it('is told once with its line, and the rest is counted', () => {
    const { problems, positionOf } = read(`ok: 1\na: [${'~,'.repeat(150)}~]\n`);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ code: 'law/more_problems' });
    expect(problems.at(-1)?.message).toContain('还有 51 个');
    expect(positionOf(problems[0]?.offset ?? 0)).toEqual({ line: 2, column: 5 });
  });
});
