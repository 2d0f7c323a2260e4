/**
 * The bill of a settlement with its reasons: settled again under the stored law, held against what
 * was stored, and explained. A difference of a fen is a fault.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Explanation, explain, explainText } from '../../engine/explain/index.ts';
import {
  type LineShare,
  spreadOverLines,
  type Visit as VisitEvent,
} from '../../engine/settle/index.ts';
import { accepted, type Result, rejected } from '../../engine/units/index.ts';
import { mayAct, type RequestScope } from '../../platform/access/index.ts';
import { recordAudit } from '../../platform/audit/index.ts';
import { findByPersonId } from '../enrolment/index.ts';
import type { Services } from './services.ts';
import { compactTrace } from './settle/compact-trace.ts';
import { billMoney } from './settle/payment.ts';
import { replayPerson } from './settle/replay-person.ts';
import { personLaw } from './settle-bill.ts';
import { resultsOf, settlementsOf } from './store.ts';

export interface ExplainedBill {
  readonly settlementId: string;
  readonly visitId: string;
  readonly institution: string;
  readonly settledAt: string;
  readonly isReversed: boolean;
  /** Hash of the law and the engine that settled it. */
  readonly law: string;
  readonly engine: string;
  readonly totalFen: number;
  readonly fundsFen: number;
  readonly hospitalFen: number;
  readonly accountFen: number;
  readonly cashFen: number;
  readonly payers: Readonly<Record<string, number>>;
  readonly lines: readonly LineShare[];
  readonly explanation: Explanation;
  /** The same for a reader. */
  readonly text: string;
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
  const upTo = settlements.filter(({ version }) => version <= result.version);
  const hashes = [...results.values()].map(({ law }) => law);
  const given = await personLaw(services, { enrolled }, hashes);
  const replayed = replayPerson(given, { settlements: upTo, results });
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
  // The event of a settlement is the visit that the engine took.
  const event = own.event as VisitEvent;
  const explanation = explain(settled, lawBook.law);
  return accepted({
    settlementId,
    visitId: own.visitId,
    institution: own.institution,
    settledAt: own.at.toISOString(),
    isReversed: settlements.some(({ reverses }) => reverses === settlementId),
    law: result.law,
    engine: result.engine,
    totalFen: money.totalFen,
    fundsFen: money.fundsFen,
    hospitalFen: money.hospitalFen,
    accountFen: money.accountFen,
    cashFen: money.cashFen,
    payers: Object.fromEntries(money.payers),
    lines: spreadOverLines(settled, event),
    explanation,
    text: explainText(explanation, 'zh'),
  });
}
