/**
 * The port on a PostgreSQL server, by `pg`.
 */
import pg from 'pg';
import { fromText, toWire } from './column-types.ts';
import { CopyIn } from './copy-in.ts';
import { copyChunks, copyStatement } from './copy-text.ts';
import { type Database, DatabaseError, type Loadable, type Param } from './port.ts';

export interface PostgresOptions {
  readonly url: string;
  /** Connections at most; 10 by default. */
  readonly connections?: number;
}

/** Opens a pool of connections; fails if the server does not answer. */
export async function openPostgres({ url, connections = 10 }: PostgresOptions): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // An idle connection that the server drops is replaced by the pool at the next use.
  pool.on('error', () => undefined);
  const database: Database = {
    kind: 'postgres',
    query: (sql, params) => run(pool, sql, params),
    transaction: (work) => inTransaction(pool, work),
    script: async (sql) => {
      await guarded(() => pool.query(sql));
    },
    copyIn: async (into, rows) => {
      const client = await guarded(() => pool.connect());
      try {
        return await copyOn(client, into, rows);
      } finally {
        client.release();
      }
    },
    analyze: async () => {
      await guarded(() => pool.query('ANALYZE'));
    },
    close: () => pool.end(),
  };
  await database.query('SELECT 1');
  return database;
}

async function copyOn(
  client: pg.PoolClient,
  ...[into, rows]: Parameters<Loadable['copyIn']>
): Promise<number> {
  const count = { rows: 0 };
  const copy = new CopyIn(copyStatement(into, 'STDIN'), copyChunks(rows, count));
  client.query(copy);
  await guarded(() => copy.done);
  return count.rows;
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Loadable) => Promise<T>): Promise<T> {
  const client = await guarded(() => pool.connect());
  let broken: Error | undefined;
  try {
    await run(client, 'BEGIN');
    const result = await work({
      query: (sql, params) => run(client, sql, params),
      copyIn: (into, rows) => copyOn(client, into, rows),
    });
    await run(client, 'COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((fault: Error) => {
      broken = fault;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Statements are few and fixed, so each is prepared once on a connection. */
const names = new Map<string, string>();

function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = `s${names.size}`;
  names.set(sql, name);
  return name;
}

const AS_TEXT = { getTypeParser: () => (text: string) => text };

async function run<Row>(
  on: pg.Pool | pg.PoolClient,
  sql: string,
  params: readonly Param[] = [],
): Promise<readonly Row[]> {
  const { rows, fields } = await guarded(() =>
    on.query<(string | null)[]>({
      ...(params.length > 0 ? { name: nameOf(sql) } : {}),
      text: sql,
      values: params.map(toWire),
      rowMode: 'array',
      types: AS_TEXT,
    }),
  );
  return rows.map((cells) => {
    const row: Record<string, unknown> = {};
    for (const [index, { name, dataTypeID }] of fields.entries()) {
      row[name] = fromText(cells[index] ?? null, dataTypeID);
    }
    // The caller names the shape of the row that its own statement gives.
    return row as Row;
  });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    throw asDatabaseError(fault);
  }
}

const LOST_CONNECTION = '08006';

function asDatabaseError(fault: unknown): unknown {
  if (fault instanceof DatabaseError || fault instanceof RangeError) return fault;
  if (!(fault instanceof Error)) return fault;
  if (fault instanceof pg.DatabaseError && fault.code !== undefined) {
    return new DatabaseError(fault.message, fault.code, fault.constraint ?? null);
  }
  return new DatabaseError(fault.message, LOST_CONNECTION, null);
}
