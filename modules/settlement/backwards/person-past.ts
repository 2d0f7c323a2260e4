/**
 * What a change moves in a person's earlier bills, as a console shows it before and after: event by
 * event and payer by payer.
 */
import type { Event } from '../../../engine/settle/index.ts';
import { accepted, type Result } from '../../../engine/units/index.ts';
import type { Enrolled } from '../../enrolment/index.ts';
import type { Services } from '../services.ts';
import { refittedBy } from '../settle/refit-law.ts';
import {
  isPosted,
  type Move,
  type PersonHistory,
  type Replayed,
  replayPerson,
} from '../settle/replay-person.ts';
import { personLaw } from '../settle/settle-bill.ts';
import { orderDay } from '../settle/settle-visit.ts';
import { resultsOf, settlementsOf } from '../store/read.ts';

/** Money in fen. */
export interface ShownMove {
  readonly settlementId: string;
  readonly visitId: string;
  readonly institution: string;
  /** `YYYY-MM-DD`: the bill's day in the order of the law. */
  readonly on: string;
  readonly payer: string;
  /** As it stands in the ledger. */
  readonly beforeFen: number;
  /** As the law now has it; stands in the ledger where the move is posted. */
  readonly afterFen: number;
  /** Positive: the payer owes more. */
  readonly differenceFen: number;
  readonly action: Move['action'];
  readonly isPosted: boolean;
}

export interface PastMoves {
  readonly moves: readonly ShownMove[];
  /** Sums by payer of what is posted. */
  readonly payers: Readonly<Record<string, number>>;
  /** What becomes due to the person; negative: from the person. */
  readonly dueFen: number;
}

/** All that was settled for a person, in the order in which it was recorded. */
export async function historyOf(services: Services, personId: number): Promise<PersonHistory> {
  const [settlements, results] = await Promise.all([
    settlementsOf(services.database, personId),
    resultsOf(services.database, personId),
  ]);
  return { settlements, results };
}

/** Replays a person's history under other facts; null where nothing was ever settled. */
export async function replayUnder(
  services: Services,
  after: Enrolled,
  history: PersonHistory,
): Promise<Result<Replayed | null>> {
  if (history.settlements.length === 0) return accepted(null);
  const hashes = [...history.results.values()].map(({ law }) => law);
  const given = await personLaw(services, { enrolled: after }, hashes);
  const refitted = refittedBy(given, history);
  if (!refitted.ok) return refitted;
  return replayPerson(given, { ...history, refitted: refitted.value });
}

/** Moves with what stood before and comes after. */
export function shownMoves(moves: readonly Move[], { settlements, results }: PersonHistory) {
  const byId = new Map(settlements.map((one) => [one.settlementId, one]));
  return moves.map((move): ShownMove => {
    const own = byId.get(move.settlementId);
    const result = results.get(move.settlementId);
    if (!own || !result) throw new RangeError(`${move.settlementId} moved and is not stored`);
    const beforeFen = result.posted[result.payers.indexOf(move.payer)] ?? 0;
    return {
      ...move,
      visitId: own.visitId,
      // Written by this module from an event of the engine.
      on: orderDay(own.event as Event),
      beforeFen,
      afterFen: beforeFen + move.differenceFen,
      isPosted: isPosted(move),
    };
  });
}

/** Sums what is posted. */
export function pastMoves(moves: readonly ShownMove[]): PastMoves {
  const payers: Record<string, number> = {};
  let dueFen = 0;
  for (const move of moves.filter((one) => one.isPosted)) {
    payers[move.payer] = (payers[move.payer] ?? 0) + move.differenceFen;
    dueFen += move.differenceFen;
  }
  return { moves, payers, dueFen };
}
