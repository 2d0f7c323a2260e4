/**
 * Arrays that grow while columns are collected, and the typed arrays that they become.
 */
import type { Amounts } from './columns.ts';

/** Gives the memory of a column; shared where workers are to read it. */
export type Allocate = (bytes: number) => ArrayBuffer | SharedArrayBuffer;

const INT32_MOST = 2 ** 31 - 1;

/** Whole numbers from 0, or NaN, in the order in which they came. */
export class Growing {
  private kept = new Float64Array(1024);
  private hasNaN = false;
  length = 0;
  /** Greatest of the numbers; 0 where there are none. */
  most = 0;

  push(value: number): void {
    if (this.length === this.kept.length) {
      const grown = new Float64Array(this.kept.length * 2);
      grown.set(this.kept);
      this.kept = grown;
    }
    this.kept[this.length++] = value;
    if (value > this.most) this.most = value;
    else if (Number.isNaN(value)) this.hasNaN = true;
  }

  /** Fills up with nothing, for what came before the column was known. */
  fillTo(length: number): void {
    while (this.length < length) this.push(0);
  }

  at(index: number): number {
    return this.kept[index] ?? 0;
  }

  /** 0 where there is none. */
  get last(): number {
    return this.at(this.length - 1);
  }

  int32(allocate: Allocate): Int32Array {
    return filled(new Int32Array(allocate(this.length * 4)), this);
  }

  uint8(allocate: Allocate): Uint8Array {
    return filled(new Uint8Array(allocate(this.length)), this);
  }

  uint16(allocate: Allocate): Uint16Array {
    return filled(new Uint16Array(allocate(this.length * 2)), this);
  }

  /** 8 bits where every number fits, else 16. */
  small(allocate: Allocate): Uint8Array | Uint16Array {
    return this.most < 256 ? this.uint8(allocate) : this.uint16(allocate);
  }

  amounts(allocate: Allocate): Amounts {
    return this.most <= INT32_MOST && !this.hasNaN
      ? this.int32(allocate)
      : filled(new Float64Array(allocate(this.length * 8)), this);
  }
}

function filled<T extends Int32Array | Uint8Array | Uint16Array | Float64Array>(
  into: T,
  from: Growing,
): T {
  for (let index = 0; index < from.length; index++) into[index] = from.at(index);
  return into;
}
