/**
 * The only SQL of the city besides its migrations: what is kept beside the platform's stores.
 */
import type { Loadable, MigrationSet, Param, Queryable } from '../../../platform/database/index.ts';
import { Json } from '../../../platform/database/index.ts';
import type { Manifest } from '../files/manifest.ts';
import type { CodeLists } from '../tables/tables.ts';

export const cityMigrations: MigrationSet = {
  name: 'city',
  folder: new URL('../migrations/', import.meta.url),
};

/** What a loaded city says of itself. */
export interface LoadedCity {
  readonly manifest: Manifest;
  readonly lists: CodeLists;
  /** `YYYY-MM-DD`: bills that were recorded later are not loaded. */
  readonly until: string;
}

/** Reads what city is loaded, or being loaded; null: none. */
export async function loadedCity(on: Queryable): Promise<LoadedCity | null> {
  const [row] = await on.query<LoadedCity>('SELECT manifest, lists, until FROM city.manifest');
  return row ?? null;
}

export async function noteCity(on: Queryable, city: LoadedCity): Promise<void> {
  await on.query('INSERT INTO city.manifest (manifest, lists, until) VALUES ($1, $2, $3)', [
    new Json(city.manifest),
    new Json(city.lists),
    city.until,
  ]);
}

/** People who were loaded together. */
export interface Chunk {
  readonly part: number;
  /** −1: the households of the part. */
  readonly chunk: number;
  readonly persons: number;
  readonly bills: number;
  readonly settled: number;
  /** Bills that the law refused, by reason. */
  readonly refused: Readonly<Record<string, number>>;
}

export async function noteChunk(on: Queryable, one: Chunk): Promise<void> {
  await on.query(
    `INSERT INTO city.chunk (part, chunk, persons, bills, settled, refused)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [one.part, one.chunk, one.persons, one.bills, one.settled, new Json(one.refused)],
  );
}

/** All that was loaded. */
export function chunksOf(on: Queryable): Promise<readonly Chunk[]> {
  return on.query<Chunk>(
    'SELECT part, chunk, persons, bills, settled, refused FROM city.chunk ORDER BY part, chunk',
  );
}

/** Appends rows; each begins with its part and place. */
export function appendRows(
  tx: Loadable,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Param[]>,
): Promise<number> {
  const into = { table: `city.${table}`, columns: ['part', 'row_no', ...columns] };
  return tx.copyIn(into, rows);
}

export type KeptRow = Readonly<Record<string, string | number>>;

/** Rows of a part in their order, days as text. */
export function keptRows(on: Queryable, table: string, part: number): Promise<readonly KeptRow[]> {
  return on.query<KeptRow>(`SELECT * FROM city.${table} WHERE part = $1 ORDER BY row_no`, [part]);
}

/** Rows of some persons in their order. */
export function keptRowsOf(
  on: Queryable,
  table: string,
  persons: readonly number[],
): Promise<readonly KeptRow[]> {
  return on.query<KeptRow>(
    `SELECT * FROM city.${table} WHERE psn_no = ANY ($1::bigint[]) ORDER BY row_no`,
    [persons],
  );
}
