/** The commands `tibao city …`: make a rehearsal city, and what is done with one. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDay } from '../../engine/units/index.ts';
import { CityRefused, PROFILES } from '../../modules/city/index.ts';
import { cityCheck, cityFit } from './city-check.ts';
import { cityLoad, cityUnload } from './city-database.ts';
import { cityExport, cityTake } from './city-exchange.ts';
import { cityMake } from './city-make.ts';
import { citySettle } from './city-settle.ts';
import { EXIT, type Io, Refused } from './io.ts';

interface Group {
  readonly io: Io;
  readonly done: (code: number) => void;
  readonly add: (name: string, description: string, example: string) => Command;
}

/** Adds the group of commands. */
export function addCity(root: Command, io: Io, done: (code: number) => void): void {
  const city = root
    .command('city')
    .description('排练城市：按种子生成虚构的人和一年的就医，对照公布数，导入导出')
    .helpOption('-h, --help', '显示帮助');
  const group: Group = {
    io,
    done,
    add: (name, description, example) =>
      city
        .command(name)
        .description(description)
        .helpOption('-h, --help', '显示帮助')
        .option('--json', '输出 JSON')
        .addHelpText('after', `\n例：\n${example}`),
  };
  addMaking(group);
  addMoving(group);
}

/** Making a city and judging it. */
function addMaking({ io, done, add }: Group): void {
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

/** A city into other forms and back. */
function addMoving(group: Group): void {
  const { io, done, add } = group;
  add(
    'settle',
    '照法规结算城市里的人，列出各付款方的合计和账上记的，说明没有结算的原因',
    '  tibao city settle --in city --people 2000',
  )
    .requiredOption('--in <dir>', '城市所在的文件夹')
    .option('--people <n>', '结算多少人', wholeFrom(1), 1_000)
    .action(async (options) => done(await refusing(() => citySettle(io, options))));
  addPlatform(group);
  add(
    'take',
    '按列对照表取入外来的 CSV 和 Excel（.xlsx）：每一行要么装入，要么连同原因搁置，两者合计等于读入',
    '  tibao city take --map csv/map.yaml --out city2',
  )
    .requiredOption('--map <file>', '列对照表（YAML），文件按它所在的文件夹找')
    .requiredOption('--out <dir>', '写到哪个空文件夹')
    .action(async (options) => done(await refusing(() => cityTake(io, options))));
}

/** A city into a running platform, and out of it or of a folder. */
function addPlatform({ io, done, add }: Group): void {
  add(
    'export',
    '把文件夹里的城市写成 CSV，附列对照表和代码表；或把平台里的城市写成交换格式的 Parquet',
    '  tibao city export --in city --out csv\n  tibao city export --db data --out city2',
  )
    .option('--in <dir>', '城市所在的文件夹')
    .option('--db <db>', '平台的数据库：postgres:// 网址，或平台的数据文件夹（TIBAO_DATA）')
    .requiredOption('--out <dir>', '写到哪个空文件夹')
    .addOption(
      new Option('--payments <which>', '各方支付写结算出来的，还是装入时账上记的')
        .choices(['settled', 'recorded'])
        .default('settled'),
    )
    .action(async ({ in: from, db, ...options }) => {
      if ((from === undefined) === (db === undefined)) {
        throw new Refused('写 --in 或 --db，两者之一。', EXIT.usage);
      }
      const work = () =>
        db === undefined
          ? cityExport(io, { in: from, ...options })
          : cityUnload(io, { db, ...options });
      done(await refusing(work));
    });
  add(
    'load',
    '把城市装入平台：参保、备案、目录入库，账单逐笔结算并记账；可以接着装',
    '  tibao city load --in city --db data\n' +
      '  tibao city load --in city --db postgres://… --until 2021-06-15',
  )
    .requiredOption('--in <dir>', '城市所在的文件夹')
    .requiredOption('--db <db>', '平台的数据库：postgres:// 网址，或平台的数据文件夹（TIBAO_DATA）')
    .option('--until <day>', '这一天以后入库的账单不装', dayOf)
    .option('--beside', '数据库里已有其他参保人也装')
    .option('--workers <n>', '线程数，只用于 postgres://；0为不另开线程', wholeFrom(0), 2)
    .action(async (options) => done(await refusing(() => cityLoad(io, options))));
}

/** What a user gave and the city refuses is no fault of the program. */
async function refusing(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof CityRefused) throw new Refused(fault.message, EXIT.usage);
    throw fault;
  }
}

function dayOf(text: string): number {
  const day = parseDay(text);
  if (day !== undefined) return day;
  throw new InvalidArgumentError('写日期 YYYY-MM-DD。');
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
