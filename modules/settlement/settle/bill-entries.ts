/**
 * What a settlement or reversal leaves besides its own entry: the entries of the differences that
 * it moves, and what other modules are told.
 */
import type { KeyObject } from 'node:crypto';
import { appendTo, type Chain, type NewEntry, type SealedEntry } from '../../ledger/index.ts';
import type { PersonFile } from '../person/change-person.ts';
import type { Services } from '../services.ts';
import { movePostings } from './payment.ts';
import { isPosted, type Move } from './replay-person.ts';

type EntryPlace = Pick<NewEntry, 'area' | 'month' | 'at'>;

/** Ledger entries of the differences that are posted, one for each earlier settlement. */
export function moveEntries(
  { ledgerKey }: Pick<Services, 'ledgerKey'>,
  chain: Chain,
  moves: readonly Move[],
  place: EntryPlace,
): readonly SealedEntry[] {
  return appendMoves(ledgerKey, chain, moves, place).map(({ sealed }) => sealed);
}

export interface Appended {
  readonly entry: NewEntry;
  readonly sealed: SealedEntry;
  /** The end of the chain after it. */
  readonly chain: Chain;
}

/** The same entries, with the chain as each leaves it. */
export function appendMoves(
  ledgerKey: KeyObject,
  chain: Chain,
  moves: readonly Move[],
  place: EntryPlace,
): readonly Appended[] {
  const appended: Appended[] = [];
  let end = chain;
  const posted = moves.filter(isPosted);
  for (const subject of new Set(posted.map(({ settlementId }) => settlementId))) {
    const own = posted.filter(({ settlementId }) => settlementId === subject);
    const { personId } = chain;
    const postings = own.flatMap((move) => movePostings(move, { area: place.area, personId }));
    const entry: NewEntry = { kind: 'difference', subject, ...place, postings };
    const next = appendTo(end, entry, ledgerKey);
    appended.push({ entry, ...next });
    end = next.chain;
  }
  return appended;
}

/** What other modules are told; ids only. */
export function settledEvent(topic: string, { head }: PersonFile, settlementId: string) {
  return {
    topic,
    key: String(head.personId),
    payload: { personId: head.personId, settlementId, version: head.version + 1 },
  };
}

/**
 * Differences are told to the funds; what of them is due to the person is offered without
 * application.
 */
export function differenceEvents({ head }: PersonFile, moves: readonly Move[]) {
  if (moves.length === 0) return [];
  const { personId } = head;
  const key = String(personId);
  const posted = moves.filter(isPosted);
  const dueFen = posted.reduce((sum, { differenceFen }) => sum + differenceFen, 0);
  const settlements = [...new Set(posted.map(({ settlementId }) => settlementId))];
  const told = { topic: 'settlement.differences', key, payload: { personId, moves } };
  if (dueFen <= 0) return [told];
  return [told, { topic: 'settlement.offered', key, payload: { personId, dueFen, settlements } }];
}
