/**
 * The form as blocks of text, top to bottom: what every rendering draws, in its own way.
 */
import { formatYuan } from '../../../engine/units/index.ts';
import type { Amount, BillDocument } from './bill-document.ts';
import { type ChargeRow, CLASS_TITLES } from './charge-rows.ts';
import type { Field, Section } from './sections.ts';

export type Block =
  | { readonly kind: 'notices'; readonly texts: readonly string[] }
  | {
      readonly kind: 'fields';
      readonly title: string;
      readonly rows: readonly (readonly Field[])[];
    }
  | { readonly kind: 'tables'; readonly tables: readonly Table[] }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'signatures'; readonly labels: readonly string[] }
  | { readonly kind: 'foot'; readonly texts: readonly string[] };

export interface Table {
  /** Empty: none. */
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[] | null;
}

export interface Column {
  readonly title: string;
  readonly isNumber: boolean;
  /** Points; null: what is left. */
  readonly width: number | null;
}

/** Fields beside each other. */
export const FIELDS_A_ROW = 3;

export function blocksOf(bill: BillDocument): readonly Block[] {
  return [
    { kind: 'notices', texts: bill.notices },
    ...bill.sections.map(fieldsBlock),
    { kind: 'tables', tables: [chargeTable(bill), poolTable(bill)] },
    { kind: 'tables', tables: [payerTable(bill), personTable(bill)] },
    { kind: 'tables', tables: [capitalTable(bill)] },
    { kind: 'tables', tables: [lineTable(bill)] },
    {
      kind: 'list',
      title: '依据',
      items: bill.clauses.map(({ no, text }) => `[${no}] ${text}`),
    },
    { kind: 'signatures', labels: ['定点机构（盖章）', '经办人', '参保人或家属', '日期'] },
    { kind: 'foot', texts: bill.foot },
  ];
}

function fieldsBlock({ title, fields }: Section): Block {
  const short = fields.filter(({ isLong }) => !isLong);
  const rows: (readonly Field[])[] = [];
  for (let at = 0; at < short.length; at += FIELDS_A_ROW) {
    rows.push(short.slice(at, at + FIELDS_A_ROW));
  }
  return {
    kind: 'fields',
    title,
    rows: [...rows, ...fields.filter((one) => one.isLong).map((one) => [one])],
  };
}

const text = (title: string, width: number | null = null): Column => ({
  title,
  isNumber: false,
  width,
});
const number = (title: string, width: number): Column => ({ title, isNumber: true, width });
const AMOUNT = 58;

/** An amount of a table; nothing is a dash. */
const shown = (fen: number) => (fen === 0 ? '–' : formatYuan(fen));
const noted = (clauses: readonly number[]) => clauses.map((no) => `[${no}]`).join('');

function chargeTable({ charges, chargeTotal }: BillDocument): Table {
  const used = CLASS_TITLES.map((_, at) => at).filter((at) => chargeTotal.byClass[at] !== 0);
  const row = ({ title, costFen, byClass }: ChargeRow) => [
    title,
    formatYuan(costFen),
    ...used.map((at) => shown(byClass[at] ?? 0)),
  ];
  return {
    title: '费用类别（元）',
    columns: [
      text('类别'),
      number('金额', AMOUNT),
      ...used.map((at) => number(CLASS_TITLES[at] ?? '', AMOUNT)),
    ],
    rows: charges.map(row),
    total: row(chargeTotal),
  };
}

function poolTable({ pools, totalFen }: BillDocument): Table {
  return amountTable('费用构成（元）', '构成', pools, totalFen);
}

function amountTable(title: string, head: string, rows: readonly Amount[], fen: number): Table {
  return {
    title,
    columns: [text(head), number('金额', AMOUNT)],
    rows: rows.map((one) => [one.label, shown(one.fen)]),
    total: ['合计', formatYuan(fen)],
  };
}

function payerTable({ payers, paidFen }: BillDocument): Table {
  return {
    title: '基金等支付（元）',
    columns: [text('支付方'), number('金额', AMOUNT), text('依据', 62)],
    rows: payers.map(({ label, fen, clauses }) => [label, formatYuan(fen), noted(clauses)]),
    total: ['合计', formatYuan(paidFen), ''],
  };
}

function personTable({ personReasons, personFen }: BillDocument): Table {
  return amountTable('个人负担（元）', '为什么', personReasons, personFen);
}

function capitalTable({ capitals }: BillDocument): Table {
  return {
    title: '',
    columns: [text('合计', 100), number('小写（元）', 90), text('大写（人民币）')],
    rows: capitals.map((one) => [one.label, formatYuan(one.fen), one.capitals]),
    total: null,
  };
}

function lineTable({ lines, lineTotal: sums }: BillDocument): Table {
  return {
    title: '费用明细（元）',
    columns: [
      number('序', 16),
      text('项目'),
      text('类', 14),
      number('数量', 28),
      number('单价', 44),
      number('金额', 48),
      number('全自费', 42),
      number('超限价', 40),
      number('先行自付', 42),
      number('基金等支付', 48),
      number('个人负担', 46),
      text('依据', 38),
    ],
    rows: lines.map((line) => [
      String(line.no),
      line.title,
      line.class,
      line.count,
      line.price,
      formatYuan(line.costFen),
      shown(line.outOfScopeFen),
      shown(line.overLimitFen),
      shown(line.firstShareFen),
      shown(line.paidFen),
      shown(line.personFen),
      noted(line.clauses),
    ]),
    total: [
      '',
      '合计',
      '',
      '',
      '',
      formatYuan(sums.costFen),
      shown(sums.outOfScopeFen),
      shown(sums.overLimitFen),
      shown(sums.firstShareFen),
      shown(sums.paidFen),
      shown(sums.personFen),
      '',
    ],
  };
}
