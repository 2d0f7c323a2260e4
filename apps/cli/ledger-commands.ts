/**
 * The commands `tibao ledger …`: verify, close a month, write the root of a day.
 */
import type { Command } from 'commander';
import type { Io } from './io.ts';
import { ledgerClose, ledgerRoot } from './ledger-close.ts';
import { ledgerVerify } from './ledger-verify.ts';

const DATABASE = '平台的数据文件夹，或 PostgreSQL 的网址（密钥取自 TIBAO_KEYS 或 TIBAO_DATA）';

export function addLedger(root: Command, io: Io, done: (code: number) => void): void {
  const ledger = root
    .command('ledger')
    .description('账本：核对、月结、日根')
    .helpOption('-h, --help', '显示帮助');
  const add = (name: string, description: string, example: string) =>
    ledger
      .command(name)
      .description(description)
      .helpOption('-h, --help', '显示帮助')
      .requiredOption('--database <folder|url>', DATABASE)
      .option('--json', '输出 JSON')
      .addHelpText('after', `\n例：\n${example}`);
  add(
    'verify',
    '核对整个账本：借贷、链、链尾、月结余额、导出的日根；加 --settle 再逐笔重新结算',
    [
      '  tibao ledger verify --database data',
      '  tibao ledger verify --database data --settle            Ctrl-C 可中断，会给出接着核对的位置',
      '  tibao ledger verify --database data --settle --after settle:1024',
      '  tibao ledger verify --database data --person 33010000000000001 --settle',
    ].join('\n'),
  )
    .option('--settle', '每笔结算按存档的法规和事实重新结算，与存档和分录逐分比较')
    .option('--person <psn_no>', '只核对这个人')
    .option('--month <YYYY-MM>', '只重算这个月里有结算或撤销的人')
    .option('--after <place>', '从上一次中断的位置接着核对')
    .option('--roots <folder>', '日根所在的文件夹，默认是数据文件夹里的 roots')
    .action(async (options) => done(await ledgerVerify(io, options)));
  add(
    'close <month>',
    '月结：过完的月份不再记账，各账户余额留存，之后的差额记入未结月份',
    '  tibao ledger close 2025-05 --area wenzhou --database data',
  )
    .requiredOption('--area <area>', '统筹区')
    .action(async (month, options) => done(await ledgerClose(io, month, options)));
  add(
    'root <day>',
    '算出一天的根，写到数据库之外；已经导出过的只核对，不改写',
    '  tibao ledger root 2025-06-16 --database data',
  )
    .option('--roots <folder>', '写到这个文件夹，默认是数据文件夹里的 roots')
    .action(async (day, options) => done(await ledgerRoot(io, day, options)));
}
