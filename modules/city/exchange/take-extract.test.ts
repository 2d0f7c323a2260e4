/** A bureau's own extract: other names, yuan, its own codes and text ids. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCity } from '../make/make-city.ts';
import { readExtractMap } from './column-map.ts';
import { fieldsOf } from './csv.ts';
import { exportCity } from './export-city.ts';
import { takeExtract } from './take-extract.ts';

const root = mkdtempSync(join(tmpdir(), 'tibao-extract-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string) => join(root, name);

const MAP = `
city: zhoushan
year: 2021
numbers: assign
tables:
  households:
    file: hu.csv
    columns:
      hsehld_no: { from: 户号 }
      admdvs: { from: 区划 }
      urban_flag: { always: "1" }
      psn_cnt: { from: 人数 }
      income_fen: { from: 收入, unit: yuan, empty: "0" }
  persons:
    file: ren.csv
    columns:
      psn_no: { from: 人员编号 }
      hsehld_no: { from: 户号 }
      gend: { from: 性别, codes: { 男: "1", 女: "2" } }
      brdy: { from: 出生日期 }
      died_on: { from: 死亡日期, empty: "9999-12-31" }
      rlts: { always: "01" }
      insuplc_admdvs: { from: 区划 }
      chronic: { always: "0" }
      dise: { always: none }
      tel_no: { always: "0" }
`;

describe('an extract of a bureau', () => {
  beforeAll(() => {
    writeFileSync(at('map.yaml'), MAP);
    writeFileSync(
      at('hu.csv'),
      '\uFEFF户号,区划,人数,收入\r\n甲,330902,2,"123456.7"\r\n乙,330903,1,\r\n丙,330903,1,9.999\r\n',
    );
    writeFileSync(
      at('ren.csv'),
      [
        '人员编号,户号,性别,出生日期,死亡日期,区划',
        'A1,甲,男,1960-05-01,,330902',
        'A2,甲,女,19620501,2021-07-01,330902',
        'A2,甲,女,19620501,,330902',
        'B1,乙,未知,1980-01-01,,330903',
        'C1,丙,男,1980-01-01,,330903',
        'D1,乙,男,1980-01-01,1979-01-01,330903',
        '',
      ].join('\n'),
    );
  });

  it('is taken by its map, and what cannot be taken stands aside with its reason', async () => {
    const map = readExtractMap(readFileSync(at('map.yaml'), 'utf8'));
    const { tables } = await takeExtract({ map, from: root, to: at('city') });
    const by = new Map(tables.map((table) => [table.table, table]));
    expect(by.get('households')).toMatchObject({
      rows: 3,
      loaded: 2,
      setAside: 1,
      reasons: { amountDecimals: 1 },
      fen: { in: 12_345_670, loaded: 12_345_670, setAside: 0 },
      unreadable: 1,
    });
    expect(by.get('persons')).toMatchObject({
      rows: 6,
      loaded: 2,
      reasons: { keyRepeated: 1, codeUnknown: 1, householdUnknown: 1, diedBeforeBirth: 1 },
    });
    const aside = readFileSync(join(at('city-report'), 'persons.csv'), 'utf8');
    expect(aside).toContain('4,keyRepeated,psn_no,,"A2,甲,女,19620501,,330902"');
  });

  it('refuses a map that is not in form, or names a column that is not there', async () => {
    expect(() => readExtractMap('city: x')).toThrow('列对照表写法不对');
    const map = readExtractMap(MAP.replace('from: 人数', 'from: 人口'));
    await expect(takeExtract({ map, from: root, to: at('other') })).rejects.toThrow('人口');
  });
});

describe('a city', () => {
  it('comes back from its own export with the same content', async () => {
    const order = {
      like: 'xianning',
      people: 300,
      year: 2017,
      seed: 5,
      levers: {},
      planted: false,
    };
    const { manifest } = await makeCity(order, { folder: at('made'), workers: 0 });
    await exportCity(at('made'), at('csv'));
    const map = readExtractMap(readFileSync(join(at('csv'), 'map.yaml'), 'utf8'));
    const taken = await takeExtract({ map, from: at('csv'), to: at('again') });
    expect(taken.hash).toBe(manifest.hash);
    expect(taken.tables.every(({ setAside }) => setAside === 0)).toBe(true);
  });
});

describe('fieldsOf', () => {
  it.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a""b",', ['a"b', '']],
    [',,', ['', '', '']],
    ['"a', null],
    ['"a"b,c', null],
  ])('splits %s', (text, fields) => {
    expect(fieldsOf(text)).toEqual(fields);
  });
});
