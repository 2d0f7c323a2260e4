/**
 * What was settled for some persons, bill by bill, for who writes it out: the lines as they were
 * settled, and the money as the answer told it. Differences that came later are in the ledger.
 */
import type { Visit as VisitEvent } from '../../../engine/settle/index.ts';
import type { Queryable } from '../../../platform/database/index.ts';
import type { Batch, StoredResult, StoredSettlement, UploadedLine, Visit } from '../model.ts';
import { type BillMoney, billMoney } from '../settle/payment.ts';
import { netLines, openLines } from '../settle/visit-event.ts';
import { rowsOfPersons } from '../store/past.ts';

export interface KeptBill {
  readonly visit: Visit;
  /** Null: the visit has lines and no settlement. */
  readonly settled: {
    readonly settlementId: string;
    readonly version: number;
    readonly event: VisitEvent;
    readonly at: Date;
    readonly money: BillMoney;
    readonly reversedAt: Date | null;
  } | null;
  readonly lines: readonly UploadedLine[];
}

/** Bills of persons by person, each in the order of settling, unsettled ones at the end. */
export async function billsOfPersons(
  on: Queryable,
  personIds: readonly number[],
): Promise<ReadonlyMap<number, readonly KeptBill[]>> {
  const rows = await rowsOfPersons(on, personIds);
  const bills = new Map<number, readonly KeptBill[]>();
  for (const personId of personIds) {
    bills.set(
      personId,
      billsOf({
        visits: rows.visits.get(personId) ?? [],
        batches: rows.batches.get(personId) ?? [],
        settlements: rows.settlements.get(personId) ?? [],
        results: rows.results.get(personId) ?? [],
      }),
    );
  }
  return bills;
}

interface Rows {
  readonly visits: readonly Visit[];
  readonly batches: readonly Batch<UploadedLine>[];
  readonly settlements: readonly StoredSettlement[];
  /** The first of each settlement. */
  readonly results: readonly StoredResult[];
}

function billsOf({ visits, batches, settlements, results }: Rows): readonly KeptBill[] {
  const byVisit = new Map(visits.map((visit) => [visit.visitId, visit]));
  const told = new Map(results.map((result) => [result.settlementId, result]));
  const undone = new Map(settlements.map(({ reverses, at }) => [reverses, at]));
  const settledVisits = new Set<string>();
  const bills: KeptBill[] = [];
  for (const one of settlements) {
    const [visit, result] = [byVisit.get(one.visitId), told.get(one.settlementId)];
    if (one.kind !== 'settle') continue;
    if (!visit || !result) throw new RangeError(`${one.settlementId} has no visit or no result`);
    settledVisits.add(one.visitId);
    const own = batches.filter(
      ({ visitId, batchId }) => visitId === one.visitId && one.facts.batches.includes(batchId),
    );
    bills.push({
      visit,
      lines: linesOf(own),
      settled: {
        settlementId: one.settlementId,
        version: one.version,
        // Written by this module from an event of the engine.
        event: one.event as VisitEvent,
        at: one.at,
        money: billMoney(result, one.facts.accountFen),
        reversedAt: undone.get(one.settlementId) ?? null,
      },
    });
  }
  for (const visit of visits) {
    if (settledVisits.has(visit.visitId) || visit.status === 'cancelled') continue;
    const lines = linesOf(batches.filter(({ visitId }) => visitId === visit.visitId));
    if (lines.length > 0) bills.push({ visit, lines, settled: null });
  }
  return bills;
}

function linesOf(batches: readonly Batch<UploadedLine>[]): readonly UploadedLine[] {
  const net = netLines(openLines(batches));
  if (!net.ok) throw new RangeError(net.rejection.code);
  return net.value;
}
