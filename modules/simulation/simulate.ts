/** Runs a prepared city on worker threads. */
import { Worker } from 'node:worker_threads';
import { type Output, outputFor, totalOf } from '../../engine/batch/index.ts';
import { accepted, type Result, rejected } from '../../engine/units/index.ts';
import type { PreparedRun, Simulated, SimulateOptions } from './model.ts';
import { equalRanges } from './ranges.ts';
import { CANCEL, type Finished, type Order } from './worker.ts';

const LOOK_EVERY_MS = 20;
/** How a thread of its own reads TypeScript. */
const LOADER = new URL('../../tools/typescript.mjs', import.meta.url).href;

/**
 * Settles all people. Rejects `simulation/cancelled`, and `settlement/amount_too_large` at the
 * event (by number) whose amounts `settle` would not accept. A worker that breaks off throws.
 */
export async function simulate(
  prepared: PreparedRun,
  { threads, onProgress, signal }: SimulateOptions,
): Promise<Result<Simulated>> {
  const { lowered, columns } = prepared;
  const output = outputFor(lowered, columns, (bytes) => new SharedArrayBuffer(bytes));
  const ranges = equalRanges(columns, threads);
  const control = new Int32Array(new SharedArrayBuffer((ranges.length + 1) * 4));
  const done = () => control.subarray(1).reduce((sum, count) => sum + count, 0);
  const stop = () => Atomics.store(control, CANCEL, 1);
  const look = setInterval(() => onProgress?.(done(), columns.events), LOOK_EVERY_MS);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    const ends = await Promise.all(
      ranges.map((range, at) =>
        runWorker({ ...prepared, output, range, control, at: at + 1 }, stop),
      ),
    );
    const stopped = ends.find(({ rejection }) => rejection !== null);
    if (stopped?.rejection) {
      const { code, message, at } = stopped.rejection;
      return rejected(code, message, at);
    }
    if (signal?.aborted) return rejected('simulation/cancelled', '测算已取消');
    onProgress?.(columns.events, columns.events);
    return accepted({ output, totals: totalsOf(prepared, output), elapsedMs: elapsed(ends) });
  } finally {
    clearInterval(look);
    signal?.removeEventListener('abort', stop);
  }
}

function elapsed(ends: readonly Finished[]): number {
  const began = Math.min(...ends.map(({ beganAt }) => beganAt));
  return ends.length === 0 ? 0 : Math.max(...ends.map(({ endedAt }) => endedAt)) - began;
}

function totalsOf({ lowered }: PreparedRun, { paid }: Output) {
  return lowered.payers.map((payer, at) => {
    const column = paid[at];
    return { payer, fen: column ? totalOf(column) : 0n };
  });
}

/** One worker for one range; where it fails the others are told to stop. */
function runWorker(order: Order, stopAll: () => void): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: order,
      execArgv: ['--import', LOADER],
    });
    worker.once('message', (finished: Finished) => {
      if (finished.rejection) stopAll();
      resolve(finished);
    });
    worker.once('error', (fault) => {
      stopAll();
      reject(fault);
    });
    worker.once('exit', (code) => {
      if (code !== 0) reject(new Error(`a worker of the simulation ended with ${code}`));
    });
  });
}
