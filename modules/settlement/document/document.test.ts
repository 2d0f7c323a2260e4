/**
 * The bill as a document: every table closes, each line has its clauses, HTML shows what the
 * document holds and nothing runs in it, and a bill that does not close gives no document.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatYuan } from '../../../engine/units/index.ts';
import { embeddedDatabases } from '../../../testing/databases/index.ts';
import { billsForReaders } from '../../../testing/service/bills.ts';
import type { ExplainedBill } from '../index.ts';
import { billDocument, billHtml, billPdf } from './index.ts';

describe('a bill as a document', () => {
  const { fresh, end } = embeddedDatabases();
  let stay: ExplainedBill;
  let reversed: ExplainedBill;
  beforeAll(async () => {
    ({ stay, reversed } = await billsForReaders(await fresh()));
  });
  afterAll(end);

  it('holds charges, pools, payers and lines that come to the same amounts', () => {
    const made = billDocument(stay);
    expect(made.totalFen).toBe(stay.totalFen);
    expect(made.paidFen).toBe(stay.fundsFen + stay.hospitalFen);
    expect(made.personFen).toBe(stay.accountFen + stay.cashFen);
    expect(made.charges.map(({ title }) => title)).toEqual([
      '床位费',
      '检查费',
      '卫生材料费',
      '西药费',
    ]);
    expect(made.lines).toHaveLength(20);
    expect(made.capitals[0]).toEqual({
      label: '医疗费总额',
      fen: 8_369_050,
      capitals: '捌万叁仟陆佰玖拾元伍角整',
    });
  });

  it('gives each line that a fund paid for the clauses of what paid it', () => {
    const { lines, clauses, payers } = billDocument(stay);
    for (const { paidFen, clauses: own } of lines) expect(own.length > 0).toBe(paidFen > 0);
    expect(clauses.map(({ no }) => no)).toEqual(clauses.map((_, at) => at + 1));
    expect(clauses[0]?.text).toContain('住院起付线');
    for (const { clauses: own } of payers) expect(own.length).toBeGreaterThan(0);
  });

  it('is drawn as HTML that shows all of it, runs nothing and hides the person', () => {
    const made = billDocument(stay);
    const html = billHtml(made);
    for (const { fen, capitals } of made.capitals) {
      expect(html).toContain(formatYuan(fen));
      expect(html).toContain(capitals);
    }
    for (const { title, costFen } of made.lines) {
      expect(html).toContain(title);
      expect(html).toContain(formatYuan(costFen));
    }
    expect(html).not.toMatch(/<script|https?:|url\(/);
    expect(made.sections[1]?.fields[0]?.text).toMatch(/^.\*+$/);
  });

  it('writes no text of a bill as markup', () => {
    const [first, ...rest] = stay.lines;
    const item = first?.item ? { ...first.item, name: '<img src=x onerror="a(1)">' } : null;
    const lines = first ? [{ ...first, item }, ...rest] : [];
    const html = billHtml(billDocument({ ...stay, lines }));
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;a(1)&quot;&gt;');
  });

  it('says first what a reader must know of a bill that was taken back', () => {
    const [notice] = billDocument(reversed).notices;
    expect(notice).toContain('撤销');
    expect(billHtml(billDocument(reversed))).toContain(`<p class="notice">${notice}`);
  });

  it('says where the person still owes what would be cash', () => {
    const { personParts } = billDocument({ ...stay, isTreatFirst: true });
    expect(personParts[1]).toEqual({ label: '先诊疗后付费尚欠', fen: stay.cashFen });
  });

  it.each([
    ['the total', (bill: ExplainedBill) => ({ ...bill, totalFen: bill.totalFen + 1 })],
    ['cash', (bill: ExplainedBill) => ({ ...bill, cashFen: bill.cashFen - 1 })],
    ['a line', (bill: ExplainedBill) => ({ ...bill, lines: bill.lines.slice(1) })],
    [
      'a pool',
      ({ lines, ...bill }: ExplainedBill) => ({
        ...bill,
        lines: lines.map((line, at) => ({
          ...line,
          inScopeFen: line.inScopeFen + (at === 0 ? 1 : 0),
        })),
      }),
    ],
  ])('makes no document where %s is a fen off', (_what, broken) => {
    expect(() => billDocument(broken(stay))).toThrow(/comes to/);
  });

  it('is drawn as a small PDF', async () => {
    const pdf = await billPdf(billDocument(stay));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeLessThan(120_000);
  });
});
