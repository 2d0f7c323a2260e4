/**
 * Loads a city's parts in threads, each with connections of its own to the server.
 */
import { Worker } from 'node:worker_threads';
import type { RootKeys } from '../../../platform/vault/index.ts';
import { openCity } from '../files/read-persons.ts';
import { OPEN_END } from '../tables/table.ts';
import { type Loaded, type LoadOptions, prepareLoad, Sum } from './load-city.ts';
import { type Chunk, chunksOf } from './store.ts';

/** What a thread is told. */
export interface LoadOrder {
  readonly folder: string;
  readonly url: string;
  readonly keys: RootKeys;
  readonly treatFirst: LoadOptions['services']['treatFirst'];
  readonly at: Date;
  readonly until: number;
  readonly parts: readonly number[];
}

export interface ApartOptions extends LoadOptions {
  /** Of the PostgreSQL server that `database` is open on. */
  readonly url: string;
  readonly keys: RootKeys;
  readonly workers: number;
  /** What lets a thread read TypeScript. */
  readonly execArgv: readonly string[];
}

/** As `loadCity`, each thread whole parts. */
export async function loadCityApart(options: ApartOptions): Promise<Loaded> {
  const { folder, database, services, at, onProgress, url, keys } = options;
  const until = options.until ?? OPEN_END;
  const city = await openCity(folder);
  await prepareLoad(options, city, until);
  city.close();
  const sum = new Sum(await chunksOf(database));
  const { parts } = city.manifest;
  const count = Math.min(options.workers, parts);
  const share = (first: number) =>
    Array.from({ length: parts }, (_, part) => part).filter((part) => part % count === first);
  const orders = Array.from({ length: count }, (_, first): LoadOrder => {
    const { treatFirst } = services;
    return { folder, url, keys, treatFirst, at, until, parts: share(first) };
  });
  const onChunk = (chunk: Chunk) => {
    sum.add(chunk);
    onProgress?.(sum.loaded());
  };
  await Promise.all(orders.map((order) => runApart(order, options.execArgv, onChunk)));
  return sum.loaded();
}

function runApart(
  order: LoadOrder,
  execArgv: readonly string[],
  onChunk: (chunk: Chunk) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./load-worker.ts', import.meta.url), {
      workerData: order,
      execArgv: [...execArgv],
    });
    worker.on('message', onChunk);
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a loading thread ended with ${code}`));
    });
  });
}
