/**
 * Persons with allowances that may wait to fall due (decision 0003 §8): their events are settled
 * one by one, and after each the waiting tiers are asked, oldest first. An event whose result is
 * kept from a past moves counters only: which of its tiers wait and what it released stand.
 */
import { windowNumber, windowSpan } from '../law/index.ts';
import { asDay, dayToCivil } from '../units/index.ts';
import { A_RELEASE, AN_EVENT, answerAt, GIVEN, MODE, toldAt } from './controls.ts';
import { entering, type OpenRun } from './open-run.ts';

/** By tier of a section; empty where none of its tiers may wait. */
type Tiers = readonly boolean[];

/** An allowance some tiers of which wait. */
interface Waiting {
  readonly event: number;
  readonly section: number;
  tiers: Tiers;
}

/** What an event released: tiers of an allowance, by the place of its result. */
interface Released {
  readonly resultAt: number;
  readonly tiers: Tiers;
  /** By column of the output: payers, then reasons. */
  readonly amounts: readonly number[];
}

/** What an event came to besides its amounts. */
interface Outcome {
  readonly waits: Tiers;
  readonly released: readonly Released[];
}

/** Outcomes by the place of the result. */
type Outcomes = Map<number, Outcome>;

/**
 * Settles a person, each of whose events is a run of its own: the pasts, oldest first, then the
 * events that count.
 */
export function settleWaiting(open: OpenRun, person: number): void {
  const { personRun, pasts } = open.columns;
  const firstPast = pasts?.personPast[person] ?? 0;
  const endOfPasts = pasts?.personPast[person + 1] ?? 0;
  const outcomes: Outcomes | null = firstPast < endOfPasts ? new Map() : null;
  for (let past = firstPast; past < endOfPasts; past++) {
    settleEvents(open, rangeOf(pasts?.pastRun, past), outcomes);
  }
  const released = settleEvents(open, rangeOf(personRun, person), outcomes);
  for (const one of released) pay(open, one);
}

interface EventRange {
  readonly from: number;
  readonly until: number;
}

/** The events of a person or a past, each of which is a run. */
function rangeOf(begins: Int32Array | undefined, at: number): EventRange {
  return { from: begins?.[at] ?? 0, until: begins?.[at + 1] ?? 0 };
}

/** Settles events from nothing; gives what was released. Their columns hold their own results. */
function settleEvents(
  open: OpenRun,
  { from, until }: EventRange,
  outcomes: Outcomes | null,
): readonly Released[] {
  const { bound, columns } = open;
  const enter = entering(open);
  const all: Released[] = [];
  const spokenFor = keptReleases(open, { from, until }, outcomes);
  let waiting: Waiting[] = [];
  for (let event = from; event < until; event++) {
    bound.isFirst[event] = event === from ? 1 : 0;
    const section = columns.runSection[event] ?? 0;
    enter(event, section);
    const known = outcomes?.get(resultOf(open, event));
    const waits = settleEvent(open, event, section, known?.waits ?? null);
    // Released later, also the first finds the counters as they are then.
    bound.isFirst[event] = 0;
    const released = known
      ? releaseAgain(open, waiting, known.released)
      : releaseDue(open, waiting, { by: event, spokenFor });
    if (!known) outcomes?.set(resultOf(open, event), { waits, released });
    all.push(...released);
    waiting = waiting.filter(({ tiers }) => tiers.includes(true));
    if (waits.includes(true)) waiting.push({ event, section, tiers: waits });
  }
  return all;
}

const NONE: Tiers = [];

/** Settles an event; gives which tiers wait. Where that is known already, it decides. */
function settleEvent(
  { lowered, bound, runs, memory }: OpenRun,
  event: number,
  section: number,
  known: Tiers | null,
): Tiers {
  const { asksDue, kindTiers = 0 } = lowered.sections[section] ?? {};
  const { control } = bound;
  if (typeof asksDue !== 'number') {
    runs[section]?.(memory, event, event + 1);
    return NONE;
  }
  // A tier that is not asked does not wait.
  control.fill(1);
  control[MODE] = AN_EVENT;
  control[GIVEN] = known ? 1 : 0;
  for (const [tier, waits] of known?.entries() ?? []) control[toldAt(tier)] = waits ? 0 : 1;
  runs[section]?.(memory, event, event + 1);
  return known ?? Array.from({ length: kindTiers }, (_, tier) => control[answerAt(tier)] === 0);
}

/** By the place of an allowance's result: tiers whose release is kept. */
type SpokenFor = ReadonlyMap<number, Tiers>;

/** What the known outcomes of some events release: no other event does. */
function keptReleases(open: OpenRun, { from, until }: EventRange, outcomes: Outcomes | null) {
  const found = new Map<number, Tiers>();
  if (!outcomes) return found;
  for (let event = from; event < until; event++) {
    for (const { resultAt, tiers } of outcomes.get(resultOf(open, event))?.released ?? []) {
      const others = found.get(resultAt);
      found.set(resultAt, others ? tiers.map((is, tier) => is || others[tier] === true) : tiers);
    }
  }
  return found;
}

/** Asks all who wait on the day of an event, and releases what is due. */
function releaseDue(
  open: OpenRun,
  waiting: readonly Waiting[],
  { by, spokenFor }: { readonly by: number; readonly spokenFor: SpokenFor },
): Released[] {
  return waiting.flatMap((one) => {
    const kept = spokenFor.get(resultOf(open, one.event));
    const tiers = kept ? one.tiers.map((waits, tier) => waits && !kept[tier]) : one.tiers;
    if (!tiers.includes(true)) return [];
    const due = dueTiers(open, { ...one, tiers }, by);
    return due.includes(true) ? [release(open, one, due)] : [];
  });
}

/**
 * Releases what an event whose result is kept released before: the amounts stand. What was reversed
 * since is no longer among those who wait.
 */
function releaseAgain(
  open: OpenRun,
  waiting: readonly Waiting[],
  kept: readonly Released[],
): Released[] {
  return kept.filter(({ resultAt, tiers }) => {
    const one = waiting.find(({ event }) => resultOf(open, event) === resultAt);
    if (one) release(open, one, tiers);
    return one !== undefined;
  });
}

/** Asks the waiting tiers of an allowance on the day of a later event. */
function dueTiers(open: OpenRun, { event, section, tiers }: Waiting, by: number): Tiers {
  const { lowered, bound, runs, memory } = open;
  const asks = lowered.sections[section]?.asksDue ?? -1;
  look(open, by);
  bound.control.fill(0);
  for (const [tier, waits] of tiers.entries()) bound.control[toldAt(tier)] = waits ? 1 : 0;
  runs[asks]?.(memory, event, event + 1);
  return tiers.map((_, tier) => bound.control[answerAt(tier)] === 1);
}

/** Settles tiers of an allowance; its own result stays in its columns. */
function release(open: OpenRun, one: Waiting, due: Tiers): Released {
  const { bound, runs, memory, out } = open;
  const { event, section, tiers } = one;
  const columns = [...out.paid, ...out.residual];
  const own = columns.map((column) => column[event] ?? 0);
  bound.control[MODE] = A_RELEASE;
  bound.control[GIVEN] = 1;
  for (const [tier, is] of due.entries()) bound.control[toldAt(tier)] = is ? 1 : 0;
  runs[section]?.(memory, event, event + 1);
  const amounts = columns.map((column) => column[event] ?? 0);
  for (const [at, column] of columns.entries()) column[event] = own[at] ?? 0;
  one.tiers = tiers.map((waits, tier) => waits && !due[tier]);
  return { resultAt: resultOf(open, event), tiers: due, amounts };
}

/** Adds what was released to the result of its allowance. */
function pay({ out }: OpenRun, { resultAt, amounts }: Released): void {
  for (const [at, column] of [...out.paid, ...out.residual].entries()) {
    column[resultAt] = (column[resultAt] ?? 0) + (amounts[at] ?? 0);
  }
}

/** The place of an event's result: equal for the same event in all pasts of a person. */
function resultOf({ columns }: OpenRun, event: number): number {
  return columns.pasts?.resultAt[event] ?? event;
}

/** The windows of the day of an event, as each counter means them. */
function look({ lowered, columns, bound }: OpenRun, event: number): void {
  const on = asDay(columns.windowDay?.[event] ?? 0);
  const civil = dayToCivil(on);
  for (const [at, { window }] of lowered.counters.entries()) {
    bound.laterWindows[at] = windowNumber(window, civil, on);
    bound.laterStarts[at] = windowSpan(window, on)?.from ?? 0;
  }
}
