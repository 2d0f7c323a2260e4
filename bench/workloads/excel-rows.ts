/**
 * A table of an exported city as a workbook, made by another writer than our reader is: and the
 * ways in which workbooks break.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { type ExtractMap, fieldsOf, type Reason } from '../../modules/city/index.ts';
import type { Broken } from './broken-rows.ts';

type CellValue = ExcelJS.CellValue;

/** A way to break a row: changes one cell, by its value as written. */
interface CellBreak {
  readonly column: string;
  readonly reason: Reason;
  readonly broken: (value: CellValue) => CellValue;
}

/** The ways, by name; all on the table of lines, on which nothing hangs. */
export const CELL_BREAKS: Readonly<Record<string, CellBreak>> = {
  formula: {
    column: 'det_item_fee_sumamt_fen',
    reason: 'cellFormula',
    broken: (value) => ({ formula: 'A1*1', result: Number(value) }),
  },
  errorValue: { column: 'cnt', reason: 'cellError', broken: () => ({ error: '#N/A' }) },
  digitsLost: { column: 'mdtrt_id', reason: 'numberImprecise', broken: () => 330902196005010000 },
  serialZero: { column: 'fee_ocur_time', reason: 'dateUnreadable', broken: () => 0 },
  wordForNumber: { column: 'cnt', reason: 'numberUnreadable', broken: () => '三' },
  emptyCell: { column: 'med_list_codg', reason: 'valueMissing', broken: () => null },
  negative: { column: 'pric_fen', reason: 'amountNegative', broken: () => -100 },
  halfFen: { column: 'pric_fen', reason: 'amountDecimals', broken: () => 100.5 },
};

/** How a whole cell may be written, and must be taken all the same. */
function written(name: string, text: string, row: number): CellValue {
  if (name === 'fee_ocur_time') {
    const day = Date.parse(`${text}T00:00:00Z`);
    // A day as a date, as a plain serial number, as eight digits, as text.
    const ways = [new Date(day), day / 86_400_000 + 25_569, Number(text.replaceAll('-', '')), text];
    return ways[row % ways.length] ?? text;
  }
  const isNumber = /^\d{1,15}$/.test(text) && !/^0\d/.test(text);
  return isNumber && row % 3 !== 0 ? Number(text) : text;
}

export interface ExcelOrder {
  /** Folder of the exported CSV; the workbook goes beside it. */
  readonly folder: string;
  readonly table: string;
  /** Data rows to write, at most. */
  readonly rows: number;
  /** Rows to break in each way. */
  readonly each: number;
}

/** Writes `<table>.xlsx` and gives what was broken, by row of the sheet. */
export async function writeWorkbook(order: ExcelOrder): Promise<readonly Broken[]> {
  const { folder, table, each } = order;
  const lines = readFileSync(join(folder, `${table}.csv`), 'utf8')
    .trimEnd()
    .split('\n');
  const head = fieldsOf(lines[0] ?? '') ?? [];
  const data = lines.slice(1, order.rows + 1);
  const ways = Object.values(CELL_BREAKS);
  const step = each === 0 ? 0 : Math.floor(data.length / (each * ways.length));
  const broken: Broken[] = [];
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: join(folder, `${table}.xlsx`),
    useStyles: true,
    useSharedStrings: true,
  });
  book.addWorksheet('说明').addRow(['取自城市的导出']).commit();
  const sheet = book.addWorksheet(table);
  sheet.addRow(['明细表']).commit();
  sheet.addRow([]).commit();
  sheet.addRow(head).commit();
  for (const [index, line] of data.entries()) {
    const values = (fieldsOf(line) ?? []).map((text, at) => written(head[at] ?? '', text, index));
    const turn = step > 0 && index % step === 0 ? index / step : -1;
    const way = turn >= 0 && turn < each * ways.length ? ways[turn % ways.length] : undefined;
    const place = way ? head.indexOf(way.column) : -1;
    if (way) {
      values[place] = way.broken(values[place]);
      broken.push({ table, line: index + 4, reason: way.reason });
    }
    const row = sheet.addRow(values);
    const day = head.indexOf('fee_ocur_time') + 1;
    if (day > 0 && row.getCell(day).value instanceof Date)
      row.getCell(day).numFmt = 'yyyy"年"m月d日';
    row.commit();
  }
  await book.commit();
  return broken;
}

/** The map of an export with one table in its workbook. */
export function withWorkbook(map: ExtractMap, table: string): ExtractMap {
  const own = map.tables[table];
  if (!own) throw new RangeError(`no table ${table}`);
  const source = { ...own, file: `${table}.xlsx`, sheet: table, head: 3 };
  return { ...map, tables: { ...map.tables, [table]: source } };
}
