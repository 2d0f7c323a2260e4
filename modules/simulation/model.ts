/** What a run takes, tells while it runs, and gives. */
import type { Columns, Lowered, Output } from '../../engine/batch/index.ts';
import type { Result } from '../../engine/units/index.ts';

/** A law lowered for a data set, and the data set; `isShared` memory can go to workers. */
export interface PreparedRun {
  readonly lowered: Lowered;
  readonly columns: Columns;
}

export interface SimulateOptions {
  /** Called now and then, and once at the end, with events settled so far and of all. */
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal;
  /** Shared memory to write to, laid out for this run (`outputFor`); without it, fresh memory. */
  readonly output?: Output;
}

/** Worker threads that stay for one run after the other. */
export interface Simulator {
  /**
   * Settles all people. Rejects `simulation/cancelled`, and `settlement/amount_too_large` at the
   * event (by number) whose amounts `settle` would not accept. A worker that breaks off throws, and
   * ends the simulator. One run at a time.
   */
  readonly simulate: (
    prepared: PreparedRun,
    options?: SimulateOptions,
  ) => Promise<Result<Simulated>>;
  readonly close: () => Promise<void>;
}

export interface Simulated {
  /** In shared memory. */
  readonly output: Output;
  readonly totals: readonly PayerTotal[];
  /** From the moment that all workers are ready to the last one's end, in ms. */
  readonly elapsedMs: number;
}

export interface PayerTotal {
  readonly payer: string;
  readonly fen: bigint;
}
