/**
 * Tables as growing typed arrays: one array a column, no object a row.
 * Days are days since 1970-01-01, money is whole fen, codes are indexes into the column's codes.
 */
export type ColumnKind = 'int' | 'big' | 'small' | 'day' | 'code';

export interface ColumnDef {
  readonly name: string;
  readonly kind: ColumnKind;
  /** What one is: fen, bp, day, count. */
  readonly unit: Unit;
  readonly title: string;
  /** The field of the national interface that it is, else null: ours. */
  readonly national: string | null;
  /** Texts of a code column, by index. */
  readonly codes: readonly string[];
}

export type Unit = 'fen' | 'bp' | 'day' | 'count' | 'number' | 'code' | 'months';

export interface TableDef {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ColumnDef[];
  /** Columns that no two rows share. */
  readonly key: readonly string[];
}

export type Cells = Int32Array | Float64Array | Int16Array | Uint16Array;

/** An end that is not known yet: 9999-12-31. */
export const OPEN_END = 2932896;

const FIRST_ROWS = 1024;

/** A table being filled. */
export class Table {
  readonly def: TableDef;
  rows = 0;
  private capacity = FIRST_ROWS;
  private cells: Cells[];

  constructor(def: TableDef) {
    this.def = def;
    this.cells = def.columns.map((column) => cellsOf(column, FIRST_ROWS));
  }

  /** Makes room for more rows; arrays taken before may be stale after it. */
  reserve(more: number): void {
    const wanted = this.rows + more;
    if (wanted <= this.capacity) return;
    while (this.capacity < wanted) this.capacity *= 2;
    this.cells = this.def.columns.map((column, index) => {
      const grown = cellsOf(column, this.capacity);
      const old = this.cells[index];
      if (old) grown.set(old.subarray(0, this.rows));
      return grown;
    });
  }

  /** The array of a column, longer than `rows`. */
  column(index: number): Cells {
    const cells = this.cells[index];
    if (!cells) throw new RangeError(`${this.def.name} has no column ${index}`);
    return cells;
  }

  /** The array of a column by its name. */
  named(name: string): Cells {
    return this.column(indexOf(this.def, name));
  }

  /** Appends a row; what a column cannot hold is a fault and throws. */
  push(row: ArrayLike<number>): void {
    this.reserve(1);
    for (let i = 0; i < this.cells.length; i++) {
      const value = row[i] ?? 0;
      const cells = this.column(i);
      cells[this.rows] = value;
      if (cells[this.rows] !== value) throw new RangeError(this.misfit(i, value));
    }
    this.rows++;
  }

  /** Forgets the rows and keeps the arrays. */
  clear(): void {
    this.rows = 0;
  }

  private misfit(index: number, value: number): string {
    return `${this.def.name}.${this.def.columns[index]?.name} cannot hold ${value}`;
  }
}

/** The place of a column in its table. */
function indexOf(def: TableDef, name: string): number {
  const index = def.columns.findIndex((column) => column.name === name);
  if (index < 0) throw new RangeError(`${def.name} has no column ${name}`);
  return index;
}

/** Bytes of one value in the files and in the hash. */
export function widthOf({ kind, codes }: ColumnDef): 1 | 2 | 4 | 8 {
  if (kind === 'big') return 8;
  if (kind === 'small') return 2;
  if (kind === 'code') return codes.length <= 255 ? 1 : 2;
  return 4;
}

function cellsOf({ kind }: ColumnDef, length: number): Cells {
  if (kind === 'big') return new Float64Array(length);
  if (kind === 'small') return new Int16Array(length);
  if (kind === 'code') return new Uint16Array(length);
  return new Int32Array(length);
}
