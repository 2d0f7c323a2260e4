/**
 * Persons with allowances that may wait to fall due (decision 0003 §8): their events are settled
 * one by one, and after each the waiting tiers are asked, oldest first.
 */
import { windowNumber, windowSpan } from '../law/index.ts';
import { asDay, dayToCivil } from '../units/index.ts';
import type { Bound } from './bind.ts';
import type { Columns, Output } from './columns.ts';
import type { SectionRun } from './kernel.ts';
import type { Lowered } from './lowered.ts';

/** What the runs of a person share. */
export interface Course {
  readonly lowered: Lowered;
  readonly columns: Columns;
  readonly out: Output;
  /** Each event is a run of its own. */
  readonly bound: Bound;
  readonly runs: readonly SectionRun[];
  readonly memory: Float64Array;
}

/** An allowance some tiers of which wait. */
interface Waiting {
  readonly event: number;
  readonly section: number;
  /** By tier: whether it waits. */
  readonly tiers: boolean[];
}

const MODE = 0;

/** Settles the events of a person; `enter` makes another scheme take over. */
export function settleWaiting(
  course: Course,
  from: number,
  until: number,
  enter: (event: number, section: number) => void,
): void {
  const { lowered, bound, runs, memory } = course;
  let waiting: Waiting[] = [];
  for (let event = from; event < until; event++) {
    const section = course.columns.runSection[event] ?? 0;
    enter(event, section);
    const law = lowered.sections[section];
    // A flag that no tier sets stays 1: it does not wait.
    bound.control.fill(1);
    bound.control[MODE] = 0;
    runs[section]?.(memory, event, event + 1);
    bound.isFirst[event] = 0;
    const tiers = Array.from({ length: law?.flags ?? 0 }, (_, at) => bound.control[1 + at] === 0);
    for (const one of waiting) release(course, one, event);
    waiting = waiting.filter((one) => one.tiers.includes(true));
    if (law?.asksDue !== null && tiers.includes(true)) waiting.push({ event, section, tiers });
  }
}

/** Asks the waiting tiers of an allowance on the day of a later event, and settles those due. */
function release(course: Course, one: Waiting, by: number): void {
  const { lowered, bound, runs, memory } = course;
  const asks = lowered.sections[one.section]?.asksDue;
  if (asks === null || asks === undefined) return;
  look(course, by);
  bound.control.fill(0);
  for (const [at, waits] of one.tiers.entries()) bound.control[1 + at] = waits ? 1 : 0;
  runs[asks]?.(memory, one.event, one.event + 1);
  const due = one.tiers.map((waits, at) => waits && bound.control[1 + at] === 1);
  if (!due.includes(true)) return;
  bound.control[MODE] = 1;
  for (const [at, is] of due.entries()) {
    bound.control[1 + at] = is ? 1 : 0;
    if (is) one.tiers[at] = false;
  }
  const { paid, residual } = course.out;
  const before = [...paid, ...residual].map((column) => column[one.event] ?? 0);
  runs[one.section]?.(memory, one.event, one.event + 1);
  for (const [at, column] of [...paid, ...residual].entries()) {
    column[one.event] = (column[one.event] ?? 0) + (before[at] ?? 0);
  }
}

/** The windows of the day of an event, as each counter means them. */
function look({ lowered, columns, bound }: Course, event: number): void {
  const on = asDay(columns.windowDay?.[event] ?? 0);
  const civil = dayToCivil(on);
  for (const [at, { window }] of lowered.counters.entries()) {
    bound.laterWindows[at] = windowNumber(window, civil, on);
    bound.laterStarts[at] = windowSpan(window, on)?.from ?? 0;
  }
}
