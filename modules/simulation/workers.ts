/** Worker threads: orders go out, one to each, and what became of them comes back. */
import { Worker } from 'node:worker_threads';
import type { Finished, Order } from './worker.ts';

/** How a thread of its own reads TypeScript. */
const LOADER = new URL('../../tools/typescript.mjs', import.meta.url).href;

export interface Workers {
  /** Carries out an order each; `stopAll` is called where one fails, and the first fault thrown. */
  readonly carryOut: (orders: readonly Order[], stopAll: () => void) => Promise<Finished[]>;
  readonly close: () => Promise<void>;
}

/** Starts as many workers as orders will need at once. */
export function openWorkers(count: number): Workers {
  const workers = Array.from({ length: count }, openWorker);
  return {
    carryOut: (orders, stopAll) =>
      Promise.all(
        orders.map(async (order, at) => {
          const worker = workers[at];
          if (!worker) throw new RangeError(`no worker ${at}`);
          try {
            const finished = await ask(worker, order);
            if (finished.rejection) stopAll();
            return finished;
          } catch (fault) {
            stopAll();
            throw fault;
          }
        }),
      ),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function openWorker(): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    execArgv: ['--import', LOADER],
  });
  worker.setMaxListeners(0);
  return worker;
}

/** The answer of a worker; throws where it breaks off. */
function ask(worker: Worker, order: Order): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const ended = (code: number) =>
      reject(new Error(`a worker of the simulation ended with ${code}`));
    const settle = <T>(done: (value: T) => void) => {
      return (value: T) => {
        worker.off('error', failed);
        worker.off('exit', ended);
        worker.off('message', answered);
        done(value);
      };
    };
    const answered = settle(resolve);
    const failed = settle(reject);
    worker.once('message', answered);
    worker.once('error', failed);
    worker.once('exit', ended);
    worker.postMessage(order);
  });
}
