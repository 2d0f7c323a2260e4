/**
 * One part of a city into the platform: its households, then its people in chunks. A chunk is one
 * transaction; one that is there already is passed over.
 */
import { asDay, formatDay } from '../../../engine/units/index.ts';
import { recordAudit } from '../../../platform/audit/index.ts';
import type { Database, Loadable, Param } from '../../../platform/database/index.ts';
import { lastClosedMonth } from '../../ledger/index.ts';
import {
  type PastFile,
  type PastServices,
  type SettledPast,
  settlePasts,
  storeSettledPasts,
} from '../../settlement/index.ts';
import type { CityFolder } from '../files/read-persons.ts';
import type { PersonRows, Row } from '../history/rows.ts';
import type { ColumnDef, TableDef } from '../tables/table.ts';
import { REFERENCE } from '../tables/tables.ts';
import { type PastContext, pastOf } from './past-of.ts';
import { RECORDED } from './schema.ts';
import { appendRows, type Chunk, noteChunk } from './store.ts';

/** People of one transaction. */
const CHUNK = 250;
const HOUSEHOLDS = -1;

/** What a part is loaded with. */
export interface PartLoad {
  readonly database: Database;
  readonly services: PastServices;
  readonly city: CityFolder;
  /** Definitions of `keptTables`. */
  readonly kept: readonly TableDef[];
  readonly context: PastContext;
  /** When the load began; stands in the audit rows. */
  readonly at: Date;
  readonly onChunk: (chunk: Chunk) => void;
}

/** Loads what of a part is not among the chunks `done`. */
export async function loadPart(
  load: PartLoad,
  part: number,
  done: ReadonlySet<number>,
): Promise<void> {
  if (!done.has(HOUSEHOLDS)) await loadHouseholds(load, part);
  let chunk = 0;
  let waiting: PersonRows[] = [];
  const flush = async () => {
    if (!done.has(chunk)) await loadChunk(load, waiting, { part, chunk });
    chunk++;
    waiting = [];
  };
  const which = { parts: [part], withPlace: true, until: load.context.until };
  for await (const rows of load.city.persons(which)) {
    waiting.push(rows);
    if (waiting.length === CHUNK) await flush();
  }
  if (waiting.length > 0) await flush();
}

async function loadHouseholds({ database, city, kept }: PartLoad, part: number): Promise<void> {
  const def = kept.find(({ name }) => name === 'households');
  if (!def) throw new RangeError('no table households');
  const rows = await city.rows('households', part);
  await database.transaction(async (tx) => {
    await keep(
      tx,
      def,
      rows.map((row, place) => ({ ...row, row_no: place })),
      part,
    );
    await noteChunk(tx, { part, chunk: HOUSEHOLDS, persons: 0, bills: 0, settled: 0, refused: {} });
  });
}

async function loadChunk(
  load: PartLoad,
  people: readonly PersonRows[],
  place: { readonly part: number; readonly chunk: number },
): Promise<void> {
  const { database, services, context } = load;
  const { area } = context.city;
  const files = people.map((rows) => pastOf(rows, context));
  const lastClosed = await lastClosedMonth(database, area);
  const pasts = settlePasts(services, area, files, lastClosed);
  const chunk: Chunk = { ...place, ...countOf(files, pasts) };
  await database.transaction(async (tx) => {
    await noteChunk(tx, chunk);
    await storeSettledPasts(tx, services, area, { files, pasts });
    await keepPeople(tx, load, people, place.part);
    await recordAudit(tx, scopeOf(load.at, area), {
      action: 'city.load',
      personId: null,
      subject: `${place.part}/${place.chunk}`,
    });
  });
  load.onChunk(chunk);
}

function scopeOf(at: Date, region: string) {
  const principal = { id: 'system:city.load', kind: 'system', regions: [''] } as const;
  return { principal, requestId: `city.load.${at.toISOString()}`, region, at };
}

function countOf(files: readonly PastFile[], pasts: readonly SettledPast[]) {
  const refused: Record<string, number> = {};
  let [bills, settled] = [0, 0];
  for (const past of pasts) {
    bills += past.visits.length;
    settled += past.settlements.filter(({ kind }) => kind === 'settle').length;
    for (const { code } of past.refused) refused[code] = (refused[code] ?? 0) + 1;
  }
  return { persons: files.length, bills, settled, refused };
}

async function keepPeople(
  tx: Loadable,
  { kept, context }: PartLoad,
  people: readonly PersonRows[],
  part: number,
): Promise<void> {
  for (const def of kept) {
    if (REFERENCE.includes(def.name) || def.name === 'households') continue;
    const rows = people.flatMap((own) =>
      def === RECORDED
        ? (own.visits ?? []).filter((row) => Number(row.recorded_on) <= context.until)
        : (own[def.name] ?? []),
    );
    await keep(tx, def, rows, part);
  }
}

/** Keeps rows that know their place. */
export async function keep(
  tx: Loadable,
  def: TableDef,
  rows: readonly Row[],
  part: number,
): Promise<void> {
  const names = def.columns.map(({ name }) => name);
  await appendRows(tx, def.name, names, cellsOf(def.columns, rows, part));
}

function* cellsOf(
  columns: readonly ColumnDef[],
  rows: readonly Row[],
  part: number,
): Generator<readonly Param[]> {
  for (const row of rows) {
    const cells = columns.map(({ name, kind }) => {
      const value = row[name];
      if (value === undefined) throw new TypeError(`a row has no ${name}`);
      return kind === 'day' ? formatDay(asDay(Number(value))) : value;
    });
    yield [part, row.row_no ?? 0, ...cells];
  }
}
