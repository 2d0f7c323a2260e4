/**
 * What an event leaves to the next one of its walk.
 */
import type { ResidualCells } from '../../law/index.ts';
import { windowNumber } from '../../settle/index.ts';
import { dayToCivil } from '../../units/index.ts';
import { greatestOf } from './ground.ts';
import { type Quotient, sumOf, totalOf, ZERO } from './quotient.ts';
import { moveCounterOn, type RunOn } from './run-on.ts';
import { COUNTING, type StateOn } from './state-on.ts';

/** What the next event finds, once all tiers of this one have run. */
export function leftBy(run: RunOn): StateOn {
  writeEventOn(run);
  const { planned, state, ground } = run;
  const { prepared, keyOf, windowDay } = planned;
  const counters = [...state.counters];
  for (const [index, { after, written }] of run.counters) {
    const plan = prepared.counters[index];
    if (!plan || plan.isOfEvent) continue;
    const key = keyOf(index);
    const window = windowNumber(plan.law.window, dayToCivil(windowDay), windowDay);
    const at = counters.findIndex(
      (one) => one.counter === plan.id && one.key === key && one.window === window,
    );
    const known = counters[at]?.value ?? ZERO;
    const rolled = () =>
      plan.isMax ? greatestOf(ground, written, known, COUNTING) : sumOf(known, written);
    const value = plan.isRolling ? rolled() : after;
    counters[at < 0 ? counters.length : at] = { counter: plan.id, key, window, value };
  }
  const byLine = [...run.movedByLine].flatMap((index) => prepared.counters[index]?.id ?? []);
  return { counters, movedByLine: new Set([...state.movedByLine, ...byLine]) };
}

/** Writers that wait for the last tier: numbers of the event, and what stays personal. */
function writeEventOn(run: RunOn): void {
  for (const write of run.planned.plan.writes.eventWrites) {
    const fen =
      write.kind === 'event'
        ? run.measure(write.measure)
        : totalOf(write.cells.map((cells) => residualOn(run, cells)));
    moveCounterOn(run, write.counter, fen, COUNTING);
  }
}

function residualOn({ cells, atoms }: RunOn, { reason, lines }: ResidualCells): Quotient {
  const counted = cells.filter(
    (_, atom) =>
      lines === null || lines.some((number) => atoms[atom]?.lineClass?.matches[number] === true),
  );
  return totalOf(counted.map((row) => row[reason] ?? ZERO));
}
