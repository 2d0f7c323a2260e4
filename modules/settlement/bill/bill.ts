/**
 * The bill of a settlement with its reasons: settled again under the stored law, held against what
 * was stored, and explained in the words and documents of that law. A difference of a fen is a
 * fault.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Explanation, explain, explainText } from '../../../engine/explain/index.ts';
import type { Visit as VisitEvent } from '../../../engine/settle/index.ts';
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { mayAct, type RequestScope } from '../../../platform/access/index.ts';
import { recordAudit } from '../../../platform/audit/index.ts';
import { findByPersonId } from '../../enrolment/index.ts';
import { replayAsOf } from '../backwards/replay-as-of.ts';
import type { Services } from '../services.ts';
import { compactTrace } from '../settle/compact-trace.ts';
import { billMoney } from '../settle/payment.ts';
import { resultsOf, settlementsOf } from '../store/read.ts';
import type { ResultVersion } from '../store/results.ts';
import { type BillPerson, type BillVisit, billContext } from './context.ts';
import { type BillLine, billLines } from './lines.ts';

export interface ExplainedBill {
  readonly settlementId: string;
  readonly visitId: string;
  readonly institution: string;
  /** Null where the provider is no longer known. */
  readonly institutionName: string | null;
  /** Masked. */
  readonly person: BillPerson;
  readonly visit: BillVisit;
  readonly settledAt: string;
  readonly isReversed: boolean;
  /** When it was taken back. */
  readonly reversedAt: string | null;
  /** Hash of the law and the engine that settled it. */
  readonly law: string;
  readonly engine: string;
  readonly totalFen: number;
  readonly fundsFen: number;
  readonly hospitalFen: number;
  readonly accountFen: number;
  readonly cashFen: number;
  /** Treated first: what would be cash is owed. */
  readonly isTreatFirst: boolean;
  readonly payers: Readonly<Record<string, number>>;
  readonly lines: readonly BillLine[];
  /** What the hospital was told, then what each later change made of it; the last is this bill. */
  readonly results: readonly BillResult[];
  readonly explanation: Explanation;
  /** The same for a reader. */
  readonly text: string;
}

export interface BillResult {
  /** Of the person's changes. */
  readonly version: number;
  /** Null where a change other than a settlement or reversal moved it. */
  readonly at: string | null;
  readonly law: string;
  readonly payers: Readonly<Record<string, number>>;
  /** What stands in the ledger. */
  readonly posted: Readonly<Record<string, number>>;
}

/** Rejects `settlement/settlement_unknown` and `access/region_denied`; writes an audit row. */
export async function explainedBill(
  services: Services,
  scope: RequestScope,
  settlementId: string,
): Promise<Result<ExplainedBill>> {
  const { database, vault, lawBook } = services;
  const personId = Number(/^(\d{1,15})S\d{1,9}$/.exec(settlementId)?.[1] ?? -1);
  const enrolled = await findByPersonId(database, vault, personId);
  const [settlements, results] = await Promise.all([
    settlementsOf(database, personId),
    resultsOf(database, personId),
  ]);
  const own = settlements.find((one) => one.settlementId === settlementId);
  const result = results.get(settlementId);
  if (!enrolled || !own || !result) {
    return rejected('settlement/settlement_unknown', '没有这个结算，请核对结算编号', settlementId);
  }
  if (!mayAct(scope.principal, enrolled.region)) {
    return rejected('access/region_denied', '当前操作员不能查看这个区划的人员');
  }
  const replayed = await replayAsOf(services, enrolled, settlements, result.version);
  if (!replayed.ok) return replayed;
  const settled = replayed.value.settled.get(settlementId);
  if (!settled) throw new RangeError(`settlement ${settlementId} is not in its own history`);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(compactTrace(settled))), result.trace)) {
    throw new RangeError(`settlement ${settlementId} settles to other fen than were stored`);
  }
  await recordAudit(database, scope, {
    action: 'settlement.explain',
    personId,
    subject: settlementId,
  });
  const money = billMoney(result, own.facts.accountFen);
  const context = await billContext(services, enrolled, own);
  const reversal = settlements.find(({ reverses }) => reverses === settlementId);
  // The event of a settlement is the visit that the engine took.
  const event = own.event as VisitEvent;
  const explanation = explain(settled, await lawBook.lawOf(result.law));
  return accepted({
    settlementId,
    visitId: own.visitId,
    institution: own.institution,
    institutionName: context.institutionName,
    person: context.person,
    visit: context.visit,
    settledAt: own.at.toISOString(),
    isReversed: reversal !== undefined,
    reversedAt: reversal ? reversal.at.toISOString() : null,
    law: result.law,
    engine: result.engine,
    totalFen: money.totalFen,
    fundsFen: money.fundsFen,
    hospitalFen: money.hospitalFen,
    accountFen: money.accountFen,
    cashFen: money.cashFen,
    isTreatFirst: own.facts.isTreatFirst,
    payers: Object.fromEntries(money.payers),
    lines: billLines(settled, event, context.uploaded),
    results: context.results.map(resultShown),
    explanation,
    text: explainText(explanation, 'zh'),
  });
}

function resultShown({ version, at, law, payers, paid, posted }: ResultVersion): BillResult {
  const byPayer = (fen: readonly number[]) =>
    Object.fromEntries(payers.map((payer, index) => [payer, fen[index] ?? 0]));
  return {
    version,
    at: at ? at.toISOString() : null,
    law,
    payers: byPayer(paid),
    posted: byPayer(posted),
  };
}
