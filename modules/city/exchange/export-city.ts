/**
 * Writes a city's folder as an extract: a CSV for each table in the order of its parts, the lists
 * of codes, and the map that takes it back without loss.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { stringify } from 'yaml';
import type { Manifest } from '../files/manifest.ts';
import { CityRefused } from '../refused.ts';
import type { TableDef } from '../tables/table.ts';
import { tablesOf } from '../tables/tables.ts';
import type { ExtractMap } from './column-map.ts';

const NO_LISTS = { counties: [], providers: [], items: [], diagnoses: [] };
/** Money of an export is whole fen, as in the city's own files. */
const MAP_FILE = 'map.yaml';
const LISTS_FILE = 'code-lists.json';

/** Exports the city in `from` to the empty folder `to`. */
export async function exportCity(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  if ((await readdir(to)).length > 0) throw new CityRefused(`文件夹 ${to} 不是空的，不覆盖`);
  const manifest: Manifest = JSON.parse(await readFile(join(from, 'manifest.json'), 'utf8'));
  const lists = JSON.parse(await readFile(join(from, LISTS_FILE), 'utf8'));
  const defs = tablesOf(NO_LISTS);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  for (const def of defs) {
    const files = manifest.files
      .filter(({ table }) => table === def.name)
      .sort((a, b) => a.part - b.part)
      .map(({ part }) => quoted(join(from, def.name, `part-${part}.parquet`)));
    await connection.run(
      `COPY (SELECT * FROM read_parquet([${files.join(', ')}]))
        TO ${quoted(join(to, `${def.name}.csv`))} (FORMAT csv, HEADER)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
  await writeFile(join(to, MAP_FILE), stringify(mapOf(manifest, defs)));
  await writeFile(join(to, LISTS_FILE), `${JSON.stringify(lists)}\n`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function mapOf({ order }: Manifest, defs: readonly TableDef[]): ExtractMap {
  return {
    city: order.like,
    year: order.year,
    numbers: 'plain',
    codeLists: LISTS_FILE,
    tables: Object.fromEntries(
      defs.map(({ name, columns }) => [
        name,
        {
          file: `${name}.csv`,
          columns: Object.fromEntries(columns.map((column) => [column.name, ruleOf(column)])),
        },
      ]),
    ),
  };
}

function ruleOf({ name, unit }: TableDef['columns'][number]) {
  return unit === 'fen' || unit === 'bp' ? { from: name, unit } : { from: name };
}
