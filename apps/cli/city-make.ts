/** `tibao city make`: makes a rehearsal city and says what is in it. */
import { availableParallelism } from 'node:os';
import { fittedLevers, makeCity } from '../../modules/city/index.ts';
import { EXIT, type Io } from './io.ts';

export interface CityMakeOptions {
  readonly like: string;
  readonly people: number;
  readonly year: number;
  readonly seed: number;
  readonly out: string;
  readonly workers?: number;
  readonly plant: boolean;
  readonly json?: boolean;
}

/** What lets a thread read this project's TypeScript. */
export const WORKER_ARGV = [
  '--import',
  new URL('../../tools/typescript.mjs', import.meta.url).href,
];

/** Makes the city; progress goes to stderr. */
export async function cityMake(io: Io, options: CityMakeOptions): Promise<number> {
  const { like, people, year, seed, out, plant } = options;
  const levers = fittedLevers(like);
  const { manifest } = await makeCity(
    { like, people, year, seed, levers, planted: plant },
    {
      folder: out,
      workers: options.workers ?? availableParallelism(),
      execArgv: WORKER_ARGV,
      onProgress: ({ parts, partsDone, lines }) =>
        io.err(`\r${partsDone}/${parts} 份，${lines.toLocaleString('en')} 行明细`),
    },
  );
  io.err('\n');
  if (options.json) io.out(`${JSON.stringify(manifest, null, 2)}\n`);
  else io.out(summary(manifest.rows, manifest.hash, out));
  return EXIT.ok;
}

function summary(rows: Readonly<Record<string, number>>, hash: string, out: string): string {
  const count = (table: string) => (rows[table] ?? 0).toLocaleString('en');
  return (
    `${out}：${count('persons')} 人，${count('households')} 户，${count('visits')} 次就诊，` +
    `${count('lines')} 行明细。\n内容哈希 ${hash}\n`
  );
}
