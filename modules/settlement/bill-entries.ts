/**
 * What a settlement or reversal leaves besides its own entry: the entries of the differences that
 * it moves, and what other modules are told.
 */
import { appendTo, type Chain, type SealedEntry } from '../ledger/index.ts';
import type { PersonFile } from './change-person.ts';
import type { Services } from './services.ts';
import { movePostings } from './settle/payment.ts';
import { isPosted, type Move } from './settle/replay-person.ts';

/** Ledger entries of the differences that are posted, one for each earlier settlement. */
export function moveEntries(
  { ledgerKey }: Services,
  chain: Chain,
  moves: readonly Move[],
  entry: { readonly area: string; readonly month: string; readonly at: Date },
): readonly SealedEntry[] {
  const entries: SealedEntry[] = [];
  let end = chain;
  const posted = moves.filter(isPosted);
  for (const subject of new Set(posted.map(({ settlementId }) => settlementId))) {
    const own = posted.filter(({ settlementId }) => settlementId === subject);
    const place = { area: entry.area, personId: chain.personId };
    const postings = own.flatMap((move) => movePostings(move, place));
    const next = appendTo(end, { kind: 'difference', subject, ...entry, postings }, ledgerKey);
    entries.push(next.sealed);
    end = next.chain;
  }
  return entries;
}

/** What other modules are told; ids only. */
export function settledEvent(topic: string, { head }: PersonFile, settlementId: string) {
  return {
    topic,
    key: String(head.personId),
    payload: { personId: head.personId, settlementId, version: head.version + 1 },
  };
}

/** Differences are told to the funds, and offered to the person without application. */
export function differenceEvents({ head }: PersonFile, moves: readonly Move[]) {
  if (moves.length === 0) return [];
  const { personId } = head;
  return [{ topic: 'settlement.differences', key: String(personId), payload: { personId, moves } }];
}
