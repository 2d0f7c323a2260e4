/** The commands `tibao city …`, from make to take. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLawBook } from '../../modules/law/index.ts';
import { main } from './main.ts';
import { openPlatform } from './open-platform.ts';

const root = mkdtempSync(join(tmpdir(), 'tibao-cli-city-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string) => join(root, name);

async function run(...argv: readonly string[]) {
  let [out, err] = ['', ''];
  const code = await main(['city', ...argv], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    width: 160,
    paint: (_, text) => text,
  });
  return { code, out, err };
}

const ORDER = ['--like', 'zhoushan', '--people', '120', '--year', '2021', '--seed', '7'];

describe('tibao city', () => {
  it('makes, settles, exports and takes back a city', async () => {
    const made = await run('make', ...ORDER, '--out', at('city'), '--workers', '0', '--no-plant');
    expect(made.code).toBe(0);
    expect(made.out).toContain('120 人');
    expect(made.err).toContain('2/2 份');
    const settled = await run('settle', '--in', at('city'));
    expect(settled.code).toBe(0);
    expect(settled.out).toContain('120 人里 120 人的全年结算成功');
    expect((await run('export', '--in', at('city'), '--out', at('csv'))).code).toBe(0);
    const taken = await run('take', '--map', join(at('csv'), 'map.yaml'), '--out', at('again'));
    expect(taken.code).toBe(0);
    expect(taken.out).toContain('没有搁置的行');
    const hashOf = (name: string) =>
      JSON.parse(readFileSync(join(at(name), 'manifest.json'), 'utf8')).hash;
    expect(hashOf('again')).toBe(hashOf('city'));
  });

  it('counts by reason and insurance whose year no law settles', async () => {
    const order = ORDER.with(1, 'panzhihua').with(5, '2022');
    await run('make', ...order, '--out', at('pz'), '--workers', '0', '--no-plant');
    const settled = await run('settle', '--in', at('pz'));
    expect(settled.code).toBe(1);
    expect(settled.out).toMatch(/person_not_enrolled {2}\d+ 人（职工 \d+/);
    expect(settled.out).toContain('policies 里没有这座城市这一险种的办法');
  });

  it('loads a city into a platform and writes it out again', async () => {
    const order = ORDER.with(3, '100');
    await run('make', ...order, '--out', at('small'), '--workers', '0', '--no-plant');
    const loaded = await run('load', '--in', at('small'), '--db', at('data'));
    expect(loaded.code).toBe(0);
    expect(loaded.out).toContain('100 人');
    const { database } = await openPlatform(at('data'), false);
    const { regions } = await openLawBook(database);
    await database.close();
    expect(regions.get('zhoushan')).toBe('330900');
    const out = await run(
      'export',
      '--db',
      at('data'),
      '--out',
      at('out'),
      '--payments',
      'recorded',
    );
    expect(out.out).toContain('与装入时相同');
  });

  it('checks a city, names what is missed and refuses the seeds of the fit', async () => {
    const checked = await run('check', '--like', 'xianning', '--people', '1500', '--workers', '0');
    expect(checked.out).toContain('贫困人口目录外医疗费用占比');
    expect(checked.out).toContain('共核对 2 个');
    const refused = await run('check', '--like', 'xianning', '--seed', '2');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('用来校准过');
  });

  it('says what is wrong with its arguments', async () => {
    const unknown = await run('make', ...ORDER.with(1, 'atlantis'), '--out', at('x'));
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('zhoushan、wenzhou');
    const both = await run('export', '--out', at('x'));
    expect(both.code).toBe(2);
  });
});
