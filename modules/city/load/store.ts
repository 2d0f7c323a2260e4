/**
 * The city in a database: rows in from its files, rows out in their order.
 */
import type {
  CopyTarget,
  Database,
  MigrationSet,
  Scalar,
} from '../../../platform/database/index.ts';
import { Json } from '../../../platform/database/index.ts';
import type { Manifest } from '../files/manifest.ts';
import type { CodeLists } from '../tables/tables.ts';

export const cityMigrations: MigrationSet = {
  name: 'city',
  folder: new URL('../migrations/', import.meta.url),
};

/** What a loaded city says of itself; null where none is loaded. */
export interface LoadedCity {
  readonly manifest: Manifest;
  readonly lists: CodeLists;
}

/** Reads what city is loaded. */
export async function loadedCity(database: Database): Promise<LoadedCity | null> {
  const [row] = await database.query<LoadedCity>('SELECT manifest, lists FROM city.manifest');
  return row ?? null;
}

/** Notes that a city is loaded whole. */
export async function noteLoaded(database: Database, city: LoadedCity): Promise<void> {
  await database.query('INSERT INTO city.manifest (manifest, lists) VALUES ($1, $2)', [
    new Json(city.manifest),
    new Json(city.lists),
  ]);
}

/** Empties the tables, for a load that broke off. */
export async function clearTables(database: Database, tables: readonly string[]): Promise<void> {
  const names = ['manifest', ...tables].map((table) => `city.${table}`);
  await database.query(`TRUNCATE ${names.join(', ')}`);
}

/** Appends rows; each begins with its part and place. */
export function appendRows(
  database: Database,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Scalar[]>,
): Promise<number> {
  const into: CopyTarget = { table: `city.${table}`, columns: ['part', 'row_no', ...columns] };
  return database.copyIn(into, rows);
}

/** Rows of a part from a place on, in order; days as text. */
export function rowsFrom(
  database: Database,
  { table, columns }: { table: string; columns: readonly string[] },
  { part, from, count }: { part: number; from: number; count: number },
): Promise<readonly Readonly<Record<string, string | number>>[]> {
  return database.query(
    `SELECT ${columns.join(', ')} FROM city.${table}
      WHERE part = $1 AND row_no >= $2 AND row_no < $3 ORDER BY row_no`,
    [part, from, from + count],
  );
}
