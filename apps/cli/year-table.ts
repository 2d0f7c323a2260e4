/**
 * The bills of a person or a family as a table: who paid how much of each, closing to the totals.
 */
import Table from 'cli-table3';
import type { SettledStep } from '../../engine/settle/index.ts';
import { formatDay, formatYuan } from '../../engine/units/index.ts';
import type { Io } from './io.ts';

export interface TableRow {
  readonly title: string;
  readonly step: SettledStep;
}

const WORDS = {
  day: { zh: '日期', en: 'Day' },
  item: { zh: '事项', en: 'Item' },
  total: { zh: '总额', en: 'Total' },
  person: { zh: '个人', en: 'Person' },
  sum: { zh: '合计', en: 'Sum' },
} as const;

/** Renders the table; payers that pay nothing in any row have no column. */
export function yearTable(io: Io, rows: readonly TableRow[], lang: 'zh' | 'en'): string {
  const payers = payersOf(rows, lang);
  const columns = rows.map(({ step: { settled } }) => [
    settled.totalFen,
    ...payers.map(({ id }) => paidBy(settled, id)),
    settled.personFen,
  ]);
  const sums = columns.reduce<number[]>((sum, row) => row.map((fen, i) => fen + (sum[i] ?? 0)), []);
  const head = [
    WORDS.day[lang],
    WORDS.item[lang],
    WORDS.total[lang],
    ...payers.map((payer) => payer.name),
    WORDS.person[lang],
  ];
  const table = new Table({
    head: head.map((text) => io.paint('bold', text)),
    colAligns: head.map((_, i) => (i < 2 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
    chars: PLAIN_CHARS,
  });
  rows.forEach(({ title, step }, i) => {
    table.push([formatDay(step.settled.windowDay), title, ...(columns[i] ?? []).map(moneyText)]);
  });
  if (rows.length > 1)
    table.push(['', WORDS.sum[lang], ...sums.map(moneyText)].map((text) => io.paint('bold', text)));
  return `${table.toString()}\n`;
}

function moneyText(fen: number): string {
  return fen === 0 ? '·' : formatYuan(fen);
}

/** No frame: columns apart by two spaces, a rule under the head. */
const PLAIN_CHARS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

function payersOf(rows: readonly TableRow[], lang: 'zh' | 'en') {
  const found = new Map<string, string>();
  for (const { step } of rows) {
    for (const [i, payer] of step.settled.program.payers.entries()) {
      if ((step.settled.paidFen[i] ?? 0) > 0) found.set(payer.id, payer[lang]);
    }
  }
  const order = rows[0]?.step.settled.program.payers.map(({ id }) => id) ?? [];
  return [...found]
    .map(([id, name]) => ({ id, name }))
    .sort((left, right) => order.indexOf(left.id) - order.indexOf(right.id));
}

function paidBy({ program, paidFen }: SettledStep['settled'], payer: string): number {
  return paidFen[program.payers.findIndex(({ id }) => id === payer)] ?? 0;
}
