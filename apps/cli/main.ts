/**
 * The command `tibao`. Takes arguments, gives an exit code; results go to stdout, all else to
 * stderr.
 */
import process from 'node:process';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { cases } from './cases.ts';
import { check } from './check.ts';
import { cover } from './cover.ts';
import { coverage } from './coverage.ts';
import { demo } from './demo.ts';
import { diff } from './diff.ts';
import { explainOne } from './explain-one.ts';
import { EXIT, type Io, processIo, Refused } from './io.ts';
import { POLICIES } from './load-law.ts';
import { settleAll } from './settle-all.ts';

const EXIT_CODES = `
退出码：
  0  正常
  1  有发现：法规有错、例子不符、输入有误或不予结算
  2  用法不对
  3  程序故障`;

/** Runs the command; never throws. Without `io` it writes to the process. */
export async function main(argv: readonly string[], io: Io = ownIo(argv)): Promise<number> {
  let code: number = EXIT.ok;
  const command = commandOf(io, (done) => {
    code = done;
  });
  try {
    await command.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return codeOf(error, io);
  }
}

function ownIo(argv: readonly string[]): Io {
  process.stdout.on('error', endQuietly);
  return processIo(argv.includes('--no-color'));
}

/** A reader that stops reading, like `head`, is no fault. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
}

function codeOf(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof Refused) {
    io.err(`${error.message}\n`);
    return error.exitCode;
  }
  io.err(
    `程序故障，没有得出结果：${error instanceof Error ? (error.stack ?? error.message) : error}\n`,
  );
  return EXIT.fault;
}

function commandOf(io: Io, done: (code: number) => void): Command {
  const program = new Command('tibao')
    .description('梯保：每一层，每一分。检查法规、运行例子、结算并说明每一分由谁付、为什么付。')
    .version('0.1.0', '-V, --version', '显示版本')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [command]', '显示某个命令的帮助')
    .option('--no-color', '不用颜色')
    .showHelpAfterError('（用 tibao --help 看用法）')
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride()
    .addHelpText('after', EXIT_CODES);
  const add = (name: string, description: string, example: string) =>
    program
      .command(name)
      .description(description)
      .helpOption('-h, --help', '显示帮助')
      .addOption(policiesOption())
      .option('--json', '输出 JSON')
      .addHelpText('after', `\n例：\n${example}\n${EXIT_CODES}`);

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
  return program;
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
