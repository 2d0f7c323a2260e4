/**
 * Replays a person's whole history after a late bill, a reversal or a changed fact, and says what
 * moves: what is posted, to whom, and what the law leaves as it was. Pure.
 */
import type { Program } from '../../../engine/law/index.ts';
import {
  EMPTY_STATE,
  type Event,
  type HistoryItem,
  type Settled,
  type SettledStep,
  type State,
  settleHistory,
} from '../../../engine/settle/index.ts';
import { accepted, type Result } from '../../../engine/units/index.ts';
import type { StoredResult, StoredSettlement } from '../model.ts';
import { type NewResult, orderDay, type PersonLaw, resultOf } from './settle-visit.ts';
import { dayOf } from './visit-event.ts';

/** What a replay asks of a settlement or reversal; the instant only of a reversal. */
export type RecordedSettlement = Pick<
  StoredSettlement,
  'settlementId' | 'kind' | 'reverses' | 'institution' | 'event'
> & { readonly at: Date | null };

/** What a replay asks of a result. */
export type StandingResult = Pick<StoredResult, 'law' | 'payers' | 'paid' | 'posted'>;

export interface HistoryToReplay {
  /** In the order in which they were recorded. */
  readonly settlements: readonly RecordedSettlement[];
  /** The latest of each settlement. */
  readonly results: ReadonlyMap<string, StandingResult>;
  /** Settlements whose law is picked anew: a changed fact brings them under another scheme. */
  readonly refitted?: ReadonlySet<string>;
}

/** A history with all that is stored of it. */
export interface PersonHistory extends HistoryToReplay {
  readonly settlements: readonly StoredSettlement[];
  readonly results: ReadonlyMap<string, StoredResult>;
}

export interface Replayed {
  /** Of the events whose result moved, and of new ones. */
  readonly results: readonly NewResult[];
  readonly moves: readonly Move[];
  readonly settled: ReadonlyMap<string, Settled>;
  /** In the law's order; events that were taken back are not among them. */
  readonly steps: readonly SettledStep[];
  readonly state: State;
  readonly lastDay: string | null;
}

/** What a payer's part of an earlier bill moves by; positive: the payer owes more. */
export interface Move {
  readonly settlementId: string;
  readonly institution: string;
  readonly payer: string;
  readonly differenceFen: number;
  readonly action: 'pay' | 'recover' | 'waive' | 'hold' | 'belowLeast';
}

/** Settles the history with what is new in it. */
export function replayPerson(given: PersonLaw, history: HistoryToReplay): Result<Replayed> {
  const items = history.settlements.map((one): HistoryItem => itemOf(one, history));
  const run = settleHistory(
    given.law,
    { area: given.area, person: given.person, items },
    { start: EMPTY_STATE, archive: given.archive },
  );
  if (!run.ok) return run;
  const results: NewResult[] = [];
  const moves: Move[] = [];
  const settled = new Map<string, Settled>();
  const institutions = new Map(
    history.settlements.map(({ settlementId, institution }) => [settlementId, institution]),
  );
  let lastDay: string | null = null;
  for (const step of run.value.steps) {
    const day = orderDay(step.event);
    if (lastDay === null || day > lastDay) lastDay = day;
    settled.set(step.event.id, step.settled);
    const before = history.results.get(step.event.id);
    if (!before) {
      results.push(resultOf(step.settled, null));
      continue;
    }
    if (isSame(step.settled, before)) continue;
    const moved = movesOf(step.settled, before, institutions.get(step.event.id) ?? '');
    moves.push(...moved);
    results.push(resultOf(step.settled, postedAfter(step.settled, before, moved)));
  }
  const { steps, state } = run.value;
  return accepted({ results, moves, settled, steps, state, lastDay });
}

function itemOf(one: RecordedSettlement, { results, refitted }: HistoryToReplay): HistoryItem {
  if (one.kind === 'reverse') {
    if (one.at === null) throw new RangeError(`reversal ${one.settlementId} has no instant`);
    const on = dayOf(one.at.toISOString());
    return { kind: 'reversal', id: one.settlementId, reverses: one.reverses ?? '', on };
  }
  // Written by this module from an event of the engine.
  const event = one.event as Event;
  const before = refitted?.has(one.settlementId) ? undefined : results.get(one.settlementId);
  return before ? { kind: 'event', event, lawHash: before.law } : { kind: 'event', event };
}

function isSame({ program, paidFen, law }: Settled, before: StandingResult): boolean {
  if (law !== before.law) return false;
  const paid = byPayer(before.payers, before.paid);
  return program.payers.every(({ id }, index) => (paidFen[index] ?? 0) === (paid.get(id) ?? 0));
}

function byPayer(payers: readonly string[], fen: readonly number[]): Map<string, number> {
  return new Map(payers.map((payer, index) => [payer, fen[index] ?? 0]));
}

/** Against what stands in the ledger: what was once waived is not paid a second time. */
function movesOf(settled: Settled, before: StandingResult, institution: string): Move[] {
  const { program, paidFen, eventId } = settled;
  const posted = byPayer(before.payers, before.posted);
  const paid = byPayer(
    program.payers.map(({ id }) => id),
    paidFen,
  );
  return [...new Set([...paid.keys(), ...posted.keys()])].flatMap((payer): Move[] => {
    const differenceFen = (paid.get(payer) ?? 0) - (posted.get(payer) ?? 0);
    if (differenceFen === 0) return [];
    const action = actionOf(program, differenceFen);
    return [{ settlementId: eventId, institution, payer, differenceFen, action }];
  });
}

function actionOf({ choices }: Program, differenceFen: number): Move['action'] {
  if (Math.abs(differenceFen) < choices.leastDifferenceFen) return 'belowLeast';
  return differenceFen > 0 ? 'pay' : choices.negativeDifference;
}

/** Whether a move is an entry of the ledger. */
export function isPosted({ action }: Move): boolean {
  return action === 'pay' || action === 'recover';
}

function postedAfter(
  { program }: Settled,
  before: StandingResult,
  moves: readonly Move[],
): readonly number[] {
  const posted = byPayer(before.payers, before.posted);
  for (const move of moves.filter(isPosted)) {
    posted.set(move.payer, (posted.get(move.payer) ?? 0) + move.differenceFen);
  }
  return program.payers.map(({ id }) => posted.get(id) ?? 0);
}
