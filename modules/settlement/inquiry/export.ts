/**
 * A list of settlements as CSV: the whole filter or nothing, row by row, for a spreadsheet that
 * must not run what a cell holds.
 */
import { Readable } from 'node:stream';
import { accepted, formatYuan, type Result, rejected } from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import type { Media } from '../../../platform/http/index.ts';
import type { Services } from '../services.ts';
import { filterOf, type ListedSettlement, type ListQuery, listedOf } from './list.ts';
import {
  countSettlements,
  type ListCursor,
  type ListFilter,
  listSettlements,
} from './store-list.ts';

const MOST_ROWS = 50_000;
const ROWS_AT_ONCE = 1_000;
/** So that a spreadsheet reads UTF-8. */
const BOM = '\uFEFF';

/** Rejects `settlement/export_too_large` and as `settlementPage`. */
export async function settlementExport(
  services: Services,
  scope: RequestScope,
  query: ListQuery,
): Promise<Result<Media>> {
  const filter = await filterOf(services, scope, query);
  if (!filter.ok) return filter;
  const total = await countSettlements(services.database, filter.value);
  if (total > MOST_ROWS) {
    return rejected(
      'settlement/export_too_large',
      `共 ${total} 条，一次最多导出 ${MOST_ROWS} 条，请缩小范围`,
    );
  }
  return accepted({
    media: 'csv',
    body: Readable.from(csvOf(services, scope, filter.value)),
    fileName: 'settlements.csv',
    isAttachment: true,
  });
}

async function* csvOf(services: Services, scope: RequestScope, filter: ListFilter) {
  yield `${BOM}${lineOf(Object.keys(COLUMNS))}`;
  let after: ListCursor | null = null;
  for (;;) {
    const rows = await listSettlements(services.database, filter, { after, limit: ROWS_AT_ONCE });
    const listed = await listedOf(services, scope, rows);
    yield listed.map((one) => lineOf(Object.values(COLUMNS).map((cell) => cell(one)))).join('');
    after = rows.at(-1) ?? null;
    if (rows.length < ROWS_AT_ONCE || after === null) return;
  }
}

const KINDS = { outpatient: '门诊', inpatient: '住院', pharmacy: '购药' } as const;
const STATUSES = { settled: '有效', reversed: '已撤销', reversal: '撤销' } as const;

type Cell = (one: ListedSettlement) => string;

const COLUMNS: Readonly<Record<string, Cell>> = {
  结算编号: ({ settlementId }) => defused(settlementId),
  人员编号: ({ personNo }) => defused(personNo),
  姓名: ({ name }) => defused(name),
  机构: ({ institution }) => defused(institution),
  机构名称: ({ institutionName }) => defused(institutionName ?? ''),
  类别: ({ kind }) => KINDS[kind],
  状态: ({ status }) => STATUSES[status],
  结算时间: ({ settledAt }) => settledAt,
  就诊开始: ({ beginAt }) => defused(beginAt),
  就诊结束: ({ endAt }) => defused(endAt ?? ''),
  病种: ({ diseaseName }) => defused(diseaseName ?? ''),
  总费用元: ({ totalFen }) => yuan(totalFen),
  各基金支付元: ({ fundsFen }) => yuan(fundsFen),
  医院负担元: ({ hospitalFen }) => yuan(hospitalFen),
  个人账户元: ({ accountFen }) => yuan(accountFen),
  个人现金元: ({ cashFen }) => yuan(cashFen),
  重新结算次数: ({ changes }) => String(changes),
};

function yuan(fen: number): string {
  return `${fen < 0 ? '-' : ''}${formatYuan(Math.abs(fen)).replaceAll(',', '')}`;
}

/** A text that a spreadsheet would take for a formula is kept from it by an apostrophe. */
function defused(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text.normalize('NFKC')) ? `'${text}` : text;
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
