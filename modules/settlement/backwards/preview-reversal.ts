/**
 * What taking a settlement back would move, before anybody does it: its own amounts, and those of
 * other bills that come after it in the law's order. Changes nothing.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { mayAct, type RequestScope } from '../../../platform/access/index.ts';
import { recordAudit } from '../../../platform/audit/index.ts';
import { findByPersonId } from '../../enrolment/index.ts';
import { entriesOf, type Posting, positionOf } from '../../ledger/index.ts';
import type { StoredSettlement } from '../model.ts';
import type { Services } from '../services.ts';
import { type PersonHistory, replayPerson } from '../settle/replay-person.ts';
import { personLaw } from '../settle/settle-bill.ts';
import { historyOf, type PastMoves, pastMoves, shownMoves } from './person-past.ts';

export interface ReversalPreview extends PastMoves {
  readonly settlementId: string;
  readonly personNo: string;
  /** Of the person's changes, when asked; a later one may move other amounts. */
  readonly version: number;
  /** What the reversal posts on the accounts of the settlement itself. */
  readonly own: readonly Posting[];
}

/**
 * Rejects `settlement/settlement_unknown`, `already_reversed` and `access/region_denied`. Writes an
 * audit row.
 */
export async function previewReversal(
  services: Services,
  scope: RequestScope,
  settlementId: string,
): Promise<Result<ReversalPreview>> {
  const { database, vault } = services;
  const personId = Number(/^(\d{1,15})S\d{1,9}$/.exec(settlementId)?.[1] ?? -1);
  const [enrolled, history, entries] = await Promise.all([
    findByPersonId(database, vault, personId),
    historyOf(services, personId),
    entriesOf(database, personId),
  ]);
  const { settlements, results } = history;
  const original = settlements.find((one) => one.settlementId === settlementId);
  if (!enrolled || original?.kind !== 'settle') {
    return rejected('settlement/settlement_unknown', '没有这个结算，请核对结算编号', settlementId);
  }
  if (!mayAct(scope.principal, enrolled.region)) {
    return rejected('access/region_denied', '当前操作员不能查看这个区划的人员');
  }
  if (settlements.some(({ reverses }) => reverses === settlementId)) {
    return rejected('settlement/already_reversed', '该结算已撤销，不能再次撤销');
  }
  const last = versionOf(history);
  const hashes = [...results.values()].map(({ law }) => law);
  const given = await personLaw(services, { enrolled }, hashes);
  const reversal = reversalAfter(original, last + 1, scope.at);
  const replayed = replayPerson(given, { settlements: [...settlements, reversal], results });
  if (!replayed.ok) return replayed;
  await recordAudit(database, scope, {
    action: 'settlement.previewReversal',
    personId,
    subject: settlementId,
  });
  return accepted({
    settlementId,
    personNo: enrolled.personNo,
    version: last,
    own: positionOf(entries, settlementId).map(({ account, amountFen }) => ({
      account,
      amountFen: -amountFen,
    })),
    ...pastMoves(shownMoves(replayed.value.moves, history)),
  });
}

/** The person's version as far as bills go; a later one may have other amounts. */
function versionOf({ settlements, results }: PersonHistory): number {
  const versions = [...settlements, ...results.values()].map(({ version }) => version);
  return Math.max(0, ...versions);
}

function reversalAfter(original: StoredSettlement, version: number, at: Date): StoredSettlement {
  const { settlementId } = original;
  return {
    ...original,
    settlementId: `${settlementId}/reversal`,
    version,
    kind: 'reverse',
    reverses: settlementId,
    at,
    event: null,
  };
}
