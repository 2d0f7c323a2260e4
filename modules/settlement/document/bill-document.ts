/**
 * The bill as the official form 结算单 shows it: plain data in the order of the form, for any
 * rendering. Takes an explained bill; computes no amount but sums, and holds every sum against the
 * bill. Source: charge categories and classes of the settlement list (4101).
 */
import { cityDay } from '../../ledger/index.ts';
import type { ExplainedBill } from '../bill/bill.ts';
import { capitalsOf } from './capitals.ts';
import { type ChargeRow, chargeRows } from './charge-rows.ts';
import { Clauses, type NumberedClause } from './line-citations.ts';
import { type LineRow, type LineSums, lineRows, lineTotal } from './line-rows.ts';
import { type Section, sectionsOf } from './sections.ts';
import { ACCOUNT, sumOf } from './sums.ts';

export interface BillDocument {
  readonly title: string;
  readonly settlementId: string;
  /** What a reader must know first: taken back, settled anew. */
  readonly notices: readonly string[];
  readonly sections: readonly Section[];
  readonly charges: readonly ChargeRow[];
  /** Of all charges. */
  readonly chargeTotal: ChargeRow;
  /** 全自费, 超限价自费, 先行自付, 政策范围内; sum to the total. */
  readonly pools: readonly Amount[];
  /** Who pays besides the person, in the law's order. */
  readonly payers: readonly PayerRow[];
  /** From account and in cash; sum to `personFen`. */
  readonly personParts: readonly Amount[];
  /** Why it stays with the person; sum to `personFen`. */
  readonly personReasons: readonly Amount[];
  readonly personFen: number;
  readonly paidFen: number;
  readonly totalFen: number;
  /** Total, paid by others, person and their parts: with their amounts in capitals. */
  readonly capitals: readonly (Amount & { readonly capitals: string })[];
  readonly lines: readonly LineRow[];
  readonly lineTotal: LineSums;
  readonly clauses: readonly NumberedClause[];
  readonly foot: readonly string[];
}

export interface Amount {
  readonly label: string;
  readonly fen: number;
}

export interface PayerRow extends Amount {
  /** Numbers of the clauses. */
  readonly clauses: readonly number[];
}

const FORM = '医疗保障费用结算单';

/** Throws where an amount of the bill does not close: then there is no document. */
export function billDocument(bill: ExplainedBill): BillDocument {
  const { explanation, totalFen } = bill;
  const clauses = new Clauses(explanation);
  const payers = explanation.payers
    .filter(({ id, fen }) => id !== ACCOUNT && fen !== 0)
    .map(({ id, zh, fen }) => ({ label: zh, fen, clauses: clauses.ofPayer(id) }));
  const paidFen = sumOf(payers.map(({ fen }) => fen));
  const personFen = totalFen - paidFen;
  const lines = lineRows(bill, clauses);
  const charges = chargeRows(bill.lines);
  const parts = personParts(bill);
  const made: BillDocument = {
    title: FORM,
    settlementId: bill.settlementId,
    notices: noticesOf(bill),
    sections: sectionsOf(bill),
    ...charges,
    pools: poolsOf(bill),
    payers,
    personParts: parts,
    personReasons: personReasons(bill),
    personFen,
    paidFen,
    totalFen,
    capitals: [
      { label: '医疗费总额', fen: totalFen },
      { label: '基金等支付', fen: paidFen },
      { label: '个人负担', fen: personFen },
      ...parts.filter(({ fen }) => fen !== 0).map((one) => ({ ...one, label: `其中${one.label}` })),
    ].map((one) => ({ ...one, capitals: capitalsOf(one.fen) })),
    lines,
    lineTotal: lineTotal(lines),
    clauses: clauses.list(),
    foot: footOf(bill),
  };
  assertCloses(made);
  return made;
}

function noticesOf({ isReversed, reversedAt, results }: ExplainedBill): readonly string[] {
  const notices: string[] = [];
  if (isReversed) {
    const day = reversedAt === null ? '' : `于 ${cityDay(new Date(reversedAt))} `;
    notices.push(`本次结算已${day}撤销，本单只供查阅，不作凭证。`);
  }
  if (results.length > 1) {
    notices.push(
      `结算之后重新计算过 ${results.length - 1} 次（迟到费用、撤销或身份变更），本单是最近一次的结果。`,
    );
  }
  return notices;
}

function poolsOf({ lines }: ExplainedBill): readonly Amount[] {
  return [
    { label: '目录外全自费', fen: sumOf(lines.map((line) => line.outOfScopeFen)) },
    { label: '超限价自费', fen: sumOf(lines.map((line) => line.overLimitFen)) },
    { label: '先行自付', fen: sumOf(lines.map((line) => line.firstShareFen)) },
    { label: '政策范围内', fen: sumOf(lines.map((line) => line.inScopeFen)) },
  ];
}

function personParts(bill: ExplainedBill): readonly Amount[] {
  const rest = bill.isTreatFirst ? '先诊疗后付费尚欠' : '现金等支付';
  return [
    { label: '个人账户支付', fen: bill.accountFen },
    { label: rest, fen: bill.cashFen },
  ];
}

function personReasons({ explanation }: ExplainedBill): readonly Amount[] {
  const reasons = explanation.personBecause.map(({ zh, fen }) => ({ label: zh, fen }));
  const byLaw = explanation.payers.find(({ id }) => id === ACCOUNT)?.fen ?? 0;
  return byLaw === 0 ? reasons : [...reasons, { label: '按规定由个人账户支付', fen: byLaw }];
}

const HASH_SHOWN = 16;

function footOf({ law, engine }: ExplainedBill): readonly string[] {
  return [
    '本单按存档法规重新结算后生成，与入账金额逐分相符；方括号内为依据编号，“推定”表示原文没有写明、由平台推定。',
    `法规 ${law.slice(0, HASH_SHOWN)} · 引擎 ${engine} · 梯保 Tibao`,
  ];
}

/** Every table of the document against its total. */
function assertCloses(made: BillDocument): void {
  const { totalFen, paidFen, personFen, lineTotal, chargeTotal } = made;
  const pairs: readonly (readonly [string, number, number])[] = [
    ['总额', paidFen + personFen, totalFen],
    ['费用类别', sumOf(made.charges.map(({ costFen }) => costFen)), totalFen],
    ['目录类别', sumOf(chargeTotal.byClass), totalFen],
    ['费用构成', sumOf(made.pools.map(({ fen }) => fen)), totalFen],
    ['个人支付', sumOf(made.personParts.map(({ fen }) => fen)), personFen],
    ['个人负担', sumOf(made.personReasons.map(({ fen }) => fen)), personFen],
    ['明细金额', lineTotal.costFen, totalFen],
    ['明细支付', lineTotal.paidFen, paidFen],
    ['明细个人', lineTotal.personFen, personFen],
  ];
  for (const [what, have, want] of pairs) {
    if (have !== want) {
      throw new RangeError(`${made.settlementId}: ${what} comes to ${have} fen, not ${want}`);
    }
  }
}
