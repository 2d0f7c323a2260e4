/**
 * Opens the events of a history as far as that can be done before any counter is known: law, facts,
 * readings, profile, plan, first cells. What settles many events at once starts from here, so that
 * it takes facts and cells from the same functions as `settle`.
 */
import {
  type Codes,
  type EventPlan,
  givenKey,
  type Law,
  type LineClass,
  type Prepared,
  type PreparedKind,
  type Program,
  prepare,
  profileKey,
  ValueMissing,
} from '../law/index.ts';
import { accepted, type Day, type Result, rejected } from '../units/index.ts';
import { openBook } from './counters.ts';
import type { Event } from './event.ts';
import type { First } from './event-run.ts';
import { personCode } from './facts.ts';
import { firstCells } from './first-cells.ts';
import type { History } from './history.ts';
import { measureOf, SeveralBases } from './measures.ts';
import {
  codeIn,
  eventAsRead,
  lawDayOf,
  outsideSpan,
  type Profile,
  planOf,
  profileOf,
  type SettleInput,
  windowDayOf,
} from './profile.ts';
import { lastLawDays, located, yearOf } from './replay.ts';
import { type HistoryPlans, plannedIn, plansOf, type ReplayOptions } from './settle-history.ts';
import type { Atom } from './settled.ts';
import { EMPTY_STATE } from './state.ts';

/** An event as the first tier finds it. */
export interface Opened {
  readonly event: Event;
  readonly program: Program;
  readonly kind: PreparedKind;
  readonly lawDay: Day;
  readonly windowDay: Day;
  /** Equal where the law asks the same of the person: span of days, facts, day of `recompute`. */
  readonly personKey: string;
  /** Equal where the law asks the same of the event. */
  readonly eventKey: string;
  readonly plan: EventPlan;
  /** A close over the person alone: its cells are counters of the run. */
  readonly isAlone: boolean;
  /** Empty for a close over the person alone. */
  readonly atoms: readonly Atom[];
  /** Parallel to the atoms; empty where the event has no lines. */
  readonly classes: readonly LineClass[];
  readonly totalFen: number;
  /** Code of a dimension of person or event, or the codes held of one of several. */
  readonly codeOf: (dimension: string) => Codes;
  /** The same on the day of `recompute`; null where the event is not recomputed. */
  readonly recomputedCodeOf: ((dimension: string) => Codes) | null;
  /** A number of the event; NaN where the law wants one base and the event has several. */
  readonly measure: (name: string) => number;
}

export interface OpenedHistory {
  /** In law order; what was reversed is not among them. */
  readonly events: readonly Opened[];
  /**
   * Runs before reversals that leave results as they were, oldest first: an event has its result in
   * the first of these runs that has it. What an event released there that was reversed since does
   * not count.
   */
  readonly kept: readonly (readonly Opened[])[];
}

/** Opens the events that count in the end. Rejects what `settleHistory` does before the tiers. */
export function openHistory(
  law: Law,
  history: History,
  options: ReplayOptions = {},
): Result<OpenedHistory> {
  const plans = plansOf(law, history, options);
  if (!plans.ok) return plans;
  const { programs, pasts } = plans.value;
  const kept: (readonly Opened[])[] = [];
  for (const upTo of pasts) {
    const run = openRun({ ...history, items: history.items.slice(0, upTo) }, programs);
    if (!run.ok) return run;
    kept.push(run.value);
  }
  const events = openRun(history, programs);
  if (!events.ok) return events;
  return accepted({ events: events.value, kept });
}

function openRun(
  { person, items }: History,
  programs: HistoryPlans['programs'],
): Result<readonly Opened[]> {
  const planned = plannedIn(items, programs);
  if (!planned.ok) return planned;
  const days = lastLawDays(planned.value);
  const events: Opened[] = [];
  for (const { event, program } of planned.value) {
    const recomputeOn = days.get(yearOf(program, event));
    const input = { event, person, state: EMPTY_STATE, program };
    const opened = openEvent(recomputeOn === undefined ? input : { ...input, recomputeOn });
    if (!opened.ok) return located(opened, event.id);
    events.push(opened.value);
  }
  return accepted(events);
}

/** Opens one event. */
export function openEvent(given: SettleInput): Result<Opened> {
  try {
    return openAsRead(given);
  } catch (fault) {
    if (fault instanceof ValueMissing) return rejected(fault.code, fault.message, fault.parameter);
    throw fault;
  }
}

function openAsRead(given: SettleInput): Result<Opened> {
  const { program, recomputeOn } = given;
  const lawDay = lawDayOf(program, given.event);
  const expired = outsideSpan(program, lawDay);
  if (expired) return expired;
  const read = eventAsRead(given, lawDay);
  if (!read.ok) return read;
  const input = { ...given, event: read.value.event };
  const prepared = prepare(program);
  const kind = prepared.kinds[input.event.kind];
  const profile = profileOf(kind, input, lawDay);
  if (!profile.ok) return profile;
  const plan = planOf(prepared, kind, input, profile.value, lawDay);
  if (!plan.ok) return plan;
  const first = firstOf(prepared, kind, input, plan.value, profile.value);
  if (!first.ok) return first;
  const then = recomputeOn === undefined ? null : profileOf(kind, input, recomputeOn);
  if (then && !then.ok) return then;
  return accepted(
    openedOf(input, kind, profile.value, then?.value ?? null, plan.value, first.value),
  );
}

function firstOf(
  prepared: Prepared,
  kind: PreparedKind,
  input: SettleInput,
  plan: EventPlan,
  profile: Profile,
): Result<First> {
  if (isAlone(input.event)) {
    return accepted({ atoms: [], classes: [], totalFen: 0, prices: [] });
  }
  const book = openBook(prepared, EMPTY_STATE, windowDayOf(input.program, input.event), profile);
  return firstCells(prepared, kind, input, plan, book);
}

function isAlone(event: Event): boolean {
  return event.kind === 'close' && event.members.length === 0;
}

const IN_SCOPE = 3;

function openedOf(
  { event, program }: SettleInput,
  kind: PreparedKind,
  profile: Profile,
  then: Profile | null,
  plan: EventPlan,
  { atoms, classes, totalFen }: First,
): Opened {
  const inScopeFen =
    event.kind === 'visit' ? atoms.reduce((sum, { cells }) => sum + (cells[IN_SCOPE] ?? 0), 0) : 0;
  const later = then === null ? '' : `|${personKeyOf(kind, then)}`;
  return {
    event,
    program,
    kind,
    lawDay: profile.subject.on,
    windowDay: windowDayOf(program, event),
    personKey: `${personKeyOf(kind, profile)}${later}`,
    eventKey: String(givenKey(kind.ofEvent, event.facets)),
    plan,
    isAlone: isAlone(event),
    atoms,
    classes,
    totalFen,
    codeOf: (dimension) => codeIn(profile, dimension),
    recomputedCodeOf: then === null ? null : (dimension) => codeIn(then, dimension),
    measure: (name) => oneMeasure(event, name, totalFen, inScopeFen),
  };
}

function personKeyOf(kind: PreparedKind, { subject }: Profile): string {
  let epoch = 0;
  for (const change of kind.days) if (subject.on >= change) epoch++;
  return `${epoch}:${profileKey(kind.facets.person, subject, personCode)}`;
}

function oneMeasure(event: Event, name: string, totalFen: number, inScopeFen: number): number {
  try {
    return measureOf(event, name, totalFen, inScopeFen);
  } catch (fault) {
    if (fault instanceof SeveralBases) return Number.NaN;
    throw fault;
  }
}
