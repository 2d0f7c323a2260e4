/**
 * Takes an extract into a city's folder: every row is loaded or set aside with its reason, and the
 * sums close, per table, in rows and in fen. Memory: one table of the extract at a time.
 */
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cityHash, dictionaryOf, type FileEntry, FORM, rowsByTable } from '../files/manifest.ts';
import { ParquetWriter } from '../files/parquet.ts';
import { partOf, partsFor } from '../people/household.ts';
import { CityRefused } from '../refused.ts';
import type { Table, TableDef } from '../tables/table.ts';
import { REFERENCE, tablesOf } from '../tables/tables.ts';
import type { Taken } from './checks.ts';
import type { ExtractMap, TableSource } from './column-map.ts';
import { CodeIndex } from './convert.ts';
import { fieldText } from './csv.ts';
import type { Reason } from './reasons.ts';
import { MEASURE, type OpenLists, partTables, RowTaker } from './row-taker.ts';
import { openSource, type Source } from './sources.ts';

export interface TableReport {
  readonly table: string;
  readonly rows: number;
  readonly loaded: number;
  readonly setAside: number;
  readonly reasons: Readonly<Partial<Record<Reason, number>>>;
  /** Sum of the table's amount, fen; null where it has none. */
  readonly fen: { readonly in: number; readonly loaded: number; readonly setAside: number } | null;
  /** Rows whose amount cannot be read, and which no sum of fen can hold. */
  readonly unreadable: number;
}

export interface ExtractReport {
  readonly tables: readonly TableReport[];
  readonly hash: string;
  readonly files: readonly FileEntry[];
}

export interface TakeOptions {
  readonly map: ExtractMap;
  /** Where the files that the map names lie. */
  readonly from: string;
  /** An empty folder for the city; the report goes beside it, to `<to>-report`. */
  readonly to: string;
}

/** Takes an extract. Throws where the map does not fit the files, and where sums do not close. */
export async function takeExtract({ map, from, to }: TakeOptions): Promise<ExtractReport> {
  const report = `${to}-report`;
  for (const folder of [to, report]) {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length > 0)
      throw new CityRefused(`文件夹 ${folder} 不是空的，不覆盖`);
  }
  const lists = listsOf(map, from);
  const writer = await ParquetWriter.open();
  const work: Work = {
    map,
    from,
    to,
    report,
    writer,
    lists,
    codes: new CodeIndex(),
    ids: new Map(['psn_no', 'hsehld_no', 'mdtrt_id'].map((name) => [name, new Map()])),
    taken: { households: new Set(), persons: new Map(), visits: new Map() },
    parts: partsFor(await rowsIn(from, map.tables.persons)),
  };
  const defs = tablesOf(lists);
  const tables: TableReport[] = [];
  const files: FileEntry[] = [];
  for (const def of defs) {
    const made = await takeTable(def, work);
    tables.push(made.report);
    files.push(...made.files);
  }
  writer.close();
  files.sort((a, b) => a.table.localeCompare(b.table, 'en') || a.part - b.part);
  const result: ExtractReport = { tables, hash: cityHash(files), files };
  const manifest = {
    form: FORM,
    order: { like: map.city, people: work.taken.persons.size, year: map.year },
    parts: work.parts,
    hash: result.hash,
    rows: rowsByTable(files),
    files,
  };
  await writeFile(join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  await writeFile(join(to, 'dictionary.json'), `${JSON.stringify(dictionaryOf(defs), null, 1)}\n`);
  await writeFile(join(to, 'code-lists.json'), `${JSON.stringify(lists, null, 1)}\n`);
  await writeFile(join(report, 'report.json'), `${JSON.stringify(tables, null, 1)}\n`);
  return result;
}

interface Work {
  readonly map: ExtractMap;
  readonly from: string;
  readonly to: string;
  readonly report: string;
  readonly writer: ParquetWriter;
  readonly lists: OpenLists;
  readonly codes: CodeIndex;
  readonly ids: ReadonlyMap<string, Map<string, number>>;
  readonly taken: Taken;
  readonly parts: number;
}

function listsOf({ codeLists }: ExtractMap, from: string): OpenLists {
  const empty: OpenLists = { counties: [], providers: [], items: [], diagnoses: [] };
  if (codeLists === undefined) return empty;
  const read: OpenLists = JSON.parse(readFileSync(join(from, codeLists), 'utf8'));
  return { ...empty, counties: [...read.counties], diagnoses: [...read.diagnoses] };
}

async function rowsIn(from: string, persons: TableSource | undefined): Promise<number> {
  if (!persons) throw new CityRefused('列对照表没有写 persons：没有人的城市不能取入');
  const source = await openSource(join(from, persons.file), persons, new Set());
  let rows = 0;
  for await (const _ of source.rows()) rows++;
  await source.close();
  return rows;
}

async function takeTable(def: TableDef, work: Work) {
  const isReference = REFERENCE.includes(def.name);
  const parts = partTables(def, isReference ? 1 : work.parts);
  const source = work.map.tables[def.name];
  const count = source
    ? await readRows(def, { work, parts, source })
    : { rows: 0, setAside: 0, reasons: {}, fenIn: 0, fenAside: 0, unreadable: 0 };
  const files: FileEntry[] = [];
  for (const [part, table] of parts.entries()) {
    const hash = await work.writer.write(table, join(work.to, def.name, `part-${part}.parquet`));
    files.push({ table: def.name, part, rows: table.rows, hash });
  }
  return { files, report: closed(def, parts, count) };
}

interface Count {
  readonly rows: number;
  readonly setAside: number;
  readonly reasons: Partial<Record<Reason, number>>;
  readonly fenIn: number;
  readonly fenAside: number;
  readonly unreadable: number;
}

interface Reading {
  readonly work: Work;
  readonly parts: readonly Table[];
  readonly source: TableSource;
}

async function readRows(def: TableDef, reading: Reading): Promise<Count> {
  const { work, source } = reading;
  const opened = await openSource(join(work.from, source.file), source, dayHeadsOf(def, source));
  try {
    return await readSource(def, reading, opened);
  } finally {
    await opened.close();
  }
}

/** Heads of their columns that stand for days of ours. */
function dayHeadsOf({ columns }: TableDef, source: TableSource): ReadonlySet<string> {
  const days = columns.filter(({ kind }) => kind === 'day');
  return new Set(days.flatMap(({ name }) => source.columns[name]?.from ?? []));
}

async function readSource(
  def: TableDef,
  { work, parts, source }: Reading,
  { head, sheet, rows: sourceRows }: Source,
): Promise<Count> {
  const aside = createWriteStream(join(work.report, `${def.name}.csv`));
  aside.write('line,reason,column,sheet,text\n');
  const isAssigned = work.map.numbers === 'assign';
  const taker = new RowTaker(def, { ...work, columns: source.columns, head, isAssigned });
  let [rows, setAside, fenIn, fenAside, unreadable] = [0, 0, 0, 0, 0];
  const reasons: Partial<Record<Reason, number>> = {};
  for await (const row of sourceRows()) {
    rows++;
    const answer = taker.take(row);
    const fen = taker.measured ?? 0;
    fenIn += fen;
    if (taker.measured === null && MEASURE[def.name] !== undefined) unreadable++;
    if (answer.isTaken) {
      keep(def, { row: taker.row, work, parts });
      continue;
    }
    setAside++;
    fenAside += fen;
    const { reason, column } = answer;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
    aside.write(`${row.line},${reason},${column},${fieldText(sheet)},${fieldText(row.text)}\n`);
  }
  await new Promise<void>((resolve) => aside.end(resolve));
  return { rows, setAside, reasons, fenIn, fenAside, unreadable };
}

/** Puts a row into its part, and notes it for rows that refer to it. */
function keep(
  def: TableDef,
  { row, work, parts }: { row: Float64Array; work: Work; parts: readonly Table[] },
): void {
  const value = (name: string) => row[def.columns.findIndex((column) => column.name === name)] ?? 0;
  const { taken } = work;
  let part = 0;
  if (def.name === 'households') {
    taken.households.add(value('hsehld_no'));
    part = partOf(value('hsehld_no'), work.parts);
  } else if (def.name === 'persons') {
    part = partOf(value('hsehld_no'), work.parts);
    taken.persons.set(value('psn_no'), part);
  } else if (parts.length > 1) part = taken.persons.get(value('psn_no')) ?? 0;
  if (def.name === 'visits') taken.visits.set(value('mdtrt_id'), value('psn_no'));
  const table = parts[part];
  if (!table) throw new RangeError(`no part ${part}`);
  table.push(row);
}

function closed(def: TableDef, parts: readonly Table[], count: Count): TableReport {
  const loaded = parts.reduce((sum, { rows }) => sum + rows, 0);
  const name = MEASURE[def.name];
  const fenLoaded =
    name === undefined ? 0 : parts.reduce((sum, table) => sum + added(table, name), 0);
  if (loaded + count.setAside !== count.rows || fenLoaded + count.fenAside !== count.fenIn) {
    throw new Error(`${def.name}：读入与装入加搁置不相等，没有装入`);
  }
  return {
    table: def.name,
    rows: count.rows,
    loaded,
    setAside: count.setAside,
    reasons: count.reasons,
    fen:
      name === undefined ? null : { in: count.fenIn, loaded: fenLoaded, setAside: count.fenAside },
    unreadable: count.unreadable,
  };
}

function added(table: Table, name: string): number {
  const cells = table.named(name);
  let sum = 0;
  for (let row = 0; row < table.rows; row++) sum += cells[row] ?? 0;
  return sum;
}
