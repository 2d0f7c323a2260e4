/**
 * The port on PGlite: PostgreSQL in a worker thread of this process, its files in one folder that
 * nobody else may open. Safe against a killed process, not against a loss of power.
 */

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fromText, toText } from './column-types.ts';
import { copyChunks, copyStatement } from './copy-text.ts';
import { type FolderLock, lockFolder } from './lock-file.ts';
import { type Database, DatabaseError, type Loadable, type Param } from './port.ts';

export interface EmbeddedOptions {
  /** Null: in memory, gone when closed. */
  readonly folder: string | null;
  /** Statements that write between two refreshes of statistics. 2,000 by default. */
  readonly analyzeAfter?: number;
}

const ANALYZE_AFTER = 2_000;

/** Opens the folder, or a new database in it; throws `LockHeld` if another process has it. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const { folder, analyzeAfter = ANALYZE_AFTER } = options;
  const lock = folder === null ? null : lockFolder(folder);
  const thread = new Thread(folder === null ? null : join(folder, 'pgdata'));
  try {
    await thread.ask('open', {});
  } catch (fault) {
    lock?.release();
    throw fault;
  }
  return new Embedded(thread, lock, analyzeAfter);
}

class Embedded implements Database {
  readonly kind = 'embedded';
  readonly #thread: Thread;
  readonly #lock: FolderLock | null;
  readonly #analyzeAfter: number;
  #free: Promise<unknown> = Promise.resolve();
  #written = 0;
  #nextAnalyze: number;

  constructor(thread: Thread, lock: FolderLock | null, analyzeAfter: number) {
    this.#thread = thread;
    this.#lock = lock;
    this.#analyzeAfter = analyzeAfter;
    this.#nextAnalyze = analyzeAfter;
  }

  query<Row>(sql: string, params: readonly Param[] = []): Promise<readonly Row[]> {
    return this.#alone(() => this.#run<Row>(sql, params));
  }

  transaction<T>(work: (tx: Loadable) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      await this.#run('BEGIN');
      try {
        const result = await work({
          query: (sql, params) => this.#run(sql, params),
          copyIn: (into, rows) => this.#copy(into, rows),
        });
        await this.#run('COMMIT');
        return result;
      } catch (fault) {
        await this.#run('ROLLBACK');
        throw fault;
      }
    });
  }

  script(sql: string): Promise<void> {
    return this.#alone(async () => {
      await this.#thread.ask('script', { sql });
    });
  }

  copyIn(...[into, rows]: Parameters<Database['copyIn']>): Promise<number> {
    return this.transaction((tx) => tx.copyIn(into, rows));
  }

  analyze(): Promise<void> {
    return this.#alone(() => this.#analyzeNow());
  }

  async close(): Promise<void> {
    await this.#alone(() => this.#thread.ask('close', {}));
    await this.#thread.ended();
    this.#lock?.release();
  }

  async #copy(...[into, rows]: Parameters<Loadable['copyIn']>): Promise<number> {
    const count = { rows: 0 };
    const sql = copyStatement(into, "'/dev/blob'");
    for (const text of copyChunks(rows, count)) await this.#thread.ask('copy', { sql, text });
    this.#written += count.rows;
    return count.rows;
  }

  async #run<Row>(sql: string, params: readonly Param[] = []): Promise<readonly Row[]> {
    const answer = await this.#thread.ask('query', { sql, params: params.map(toText) });
    const { rows, fields } = answer as QueryAnswer;
    if (!sql.startsWith('SELECT')) this.#written++;
    return rows.map((cells) => {
      const row: Record<string, unknown> = {};
      for (const [index, { name, type }] of fields.entries()) {
        row[name] = fromText(cells[index] ?? null, type);
      }
      // The caller names the shape of the row that its own statement gives.
      return row as Row;
    });
  }

  /** PGlite has one connection: whole transactions wait for each other here. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#free.then(work);
    this.#free = turn
      .catch(() => undefined)
      .then(() => (this.#written >= this.#nextAnalyze ? this.#analyzeNow() : undefined))
      .catch(() => undefined);
    return turn;
  }

  /** Statistics of an empty table would make plans that get worse as it grows: it is left out. */
  async #analyzeNow(): Promise<void> {
    this.#nextAnalyze = this.#written + Math.max(this.#analyzeAfter, this.#written >> 1);
    const tables = await this.#run<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND pg_relation_size(c.oid) > 0`,
    );
    for (const { name } of tables) await this.#thread.ask('script', { sql: `ANALYZE ${name}` });
  }
}

interface QueryAnswer {
  readonly rows: readonly (readonly (string | null)[])[];
  readonly fields: readonly { readonly name: string; readonly type: number }[];
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly fault?: { message: string; code: string; constraint: string | null };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: unknown) => void;
}

const THREAD_LOST = '57P01';

/** Calls into the worker thread, each answered once. */
class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #gone: Promise<void>;
  #next = 0;
  #lost: DatabaseError | null = null;

  constructor(folder: string | null) {
    this.#worker = new Worker(new URL('./embedded-worker.mjs', import.meta.url), {
      workerData: { folder },
      // The thread is plain JavaScript; flags of this process, such as --eval, are not for it.
      execArgv: [],
    });
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.on('error', (fault) => this.#lose(fault.message));
    this.#gone = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#lose('the database thread has ended');
        resolve();
      });
    });
  }

  ask(kind: string, given: object): Promise<unknown> {
    if (this.#lost) return Promise.reject(this.#lost);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, kind, ...given });
    });
  }

  ended(): Promise<void> {
    return this.#gone;
  }

  #settle({ id, value, fault }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (fault) {
      waiting?.reject(new DatabaseError(fault.message, fault.code, fault.constraint));
    } else waiting?.resolve(value);
  }

  #lose(why: string): void {
    this.#lost ??= new DatabaseError(why, THREAD_LOST, null);
    for (const { reject } of this.#waiting.values()) reject(this.#lost);
    this.#waiting.clear();
  }
}
