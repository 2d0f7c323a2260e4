/**
 * What must hold of a settled history, seen by settling it in other ways: from a checkpoint, from
 * an earlier run, without what was recorded twice or reversed, in another order.
 */
import type { Law } from '../../engine/law/index.ts';
import {
  type HistoryItem,
  type ReplayOptions,
  resettle,
  type SettledHistory,
  type SettledStep,
  settleHistory,
} from '../../engine/settle/index.ts';
import type { Chance } from '../laws/chance.ts';
import type { RandomHistory } from '../people/random-history.ts';
import { dayOf } from '../people/random-history.ts';
import { hold, isEqual, type Notes, same } from './notes.ts';
import { lookAtPending } from './pending-invariants.ts';

export interface Settling {
  readonly law: Law;
  readonly random: RandomHistory;
  readonly run: SettledHistory;
}

/** Looks at a history that was settled. */
export function lookAtHistory(notes: Notes, settling: Settling, chance: Chance): void {
  const { run } = settling;
  for (const [index, step] of run.steps.entries()) {
    const before = run.steps[index - 1];
    if (before) hold(notes, 'states follow one another', before.stateAfter === step.stateBefore);
  }
  lookAtPending(notes, run);
  lookAtCheckpoint(notes, settling, chance);
  lookAtEarlierRun(notes, settling, chance);
  lookAtLastReversal(notes, settling);
  lookAtPlainItems(notes, settling);
  lookAtOrder(notes, settling, chance);
}

/** From the state before any step, the rest settles to the same. */
function lookAtCheckpoint(notes: Notes, settling: Settling, chance: Chance): void {
  const { steps, state } = settling.run;
  if (steps.length === 0 || steps.some(({ isKept }) => isKept)) return;
  const from = steps.indexOf(chance.pick(steps.filter(isOfEvent)));
  const rest = steps.slice(from);
  const start = steps[from]?.stateBefore;
  const again = settled(settling, itemsOf(rest), start === undefined ? {} : { start });
  hold(notes, 'a checkpoint gives the same state', isEqual(again?.state, state));
  lookAtSteps(notes, 'a checkpoint gives the same results', again, rest);
}

/** A run that starts from an earlier one gives what a run from nothing gives. */
function lookAtEarlierRun(notes: Notes, settling: Settling, chance: Chance): void {
  const { items } = settling.random.history;
  const earlier = settled(settling, items.slice(0, chance.int(0, items.length)));
  if (!earlier) return;
  const again = settled(settling, items, { earlier });
  lookAtSteps(notes, 'an earlier run changes no result', again, settling.run.steps);
  const reused = again?.reused ?? -1;
  const isPrefix = earlier.steps.slice(0, reused).every((step, i) => again?.steps[i] === step);
  hold(notes, 'reused steps are those of the earlier run', reused >= 0 && isPrefix);
  lookAtDifferences(notes, settling, earlier);
}

/** Differences sum to what the two runs paid, payer by payer. */
function lookAtDifferences(notes: Notes, settling: Settling, earlier: SettledHistory): void {
  const { law, random, run } = settling;
  const { area, person, items } = random.history;
  const before = { area, person, items: itemsOf(earlier.steps) };
  const after = { area, person, items };
  const result = resettle(law, before, after);
  if (!result.ok || result.value.before.steps.length !== earlier.steps.length) return;
  const was = paidIn(result.value.before);
  const is = paidIn(run);
  for (const { payer, differenceFen } of result.value.differences) {
    was.set(payer, (was.get(payer) ?? 0) + differenceFen);
    hold(notes, 'a difference is not nothing', differenceFen !== 0);
  }
  for (const payer of new Set([...was.keys(), ...is.keys()])) {
    same(notes, 'differences sum to what changed', was.get(payer) ?? 0, is.get(payer) ?? 0);
  }
}

function paidIn({ steps }: SettledHistory): Map<string, number> {
  const paid = new Map<string, number>();
  for (const { settled: of } of steps) {
    for (const [index, { id }] of of.program.payers.entries()) {
      paid.set(id, (paid.get(id) ?? 0) + (of.paidFen[index] ?? 0));
    }
  }
  return paid;
}

/** A further event, reversed at once, leaves all as it was. */
function lookAtLastReversal(notes: Notes, settling: Settling): void {
  const { steps, state } = settling.run;
  const { items } = settling.random.history;
  const last = steps.findLast(isOfEvent)?.event;
  if (!last) return;
  const more: HistoryItem[] = [
    { kind: 'event', event: { ...last, id: 'again' } },
    { kind: 'reversal', id: 'r-again', reverses: 'again', on: dayOf(last) },
  ];
  const again = settled(settling, [...items, ...more]);
  // Where the past is kept the event is settled, and may be one too many for the counters.
  if (!again && !settled(settling, [...items, ...more.slice(0, 1)])) return;
  hold(notes, 'reversing the last event restores the state', isEqual(again?.state, state));
  lookAtSteps(notes, 'reversing the last event restores the results', again, steps);
}

/** What was recorded twice, and under replay what was reversed, is as if it had never been. */
function lookAtPlainItems(notes: Notes, settling: Settling): void {
  const { events, reversed } = settling.random;
  const keepsPast = settling.law.programs.some(({ choices }) => choices.reversal === 'keepPast');
  if (keepsPast && reversed.size > 0) return;
  const plain = events.filter(({ id }) => !reversed.has(id));
  const again = settled(
    settling,
    plain.map((event) => ({ kind: 'event', event })),
  );
  hold(notes, 'duplicates and reversals leave no trace', isEqual(again?.state, settling.run.state));
  lookAtSteps(notes, 'duplicates and reversals leave no trace', again, settling.run.steps);
}

/** Where the law orders by day, the order of recording does not matter. */
function lookAtOrder(notes: Notes, settling: Settling, chance: Chance): void {
  const isByDay = settling.law.programs.every(
    ({ choices }) => choices.order === 'dischargedOn' && choices.lateBill === 'replay',
  );
  const events = settling.run.steps.filter(isOfEvent).map(({ event }) => event);
  const areApart = new Set(events.map(dayOf)).size === events.length;
  if (!isByDay || !areApart || settling.run.steps.some(({ isKept }) => isKept)) return;
  const again = settled(
    settling,
    chance.shuffled(events).map((event) => ({ kind: 'event', event })),
  );
  lookAtSteps(notes, 'the order of recording does not matter', again, settling.run.steps);
}

function lookAtSteps(
  notes: Notes,
  invariant: string,
  run: SettledHistory | null,
  expected: readonly SettledStep[],
): void {
  const steps = run?.steps ?? [];
  same(notes, invariant, steps.length, expected.length);
  for (const [index, step] of steps.entries()) {
    const other = expected[index];
    if (step === other) continue;
    const isSame =
      isEqual(step.settled, other?.settled) && isEqual(step.stateAfter, other?.stateAfter);
    hold(notes, invariant, isSame, step.event.id);
  }
}

function settled(
  { law, random }: Settling,
  items: readonly HistoryItem[],
  options: ReplayOptions = {},
): SettledHistory | null {
  const { area, person } = random.history;
  const result = settleHistory(law, { area, person, items }, options);
  return result.ok ? result.value : null;
}

function isOfEvent({ settled: { releasedBy } }: SettledStep): boolean {
  return releasedBy === null;
}

/** The events of steps, each once. */
function itemsOf(steps: readonly SettledStep[]): HistoryItem[] {
  return steps.filter(isOfEvent).map(({ event }) => ({ kind: 'event', event }));
}
