/** Trial `agree` on as many threads as there are cores; the sum does not depend on their number. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { addTally, openTally, type Stretch, type Tally } from './agree-tally.ts';

/** Laws a thread tries before it asks for more. */
const STRETCH = 25;

/** Tries all seeds; a thread that breaks off ends the trial with its error. */
export async function tryOnThreads(seeds: Stretch): Promise<Tally> {
  const waiting = stretchesOf(seeds);
  const count = Math.min(availableParallelism(), waiting.length);
  const threads = Array.from(
    { length: count },
    () => new Worker(new URL('./agree-worker.ts', import.meta.url)),
  );
  const whole = openTally();
  try {
    await Promise.all(threads.map((thread) => workThrough(thread, waiting, whole)));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  whole.failing.sort((a, b) => a - b);
  return whole;
}

function stretchesOf({ from, until }: Stretch): Stretch[] {
  const count = Math.ceil((until - from) / STRETCH);
  return Array.from({ length: count }, (_, index) => {
    const start = from + index * STRETCH;
    return { from: start, until: Math.min(start + STRETCH, until) };
  });
}

function workThrough(thread: Worker, waiting: Stretch[], whole: Tally): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = () => {
      const stretch = waiting.shift();
      if (stretch) thread.postMessage(stretch);
      else resolve();
    };
    thread.on('error', reject);
    thread.on('exit', () => reject(new Error('a thread ended before its work')));
    thread.on('message', (part: Tally) => {
      addTally(whole, part);
      give();
    });
    give();
  });
}
