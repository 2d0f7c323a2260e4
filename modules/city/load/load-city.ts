/** A city's folder into a database, and out of it again with the same content. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { parseDay } from '../../../engine/units/index.ts';
import type { Database, Scalar } from '../../../platform/database/index.ts';
import { CodeIndex } from '../exchange/convert.ts';
import { cityHash, dictionaryOf, type FileEntry, type Manifest } from '../files/manifest.ts';
import { ParquetWriter } from '../files/parquet.ts';
import { type ColumnDef, Table, type TableDef } from '../tables/table.ts';
import { type CodeLists, tablesOf } from '../tables/tables.ts';
import { appendRows, clearTables, loadedCity, noteLoaded, rowsFrom } from './store.ts';

export interface LoadOptions {
  readonly folder: string;
  readonly database: Database;
  readonly onTable?: (table: string, rows: number) => void;
}

/** Loads the city of a folder; a database that holds one is refused. Gives the number of rows. */
export async function loadCity({ folder, database, onTable }: LoadOptions): Promise<number> {
  if (await loadedCity(database)) throw new Error('数据库里已有一座城市，不覆盖');
  const manifest: Manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const lists: CodeLists = JSON.parse(await readFile(join(folder, 'code-lists.json'), 'utf8'));
  const defs = tablesOf(lists);
  await clearTables(
    database,
    defs.map(({ name }) => name),
  );
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  let loaded = 0;
  for (const def of defs) {
    let rows = 0;
    for (const { table, part } of manifest.files) {
      if (table !== def.name) continue;
      const file = join(folder, table, `part-${part}.parquet`);
      rows += await loadPart(def, { part, file, connection, database });
    }
    if (rows !== (manifest.rows[def.name] ?? 0)) throw new Error(`${def.name} 的行数与清单不符`);
    onTable?.(def.name, rows);
    loaded += rows;
  }
  connection.closeSync();
  instance.closeSync();
  await database.analyze();
  await noteLoaded(database, { manifest, lists });
  return loaded;
}

interface PartLoad {
  readonly part: number;
  readonly file: string;
  readonly connection: DuckDBConnection;
  readonly database: Database;
}

async function loadPart(def: TableDef, load: PartLoad): Promise<number> {
  const { part, file, connection, database } = load;
  const names = def.columns.map(({ name }) => name);
  const wanted = def.columns.map(({ name, kind }) =>
    kind === 'day' ? `CAST("${name}" AS VARCHAR)` : `"${name}"`,
  );
  const sql = `SELECT ${wanted.join(', ')} FROM read_parquet('${file.replaceAll("'", "''")}')`;
  const stream = await connection.stream(sql);
  let place = 0;
  for (;;) {
    const chunk = await stream.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return place;
    const first = place;
    const rows = chunk.getRows().map((row, i) => [part, first + i, ...row.map(scalarOf)]);
    place += await appendRows(database, def.name, names, rows);
  }
}

function scalarOf(value: DuckDBValue): Scalar {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value;
  }
  throw new TypeError(`no scalar in a city: ${String(value)}`);
}

const PAGE = 20_000;

/** Writes the city of a database to an empty folder; throws where its content has changed. */
export async function unloadCity(database: Database, folder: string): Promise<Manifest> {
  const city = await loadedCity(database);
  if (!city) throw new Error('数据库里没有城市');
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Error(`文件夹 ${folder} 不是空的，不覆盖`);
  const { manifest, lists } = city;
  const defs = new Map(tablesOf(lists).map((def) => [def.name, def]));
  const writer = await ParquetWriter.open();
  const files: FileEntry[] = [];
  for (const { table, part } of manifest.files) {
    const def = defs.get(table);
    if (!def) throw new RangeError(`no table ${table}`);
    const rows = await readPart(database, def, part);
    const hash = await writer.write(rows, join(folder, table, `part-${part}.parquet`));
    files.push({ table, part, rows: rows.rows, hash });
  }
  writer.close();
  const hash = cityHash(files);
  if (hash !== manifest.hash) throw new Error('数据库里的城市与装入时的内容不同');
  const write = (name: string, value: unknown) =>
    writeFile(join(folder, name), `${JSON.stringify(value, null, 1)}\n`);
  await write('manifest.json', manifest);
  await write('dictionary.json', dictionaryOf([...defs.values()]));
  await write('code-lists.json', lists);
  return manifest;
}

async function readPart(database: Database, def: TableDef, part: number): Promise<Table> {
  const table = new Table(def);
  const columns = def.columns.map(({ name }) => name);
  const codes = new CodeIndex();
  const cells = new Float64Array(columns.length);
  for (let from = 0; ; from += PAGE) {
    const place = { part, from, count: PAGE };
    const rows = await rowsFrom(database, { table: def.name, columns }, place);
    for (const row of rows) {
      def.columns.forEach((column, i) => {
        cells[i] = cellOf(column, row[column.name], codes);
      });
      table.push(cells);
    }
    if (rows.length < PAGE) return table;
  }
}

function cellOf(column: ColumnDef, value: string | number | undefined, codes: CodeIndex): number {
  if (column.kind === 'code') return codes.find(column.codes, String(value));
  if (typeof value === 'number') return value;
  const day = parseDay(value ?? '');
  if (day === undefined) throw new TypeError(`${column.name} holds ${value}`);
  return day;
}
