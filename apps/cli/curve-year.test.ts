/**
 * `curve --close`: bill and year's end together, over small laws in folders of their own.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMain } from '../../testing/cli/run-main.ts';
import { type Flaw, flawedLaw } from '../../testing/curves/flawed-law.ts';

let folder = '';
const LAWS: readonly Flaw[] = ['cliff', 'yearCliff', 'yearHousehold'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tibao-year-'));
  for (const flaw of LAWS) {
    for (const { path, text } of flawedLaw(flaw)) {
      const file = join(folder, flaw, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function curve(flaw: Flaw, ...args: readonly string[]) {
  const stay = ['--event', 'setting=inpatient', '--mix', 'allInScope'];
  const law = ['--day', '2024-06-01', '--policies', join(folder, flaw)];
  return runMain(['curve', 'city', ...law, ...stay, ...args]);
}

describe('tibao curve --close', () => {
  it('draws the bill with the last day of its year, and says what that pays', async () => {
    const [svg, html] = [join(folder, 'y.svg'), join(folder, 'y.html')];
    const files = ['--svg', svg, '--html', html];
    const { code, out } = await curve('yearCliff', '--close', ...files);
    expect(code).toBe(0);
    expect(out).toContain('有 1 处转折，其中 1 处是跳变。起点每多1元个人负担 0.1000 元。');
    expect(out).toMatch(/1\s+50,000\.00\s+50,000\.00\s+10,000\.00\s+0\.2000\s+年终补助：适用条件/);
    expect(out).toContain('算上2024-12-31的年末结转：总费用和个人负担都是全年的');
    expect(out).toContain(
      '“年终补助”从变动的费用0.01元起付，最多付5,000.00元（变动的费用49,999.99元时）',
    );
    expect(readFileSync(svg, 'utf8')).toContain('年终补助');
    expect(readFileSync(svg, 'utf8')).toContain('普通参保人，住院，算上年末结转；全部政策范围内');
    expect(readFileSync(html, 'utf8')).toContain('<p>算上2024-12-31的年末结转');
  });

  it('takes earlier bills and what others of the household bear', async () => {
    // 20,000.00 leave 4,000.00: 10,000.00 is reached 30,000.00 later.
    const earlier = await curve('yearCliff', '--close', '--earlier', '15000,5000.00');
    expect(earlier.out).toMatch(/1\s+30,000\.00\s+50,000\.00\s+10,000\.00/);
    expect(earlier.out).toContain('已有20,000.00元，其中负担4,000.00元');
    // Of 205,000.00 the other bears 190,000.00: 15,000.00 are 20 % of 75,000.00.
    const others = ['--close', '2024-12-01', '--household', 'city.burden=19000000'];
    const family = await curve('yearHousehold', ...others);
    expect(family.out).toMatch(/1\s+75,000\.00\s+265,000\.00\s+205,000\.00\s+0\.1000/);
  });

  it('refuses, by name, what makes no year', async () => {
    const cases = [
      ['cliff', ['--close'], '没有年末结转的待遇'],
      ['yearCliff', ['--earlier', '100'], '要和 --close 一起用'],
      ['yearCliff', ['--close', '2024-13-01'], '结转日期'],
      ['yearCliff', ['--close', '2025-12-31'], 'law/expired'],
      ['yearCliff', ['--close', '--earlier', 'much'], '较早的费用'],
      ['yearHousehold', ['--close', '--household', 'city.none=1'], '没有计数 city.none'],
    ] as const;
    for (const [flaw, args, why] of cases) {
      const { code, err } = await curve(flaw, ...args);
      expect([code, err]).toEqual([2, expect.stringContaining(why)]);
    }
  });
});
