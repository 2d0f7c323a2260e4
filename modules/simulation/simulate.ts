/** Runs prepared cities on worker threads. */
import { type Output, outputFor, totalOf } from '../../engine/batch/index.ts';
import { accepted, type Result, rejected } from '../../engine/units/index.ts';
import type { PreparedRun, Simulated, SimulateOptions, Simulator } from './model.ts';
import { equalRanges } from './ranges.ts';
import { CANCEL, DONE, type Finished, READY } from './worker.ts';
import { openWorkers, type Workers } from './workers.ts';

const LOOK_EVERY_MS = 20;

/** Starts worker threads, at least 1, which stay until the simulator is closed. */
export function openSimulator(threads: number): Simulator {
  const workers = openWorkers(threads);
  const laws = new WeakMap<PreparedRun['lowered'], number>();
  let count = 0;
  return {
    simulate: async (prepared, options = {}) => {
      const { lowered } = prepared;
      const law = laws.get(lowered) ?? ++count;
      laws.set(lowered, law);
      return run({ workers, threads, law }, prepared, options);
    },
    close: workers.close,
  };
}

/** Settles all people on threads of their own, as `Simulator.simulate`. */
export async function simulate(
  prepared: PreparedRun,
  { threads, ...options }: SimulateOptions & { readonly threads: number },
): Promise<Result<Simulated>> {
  const simulator = openSimulator(threads);
  try {
    return await simulator.simulate(prepared, options);
  } finally {
    await simulator.close();
  }
}

interface Crew {
  readonly workers: Workers;
  readonly threads: number;
  readonly law: number;
}

async function run(
  { workers, threads, law }: Crew,
  prepared: PreparedRun,
  { onProgress, signal, output: own }: SimulateOptions,
): Promise<Result<Simulated>> {
  const { lowered, columns } = prepared;
  const output = own ?? outputFor(lowered, columns, (bytes) => new SharedArrayBuffer(bytes));
  const ranges = equalRanges(columns, threads);
  const control = new Int32Array(new SharedArrayBuffer((ranges.length + DONE) * 4));
  const done = () => control.subarray(DONE).reduce((sum, count) => sum + count, 0);
  const stop = () => {
    Atomics.store(control, CANCEL, 1);
    Atomics.notify(control, READY);
  };
  const look = setInterval(() => onProgress?.(done(), columns.events), LOOK_EVERY_MS);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    const common = { ...prepared, law, output, workers: ranges.length, control };
    const orders = ranges.map((range, at) => ({ ...common, range, at: at + DONE }));
    const ends = await workers.carryOut(orders, stop);
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
