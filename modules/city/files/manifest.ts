/** What stands in a city's folder: manifest with hashes, and the dictionary of its columns. */
import { createHash } from 'node:crypto';
import type { Sums } from '../check/totals.ts';
import type { CityOrder } from '../make/setting.ts';
import type { TableDef } from '../tables/table.ts';

/** Moves when files of an older form can no longer be read. */
export const FORM = 1;

export interface FileEntry {
  readonly table: string;
  readonly part: number;
  readonly rows: number;
  /** SHA-256 of the content, not of the file. */
  readonly hash: string;
}

export interface Manifest {
  readonly form: number;
  readonly order: Omit<CityOrder, 'levers'>;
  readonly levers: CityOrder['levers'];
  readonly parts: number;
  readonly hash: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly totals: Sums;
  readonly files: readonly FileEntry[];
}

/** SHA-256 over the sorted lines `table/part rows hash`. */
export function cityHash(files: readonly FileEntry[]): string {
  const lines = files.map(({ table, part, rows, hash }) => `${table}/${part} ${rows} ${hash}`);
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

/** Rows of each table over all parts. */
export function rowsByTable(files: readonly FileEntry[]): Readonly<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const { table, rows: more } of files) rows[table] = (rows[table] ?? 0) + more;
  return rows;
}

/** The data dictionary: every column with its kind, unit, national field and codes. */
export function dictionaryOf(tables: readonly TableDef[]) {
  return {
    form: FORM,
    money: '金额一律为整数分；比例为万分之几；日期到日，9999-12-31为没有终止；没有空值',
    tables: tables.map(({ name, title, key, columns }) => ({
      name,
      title,
      key,
      columns: columns.map((column) => ({
        name: column.name,
        title: column.title,
        type: SQL_TYPES[column.kind],
        unit: column.unit,
        nationalField: column.national,
        ...(column.codes.length > 0 && column.codes.length <= 40 ? { codes: column.codes } : {}),
      })),
    })),
  };
}

const SQL_TYPES = {
  int: 'INTEGER',
  big: 'BIGINT',
  small: 'SMALLINT',
  day: 'DATE',
  code: 'VARCHAR',
} as const;
