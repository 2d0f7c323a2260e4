/** Workbooks made by another writer, and hostile ones made by hand. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { readExtractMap } from '../column-map.ts';
import { takeExtract } from '../take-extract.ts';
import { dayOfSerial, rowsOfSheet } from './sheet-rows.ts';
import { openWorkbook, sheetOf } from './workbook.ts';

const root = mkdtempSync(join(tmpdir(), 'tibao-xlsx-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string) => join(root, name);

const MAP = `
city: zhoushan
year: 2021
numbers: assign
tables:
  households:
    file: ren.xlsx
    sheet: 户
    columns:
      hsehld_no: { from: 户号 }
      admdvs: { from: 区划 }
      urban_flag: { always: "1" }
      psn_cnt: { from: 人数 }
      income_fen: { from: 收入, unit: yuan, empty: "0" }
  persons:
    file: ren.xlsx
    sheet: 人
    head: 3
    columns:
      psn_no: { from: 人员编号 }
      hsehld_no: { from: 户号 }
      gend: { from: 性别, codes: { 男: "1", 女: "2" } }
      brdy: { from: 出生日期 }
      died_on: { from: 死亡日期, empty: "9999-12-31" }
      rlts: { always: "01" }
      insuplc_admdvs: { always: "330902" }
      chronic: { always: "0" }
      dise: { always: none }
      tel_no: { always: "0" }
`;

async function makeWorkbook(): Promise<void> {
  const book = new ExcelJS.Workbook();
  const homes = book.addWorksheet('户');
  homes.addRow(['户号', '区划', '人数', '收入']);
  homes.addRow(['甲', 330_902, '2', 0.1 + 0.2]);
  homes.addRow(['乙', '330903', 1, '123456.70']);
  homes.addRow(['丙', '330903', 1, { formula: 'D2*2', result: 0.6 }]);
  homes.addRow(['丁', '330903', { error: '#N/A' }, 5]);
  const people = book.addWorksheet('人');
  people.mergeCells('A1:E1');
  people.getCell('A1').value = '参保人员名册';
  people.getRow(3).values = ['人员编号', '户号', '性别', '出生日期', '死亡日期'];
  const rows = [
    ['A1', '甲', '男', new Date('1960-05-01T00:00:00Z'), null],
    ['A2', '甲', '女', 22_767, 20_210_701],
    [Number('330902196005010017'), '乙', '女', '1962-05-01', null],
    [],
    ['B1', '乙', '男', 60, null],
    ['B2', { richText: [{ text: '乙' }] }, '女', '1970/01/01', null],
    ['C1', '乙', '男', '1970-01-01', null, '多'],
    ['D1', '乙', '男', '1970-01-01', null],
    ['D2', null, '男', '1971-01-01', null],
  ];
  for (const [index, values] of rows.entries()) people.getRow(4 + index).values = values;
  people.mergeCells('B11:B12');
  await book.xlsx.writeFile(at('ren.xlsx'));
}

describe('an extract in a workbook', () => {
  it('is taken by its map; what cannot be trusted stands aside with sheet and row', async () => {
    await makeWorkbook();
    const { tables } = await takeExtract({ map: readExtractMap(MAP), from: root, to: at('city') });
    const by = new Map(tables.map((table) => [table.table, table]));
    expect(by.get('households')).toMatchObject({
      rows: 4,
      loaded: 2,
      setAside: 2,
      reasons: { cellFormula: 1, cellError: 1 },
      fen: { in: 12_346_260, loaded: 12_345_700, setAside: 560 },
      unreadable: 0,
    });
    expect(by.get('persons')).toMatchObject({
      rows: 8,
      loaded: 2,
      reasons: {
        numberImprecise: 1,
        dateUnreadable: 2,
        fieldsTooMany: 1,
        cellMerged: 2,
      },
    });
    const aside = readFileSync(join(at('city-report'), 'persons.csv'), 'utf8');
    expect(aside).toContain('6,numberImprecise,psn_no,人,');
    expect(aside).toContain('8,dateUnreadable,brdy,人,');
    expect(aside).toContain('11,cellMerged,hsehld_no,人,');
  });

  it.each([
    ['sheet: 人', 'sheet: 人员', '没有工作表“人员”，有 “户”、“人”'],
    ['    sheet: 户\n', '', '有 2 张工作表'],
    ['head: 3', 'head: 1', '合并单元格 A1:E1'],
    ['from: 性别', 'from: 性', '没有列 性'],
  ])('says what is wrong where %s is %s', async (right, wrong, why) => {
    const map = readExtractMap(MAP.replace(right, wrong));
    const taking = takeExtract({ map, from: root, to: at(`x${why.length}${wrong.length}`) });
    await expect(taking).rejects.toThrow(why);
  });
});

describe('days of serial numbers', () => {
  it.each([
    [44_197, false, '2021-01-01'],
    [42_735, true, '2021-01-01'],
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, null],
    [61, false, '1900-03-01'],
    [44_197.5, false, '2021-01-01 12:00:00'],
    [0, false, null],
    [2_958_466, false, null],
  ])('%d is %s', (serial, is1904, day) => {
    expect(dayOfSerial(serial, is1904)).toBe(day);
  });
});

/** A zip file of stored and deflated entries; `claims` overrides the size that is declared. */
function zipOf(
  files: Readonly<Record<string, string>>,
  claims: Record<string, number> = {},
): Buffer {
  const [parts, central]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(Buffer.from(text));
    const size = claims[name] ?? Buffer.byteLength(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    parts.push(local, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    central.push(entry, Buffer.from(name));
    offset += local.length + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

const RELS =
  '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>';
const BOOK = '<workbook><sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>';
const bookOf = (sheet: string, more: Readonly<Record<string, string>> = {}) => ({
  'xl/_rels/workbook.xml.rels': RELS,
  'xl/workbook.xml': BOOK,
  'xl/worksheets/sheet1.xml': sheet,
  ...more,
});

async function readAll(bytes: Buffer): Promise<string[]> {
  writeFileSync(at('made.xlsx'), bytes);
  const book = await openWorkbook(at('made.xlsx'), {
    entries: 10,
    entryBytes: 100_000,
    allBytes: 150_000,
  });
  const texts: string[] = [];
  try {
    for await (const { number, cells } of rowsOfSheet(book, sheetOf(book, undefined, 'made'))) {
      texts.push(`${number}:${Array.from(cells, (cell) => cell?.text ?? '').join('|')}`);
    }
  } finally {
    await book.zip.close();
  }
  return texts;
}

describe('a workbook', () => {
  it('is read with prefixes, entities, places left out and rows without cells', async () => {
    const sheet =
      '<?xml version="1.0"?><x:worksheet><x:sheetData><x:row><x:c><x:v>1.50</x:v></x:c>' +
      '<x:c r="C1" t="inlineStr"><x:is><x:t>a&amp;b&#x4E00;</x:t>' +
      '<x:rPh><x:t>yi</x:t></x:rPh></x:is></x:c></x:row>' +
      '<x:row r="3"/><x:row r="9"><x:c r="A9" t="b"><x:v>1</x:v></x:c></x:row>' +
      '</x:sheetData></x:worksheet>';
    expect(await readAll(zipOf(bookOf(sheet)))).toEqual(['1:1.5||a&b一', '9:TRUE']);
  });

  const zeros = `<worksheet>${' '.repeat(120_000)}</worksheet>`;
  it.each<[string, () => Buffer, string]>([
    ['no workbook', () => Buffer.from('人员编号,户号\nA,B\n'), '不是 .xlsx'],
    ['an old workbook', () => Buffer.from('d0cf11e0a1b11ae1'.padEnd(64, '0'), 'hex'), '.xls'],
    ['another archive', () => zipOf({ 'a.txt': 'a' }), '是压缩包'],
    ['an archive cut off', () => zipOf(bookOf('<worksheet/>')).subarray(0, 200), '不完整'],
    ['a sheet too large', () => zipOf(bookOf(zeros)), '太大'],
    [
      'a bomb that lies about its size',
      () => zipOf(bookOf(zeros), { 'xl/worksheets/sheet1.xml': 500 }),
      '比声明的 500 字节多',
    ],
    [
      'too many files',
      () => zipOf(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`f${i}`, '']))),
      '11 个文件',
    ],
    [
      'a document type',
      () => zipOf(bookOf('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')),
      'DOCTYPE',
    ],
    ['XML cut off', () => zipOf(bookOf('<worksheet><sheetData><row')), 'XML 不完整'],
    [
      'a sheet that is not there',
      () => zipOf({ ...bookOf(''), 'xl/workbook.xml': '<workbook/>' }),
      '0 张',
    ],
  ])('is refused if it is %s', async (_, bytes, why) => {
    await expect(readAll(bytes())).rejects.toThrow(why);
  });
});
