/**
 * Settles one event: the explaining interpreter. Same event, person, state and Program give the
 * same fen, the same trace and the same next state.
 */
import { type LineClass, prepare, type ResidualCells, ValueMissing } from '../law/index.ts';
import { accepted, type Result, rejected } from '../units/index.ts';
import { entitledAtoms, waitingIn } from './allowance.ts';
import { closeBook, moveCounter, openBook } from './counters.ts';
import type { Event } from './event.ts';
import { type EventRun, openRun } from './event-run.ts';
import { firstCells } from './first-cells.ts';
import { SeveralBases } from './measures.ts';
import { tooLarge } from './out-of-range.ts';
import {
  eventAsRead,
  lawDayOf,
  NO_READINGS,
  outsideSpan,
  planOf,
  profileOf,
  type SettleInput,
  windowDayOf,
} from './profile.ts';
import { noteRecomputed, runTiers } from './run-tiers.ts';
import { enterScheme } from './scheme-change.ts';
import {
  type Atom,
  type ResultKind,
  type Settled,
  type TierTrace,
  TRACE_VERSION,
} from './settled.ts';
import type { Pending, State } from './state.ts';

export interface Step {
  readonly settled: Settled;
  readonly state: State;
}

const KINDS: Readonly<Record<Event['kind'], ResultKind>> = {
  visit: 'bill',
  contribution: 'premium',
  allowance: 'cashBenefit',
  close: 'topUp',
};

/**
 * Settles an event on a state. Rejects, in this order: `law/expired`, `law/not_yet`, a code that a
 * reading looks at and does not know, `settlement/facts_overlap`, `settlement/facet_missing`,
 * `settlement/unknown_code`, `settlement/person_not_enrolled`, `law/value_gap`,
 * `law/value_missing`, `settlement/event_invalid`, line by line `settlement/line_invalid`,
 * `facet_missing` and `unknown_code`, `settlement/amount_too_large`, and from the tiers on
 * `law/value_missing` (a limit that has no amount for a line's code) and
 * `settlement/several_bases`.
 */
export function settle(input: SettleInput): Result<Step> {
  try {
    return settleAsRead(input);
  } catch (fault) {
    if (fault instanceof ValueMissing) return rejected(fault.code, fault.message, fault.parameter);
    if (fault instanceof SeveralBases) return severalBases(input.event);
    throw fault;
  }
}

function settleAsRead(given: SettleInput): Result<Step> {
  const { program } = given;
  const lawDay = lawDayOf(program, given.event);
  const expired = outsideSpan(program, lawDay);
  if (expired !== null) return expired;
  let input = given;
  let readings = NO_READINGS;
  if (program.readings.length > 0) {
    const read = eventAsRead(given, lawDay);
    if (!read.ok) return read;
    input = { ...given, event: read.value.event };
    readings = read.value.readings;
  }
  const { event } = input;
  const prepared = prepare(program);
  const kind = prepared.kinds[event.kind];
  const profile = profileOf(kind, input, lawDay);
  if (!profile.ok) return profile;
  const plan = planOf(prepared, kind, input, profile.value, lawDay);
  if (!plan.ok) return plan;
  const windowDay = windowDayOf(program, event);
  const before = given.release ? given.state : enterScheme(program, given.state);
  const book = openBook(prepared, before, windowDay, profile.value);
  const first = firstCells(prepared, kind, input, plan.value, book);
  if (!first.ok) return first;
  const run = openRun(kind, event, first.value, book, plan.value.writes);
  if (given.recomputeOn !== undefined) noteRecomputed(run, input, given.recomputeOn);
  const tiers = runTiers(run, plan.value.tiers, input);
  if (tiers === null) return tooLarge(event);
  writeEvent(run, given.release !== undefined);
  const moves = closeBook(book);
  const atoms = run.entitled === null ? first.value.atoms : entitledAtoms(run, run.entitled);
  const settled: Settled = {
    kind: KINDS[event.kind],
    eventId: event.id,
    releasedBy: given.release?.by ?? null,
    law: program.hash,
    program,
    lawDay,
    windowDay,
    totalFen: run.totalFen,
    personFen: personShare(run, atoms),
    paidFen: run.paidFen,
    atoms,
    matrix: run.payments,
    residual: run.cells,
    trace: {
      version: TRACE_VERSION,
      readings,
      prices: first.value.prices,
      tiers,
      counters: moves,
    },
  };
  const pending =
    event.kind === 'allowance' ? pendingAfter(given, before.pending, tiers) : before.pending;
  const scheme = before.scheme ?? program.id;
  return accepted({ settled, state: { scheme, counters: book.states, pending } });
}

/** What waits to fall due after an event; where that is known already, it waits on. */
function pendingAfter(
  { event, program, waits }: SettleInput,
  before: readonly Pending[],
  tiers: readonly TierTrace[],
): readonly Pending[] {
  if (event.kind !== 'allowance') return before;
  const waiting = waits ?? waitingIn(program, tiers);
  return waiting.length === 0 ? before : [...before, { event, law: program.hash, tiers: waiting }];
}

function severalBases(event: Event): Result<never> {
  return rejected(
    'settlement/several_bases',
    `事件 ${event.id} 有几个计发基数，法规只按一个计发；请改用加权的待遇，或只报一个基数`,
    event.id,
  );
}

/**
 * Writers that wait for the last tier: numbers of the event, and what stays personal. The numbers
 * of an allowance count once, with the event, not with what is released of it.
 */
function writeEvent(run: EventRun, isRelease: boolean): void {
  const { eventWrites } = run.writes;
  for (let index = 0; index < eventWrites.length; index++) {
    const write = eventWrites[index];
    if (write === undefined) break;
    if (isRelease && write.kind === 'event') continue;
    const fen = write.kind === 'event' ? run.measure(write.measure) : residualFen(run, write.cells);
    moveCounter(run.book, write.counter, fen);
  }
}

/** What is still personal in the cells that a writer counts. */
function residualFen({ cells, classes }: EventRun, counted: readonly ResidualCells[]): number {
  let fen = 0;
  for (let index = 0; index < counted.length; index++) {
    const of = counted[index];
    if (of === undefined) break;
    for (let atom = 0; atom < cells.length; atom++) {
      if (of.lines === null || isIn(of.lines, classes[atom])) fen += cells[atom]?.[of.reason] ?? 0;
    }
  }
  return fen;
}

function isIn(selectors: readonly number[], lineClass: LineClass | undefined): boolean {
  return selectors.some((number) => lineClass?.matches[number]);
}

/** Fills the person's column of the matrix and gives its sum. */
function personShare({ payments }: EventRun, atoms: readonly Atom[]): number {
  let totalFen = 0;
  for (let index = 0; index < payments.length; index++) {
    const row = payments[index];
    let fen = atoms[index]?.totalFen ?? 0;
    if (row === undefined) continue;
    const person = row.length - 1;
    for (let payer = 0; payer < person; payer++) fen -= row[payer] ?? 0;
    row[person] = fen;
    totalFen += fen;
  }
  return totalFen;
}
