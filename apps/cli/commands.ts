/**
 * The commands of `tibao`: their names, arguments, options and help.
 */
import { Command, InvalidArgumentError, Option } from 'commander';
import { cases } from './cases.ts';
import { check } from './check.ts';
import { addCity } from './city-commands.ts';
import { cover } from './cover.ts';
import { coverage } from './coverage.ts';
import { curve } from './curve.ts';
import { demo } from './demo.ts';
import { diff } from './diff.ts';
import { explainOne } from './explain-one.ts';
import { fmt } from './fmt.ts';
import type { Io } from './io.ts';
import { addLedger } from './ledger-commands.ts';
import { POLICIES } from './load-law.ts';
import { newArea } from './new-area.ts';
import { prove } from './prove.ts';
import { settleAll } from './settle-all.ts';

const EXIT_CODES = `
退出码：
  0  正常
  1  有发现：法规有错、例子不符、输入有误或不予结算
  2  用法不对
  3  程序故障`;

interface Program {
  readonly io: Io;
  /** Takes the exit code of the command that ran. */
  readonly done: (code: number) => void;
  readonly add: (name: string, description: string, example: string) => Command;
}

/** Builds the command; what it prints goes to `io`, and nothing ends the process. */
export function commandOf(io: Io, done: (code: number) => void): Command {
  const root = new Command('tibao')
    .description('梯保：每一层，每一分。检查法规、运行例子、结算并说明每一分由谁付、为什么付。')
    .version('0.1.0', '-V, --version', '显示版本')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [command]', '显示某个命令的帮助')
    .option('--no-color', '不用颜色')
    .showHelpAfterError('（用 tibao --help 看用法）')
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride()
    .addHelpText('after', EXIT_CODES);
  const addTo =
    (parent: Command): Program['add'] =>
    (name, description, example) =>
      parent
        .command(name)
        .description(description)
        .helpOption('-h, --help', '显示帮助')
        .addOption(policiesOption())
        .option('--json', '输出 JSON')
        .addHelpText('after', `\n例：\n${example}\n${EXIT_CODES}`);
  const program = { io, done, add: addTo(root) };
  addProving(program);
  addLooking(program);
  const make = root.command('new').description('新建').helpOption('-h, --help', '显示帮助');
  addWriting({ ...program, addNew: addTo(make) });
  addSettling(program);
  addCity(root, io, done);
  addLedger(root, io, done);
  return root;
}

/** What is wrong with the law, and what nobody proves. */
function addProving({ io, done, add }: Program): void {
  add(
    'check [paths...]',
    '检查法规和例子的写法，逐条列出文件、行、原因和改法',
    '  tibao check\n  tibao check policies/xianning\n  tibao check --every-choice',
  )
    .option('--every-choice', '把每个选择逐一改成它的其他取值，再检查一遍')
    .action((paths, options) => done(check(io, paths, options)));
  add(
    'cases [paths...]',
    '运行法规旁边的例子，逐条核对期望的金额',
    '  tibao cases\n  tibao cases policies/xianning/supplementary',
  ).action((paths, options) => done(cases(io, paths, options)));
  add(
    'cover [paths...]',
    '把法规里的数逐个改动最小的一格，列出改了也没有例子不符的数',
    '  tibao cover policies/xianning\n  tibao cover policies/xianning/basic/inpatient.policy.yaml',
  ).action((paths, options) => done(cover(io, paths, options)));
  add(
    'prove [areas...]',
    '找出法规里的悬崖、倒挂、重叠、空白和不起作用的规定，每项都有重新结算过的例子',
    '  tibao prove xianning\n  tibao prove wenzhou --day 2025-06-01 --json\n' +
      '  tibao prove zhoushan --ratios',
  )
    .option('--day <day>', '只看这一天施行的方案')
    .option('--ratios', '再列出每种人、每种就医在1、5、10、50万元时各方付了多少')
    .action((areas, options) => done(prove(io, areas, options)));
  addCurve({ io, done, add });
}

/** What a bill costs whom, as a function of it. */
function addCurve({ io, done, add }: Pick<Program, 'io' | 'done' | 'add'>): void {
  add(
    'curve <area>',
    '画出一种人一种就医时各方支付随费用的变化：每个转折的准确位置和依据',
    '  tibao curve xianning --day 2017-06-01 --person personClass=poor1 \\\n' +
      '    --event setting=inpatient,grade=secondary --mix largeOutside --html curve.html\n' +
      '  tibao curve wenzhou --day 2025-06-01 --close --svg year.svg \\\n' +
      '    --person insuranceType=resident,personClass=dibao \\\n' +
      '    --event setting=inpatient,grade=tertiary,highBillLineFen=1000000',
  )
    .requiredOption('--day <day>', '法规按哪一天')
    .option('--person <codes>', '人员：维度=代码，逗号分开')
    .option('--event <codes>', '就医：维度=代码，逗号分开')
    .option('--mix <id>', '费用构成：ordinary、allInScope、largeOutside 等，或 .json 文件')
    .option('--before <counters>', '年内已有的累计：计数=数（金额以分计），逗号分开')
    .option('--close [day]', '算上年末结转，不写日期就是当年最后一天；要送来的数写在 --event')
    .option('--earlier <yuan>', '结转以前较早的单据各花多少元，逗号分开')
    .option('--household <counters...>', '家里其他人的累计，一人一项：计数=数，逗号分开')
    .option('--most <yuan>', '画到多少元', '300000.00')
    .option('--svg <file>', '写出 SVG 图')
    .option('--html <file>', '写出网页')
    .action((area, options) => done(curve(io, { ...options, area })));
}

/** What law there is, and how it differs. */
function addLooking({ io, done, add }: Program): void {
  add(
    'coverage [areas...]',
    '列出各地各层各年有多少数、出处可信到什么程度、哪里缺、哪里期满',
    '  tibao coverage\n  tibao coverage wenzhou --json',
  ).action((areas, options) => done(coverage(io, areas, options)));
  add(
    'diff <left> [right]',
    '比较两天、两地，或现行法规与改革方案：哪些数、规则、选择和层不同，各依据哪一条',
    '  tibao diff wenzhou@2020-06-01 wenzhou@2025-06-01\n' +
      '  tibao diff wenzhou@2025-06-01 xianning@2017-06-01\n' +
      '  tibao diff wenzhou@2025-06-01 --reform reform.yaml',
  )
    .option('--reform <files...>', '改革方案（overlay 文件），加在后一边')
    .action((left, right, options) => done(diff(io, { ...options, left, right })));
}

/** Files of law, new and in form. */
function addWriting({
  io,
  done,
  add,
  addNew,
}: Program & { readonly addNew: Program['add'] }): void {
  addNew(
    'area <id>',
    '写出一个新统筹区的最小一套文件：能检查、例子都符合，照注释往下填',
    '  tibao new area yunxi --title 云溪市 --year 2026',
  )
    .option('--title <title>', '中文名称')
    .option('--year <year>', '第一个方案的年度', yearOf, new Date().getFullYear())
    .action((id, options) => done(newArea(io, { ...options, id })));
  add(
    'fmt [paths...]',
    '把法规和例子写成统一的格式，注释照留，内容不变',
    '  tibao fmt policies/wenzhou\n  tibao fmt --check',
  )
    .option('--check', '只检查，不改文件')
    .action((paths, options) => done(fmt(io, paths, options)));
}

/** Bills and their reasons. */
function addSettling({ io, done, add }: Program): void {
  withEvents(
    add(
      'settle',
      '结算一人或多人的全部记录',
      '  tibao settle --area xianning --in events.json\n' +
        '  tibao settle --area xianning --in lines.csv --persons persons.json --json',
    ),
  ).action((options) => done(settleAll(io, options)));
  withEvents(
    add(
      'explain',
      '说明一次结算的每一分由谁付、依据什么',
      '  tibao explain --in events.json --event v1\n' +
        '  tibao explain --in events.json --event v1 --lang en',
    ),
  )
    .requiredOption('--event <id>', '要说明的事件编号')
    .option('--person <id>', '多人时指明是谁')
    .action((options) => done(explainOne(io, options)));
  add(
    'demo',
    '结算咸宁一户人家的2017年，说明每一分由谁付，以及哪些选择原文没有写',
    '  tibao demo\n  tibao demo --lang en',
  )
    .addOption(langOption())
    .action((options) => done(demo(io, options)));
}

function withEvents(command: Command): Command {
  return command
    .requiredOption('--in <file>', '记录文件：.json 或 .csv')
    .option('--area <id>', '统筹区，文件里没有写时用它')
    .option('--persons <file>', '人员文件（JSON 列表），配合没有人员信息的 .csv')
    .addOption(langOption())
    .option('--width <columns>', '文字宽度', widthOf);
}

function policiesOption(): Option {
  return new Option('--policies <dir>', '法规所在的文件夹').default(POLICIES, '随程序的 policies');
}

function langOption(): Option {
  return new Option('--lang <lang>', '语言').choices(['zh', 'en']).default('zh');
}

function widthOf(text: string): number {
  const width = Number(text);
  if (Number.isInteger(width) && width >= 40 && width <= 400) return width;
  throw new InvalidArgumentError('写 40 到 400 的整数。');
}

function yearOf(text: string): number {
  const year = Number(text);
  if (Number.isInteger(year) && year >= 1990 && year <= 2100) return year;
  throw new InvalidArgumentError('写四位的年份。');
}
