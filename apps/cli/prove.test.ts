/**
 * The commands `prove` and `curve`, over a small law with a cliff in a folder of its own.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMain } from '../../testing/cli/run-main.ts';
import { flawedLaw } from '../../testing/curves/flawed-law.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tibao-prove-'));
  for (const { path, text } of flawedLaw('cliff')) {
    const file = join(folder, 'law', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tibao(...args: readonly string[]) {
  return runMain([...args, '--policies', join(folder, 'law')]);
}

const POOR = [
  '--day',
  '2024-06-01',
  '--person',
  'personClass=poor',
  '--event',
  'setting=inpatient',
];

describe('tibao prove', () => {
  it('tells each finding with whose it is, the clause and the bill settled again', async () => {
    const { code, out } = await tibao('prove', 'city');
    expect(code).toBe(0);
    expect(out).toContain('悬崖：多花1元，个人多负担不止1元');
    expect(out).toContain('总费用从49,999.99元多1.00元，个人多负担12,000.59元');
    expect(out).toContain('情形：低保对象，住院；80%政策范围内，10%先行自付，10%目录外');
    expect(out).toContain(
      '依据：住院待遇：31,999.99元→20,000.40元，样政发〔2024〕1号 第三条（官方）',
    );
    expect(out).toContain('重新结算：总费用50,000.99元，个人30,000.59元（city.stay 20,000.40）');
    expect(out).toMatch(/1万元\s+64\.00%/);
  });

  it('gives the same as JSON, and only schemes of the day', async () => {
    const { out } = await tibao('prove', 'city', '--json');
    const read = JSON.parse(out);
    const kinds = read.areas[0].schemes[0].findings.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toContain('cliff');
    expect(read.areas[0].findings.map(({ kind }: { kind: string }) => kind)).toContain(
      'choiceChangesNothing',
    );
    const later = await tibao('prove', 'city', '--day', '2025-01-01');
    expect(later.out).toContain('这一天没有施行的方案');
  });

  it('lists every kind of bill with its ratio at each cost', async () => {
    // 80 % of 80 %; from 50,000.00 the poor have 50 %, all others 85 %. Nobody pays elsewhere.
    const { out } = await tibao('prove', 'city', '--ratios');
    expect(out).toMatch(/低保对象，住院\s+1\s+64\.00%\s+40\.00%\s+40\.00%\s+40\.00%/);
    expect(out).toMatch(/低保边缘，住院\s+2\s+64\.00%\s+68\.00%\s+68\.00%\s+68\.00%/);
    const { out: json } = await tibao('prove', 'city', '--json');
    expect(JSON.parse(json).areas[0].schemes[0].ratios[0]).toMatchObject({
      personClass: 'poor',
      shares: ['64.00%', '40.00%', '40.00%', '40.00%'],
    });
  });

  it('refuses an area or a day that is not', async () => {
    expect(await tibao('prove', 'nowhere')).toMatchObject({ code: 2 });
    expect((await tibao('prove', '--day', '2024-13-01')).err).toContain('应写成');
  });
});

describe('tibao curve', () => {
  it('tells where the curve jumps and why', async () => {
    const { code, out } = await tibao('curve', 'city', ...POOR);
    expect(code).toBe(0);
    expect(out).toContain('有 1 处转折，其中 1 处是跳变。起点每多1元个人负担 0.3600 元。');
    expect(out).toMatch(
      /1\s+50,000\.00\s+50,000\.00\s+30,000\.00\s+0\.6000\s+住院待遇：适用条件（跳变）/,
    );
    expect(out).toContain('1万元 64.00%');
  });

  it('writes a picture, a page and exact functions', async () => {
    const [svg, html] = [join(folder, 'c.svg'), join(folder, 'c.html')];
    const { out } = await tibao('curve', 'city', ...POOR, '--svg', svg, '--html', html, '--json');
    const data = JSON.parse(out);
    expect(data.pieces.map(({ person }: { person: string }) => person)).toEqual([
      '9/25·x',
      '3/5·x',
    ]);
    const picture = readFileSync(svg, 'utf8');
    expect(picture).toContain('prefers-color-scheme:dark');
    expect(picture).toContain('class="break jump"');
    const page = readFileSync(html, 'utf8');
    expect(page).toContain('<h2>转折</h2>');
    expect(page).not.toContain('<script');
    expect(page).toContain('样政发〔2024〕1号 第三条（官方）');
  });

  it('takes a mix from a file and counters that were declared', async () => {
    const mix = join(folder, 'mix.json');
    const lines = [{ shareBp: 10_000, facets: { itemClass: 'C' } }];
    writeFileSync(mix, JSON.stringify({ title: '全部目录外', lines }));
    const { out } = await tibao('curve', 'city', ...POOR, '--mix', mix);
    expect(out).toContain('全部目录外');
    expect(out).toContain('起点每多1元个人负担 1.0000 元');
  });

  it('refuses what it cannot draw, by name', async () => {
    const mix = join(folder, 'half.json');
    writeFileSync(mix, JSON.stringify({ lines: [{ shareBp: 5_000, facets: {} }] }));
    const half = await tibao('curve', 'city', ...POOR, '--mix', mix);
    expect([half.code, half.err]).toEqual([1, expect.stringContaining('curve/mix_invalid')]);
    const cases = [
      [['--day', '2023-01-01'], '没有这样的人的方案'],
      [['--day', '2024-06-01', '--person', 'colour=red'], '不看 colour'],
      [['--day', '2024-06-01', '--event', 'setting=bed'], '没有代码 bed；有 inpatient（住院）'],
      [['--day', '2024-06-01', '--person', 'personClass=rich'], '没有代码 rich；有 poor'],
      [['--day', '2024-06-01', '--before', 'city.nothing=1'], '没有计数 city.nothing'],
      [['--day', '2024-06-01', '--mix', 'none'], '没有费用构成 none'],
      [['--day', '2024-06-01', '--most', 'much'], '最高费用'],
    ] as const;
    for (const [args, why] of cases) {
      const { code, err } = await tibao('curve', 'city', ...args);
      expect([code, err]).toEqual([2, expect.stringContaining(why)]);
    }
  });
});
