/**
 * The commands for those who write law, over a small law in a folder of its own. Where the law of
 * Wenzhou changes, read the new comparison and approve it: `npx vitest run apps/cli/law-tools -u`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMain } from '../../testing/cli/run-main.ts';
import { MINIMAL_LAW } from '../../testing/laws/minimal.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tibao-law-'));
  for (const { path, text } of MINIMAL_LAW) file(`law/${path}`, text);
  file('law/city/basic.cases.yaml', CASES);
  file('reform.yaml', REFORM);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function tibao(...args: readonly string[]) {
  return run({}, ...args);
}

interface Run {
  readonly width?: number;
  /** Folder of the law. */
  readonly law?: string;
}

function run({ width, law = 'law' }: Run, ...args: readonly string[]) {
  return runMain([...args, '--policies', join(folder, law)], width);
}

const CASES = `kind: cases
of: city.basic
cases:
  - name: 二级医院住院一次，付八成
    clause: 第三条
    expectedFrom: hand
    area: city
    person: { bornOn: "1980-01-01", facts: { insuranceType: resident } }
    events:
      - id: v1
        on: "2024-02-01"
        facets: { grade: secondary }
        lines: [{ costFen: 40000, facets: { itemClass: A } }]
    expect: { paidFen: { basic: 8000 } }
`;

const REFORM = `kind: overlay
id: city.reform
title: 提高支付比例的方案
source: { mark: assumed, why: 测算用 }
parameters:
  extraBp:
    from:
      "2024-01-01": { value: 500, mark: assumed, why: 测算用 }
changes:
  - to: city.basic
    field: ratio
    operation: add
    value: { parameter: extraBp }
    source: { mark: assumed, why: 测算用 }
`;

describe('tibao cover', () => {
  it('lists the numbers that no case holds and ends with 1', async () => {
    const { code, out, err } = await tibao('cover', join(folder, 'law/city/basic.policy.yaml'));
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/basic\.policy\.yaml:17 parameters\.deductibleFen\.from\.2024-07-01/);
    expect(out).toContain('60000 → 60001、59999：改了也没有例子不符');
    expect(out).not.toContain('30000 →');
    expect(out).toMatch(/\d+ 个数：\d+ 个没有例子守住。\n$/);
  });

  it('gives JSON, and refuses a path without numbers', async () => {
    const { out } = await tibao('cover', join(folder, 'law/city/area.yaml'), '--json');
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      numbers: [{ line: 8, area: 'city', written: '12', survives: true, why: 'caseBlind' }],
      failing: [],
      broken: {},
    });
    expect((await tibao('cover', join(folder, 'law/documents.yaml'))).code).toBe(2);
  });
});

describe('tibao cases', () => {
  it('says once that the law of an area has errors, and what to run', async () => {
    for (const { path, text } of MINIMAL_LAW) {
      file(`broken/${path}`, text.replace('payer: basic', 'payer: pool'));
    }
    const [head = '', only = ''] = CASES.split('cases:\n');
    file('broken/city/basic.cases.yaml', `${head}cases:\n${only}${only}`);
    const { code, out, err } = await run({ law: 'broken' }, 'cases');
    expect([code, out]).toEqual([1, expect.stringContaining('2 个例子：0 个相符，2 个不符')]);
    expect(err).toMatch(/^法规有误 city：2 个例子没有运行\n {2}\d+ 个错误，第一个：.*pool/);
    expect(err.match(/tibao check/g)).toHaveLength(1);
    expect(err).not.toContain('flips');
  });
});

describe('tibao coverage', () => {
  it('tells tiers, years and marks', async () => {
    const { code, out } = await tibao('coverage');
    expect(code).toBe(0);
    expect(out).toMatch(/居民 +基本医保基金 +2024 +0 +9 +0 +1 +施行/);
    expect(out).toMatch(/医疗救助 +2024 +0 +3 +0 +0 +施行（03-01 起）/);
    expect(out).toMatch(/2025 +期满/);
  });

  it('gives the asked areas as JSON and refuses others', async () => {
    const { out } = await tibao('coverage', 'city', '--json');
    expect(JSON.parse(out)).toMatchObject({ version: 1, areas: [{ id: 'city', title: '样城' }] });
    const { code, err } = await tibao('coverage', 'nowhere');
    expect([code, err]).toEqual([2, '没有统筹区 nowhere；有 city。\n']);
  });
});

describe('tibao fmt', () => {
  const LOOSE = '# 说明\nkind:   area\nid: "loose" # 编号\npersonClasses:  { }\n';
  const TIDY = '# 说明\nkind: area\nid: "loose" # 编号\npersonClasses: {}\n';

  it('tells with --check, then writes, then has nothing to do', async () => {
    const path = file('loose/area.yaml', LOOSE);
    const told = await tibao('fmt', '--check', path);
    expect([told.code, readFileSync(path, 'utf8')]).toEqual([1, LOOSE]);
    expect(told.out).toMatch(/不合格式 .*area\.yaml\n1 个文件：1 个不合格式。\n$/);
    expect((await tibao('fmt', path)).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(TIDY);
    expect(JSON.parse((await tibao('fmt', path, '--json')).out)).toMatchObject({ changed: [] });
  });

  it('leaves a file that it cannot read and ends with 1', async () => {
    const path = file('loose/broken.yaml', 'kind: [area\n');
    const { code, err } = await tibao('fmt', path);
    expect([code, readFileSync(path, 'utf8')]).toEqual([1, 'kind: [area\n']);
    expect(err).toContain('broken.yaml:');
  });
});

describe('tibao diff', () => {
  it('tells numbers of two days with their sources', async () => {
    const { code, out, err } = await tibao('diff', 'city@2024-06-30', 'city@2024-07-01');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/deductibleFen 二级 +300\.00元 +400\.00元 +\[1\]→\[2\]/);
    expect(out).toMatch(/relief\/halfBp +— +50% +\[3\]/);
    expect(out).toContain('[1] 样政发〔2024〕1号 第三条第一款（官方）');
    expect(out).toContain('规则不同：修正。');
  });

  it('tells what changed in Wenzhou from 2020 to 2025 as it was read and approved', async () => {
    const { code, out } = await runMain(['diff', 'wenzhou@2020-06-01', 'wenzhou@2025-06-01']);
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot('../../testing/golden/diff-wenzhou-2020-2025.txt');
  });

  it('keeps to the width of the terminal', async () => {
    const { out } = await run({ width: 60 }, 'diff', 'city@2024-06-30', 'city@2024-07-01');
    for (const line of out.split('\n')) {
      expect([line, [...line].length <= 60]).toEqual([line, true]);
    }
  });

  it('lays a reform on the law of the day without touching it', async () => {
    const args = ['diff', 'city@2024-06-30', '--reform', join(folder, 'reform.yaml')];
    const { code, out } = await tibao(...args);
    expect(code).toBe(0);
    expect(out).toMatch(/reform\/extraBp +— +5% +\[1\]/);
    expect(out).toContain('（推定：测算用）');
    const { schemes } = JSON.parse((await tibao(...args, '--json')).out);
    expect(schemes[0].parts[0]).toMatchObject({
      kind: 'tier',
      right: { id: 'city.basic' },
      numbers: [{ name: 'reform/extraBp', unit: 'Bp', left: null, right: { value: 500 } }],
      rules: [{ field: 'modifiers' }],
    });
  });

  it.each([
    [['city@2024-06-30'], 2, '--reform'],
    [['city', 'city@2024-06-30'], 2, '统筹区@日期'],
    [['city@2024-06-31', 'city@2024-06-30'], 2, '统筹区@日期'],
    [['town@2024-06-30', 'city@2024-06-30'], 2, '没有统筹区 town'],
    [['city@2025-01-01', 'city@2024-06-30'], 1, '没有施行的方案'],
  ])('refuses %j with %i', async (sides, code, message) => {
    const refused = await tibao('diff', ...sides);
    expect([refused.code, refused.out]).toEqual([code, '']);
    expect(refused.err).toContain(message);
  });

  it('refuses a reform that is none', async () => {
    const policy = join(folder, 'law/city/basic.policy.yaml');
    const { code, err } = await tibao('diff', 'city@2024-06-30', '--reform', policy);
    expect([code, err.includes('不是改革方案')]).toEqual([1, true]);
  });
});
