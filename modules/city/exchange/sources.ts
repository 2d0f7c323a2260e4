/**
 * Where the rows of an extract come from: a CSV file, or a sheet of a workbook. Either gives a head
 * and rows of texts, each with its place.
 */
import { CityRefused } from '../refused.ts';
import type { TableSource } from './column-map.ts';
import { fieldsOf, fieldText, linesOf } from './csv.ts';
import type { Reason } from './reasons.ts';
import {
  dayOfSerial,
  type Merged,
  mergedIn,
  rowsOfSheet,
  type SheetCell,
  type SheetRow,
} from './xlsx/sheet-rows.ts';
import { openWorkbook, sheetOf, type Workbook } from './xlsx/workbook.ts';

/** A row before it is converted. */
export interface SourceRow {
  /** Line of the file, or row of the sheet, from 1. */
  readonly line: number;
  /** Null: the line cannot be split. */
  readonly fields: readonly string[] | null;
  /** The row as it came, for the report. */
  readonly text: string;
  /** Why it cannot be taken, and the head of the column; null: nothing is known against it. */
  readonly fault: { readonly reason: Reason; readonly head: string } | null;
}

export interface Source {
  /** Empty: there is not even a head. */
  readonly head: readonly string[];
  /** Of a workbook; empty for CSV. */
  readonly sheet: string;
  readonly rows: () => AsyncGenerator<SourceRow>;
  readonly close: () => Promise<void>;
}

/** Opens what a map names; `dayHeads` are heads of columns that hold days. */
export async function openSource(
  file: string,
  source: TableSource,
  dayHeads: ReadonlySet<string>,
): Promise<Source> {
  const isSheet = /\.xlsx$/i.test(file);
  if (!isSheet && /\.(xls|xlsm|xlsb|et)$/i.test(file)) {
    throw new CityRefused(`${file}：只取 .csv 和 .xlsx；请另存为其中之一`);
  }
  if (isSheet) return await openSheet(file, source, dayHeads);
  if (source.sheet !== undefined) throw new CityRefused(`${file} 不是 .xlsx，不能写 sheet`);
  return await openCsv(file, source.head);
}

/** Without a line for it, the head is the first that is not empty. */
async function openCsv(file: string, wanted: number | undefined): Promise<Source> {
  let head: readonly string[] = [];
  let headLine = wanted ?? 1;
  for await (const { line, text } of linesOf(file)) {
    if (wanted !== undefined && line < wanted) continue;
    if (wanted === undefined || line === wanted) {
      head = (fieldsOf(text) ?? []).map((name) => name.trim());
      headLine = line;
    }
    break;
  }
  async function* rows(): AsyncGenerator<SourceRow> {
    for await (const { line, text } of linesOf(file)) {
      if (line <= headLine) continue;
      const fields = fieldsOf(text);
      const fault = text.includes('\uFFFD') ? ({ reason: 'textBroken', head: '' } as const) : null;
      yield { line, fields, text, fault };
    }
  }
  return { head, sheet: '', rows, close: () => Promise.resolve() };
}

async function openSheet(
  file: string,
  { sheet: wanted, head: headRow = 1 }: TableSource,
  dayHeads: ReadonlySet<string>,
): Promise<Source> {
  const book = await openWorkbook(file);
  try {
    const sheet = sheetOf(book, wanted, file);
    const merged = await mergedIn(book, sheet);
    refuseMergedHead(merged, headRow, `${file} 的工作表“${sheet.name}”`);
    let head: readonly string[] = [];
    for await (const row of rowsOfSheet(book, sheet)) {
      if (row.number === headRow) head = headOf(row);
      if (row.number >= headRow) break;
    }
    const shape = { book, head, dayHeads, merged };
    async function* rows(): AsyncGenerator<SourceRow> {
      for await (const row of rowsOfSheet(book, sheet)) {
        if (row.number > headRow) yield sourceRow(row, shape);
      }
    }
    return { head, sheet: sheet.name, rows, close: () => book.zip.close() };
  } catch (fault) {
    await book.zip.close();
    throw fault;
  }
}

function refuseMergedHead(merged: readonly Merged[], headRow: number, where: string): void {
  const found = merged.find(({ rows: [from, until] }) => from <= headRow && headRow <= until);
  if (!found) return;
  throw new CityRefused(
    `${where}：表头第 ${headRow} 行有合并单元格 ${found.ref}；请取消合并，或在列对照表里用 head 写表头所在的行`,
  );
}

function headOf({ cells }: SheetRow): readonly string[] {
  return Array.from(cells, (cell) => (cell?.text ?? '').trim());
}

interface Shape {
  readonly book: Workbook;
  readonly head: readonly string[];
  readonly dayHeads: ReadonlySet<string>;
  readonly merged: readonly Merged[];
}

function sourceRow(
  { number, cells }: SheetRow,
  { book, head, dayHeads, merged }: Shape,
): SourceRow {
  const fields: string[] = [];
  let fault: SourceRow['fault'] = null;
  for (let at = 0; at < Math.max(head.length, cells.length); at++) {
    const name = head[at] ?? '';
    const cell = cells[at];
    fields.push(cell ? textOf(cell, dayHeads.has(name), book.is1904) : '');
    if (cell?.fault && fault === null) fault = { reason: cell.fault, head: name };
  }
  const joined = merged.find(({ rows: [from, until] }) => from <= number && number <= until);
  if (joined) fault ??= { reason: 'cellMerged', head: head[joined.columns[0]] ?? '' };
  return { line: number, fields, text: fields.map(fieldText).join(','), fault };
}

/** Eight digits are a day written out; fewer are a serial. */
const MOST_SERIAL = 3_000_000;

function textOf({ text, isNumber }: SheetCell, isDay: boolean, is1904: boolean): string {
  if (!isDay || !isNumber || Number(text) > MOST_SERIAL) return text;
  return dayOfSerial(Number(text), is1904) ?? text;
}
