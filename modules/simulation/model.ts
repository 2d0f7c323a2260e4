/** What a run takes, tells while it runs, and gives. */
import type { Columns, Lowered, Output } from '../../engine/batch/index.ts';

/** A law lowered for a data set, and the data set; `isShared` memory can go to workers. */
export interface PreparedRun {
  readonly lowered: Lowered;
  readonly columns: Columns;
}

export interface SimulateOptions {
  /** How many worker threads; at least 1. */
  readonly threads: number;
  /** Called now and then, and once at the end, with events settled so far and of all. */
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal;
}

export interface Simulated {
  /** In shared memory. */
  readonly output: Output;
  readonly totals: readonly PayerTotal[];
  /** Time from the first worker's start of work to the last one's end, in ms. */
  readonly elapsedMs: number;
}

export interface PayerTotal {
  readonly payer: string;
  readonly fen: bigint;
}
