/** `tibao city check` and `tibao city fit`: generated against published, and turning the levers. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { stringify } from 'yaml';
import { formatYuan } from '../../engine/units/index.ts';
import {
  type Band,
  type Compared,
  checkCity,
  FIT_SEEDS,
  fitLevers,
  fittedLevers,
  type PublishedFigure,
  publishedOf,
} from '../../modules/city/index.ts';
import { WORKER_ARGV } from './city-make.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { table } from './table.ts';

export interface CityCheckOptions {
  readonly like: string;
  readonly people: number;
  readonly seed: number;
  readonly workers?: number;
  readonly json?: boolean;
}

/** Makes a city in memory and prints it against the published figures; misses are findings. */
export async function cityCheck(io: Io, options: CityCheckOptions): Promise<number> {
  const { like, people, seed } = options;
  if (FIT_SEEDS.includes(seed)) {
    throw new Refused(`种子 ${seed} 用来校准过，不能用来核对；用 101 以上的种子。`, EXIT.usage);
  }
  const workers = options.workers ?? availableParallelism();
  const checked = await checkCity(
    { published: publishedOf(like), people, seed, levers: fittedLevers(like) },
    { workers, execArgv: WORKER_ARGV },
  );
  if (options.json) io.out(`${JSON.stringify(checked, null, 2)}\n`);
  else {
    io.out(figureTable(io, checked.compared));
    io.out(`\n${bandTable(io, checked.bands)}`);
    io.out(`\n不生成、不核对：\n${checked.notGenerated.map((text) => `  ${text}\n`).join('')}`);
    io.out(`${checked.missed} 个公布数没有对上，共核对 ${checked.tried} 个。\n`);
  }
  return checked.missed === 0 && checked.bands.every(({ holds }) => holds)
    ? EXIT.ok
    : EXIT.findings;
}

function figureTable(io: Io, compared: readonly Compared[]): string {
  const rows = compared.map(({ figure, generated, difference, holds }) => [
    figure.title,
    figure.period,
    shown(figure, figure.value),
    shown(figure, generated),
    figure.kind === 'scale' ? '' : `${(difference * 100).toFixed(1)}%`,
    holds === null ? '折算用' : holds ? '对上' : '没有对上',
    figure.note ?? '',
  ]);
  const columns = [
    { title: '公布数', least: 16 },
    { title: '期间', least: 8 },
    { title: '公布', align: 'right' as const },
    { title: '生成', align: 'right' as const },
    { title: '相差', align: 'right' as const },
    { title: '结论' },
    { title: '说明', least: 14 },
  ];
  return table(io, columns, rows);
}

function shown({ unit, kind }: PublishedFigure, value: number): string {
  const bound = kind === 'atLeast' ? '不低于 ' : kind === 'atMost' ? '不高于 ' : '';
  if (unit === 'fen') return `${bound}${formatYuan(Math.round(value)).slice(0, -3)} 元`;
  if (unit === 'bp') return `${bound}${(value / 100).toFixed(1)}%`;
  if (unit === 'months') return `${bound}${(value / 100).toFixed(1)} 个月`;
  return `${bound}${Math.round(value).toLocaleString('en')}`;
}

function bandTable(io: Io, bands: readonly Band[]): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  const rows = bands.map(({ title, value, least, most, holds, source }) => [
    title,
    percent(value),
    `${percent(least)} 至 ${percent(most)}`,
    holds ? '在内' : '在外',
    source,
  ]);
  const columns = [
    { title: '结构', least: 14 },
    { title: '生成', align: 'right' as const },
    { title: '应在' },
    { title: '结论' },
    { title: '出处', least: 16 },
  ];
  return table(io, columns, rows);
}

export interface CityFitOptions {
  readonly like: string;
  readonly people: number;
  readonly rounds: number;
  readonly out: string;
  readonly workers?: number;
}

/** Turns the levers on the fit seeds and writes them to a file. */
export async function cityFit(io: Io, options: CityFitOptions): Promise<number> {
  const { like, people, rounds, out } = options;
  const levers = await fitLevers(publishedOf(like), {
    people,
    rounds,
    start: fittedLevers(like),
    workers: options.workers ?? availableParallelism(),
    execArgv: WORKER_ARGV,
    onRound: (round, compared) => {
      const missed = compared.filter(({ holds }) => holds === false).length;
      io.err(`第 ${round} 轮：${missed} 个没有对上\n`);
    },
  });
  const head = '# Levers that make the city of the fit seeds meet the published figures.\n';
  writeFileSync(out, `${head}${stringify({ city: like, people, levers })}`);
  io.out(`${out}\n`);
  return EXIT.ok;
}
