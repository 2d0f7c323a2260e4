/**
 * What taking a settlement back changes: a reversal that points to it, the negative of its position
 * in the ledger, and the differences of other bills. Nothing is edited.
 */
import { accepted, type Result } from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import { appendTo, entriesOf, monthOf, openMonth, positionOf } from '../../ledger/index.ts';
import { nextId } from '../messages/outpatient-visit.ts';
import type { StoredSettlement } from '../model.ts';
import type { PersonChange } from '../person/change.ts';
import type { PersonFile } from '../person/change-person.ts';
import type { Services } from '../services.ts';
import { differenceEvents, moveEntries, settledEvent } from '../settle/bill-entries.ts';
import { replayWith } from '../settle/settle-bill.ts';

export interface ReversalRequest {
  readonly original: StoredSettlement;
  /** Who takes it back, and under which id of theirs. */
  readonly institution: string;
  readonly msgid: string;
  /** The document or case that says so, where an operator does. */
  readonly basis?: string;
}

export interface ReversalMade {
  readonly change: PersonChange;
  readonly own: StoredSettlement;
  /** Of the personal account after it. */
  readonly balanceFen: number;
}

/** The original must stand: neither unknown nor taken back already. Rejects as settling does. */
export async function reversalChange(
  services: Services,
  { at }: Pick<RequestScope, 'at'>,
  file: PersonFile,
  request: ReversalRequest,
): Promise<Result<ReversalMade>> {
  const { original, institution, msgid, basis } = request;
  const { personId, version } = file.head;
  const { settlementId } = original;
  const own: StoredSettlement = {
    ...original,
    settlementId: nextId(file, 'S'),
    version: version + 1,
    institution,
    kind: 'reverse',
    reverses: settlementId,
    msgid,
    at,
    event: null,
  };
  const [replayed, entries] = await Promise.all([
    replayWith(services, file, own),
    entriesOf(services.database, personId),
  ]);
  if (!replayed.ok) return replayed;
  const { area } = file.enrolled;
  const month = openMonth(monthOf(at), file.lastClosed);
  const postings = positionOf(entries, settlementId).map(({ account, amountFen }) => ({
    account,
    amountFen: -amountFen,
  }));
  const entry = { kind: 'reverse' as const, subject: settlementId, area, month, at, postings };
  const first = appendTo(file.chain, entry, services.ledgerKey);
  const { state, lastDay, results, moves } = replayed.value;
  const moved = moveEntries(services, first.chain, moves, { area, month, at });
  const balanceFen = first.chain.accountFen;
  const { visitId, facts } = original;
  const change: PersonChange = {
    settlement: {
      settlementId: own.settlementId,
      visitId,
      institution,
      kind: 'reverse',
      reverses: settlementId,
      msgid,
      event: null,
      facts: { ...facts, balanceFen, ...(basis === undefined ? {} : { basis }) },
      batches: facts.batches,
      bindTo: null,
    },
    results,
    entries: [first.sealed, ...moved],
    state,
    lastDay,
    events: [
      settledEvent('settlement.reversed', file, settlementId),
      ...differenceEvents(file, moves),
    ],
  };
  return accepted({ change, own, balanceFen });
}
