/**
 * The port to the one SQL dialect: PostgreSQL, embedded or as a server. What goes in and out is
 * the same for both, because both speak text to one table of types (`column-types.ts`).
 */

/**
 * What a parameter may be: arrays are SQL arrays, a `Json` is one `json` or `jsonb` value, a `Many`
 * is a long array.
 */
export type Param = Scalar | Json | Many | readonly Scalar[];
export type Scalar = string | number | bigint | boolean | null | Date | Uint8Array;

/** A value that travels as JSON text. */
export class Json {
  readonly text: string;
  constructor(value: unknown) {
    this.text = JSON.stringify(value);
  }
}

/**
 * A `text[]` or `bytea[]` of large elements: a server takes it as bytes, without quoting each
 * element and reading it again. The parameter must be of just that type.
 */
export class Many {
  readonly type: 'text' | 'bytea';
  readonly values: readonly (string | Uint8Array | null)[];
  private constructor(type: Many['type'], values: Many['values']) {
    this.type = type;
    this.values = values;
  }

  static texts(values: readonly (string | null)[]): Many {
    return new Many('text', values);
  }

  static bytes(values: readonly (Uint8Array | null)[]): Many {
    return new Many('bytea', values);
  }
}

export interface Queryable {
  /**
   * Runs one statement. The caller names the row's shape; `bigint` columns are safe integers,
   * `date` and `numeric` text, `timestamptz` a Date, `bytea` a Buffer. Throws `DatabaseError`.
   */
  query<Row>(sql: string, params?: readonly Param[]): Promise<readonly Row[]>;
}

export interface Loadable extends Queryable {
  /** Loads many rows at once and gives their number. All or none. */
  copyIn(into: CopyTarget, rows: Iterable<readonly Param[]>): Promise<number>;
}

export interface Database extends Loadable {
  readonly kind: 'embedded' | 'postgres';
  /** Commits what `work` did, or nothing of it if it throws. */
  transaction<T>(work: (tx: Loadable) => Promise<T>): Promise<T>;
  /** Runs several statements without parameters: a migration. */
  script(sql: string): Promise<void>;
  /** Refreshes the planner's statistics of tables that are not empty. */
  analyze(): Promise<void>;
  close(): Promise<void>;
}

export interface CopyTarget {
  readonly table: string;
  readonly columns: readonly string[];
}

/** A statement that the database refused, under its SQLSTATE. */
export class DatabaseError extends Error {
  readonly sqlState: string;
  readonly constraint: string | null;
  constructor(message: string, sqlState: string, constraint: string | null) {
    super(message);
    this.name = 'DatabaseError';
    this.sqlState = sqlState;
    this.constraint = constraint;
  }
}

const TRANSIENT = new Set(['40001', '40P01', '55P03', '57P01', '57P02', '57P03', '53300']);

/** Whether the same work may succeed if it is tried again: conflict, restart, lost connection. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false;
  return TRANSIENT.has(error.sqlState) || error.sqlState.startsWith('08');
}
