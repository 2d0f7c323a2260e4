/**
 * Settles a new event of a person: on the head's state where nothing comes after it, else by a
 * replay of the whole history. Pure; what is needed was loaded before.
 */
import type { Law, Program } from '../../../engine/law/index.ts';
import {
  type Event,
  type History,
  type Person,
  pickProgram,
  type Settled,
  type State,
  settleHistory,
} from '../../../engine/settle/index.ts';
import { accepted, formatDay, type Result } from '../../../engine/units/index.ts';
import type { Head, StoredResult } from '../model.ts';
import { compactTrace, ENGINE } from './compact-trace.ts';

export interface PersonLaw {
  readonly law: Law;
  /** Versions that stored results name and that are no longer in force. */
  readonly archive: readonly Program[];
  readonly area: string;
  readonly person: Person;
}

/** A result as the commit stores it. */
export type NewResult = Omit<StoredResult, 'version'>;

export interface SettledNow {
  readonly settled: Settled;
  readonly result: NewResult;
  readonly state: State;
  readonly lastDay: string;
}

/** Whether the event must be settled by a replay of the person's history. */
export function needsReplay(given: PersonLaw, head: Head, event: Event): Result<boolean> {
  const { lastDay } = head;
  if (lastDay === null) return accepted(false);
  const program = pickProgram(given.law, given.area, given.person, event);
  if (!program.ok) return program;
  const { choices, tiers } = program.value;
  const day = orderDay(event);
  const isLate = choices.order === 'dischargedOn' && choices.lateBill === 'replay' && day < lastDay;
  const recomputes = tiers.some(({ midYearChange }) => midYearChange === 'recompute');
  return accepted(isLate || (recomputes && day.slice(0, 4) === lastDay.slice(0, 4)));
}

/** Settles an event after all others of the person; the state is the head's. */
export function settleOnHead(given: PersonLaw, head: Head, event: Event): Result<SettledNow> {
  const history: History = {
    area: given.area,
    person: given.person,
    items: [{ kind: 'event', event }],
  };
  const run = settleHistory(given.law, history, { start: head.state, archive: given.archive });
  if (!run.ok) return run;
  const [step] = run.value.steps;
  if (!step) throw new RangeError(`event ${event.id} gave no step`);
  const day = orderDay(event);
  return accepted({
    settled: step.settled,
    result: resultOf(step.settled, null),
    state: run.value.state,
    lastDay: head.lastDay === null || day > head.lastDay ? day : head.lastDay,
  });
}

/** The result of a settled event; what is posted is what is paid, unless the law kept it back. */
export function resultOf(settled: Settled, posted: readonly number[] | null): NewResult {
  const { eventId, law, program, paidFen, totalFen } = settled;
  return {
    settlementId: eventId,
    law,
    engine: ENGINE,
    payers: program.payers.map(({ id }) => id),
    paid: paidFen,
    posted: posted ?? paidFen,
    totalFen,
    trace: compactTrace(settled),
  };
}

/** `YYYY-MM-DD` that puts an event into the order of the law. */
export function orderDay(event: Event): string {
  return formatDay(event.kind === 'visit' ? event.dischargedOn : event.on);
}
