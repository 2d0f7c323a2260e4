/** Rows of tables as records, for one person or a few: codes as text, days and money as numbers. */
import type { Table } from '../tables/table.ts';

/** A row by column name. */
export type Row = Readonly<Record<string, string | number>>;

/** Rows of one person, by table. */
export type PersonRows = Readonly<Record<string, readonly Row[]>>;

/** Reads all rows of a table in memory. */
export function rowsOf(table: Table): Row[] {
  const { columns } = table.def;
  const cells = columns.map((_, i) => table.column(i));
  return Array.from({ length: table.rows }, (_, row) => {
    const record: Record<string, string | number> = {};
    columns.forEach(({ name, kind, codes }, i) => {
      const value = cells[i]?.[row] ?? 0;
      record[name] = kind === 'code' ? (codes[value] ?? '') : value;
    });
    return record;
  });
}

/** Reads all tables in memory that hold rows. */
export function personRowsOf(tables: ReadonlyMap<string, Table>): PersonRows {
  return Object.fromEntries([...tables].map(([name, table]) => [name, rowsOf(table)]));
}

/** A number of a row; text there is a fault and throws. */
export function numberIn(row: Row, name: string): number {
  const value = row[name];
  if (typeof value === 'number') return value;
  throw new TypeError(`${name} is no number: ${value}`);
}

/** A code of a row; a number there is a fault and throws. */
export function textIn(row: Row, name: string): string {
  const value = row[name];
  if (typeof value === 'string') return value;
  throw new TypeError(`${name} is no code: ${value}`);
}

/** Lines of a person by the number of their visit, each visit's in the order of the rows. */
export function linesByVisit(rows: PersonRows): ReadonlyMap<number, readonly Row[]> {
  const lines = new Map<number, Row[]>();
  for (const row of rows.lines ?? []) {
    const visit = numberIn(row, 'mdtrt_id');
    const known = lines.get(visit);
    if (known) known.push(row);
    else lines.set(visit, [row]);
  }
  return lines;
}
