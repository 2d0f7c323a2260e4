/**
 * Bench `city-load`: how fast a city comes into the running platform – people under sealed names,
 * bills settled under the published law, entries chained – on a PostgreSQL server with two threads;
 * embedded where there is no server. Twice: until a day of March, for about two bills a person, as
 * a register for other benches wants them; and the whole year.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayFromCivil } from '../../engine/units/index.ts';
import { fittedLevers, loadCity, loadCityApart, makeCity } from '../../modules/city/index.ts';
import { parseRootKeys } from '../../platform/vault/index.ts';
import { serverPrograms } from '../../testing/databases/server.ts';
import type { BenchResult, MeasureOptions } from '../result.ts';
import { LOADED_AT, openCityPlatform } from '../workloads/city-platform.ts';

const WORKERS = 2;
const REGISTER = 1_000_000;
const MOST_MINUTES = 15;
const BAR =
  '1 M people with 2 M settled bills in ≤ 15 minutes on 2 cores that the server shares, from the ' +
  'people a second of a smaller city';
const KEYS = parseRootKeys(`1:${'5'.repeat(64)}`);
const EXEC_ARGV = ['--import', new URL('../../tools/typescript.mjs', import.meta.url).href];

export async function run({ quick, seed }: MeasureOptions): Promise<BenchResult> {
  const root = mkdtempSync(join(tmpdir(), 'tibao-bench-load-'));
  const folder = join(root, 'city');
  const people = quick ? 150 : 40_000;
  const order = { like: 'zhoushan', people, year: 2021, seed, planted: false };
  try {
    const levers = fittedLevers('zhoushan');
    await makeCity({ ...order, levers }, { folder, workers: 0, execArgv: EXEC_ARGV });
    const until = dayFromCivil({ year: 2021, month: 3, day: 15 });
    const register = await load(folder, until);
    const year = quick ? register : await load(folder, undefined);
    const minutes = REGISTER / register.peopleASecond / 60;
    return {
      name: 'city-load',
      value: Math.round(minutes * 10) / 10,
      ratio: null,
      bar: BAR,
      holds: quick || minutes <= MOST_MINUTES,
      figures: { people, register, year },
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
    rmSync(`${root}-key`, { recursive: true, force: true });
  }
}

async function load(folder: string, until: number | undefined) {
  const kind = serverPrograms() ? 'postgres' : 'embedded';
  const { database, services, url, close } = await openCityPlatform(kind, 'zhoushan');
  try {
    const [began, used] = [performance.now(), process.cpuUsage()];
    const options = {
      folder,
      database,
      services,
      at: LOADED_AT,
      ...(until === undefined ? {} : { until }),
    };
    const loaded =
      url === null
        ? await loadCity(options)
        : await loadCityApart({
            ...options,
            url,
            keys: KEYS,
            workers: WORKERS,
            execArgv: EXEC_ARGV,
          });
    const seconds = (performance.now() - began) / 1_000;
    const { user, system } = process.cpuUsage(used);
    const processorSeconds = (user + system) / 1e6;
    return {
      on: kind,
      persons: loaded.persons,
      settled: loaded.settled,
      seconds: Math.round(seconds * 10) / 10,
      peopleASecond: Math.round(loaded.persons / seconds),
      settledASecond: Math.round(loaded.settled / seconds),
      /** Of this process alone; what the server uses comes on top. */
      processorSeconds: Math.round(processorSeconds * 10) / 10,
      microsecondsASettlement: Math.round((processorSeconds * 1e6) / loaded.settled),
    };
  } finally {
    await close();
  }
}
