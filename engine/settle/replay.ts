/**
 * Replays events in their order: each on the state that the ones before it left, and after each the
 * allowances that have fallen due. Steps of an earlier run whose input is unchanged are taken over.
 */
import type { Program } from '../law/index.ts';
import { accepted, type Day, dayToCivil, type Result, rejected } from '../units/index.ts';
import { waitingIn } from './allowance.ts';
import type { Event, Person } from './event.ts';
import { inputKeyOf, lawDayOf, type SettleInput, windowDayOf } from './profile.ts';
import { dueTiers, withoutTiers } from './releases.ts';
import { sameContent } from './same-content.ts';
import { settle } from './settle.ts';
import type { Settled } from './settled.ts';
import type { Pending, State } from './state.ts';

export interface SettledHistory {
  /**
   * In law order; reversed events are not among them. What an event released stands right after
   * it.
   */
  readonly steps: readonly SettledStep[];
  readonly state: State;
  /** How many steps were taken over from the earlier run. */
  readonly reused: number;
}

export interface SettledStep {
  /** Of a release (`settled.releasedBy`): the allowance. */
  readonly event: Event;
  readonly settled: Settled;
  readonly stateBefore: State;
  readonly stateAfter: State;
  /** Equal for equal law, facts and recompute day. */
  readonly inputKey: string;
  /** The result was kept from before a reversal (`reversal: keepPast`). */
  readonly isKept: boolean;
}

export interface Planned {
  readonly event: Event;
  readonly program: Program;
}

/** The result of an event and of what it released, kept from before a reversal. */
export interface Kept {
  readonly own: Settled;
  readonly releases: readonly SettledStep[];
}

export interface Replay {
  readonly person: Person;
  /** In law order. */
  readonly planned: readonly Planned[];
  readonly start: State;
  /** Steps of an earlier run. */
  readonly earlier: readonly SettledStep[];
  /** By event. */
  readonly kept: ReadonlyMap<string, Kept>;
  readonly programOf: (hash: string) => Result<Program>;
}

/** A replay under way. */
interface Course extends Replay {
  readonly recomputeDays: ReadonlyMap<string, Day>;
  /** By allowance: tiers whose release is kept. No other event releases them. */
  readonly spokenFor: ReadonlyMap<string, ReadonlySet<string>>;
  readonly steps: SettledStep[];
  state: State;
  canReuse: boolean;
  reused: number;
}

/** Settles the events; rejects what `settle` rejects, with the event's id in `at`. */
export function replay(given: Replay): Result<SettledHistory> {
  const { earlier, kept, planned, start } = given;
  const course: Course = {
    ...given,
    recomputeDays: lastLawDays(planned),
    spokenFor: keptReleases(planned, kept),
    steps: [],
    state: start,
    canReuse:
      kept.size === 0 &&
      !earlier.some((step) => step.isKept) &&
      sameContent(earlier[0]?.stateBefore, start),
    reused: 0,
  };
  for (const { event, program } of planned) {
    const result = kept.get(event.id);
    const waits = result ? { waits: waitingIn(result.own.program, result.own.trace.tiers) } : {};
    const fault =
      take(course, { ...inputOf(course, event, program), ...waits }, result?.own) ??
      (result ? releaseAgain(course, result.releases) : releaseDue(course, event, program));
    if (fault) return fault;
  }
  const { steps, state, reused } = course;
  return accepted({ steps, state, reused });
}

function inputOf({ person, state, recomputeDays }: Course, event: Event, program: Program) {
  const recomputeOn = recomputeDays.get(yearOf(program, event));
  const input = { event, person, state, program };
  return recomputeOn === undefined ? input : { ...input, recomputeOn };
}

/** Takes one step, anew or from the earlier run; a result that is kept stands in for its own. */
function take(course: Course, input: SettleInput, kept?: Settled): Result<never> | null {
  const { event } = input;
  const key = inputKeyOf(input);
  if (!key.ok) return located(key, event.id);
  const { release } = input;
  const inputKey = release ? [key.value, release.by, ...release.tiers].join('|') : key.value;
  const before = course.earlier[course.steps.length];
  course.canReuse &&= before?.inputKey === inputKey && sameContent(before.event, event);
  if (course.canReuse && before) {
    course.steps.push(before);
    course.state = before.stateAfter;
    course.reused++;
    return null;
  }
  const step = settle(input);
  if (!step.ok) return located(step, event.id);
  const { state } = step.value;
  const pending = release
    ? withoutTiers(state.pending, event.id, release)
    : withRecomputeDay(state.pending, input);
  const stateAfter = pending === state.pending ? state : { ...state, pending };
  course.steps.push({
    event,
    settled: kept ?? step.value.settled,
    stateBefore: course.state,
    stateAfter,
    inputKey,
    isKept: kept !== undefined,
  });
  course.state = stateAfter;
  return null;
}

/** Notes the law day of an event with those who wait and settle anew under its Program and year. */
function withRecomputeDay(
  pending: readonly Pending[],
  { program, event }: SettleInput,
): readonly Pending[] {
  if (pending.length === 0 || !recomputes(program)) return pending;
  const year = yearOf(program, event);
  const recomputeOn = lawDayOf(program, event);
  return pending.map((one) =>
    one.law === program.hash && yearOf(program, one.event) === year ? { ...one, recomputeOn } : one,
  );
}

/** Asks every waiting allowance, oldest first, and settles the tiers of each that are due. */
function releaseDue(course: Course, by: Event, program: Program): Result<never> | null {
  for (const one of course.state.pending) {
    if (one.event.id === by.id) continue;
    const spokenFor = course.spokenFor.get(one.event.id);
    const tiers = spokenFor ? one.tiers.filter((tier) => !spokenFor.has(tier)) : one.tiers;
    if (tiers.length === 0) continue;
    const input = releaseInput(course, one);
    if (!input.ok) return input;
    const due = dueTiers(input.value, { ...one, tiers }, windowDayOf(program, by));
    if (!due.ok) return located(due, one.event.id);
    if (due.value.length === 0) continue;
    const release = { tiers: due.value, by: by.id };
    const fault = take(course, { ...input.value, release });
    if (fault) return fault;
  }
  return null;
}

/**
 * Releases what an event whose result is kept released before: the results are kept too, and only
 * the counters are worked out anew. What was reversed since is no longer among those who wait.
 */
function releaseAgain(course: Course, kept: readonly SettledStep[]): Result<never> | null {
  for (const { event, settled } of kept) {
    const one = course.state.pending.find((waiting) => waiting.event.id === event.id);
    if (!one) continue;
    const input = releaseInput(course, one);
    if (!input.ok) return input;
    const release = { tiers: releasedBy(settled), by: settled.releasedBy ?? '' };
    const fault = take(course, { ...input.value, release }, settled);
    if (fault) return fault;
  }
  return null;
}

/** The tiers that kept results release, by allowance. */
function keptReleases(planned: readonly Planned[], kept: Replay['kept']) {
  const found = new Map<string, Set<string>>();
  for (const { event } of planned) {
    for (const { event: allowance, settled } of kept.get(event.id)?.releases ?? []) {
      const tiers = found.get(allowance.id) ?? new Set();
      for (const tier of releasedBy(settled)) tiers.add(tier);
      found.set(allowance.id, tiers);
    }
  }
  return found;
}

/** Ids of the tiers that a release settles. */
function releasedBy({ trace, program }: Settled): string[] {
  return trace.tiers.map(({ tier }) => program.tiers[tier]?.id ?? '');
}

function releaseInput(course: Course, waiting: Pending): Result<SettleInput> {
  const { event, law, recomputeOn } = waiting;
  const program = course.programOf(law);
  if (!program.ok) return located(program, event.id);
  return accepted({
    ...(recomputeOn === undefined ? {} : { recomputeOn }),
    ...inputOf(course, event, program.value),
  });
}

/** X13 `recompute`: per Program and calendar year, the law day of the last event. */
export function lastLawDays(planned: readonly Planned[]): Map<string, Day> {
  const days = new Map<string, Day>();
  for (const { event, program } of planned) {
    if (recomputes(program)) days.set(yearOf(program, event), lawDayOf(program, event));
  }
  return days;
}

function recomputes({ tiers }: Program): boolean {
  return tiers.some(({ midYearChange }) => midYearChange === 'recompute');
}

/** The span within which `recompute` settles anew: one Program and one calendar year. */
export function yearOf(program: Program, event: Event): string {
  return `${program.hash}|${dayToCivil(windowDayOf(program, event)).year}`;
}

/** Adds the event's id to a rejection that names no place. */
export function located<T>(result: Result<T>, id: string): Result<T> {
  if (result.ok) return result;
  const { code, message, at } = result.rejection;
  return rejected(code, message, at ?? id);
}
