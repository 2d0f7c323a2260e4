/**
 * Bench `city`: seconds to make a city of a million people with about ten million bills and at
 * least fifty million lines, as Parquet with content hashes, on two cores; and whether a person
 * costs the same in a small city and a large one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fittedLevers, makeCity } from '../../modules/city/index.ts';
import type { BenchResult, MeasureOptions } from '../result.ts';

const PEOPLE = 1_000_000;
const WORKERS = 2;
const MOST_SECONDS = 180;
const MOST_BYTES = 4 * 2 ** 30;
const LEAST_LINES = 50_000_000;
/** A person of the large city may cost this many times the processor time of one in a small. */
const FLAT = 1.5;
const BAR =
  '≤ 180 s for 1 M people, ~10 M bills and ≥ 50 M lines on 2 cores, ≤ 4 GB; ' +
  'processor time a person at most 1.5 times that in a city of 10,000';

export async function run({ quick, seed }: MeasureOptions): Promise<BenchResult> {
  await measure(2_000, seed);
  const small = await measure(quick ? 2_000 : 10_000, seed);
  const large = await measure(quick ? 5_000 : PEOPLE, seed);
  const ratio = large.microsecondsAPerson / small.microsecondsAPerson;
  const isWhole = large.lines / large.people >= LEAST_LINES / PEOPLE;
  const isFast = large.seconds <= MOST_SECONDS && large.mostBytes <= MOST_BYTES && ratio <= FLAT;
  return {
    name: 'city',
    value: Math.round(large.seconds * 10) / 10,
    ratio: Math.round(ratio * 100) / 100,
    bar: BAR,
    holds: isWhole && (quick || isFast),
    figures: { small, large },
  };
}

async function measure(people: number, seed: number) {
  const root = mkdtempSync(join(tmpdir(), 'tibao-bench-city-'));
  let mostBytes = 0;
  const watch = setInterval(() => {
    mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
  }, 100);
  const [began, used] = [performance.now(), process.cpuUsage()];
  const order = { like: 'zhoushan', people, year: 2021, seed, levers: fittedLevers('zhoushan') };
  try {
    let progress = 0;
    const { manifest } = await makeCity(
      { ...order, planted: true },
      {
        folder: join(root, 'city'),
        workers: WORKERS,
        execArgv: ['--import', new URL('../../tools/typescript.mjs', import.meta.url).href],
        onProgress: () => progress++,
      },
    );
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(used);
    return {
      people,
      visits: manifest.rows.visits ?? 0,
      lines: manifest.rows.lines ?? 0,
      seconds,
      processorSeconds: (user + system) / 1e6,
      microsecondsAPerson: Math.round((user + system) / people),
      mostBytes,
      progressShown: progress,
      hash: manifest.hash,
    };
  } finally {
    clearInterval(watch);
    rmSync(root, { recursive: true, force: true });
  }
}
