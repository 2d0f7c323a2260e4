/**
 * What the city keeps beside the platform's own stores, as SQL: what the migration must say,
 * written out from the definitions.
 */
import { day, fen, MDTRT, PSN } from '../tables/columns.ts';
import type { ColumnDef, TableDef } from '../tables/table.ts';

/** Tables of the exchange form whose rows the platform's stores keep: bills and their lines. */
const ELSEWHERE = new Set(['visits', 'lines']);

/** What a bill recorded when it came in: its days, and who paid what then. */
export const RECORDED: TableDef = {
  name: 'recorded',
  title: '账单的记录值',
  key: ['mdtrt_id'],
  columns: [
    MDTRT,
    PSN,
    day('setl_time', '结算日期'),
    day('recorded_on', '入库日期', null),
    fen('act_pay_dedc', '实际支付起付线'),
    fen('hifp_pay', '基本医保统筹基金支出（记录值）'),
    fen('hifmi_pay', '大病保险支出（记录值）'),
    fen('maf_pay', '医疗救助支出（记录值）'),
    fen('oth_pay', '惠民保支出（记录值）'),
    fen('acct_pay', '个人账户支出（记录值）'),
    fen('psn_cash_pay', '个人现金支出（记录值）'),
  ],
};

/** Tables of the schema `city` that hold rows of files. */
export function keptTables(defs: readonly TableDef[]): readonly TableDef[] {
  return [...defs.filter(({ name }) => !ELSEWHERE.has(name)), RECORDED];
}

const TYPES: Readonly<Record<ColumnDef['kind'], string>> = {
  int: 'integer',
  big: 'bigint',
  small: 'smallint',
  day: 'date',
  code: 'text',
};

/** One table; `part` and `row_no` are a row's place in the city's files, so that it goes back. */
function createTable({ name, key, columns }: TableDef): string {
  const own = columns.map((one) => `  ${one.name} ${TYPES[one.kind]} NOT NULL,\n`);
  const lead = columns.some((one) => one.name === 'psn_no') ? ['psn_no'] : [];
  const isReadByPart = lead.length === 0 || name === 'persons';
  const index = `CREATE INDEX ${name}_place ON city.${name} (part, row_no);\n`;
  const primary = [...new Set([...lead, ...key])].join(', ');
  return (
    `CREATE TABLE city.${name} (\n  part smallint NOT NULL,\n  row_no integer NOT NULL,\n` +
    `${own.join('')}  PRIMARY KEY (${primary})\n);\n${isReadByPart ? index : ''}`
  );
}

/** The whole migration. */
export function createSchema(defs: readonly TableDef[]): string {
  return (
    '-- What of a city the stores of the platform do not keep, table by table as in its files; ' +
    'people\n-- and bills themselves are in enrolment and settlement. Written out from the ' +
    'definitions of\n-- modules/city; a test holds that both say the same. A city of the older ' +
    'form is loaded anew.\n' +
    'DROP SCHEMA city CASCADE;\nCREATE SCHEMA city;\n\n' +
    'CREATE TABLE city.manifest (\n  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),\n' +
    '  manifest json NOT NULL,\n  lists json NOT NULL,\n' +
    '  -- Bills that were recorded later are not loaded.\n  until date NOT NULL\n);\n\n' +
    '-- People who were loaded together, in one transaction.\n' +
    'CREATE TABLE city.chunk (\n  part smallint NOT NULL,\n  chunk integer NOT NULL,\n' +
    '  persons integer NOT NULL,\n  bills integer NOT NULL,\n  settled integer NOT NULL,\n' +
    '  -- Bills that the law refused, by reason.\n  refused json NOT NULL,\n' +
    '  PRIMARY KEY (part, chunk)\n);\n\n' +
    `${keptTables(defs).map(createTable).join('\n')}`
  );
}
