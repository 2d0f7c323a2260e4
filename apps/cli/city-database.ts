/** `tibao city load`, and `tibao city export --db`: a city into a platform and out of it. */
import {
  cityMigrations,
  type Loaded,
  type LoadOptions,
  loadCity,
  loadCityApart,
  type Payments,
  unloadCity,
} from '../../modules/city/index.ts';
import { migrate } from '../../platform/database/index.ts';
import { createVault } from '../../platform/vault/index.ts';
import { openServices } from '../server/services.ts';
import { WORKER_ARGV } from './city-make.ts';
import { lawOf } from './events.ts';
import { EXIT, type Io } from './io.ts';
import { areaArrangements, areaRegions, compile, POLICIES, readLawFolder } from './load-law.ts';
import { openPlatform } from './open-platform.ts';

export interface CityLoadOptions {
  readonly in: string;
  readonly db: string;
  readonly until?: number;
  readonly beside?: boolean;
  readonly workers: number;
  readonly json?: boolean;
}

/** Puts a city into a platform's stores; bills that the law refused are findings. */
export async function cityLoad(io: Io, options: CityLoadOptions): Promise<number> {
  const policies = readLawFolder(POLICIES);
  const law = lawOf(compile(policies.laws));
  const { database, keys, url } = await openPlatform(options.db, true);
  try {
    const at = new Date();
    const vault = createVault(keys);
    const regions = areaRegions(policies);
    const arrangements = areaArrangements(policies);
    const services = await openServices({ database, vault, law, regions, arrangements, at });
    await migrate(database, [cityMigrations]);
    const load: LoadOptions = {
      folder: options.in,
      database,
      services,
      at,
      ...(options.until === undefined ? {} : { until: options.until }),
      isBeside: options.beside ?? false,
      onProgress: ({ persons, settled }) =>
        io.err(`\r${persons.toLocaleString('en')} 人，结算 ${settled.toLocaleString('en')} 笔`),
    };
    const began = performance.now();
    const loaded =
      url === null || options.workers === 0
        ? await loadCity(load)
        : await loadCityApart({
            ...load,
            url,
            keys,
            workers: options.workers,
            execArgv: WORKER_ARGV,
          });
    io.err('\n');
    await database.analyze();
    const seconds = (performance.now() - began) / 1_000;
    if (options.json) io.out(`${JSON.stringify({ ...loaded, seconds }, null, 2)}\n`);
    else io.out(loadedText(loaded, seconds));
    return Object.keys(loaded.refused).length === 0 ? EXIT.ok : EXIT.findings;
  } finally {
    await database.close();
  }
}

function loadedText({ persons, bills, settled, refused }: Loaded, seconds: number): string {
  const count = (number: number) => number.toLocaleString('en');
  const why = Object.entries(refused).map(([code, bills]) => `  ${code}  ${count(bills)} 笔\n`);
  return (
    `平台里有这座城市的 ${count(persons)} 人、${count(bills)} 笔就诊，照法规结算 ${count(settled)} 笔；` +
    `用时 ${seconds.toFixed(1)} 秒。\n` +
    (why.length > 0 ? `法规没有结算的（就诊和明细已入库，未结算）：\n${why.join('')}` : '')
  );
}

export interface CityUnloadOptions {
  readonly db: string;
  readonly out: string;
  readonly payments: Payments;
  readonly json?: boolean;
}

/** Writes the city of a running platform to a folder, in the form of `city make`. */
export async function cityUnload(io: Io, options: CityUnloadOptions): Promise<number> {
  const { database } = await openPlatform(options.db, false);
  try {
    await migrate(database, [cityMigrations]);
    const { out: folder, payments } = options;
    const done = await unloadCity({ database, folder, payments });
    if (options.json) {
      io.out(`${JSON.stringify(done, null, 2)}\n`);
      return EXIT.ok;
    }
    io.out(`${folder}：内容哈希 ${done.hash}${done.isAsLoaded ? '，与装入时相同' : ''}\n`);
    if (done.newPersons > 0) io.out(`装入以后参保的 ${done.newPersons} 人，各为一户。\n`);
    if (done.openVisits > 0)
      io.out(`正在办理、没有结算的 ${done.openVisits} 次就诊不是账单，没有写出。\n`);
    return EXIT.ok;
  } finally {
    await database.close();
  }
}
