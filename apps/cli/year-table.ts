/**
 * The bills of a person or a family as a table: who paid how much of each, closing to the totals.
 */
import Table from 'cli-table3';
import { columnsOf, wrapped } from '../../engine/explain/index.ts';
import type { SettledStep } from '../../engine/settle/index.ts';
import { formatDay, formatYuan } from '../../engine/units/index.ts';
import type { Io } from './io.ts';

export interface TableRow {
  readonly title: string;
  readonly step: SettledStep;
  /** Whose it is; said once above the rows that follow each other. */
  readonly who?: string;
}

export interface TableOptions {
  readonly lang: 'zh' | 'en';
  readonly width: number;
}

const WORDS = {
  day: { zh: '日期', en: 'Day' },
  item: { zh: '事项', en: 'Item' },
  total: { zh: '总额', en: 'Total' },
  person: { zh: '个人', en: 'Person' },
  sum: { zh: '合计', en: 'Sum' },
} as const;

/** Columns between two columns. */
const GAP = 2;
const LEAST_TITLE = 12;

/** Renders the table; payers that pay nothing in any row have no column. */
export function yearTable(
  io: Io,
  rows: readonly TableRow[],
  { lang, width }: TableOptions,
): string {
  const payers = payersOf(rows, lang);
  const money = rows.map(({ step: { settled } }) => [
    settled.totalFen,
    ...payers.map(({ id }) => paidBy(settled, id)),
    settled.personFen,
  ]);
  const sums = sumOf(money);
  const names = [WORDS.total[lang], ...payers.map((payer) => payer.name), WORDS.person[lang]];
  const widths = names.map((_, i) => Math.max(8, columnsOf(moneyText(sums[i] ?? 0))));
  const days = daysOf(rows);
  const taken =
    columnsOf(days.texts[0] ?? '') + GAP + widths.reduce((sum, each) => sum + each + GAP, 0);
  const titleWidth = Math.max(LEAST_TITLE, width - taken);
  const bold = (text: string) => paintLines(io, text);
  const lines = [
    [
      days.head ?? WORDS.day[lang],
      WORDS.item[lang],
      ...names.map((name, i) => wrapped(name, widths[i] ?? 8).join('\n')),
    ].map(bold),
    ...rows.flatMap(({ title, who }, i) => [
      ...(who !== undefined && who !== rows[i - 1]?.who
        ? [['', bold(who), ...names.map(() => '')]]
        : []),
      [
        days.texts[i] ?? '',
        wrapped(title, titleWidth, 1).join('\n'),
        ...(money[i] ?? []).map(moneyText),
      ],
    ]),
    ...(rows.length > 1 ? [['', WORDS.sum[lang], ...sums.map(moneyText)].map(bold)] : []),
  ];
  const table = new Table({
    colAligns: lines[0]?.map((_, i) => (i < 2 ? 'left' : 'right')) ?? [],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    chars: { ...NO_FRAME, middle: ' '.repeat(GAP) },
  });
  table.push(...lines);
  return `${table.toString().replace(/ +$/gm, '')}\n`;
}

/** The days of the rows; where all lie in one year, the head says it and the rows do not. */
function daysOf(rows: readonly TableRow[]): { readonly head?: string; readonly texts: string[] } {
  const texts = rows.map(({ step }) => formatDay(step.settled.windowDay));
  const [year, ...others] = new Set(texts.map((text) => text.slice(0, 4)));
  if (year === undefined || others.length > 0) return { texts };
  return { head: year, texts: texts.map((text) => text.slice(5)) };
}

function paintLines(io: Io, text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : io.paint('bold', line)))
    .join('\n');
}

function sumOf(rows: readonly (readonly number[])[]): number[] {
  const [first = []] = rows;
  return first.map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0));
}

function moneyText(fen: number): string {
  return fen === 0 ? '·' : formatYuan(fen);
}

const NO_FRAME = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right'],
    ...['bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'],
  ].map((name) => [name, '']),
);

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
