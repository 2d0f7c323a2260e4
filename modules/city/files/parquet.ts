/**
 * Typed columns to Parquet and their content hash. One DuckDB connection and one thread for each
 * writer; a table is appended in chunks, copied to a file and dropped.
 */
import { createHash, type Hash } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  BIGINT,
  DATE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  ENUM,
  INTEGER,
  SMALLINT,
} from '@duckdb/node-api';
import { type Cells, type ColumnDef, type Table, type TableDef, widthOf } from '../tables/table.ts';

/** Rows of a DuckDB vector. */
const CHUNK = 2048;
const TWO_32 = 4294967296;

type Words = Int32Array | BigInt64Array | Int16Array | Uint16Array | Uint8Array;

/** Writes tables to Parquet files. */
export class ParquetWriter {
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.instance = instance;
    this.connection = connection;
  }

  static async open(): Promise<ParquetWriter> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    return new ParquetWriter(instance, await instance.connect());
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  /** Writes all rows of a table to `file` and gives their content hash. */
  async write(table: Table, file: string): Promise<string> {
    const { def } = table;
    const columns = def.columns.map(({ name }, i) => `"${name}" ${sqlType(def, i)}`);
    await this.connection.run(`CREATE OR REPLACE TABLE "t" (${columns.join(', ')})`);
    const appender = await this.connection.createAppender('t');
    const hashes = columns.map(() => createHash('sha256'));
    const chunk = DuckDBDataChunk.create(def.columns.map(duckType));
    const buffers = def.columns.map(bufferOf);
    for (let from = 0; from < table.rows; from += CHUNK) {
      const rows = Math.min(CHUNK, table.rows - from);
      fillChunk(chunk, table, { from, rows, buffers, hashes });
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
    appender.closeSync();
    await mkdir(dirname(file), { recursive: true });
    await this.connection.run(
      `COPY "t" TO '${file.replaceAll("'", "''")}.part' (FORMAT parquet, COMPRESSION zstd)`,
    );
    await rename(`${file}.part`, file);
    await this.connection.run('DROP TABLE "t"');
    return wholeHash(def, hashes);
  }
}

interface Piece {
  readonly from: number;
  readonly rows: number;
  readonly buffers: readonly Words[];
  readonly hashes: readonly Hash[];
}

function fillChunk(chunk: DuckDBDataChunk, table: Table, piece: Piece): void {
  const { from, rows, buffers, hashes } = piece;
  chunk.reset();
  chunk.rowCount = rows;
  for (let i = 0; i < buffers.length; i++) {
    const words = buffers[i];
    if (!words) continue;
    copyWords(table.column(i), from, rows, words);
    const part = words.subarray(0, rows);
    hashes[i]?.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    const vector = chunk.getColumnVector(i);
    itemsOf(vector).set(part as never);
    vector.flush();
  }
}

/** The typed array behind a vector; date vectors call it otherwise. */
function itemsOf(vector: object): { set(values: never): void } {
  for (const name of ['items', 'dayItems']) {
    const found: unknown = Reflect.get(vector, name);
    if (ArrayBuffer.isView(found) && 'set' in found) return found as { set(values: never): void };
  }
  throw new Error(`${vector.constructor.name} shows no typed array`);
}

function copyWords(cells: Cells, from: number, rows: number, words: Words): void {
  if (words instanceof BigInt64Array) {
    const halves = new Int32Array(words.buffer, words.byteOffset, rows * 2);
    for (let i = 0; i < rows; i++) {
      const value = cells[from + i] ?? 0;
      const high = Math.floor(value / TWO_32);
      halves[2 * i] = (value - high * TWO_32) | 0;
      halves[2 * i + 1] = high;
    }
    return;
  }
  words.set(cells.subarray(from, from + rows));
}

function bufferOf(column: ColumnDef): Words {
  const width = widthOf(column);
  if (width === 8) return new BigInt64Array(CHUNK);
  if (width === 1) return new Uint8Array(CHUNK);
  if (width === 4) return new Int32Array(CHUNK);
  return column.kind === 'code' ? new Uint16Array(CHUNK) : new Int16Array(CHUNK);
}

function duckType({ kind, codes }: ColumnDef): DuckDBType {
  if (kind === 'big') return BIGINT;
  if (kind === 'small') return SMALLINT;
  if (kind === 'day') return DATE;
  return kind === 'code' ? ENUM(codes) : INTEGER;
}

function sqlType({ columns }: TableDef, index: number): string {
  const column = columns[index];
  switch (column?.kind) {
    case 'big':
      return 'BIGINT';
    case 'small':
      return 'SMALLINT';
    case 'day':
      return 'DATE';
    case 'code':
      return `ENUM(${column.codes.map((code) => `'${code.replaceAll("'", "''")}'`).join(', ')})`;
    default:
      return 'INTEGER';
  }
}

/** The hash of a table in a part: over its columns in order, each with its name. */
function wholeHash({ columns }: TableDef, hashes: readonly Hash[]): string {
  const whole = createHash('sha256');
  columns.forEach(({ name }, i) => {
    whole.update(`${name}\n${hashes[i]?.digest('hex')}\n`);
  });
  return whole.digest('hex');
}
