import { describe, expect, it } from 'vitest';
import { lineFaults } from './lines.ts';
import { syntaxFaults } from './syntax.ts';

function rulesIn(path: string, text: string): string[] {
  const source = { path, text };
  return [...lineFaults(source), ...syntaxFaults(source)].map(({ rule }) => rule);
}

describe('bans of the engine', () => {
  it.each([
    ['clock', 'const now = Date.now();'],
    ['clock', 'const day = new Date();'],
    ['stopwatch', 'const start = performance.now();'],
    ['chance', 'const u = Math.random();'],
    ['process', 'const home = process.env.HOME;'],
    ['process', 'const argv = read(process);'],
    ['console', 'console.log(1);'],
    ['float', "const yuan = parseFloat('1.1');"],
    ['money from text', 'const fen = Number(row.costFen);'],
    ['rounding', 'const half = Math.floor(x / 2);'],
    ['rounding', 'const half = xs.map(Math.round);'],
    ['brand', 'const fen = 3 as Fen;'],
    ['any', 'const x: any = 1;'],
    ['export star', "export * from './x.ts';"],
    ['export star', "export * as x from './x.ts';"],
  ])('finds %s in: %s', (rule, text) => {
    expect(rulesIn('engine/settle/x.ts', text)).toEqual([rule]);
  });

  it.each([
    '// Date.now() and Math.random() in a comment',
    "const text = 'process.env, console.log and parseFloat';",
    'const x = { process: 1, performance: 2 }.process;',
    'const count = Number(match[1]);',
    'const least = Math.min(a, b);',
    "export { settle } from './settle.ts';",
  ])('lets pass: %s', (text) => {
    expect(rulesIn('engine/settle/x.ts', text)).toEqual([]);
  });

  it('lets a test of the engine look at the clock', () => {
    expect(rulesIn('engine/settle/x.test.ts', 'const start = performance.now();')).toEqual([]);
  });

  it('lets apps and tools read the environment and print', () => {
    expect(rulesIn('apps/cli/x.ts', 'console.log(process.argv, Date.now());')).toEqual([]);
  });

  it('lets text be measured outside law and settle, but no money', () => {
    expect(rulesIn('engine/explain/x.ts', 'const pad = Math.floor(width / 2);')).toEqual([]);
    const text = 'const half = Math.floor(paidFen / 2);';
    expect(rulesIn('engine/explain/x.ts', text)).toEqual(['rounding of money']);
    expect(rulesIn('apps/cli/x.ts', text)).toEqual(['rounding of money']);
  });

  it('lets only units round and brand', () => {
    expect(rulesIn('engine/units/x.ts', 'const fen = Math.floor(x) as Fen;')).toEqual([]);
  });

  it('names the line and what to write instead', () => {
    const text = '\n\nconst u = Math.random();\n';
    expect(syntaxFaults({ path: 'engine/law/x.ts', text })).toEqual([
      {
        file: 'engine/law/x.ts',
        line: 3,
        rule: 'chance',
        instead: 'take the random numbers as an argument, from a seed that is printed',
      },
    ]);
  });
});

describe('bans of tests', () => {
  it.each(['it', 'test', 'describe'])('finds %s.only', (name) => {
    expect(rulesIn('engine/law/x.test.ts', `${name}.only('x', () => {});`)).toEqual(['only']);
  });

  it('lets another member called only pass', () => {
    expect(rulesIn('engine/law/x.test.ts', 'law.only(1);')).toEqual([]);
  });
});

describe('sizes', () => {
  const body = (lines: number) => `function f() {\n${'  g();\n'.repeat(lines - 2)}}\n`;

  it('allows a function of 70 lines and not of 71', () => {
    expect(rulesIn('apps/cli/x.ts', body(70))).toEqual([]);
    expect(rulesIn('apps/cli/x.ts', body(71))).toEqual(['long function']);
  });

  it('allows a file of 300 lines and not of 301, save tests and generated files', () => {
    expect(rulesIn('apps/cli/x.ts', 'g();\n'.repeat(300))).toEqual([]);
    expect(rulesIn('apps/cli/x.ts', 'g();\n'.repeat(301))).toEqual(['long file']);
    expect(rulesIn('apps/cli/x.test.ts', 'g();\n'.repeat(301))).toEqual([]);
    expect(lineFaults({ path: 'x.generated.ts', text: 'g();\n'.repeat(301) })).toEqual([]);
  });

  it('looks at components as well', () => {
    expect(rulesIn('apps/web/x.tsx', body(71))).toEqual(['long function']);
    expect(rulesIn('apps/web/x.tsx', 'g();\n'.repeat(301))).toEqual(['long file']);
    expect(rulesIn('apps/web/x.tsx', 'const x = <p>{parseFloat(y)}</p>;')).toEqual(['float']);
  });

  it('counts a Chinese character as one column', () => {
    expect(rulesIn('apps/cli/x.ts', `// ${'梯'.repeat(97)}`)).toEqual([]);
    expect(rulesIn('apps/cli/x.ts', `// ${'梯'.repeat(98)}`)).toEqual(['line length']);
  });
});

describe('words', () => {
  it.each([
    ['left over', `// ${'TO'}${'DO'}: later`],
    ['suppressed check', `// @ts-${'ignore'}`],
    ['suppressed check', `// biome-${'ignore'} lint: why`],
    ['machine path', `const file = '/${'work'}/main/x';`],
  ])('finds %s in: %s', (rule, text) => {
    expect(rulesIn('tools/x.ts', text)).toEqual([rule]);
  });

  it('finds a machine path in a document and leaves a relative path and an address alone', () => {
    expect(lineFaults({ path: 'x.md', text: `see /${'work'}/main` })).toHaveLength(1);
    expect(lineFaults({ path: 'x.md', text: 'see ../work/x and https://a.cn/work/x' })).toEqual([]);
  });
});
