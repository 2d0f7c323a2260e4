/**
 * `tibao new area`: its files are right as they stand, and where its comments lead.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMain } from '../../testing/cli/run-main.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tibao-new-'));
  for (const name of ['new', 'new/city', 'fresh']) mkdirSync(join(folder, name));
  const words = join(import.meta.dirname, '../../policies/national/vocabulary.yaml');
  copyFileSync(words, join(folder, 'new/vocabulary.yaml'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run({ law = 'new' }: { readonly law?: string }, ...args: readonly string[]) {
  return runMain([...args, '--policies', join(folder, law)]);
}

const BANDS = `    segments:
      measure: { choice: measure }
      bounds: boundsFenList
      ratios: ratiosBpList
`;

describe('tibao new area', () => {
  it.each([2024, 2025, 2027])('writes law of %i that is right, held and in form', async (year) => {
    const id = `yunhe${year}`;
    const home = join(folder, 'new', id);
    const tibaoNew = (...args: readonly string[]) => run({}, ...args);
    const made = await tibaoNew('new', 'area', id, '--title', '云河市', '--year', String(year));
    expect([made.code, made.err]).toEqual([0, '']);
    expect(made.out.match(/^写好 /gm)).toHaveLength(6);
    const held = await tibaoNew('check', home);
    expect([held.code, held.out]).toEqual([0, '检查 6 个文件：0 个错误，0 个提醒。\n']);
    expect((await tibaoNew('cases', home)).out).toMatch(/^(\d+) 个例子：\1 个相符/);
    expect((await tibaoNew('cover', home)).out).toBe('12 个数：0 个没有例子守住。\n');
    expect((await tibaoNew('fmt', '--check', home)).code).toBe(0);
    const scheme = readFileSync(join(home, `resident-${year}.scheme.yaml`), 'utf8');
    expect(scheme).toContain(`title: 云河市城乡居民${year}年度医疗保障`);
    expect(scheme).toContain(`effectiveUntil: "${year + 1}-01-01"`);
    rmSync(home, { recursive: true });
  });

  it('says that a fresh folder needs the vocabulary, and writes nothing', async () => {
    for (const law of ['fresh', 'nowhere']) {
      const { code, out, err } = await run({ law }, 'new', 'area', 'yunhe');
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(`复制为 ${join(folder, law, 'national')}`);
      expect(existsSync(join(folder, law, 'yunhe'))).toBe(false);
    }
  });

  it('leads on to the choices of bands, which the law takes as they stand', async () => {
    const id = 'yunhe';
    const home = join(folder, 'new', id);
    await run({}, 'new', 'area', id, '--year', '2026');
    expect(readFileSync(join(home, `${id}.cases.yaml`), 'utf8')).toContain(
      'of: yunhe.resident.2026',
    );
    const change = (name: string, to: (text: string) => string) =>
      writeFileSync(join(home, name), to(readFileSync(join(home, name), 'utf8')));
    change(`${id}.choices.yaml`, (text) =>
      text.replace(/^ {2}# (roundEach:|measure:| )/gm, '  $1'),
    );
    change('basic.policy.yaml', (text) =>
      text
        .replace('    ratio: ratioBp\n', BANDS)
        .replace(
          '  ratioBp:\n    by: [grade]',
          '  boundsFenList:\n    from:\n      "2026-01-01":' +
            '\n        { value: [0, 1000000], mark: assumed, why: 占位的数 }' +
            '\n  ratiosBpList:\n    by: [grade]',
        )
        .replace(
          /primary: 8500.*\}/,
          'primary: [8500, 9000], secondary: [1, 2], tertiary: [1, 2] }',
        )
        .replace('rounding:', 'roundEach: { choice: roundEach }\nrounding:'),
    );
    const { code, out, err } = await run({}, 'check', home);
    expect([code, err, out]).toEqual([0, '', '检查 6 个文件：0 个错误，0 个提醒。\n']);
    rmSync(home, { recursive: true });
  });

  it.each([
    [['city'], '已经有了'],
    [['../x'], '不能作编号'],
    [['ok', '--title', 'a: b'], '不能作名称'],
    [['ok', '--year', '26'], '四位的年份'],
  ])('refuses %j and writes nothing', async (args, message) => {
    const { code, out, err } = await run({}, 'new', 'area', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(existsSync(join(folder, 'new/ok'))).toBe(false);
  });
});
