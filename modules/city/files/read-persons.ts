/** A city's files person by person: each person's rows of all tables, in the order of numbers. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBResult,
  type DuckDBValue,
} from '@duckdb/node-api';
import { asDay, dayFromCivil, formatDay } from '../../../engine/units/index.ts';
import { type CityContext, contextOf } from '../history/history-of.ts';
import { numberIn, type PersonRows, type Row } from '../history/rows.ts';
import { OPEN_END, type TableDef } from '../tables/table.ts';
import { REFERENCE, tablesOf } from '../tables/tables.ts';
import type { Manifest } from './manifest.ts';

const NO_LISTS = { counties: [], providers: [], items: [], diagnoses: [] };

/** A city's folder, open for reading. */
export interface CityFolder {
  readonly manifest: Manifest;
  readonly context: CityContext;
  /** Rows of each person, part by part, or those of some parts. */
  readonly persons: (which?: Which) => AsyncGenerator<PersonRows>;
  /** All rows of a table in a part, in the order of the file. */
  readonly rows: (table: string, part: number) => Promise<readonly Row[]>;
  readonly close: () => void;
}

export interface Which {
  readonly parts?: readonly number[];
  /** Give each row its place in its file as `row_no`. */
  readonly withPlace?: boolean;
  /** Leave out bills that were recorded after this day, and lines that are of none before it. */
  readonly until?: number;
}

/** Opens a city's folder. `lawFrom`: the first day of the area's law, see `CityContext`. */
export async function openCity(folder: string, lawFrom?: number): Promise<CityFolder> {
  const manifest: Manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const defs = tablesOf(NO_LISTS);
  const rows = async (name: string, part: number) => {
    const def = defs.find((each) => each.name === name);
    if (!def) throw new RangeError(`no table ${name}`);
    const file = join(folder, name, `part-${part}.parquet`);
    const result = await connection.runAndReadAll(sqlFor(def, file, false));
    return result.getRows().map((row) => rowOf(def, row));
  };
  const whole = (name: string) => rows(name, 0);
  const yearFrom = dayFromCivil({ year: manifest.order.year, month: 1, day: 1 });
  const context = contextOf(
    { area: manifest.order.like, yearFrom, ...(lawFrom === undefined ? {} : { lawFrom }) },
    { providers: await whole('providers'), items: await whole('items') },
  );
  const own = defs.filter(({ name, columns }) => !REFERENCE.includes(name) && hasPerson(columns));
  return {
    manifest,
    context,
    persons: (which = {}) => eachPerson({ folder, manifest, instance, defs: own }, which),
    rows,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function hasPerson(columns: TableDef['columns']): boolean {
  return columns.some(({ name }) => name === 'psn_no');
}

interface Source {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly instance: DuckDBInstance;
  readonly defs: readonly TableDef[];
}

async function* eachPerson(
  source: Source,
  { parts, withPlace = false, until = OPEN_END }: Which,
): AsyncGenerator<PersonRows> {
  const { folder, manifest, instance, defs } = source;
  // A connection holds one open result, and each table has one.
  const connections = await Promise.all(defs.map(() => instance.connect()));
  for (const part of parts ?? Array.from({ length: manifest.parts }, (_, index) => index)) {
    const cursors: Cursor[] = [];
    for (const [i, def] of defs.entries()) {
      const file = join(folder, def.name, `part-${part}.parquet`);
      const order = [...new Set(['psn_no', ...def.key])].join(', ');
      const result = await connectionAt(connections, i).stream(
        `${sqlFor(def, file, withPlace)} ${upTo(def, until)} ORDER BY ${order}`,
      );
      cursors.push(new Cursor(def, result));
    }
    const persons = cursors.find(({ def }) => def.name === 'persons');
    for (;;) {
      const number = await persons?.next();
      if (number === undefined) break;
      const rows: Record<string, readonly Row[]> = {};
      for (const cursor of cursors) rows[cursor.def.name] = await cursor.take(number);
      yield rows;
    }
  }
  for (const connection of connections) connection.closeSync();
}

function connectionAt(connections: readonly DuckDBConnection[], index: number): DuckDBConnection {
  const connection = connections[index];
  if (!connection) throw new RangeError(`no connection ${index}`);
  return connection;
}

/** Rows of a table in the order of persons, a chunk at a time. */
class Cursor {
  readonly def: TableDef;
  private readonly result: DuckDBResult;
  private rows: readonly Row[] = [];
  private at = 0;

  constructor(def: TableDef, result: DuckDBResult) {
    this.def = def;
    this.result = result;
  }

  /** The person of the next row; undefined at the end. */
  async next(): Promise<number | undefined> {
    if (this.at >= this.rows.length) {
      const chunk = await this.result.fetchChunk();
      this.rows = chunk ? chunk.getRows().map((row) => rowOf(this.def, row)) : [];
      this.at = 0;
    }
    const row = this.rows[this.at];
    return row === undefined ? undefined : numberIn(row, 'psn_no');
  }

  /** The rows of a person; those of persons before are passed over. */
  async take(person: number): Promise<readonly Row[]> {
    const taken: Row[] = [];
    for (;;) {
      const number = await this.next();
      if (number === undefined || number > person) return taken;
      const row = this.rows[this.at++];
      if (row && number === person) taken.push(row);
    }
  }
}

/** Columns by which what comes later is left out: no line is after the record of its bill. */
const LATER = ['recorded_on', 'fee_ocur_time'];

function upTo({ columns }: TableDef, until: number): string {
  const by = columns.find(({ name }) => LATER.includes(name));
  return by === undefined || until >= OPEN_END
    ? ''
    : `WHERE "${by.name}" <= DATE '${formatDay(asDay(until))}'`;
}

function sqlFor({ columns }: TableDef, file: string, withPlace: boolean): string {
  const wanted = columns.map(({ name, kind }) =>
    kind === 'day' ? `datediff('day', DATE '1970-01-01', "${name}")::INTEGER` : `"${name}"`,
  );
  const place = withPlace ? ', file_row_number' : '';
  const from = `read_parquet('${file.replaceAll("'", "''")}', file_row_number = ${withPlace})`;
  return `SELECT ${wanted.join(', ')}${place} FROM ${from}`;
}

function rowOf({ columns }: TableDef, values: readonly DuckDBValue[]): Row {
  const row: Record<string, string | number> = {};
  columns.forEach(({ name }, i) => {
    const value = values[i];
    if (typeof value === 'bigint') row[name] = Number(value);
    else if (typeof value === 'number' || typeof value === 'string') row[name] = value;
    else throw new TypeError(`${name} holds ${String(value)}`);
  });
  const place = values[columns.length];
  if (place !== undefined) row.row_no = Number(place);
  return row;
}
