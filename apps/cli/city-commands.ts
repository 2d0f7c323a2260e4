/** The commands `tibao city …`: make a rehearsal city, and what is done with one. */
import { type Command, InvalidArgumentError } from 'commander';
import { PROFILES } from '../../modules/city/index.ts';
import { cityCheck, cityFit } from './city-check.ts';
import { cityMake } from './city-make.ts';
import type { Io } from './io.ts';

/** Adds the group of commands. */
export function addCity(root: Command, io: Io, done: (code: number) => void): void {
  const city = root
    .command('city')
    .description('排练城市：按种子生成虚构的人和一年的就医，对照公布数，导入导出')
    .helpOption('-h, --help', '显示帮助');
  const add = (name: string, description: string, example: string) =>
    city
      .command(name)
      .description(description)
      .helpOption('-h, --help', '显示帮助')
      .option('--json', '输出 JSON')
      .addHelpText('after', `\n例：\n${example}`);
  add(
    'make',
    '生成一座城市：参保、身份、就诊、明细，写成 Parquet，同种子同内容',
    '  tibao city make --like zhoushan --people 10000 --year 2021 --seed 7 --out city',
  )
    .requiredOption('--like <city>', `像哪座城市：${Object.keys(PROFILES).join('、')}`, profileOf)
    .requiredOption('--people <n>', '人数', wholeFrom(100))
    .requiredOption('--year <year>', '年度', wholeFrom(2000))
    .option('--seed <n>', '种子', wholeFrom(0), 1)
    .requiredOption('--out <dir>', '写到哪个空文件夹')
    .option('--workers <n>', '线程数，0为不另开线程；缺省为处理器核数', wholeFrom(0))
    .option('--no-plant', '不埋设违规行为和因病致贫轨迹')
    .action(async (options) => done(await cityMake(io, options)));
  add(
    'check',
    '用没有参与校准的种子生成一座城市，逐个对照公布数，说明没有对上的',
    '  tibao city check --like zhoushan --people 200000 --seed 101',
  )
    .requiredOption('--like <city>', `哪座城市：${Object.keys(PROFILES).join('、')}`, profileOf)
    .option('--people <n>', '人数，越多越准', wholeFrom(1000), 100_000)
    .option('--seed <n>', '种子，1 至 4 用于校准', wholeFrom(0), 101)
    .option('--workers <n>', '线程数', wholeFrom(0))
    .action(async (options) => done(await cityCheck(io, options)));
  add(
    'fit',
    '校准：转动参数，使校准种子的城市对上公布数，写出参数文件',
    '  tibao city fit --like zhoushan --people 50000 --rounds 8 --out levers.yaml',
  )
    .requiredOption('--like <city>', '哪座城市', profileOf)
    .option('--people <n>', '每个种子的人数', wholeFrom(1000), 50_000)
    .option('--rounds <n>', '轮数', wholeFrom(1), 8)
    .requiredOption('--out <file>', '写到哪个文件')
    .option('--workers <n>', '线程数', wholeFrom(0))
    .action(async (options) => done(await cityFit(io, options)));
}

function profileOf(text: string): string {
  if (text in PROFILES) return text;
  throw new InvalidArgumentError(`有 ${Object.keys(PROFILES).join('、')}。`);
}

function wholeFrom(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least && text.trim() !== '') return value;
    throw new InvalidArgumentError(`写不小于 ${least} 的整数。`);
  };
}
