/**
 * Trial `replay-span`: a bill of December is corrected, comes late or is taken back in February.
 * The replay must equal a run in which all had been told in time; where the law leaves results
 * before a reversal as they were, all others must be that. Its differences must be what changed
 * event by event, and the executions over columns must give the same, before and after.
 */
import {
  interpreterOf,
  type Kernel,
  kernelOf,
  type Lowered,
  outputFor,
  run as runBatch,
} from '../../engine/batch/index.ts';
import {
  type Difference,
  type History,
  resettle,
  type SettledHistory,
  type SettledStep,
  settleHistory,
} from '../../engine/settle/index.ts';
import { dayFromCivil } from '../../engine/units/index.ts';
import { prepareRun } from '../../modules/simulation/index.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { type SpanCase, spanCase } from '../workloads/span.ts';

const FULL = 4_000;
const QUICK = 60;
const NEW_YEAR = dayFromCivil({ year: 2025, month: 1, day: 1 });
const EXECUTIONS: Readonly<Record<string, (lowered: Lowered) => Kernel>> = {
  kernel: kernelOf,
  tables: interpreterOf,
};

interface Tally {
  readonly failing: string[];
  readonly refused: Map<string, number>;
  differences: number;
  /** Of events after the year's end. */
  afterYearEnd: number;
  readonly actions: Map<string, number>;
  /** Cases whose past is kept, and what became of what had been released in them. */
  readonly kept: { cases: number; releases: number; takenBack: number; releasedAnew: number };
}

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const tally: Tally = {
    failing: [],
    refused: new Map(),
    differences: 0,
    afterYearEnd: 0,
    actions: new Map(),
    kept: { cases: 0, releases: 0, takenBack: 0, releasedAnew: 0 },
  };
  const tried = quick ? QUICK : FULL;
  for (let index = 0; index < tried; index++) {
    const own = seed * 1_000_003 + index;
    const faults = faultsOf(spanCase(own), tally);
    if (faults.length > 0) tally.failing.push(`${own}: ${faults[0]}`);
  }
  const isReached =
    tally.afterYearEnd > 0 &&
    ['pay', 'recover', 'return'].every((action) => tally.actions.has(action)) &&
    (quick || Object.values(tally.kept).every((count) => count > 0));
  return {
    name: 'replay-span',
    value: tally.failing.length,
    tried,
    bar: `0 of ${FULL} corrections across the year's end differ, by each execution`,
    holds: tally.failing.length === 0 && tally.refused.size === 0 && isReached,
    figures: {
      failing: tally.failing.slice(0, 10),
      refusedOverColumns: Object.fromEntries(tally.refused),
      differences: tally.differences,
      differencesAfterYearEnd: tally.afterYearEnd,
      actions: Object.fromEntries(tally.actions),
      kept: { ...tally.kept },
    },
  };
}

function faultsOf(span: SpanCase, tally: Tally): string[] {
  const { law, before, after, inTime } = span;
  const changed = resettle(law, before, after);
  const fresh = settleHistory(law, inTime);
  if (!changed.ok) return [changed.rejection.message];
  if (!fresh.ok) return [fresh.rejection.message];
  note(tally, changed.value.differences, changed.value.after);
  return [
    ...(span.keptBut === null
      ? replayedWrong(changed.value.after, fresh.value)
      : keptWrong(span.keptBut, changed.value.before, changed.value.after, tally)),
    ...postedWrong(changed.value.before, changed.value.after, changed.value.differences),
    ...overColumns(span, changed.value.before, changed.value.after, tally),
  ];
}

function note(tally: Tally, differences: readonly Difference[], after: SettledHistory): void {
  const days = new Map(after.steps.map(({ event, settled }) => [event.id, settled.windowDay]));
  for (const { eventId, action } of differences) {
    tally.differences++;
    tally.actions.set(action, (tally.actions.get(action) ?? 0) + 1);
    if ((days.get(eventId) ?? NEW_YEAR - 1) >= NEW_YEAR) tally.afterYearEnd++;
  }
}

function replayedWrong(own: SettledHistory, inTime: SettledHistory): string[] {
  return [
    ...unlike('replay', paidByEvent(own.steps), paidByEvent(inTime.steps)),
    ...(sameCounters(own, inTime) ? [] : ['the counters at the end differ']),
  ];
}

/**
 * What was settled before February must stand, but for the bill that is taken back and what it
 * released; what the right bill releases instead is not released by another.
 */
function keptWrong(
  but: string,
  was: SettledHistory,
  is: SettledHistory,
  { kept }: Tally,
): string[] {
  const told = new Set(was.steps.map(({ event }) => event.id));
  const releases = ({ steps }: SettledHistory) => steps.filter(({ settled }) => settled.releasedBy);
  const anew = releases(is).filter(({ settled }) => !told.has(settled.releasedBy ?? ''));
  const stands = ({ event, settled: { releasedBy } }: SettledStep) =>
    ![event.id, releasedBy].includes(but) &&
    told.has(event.id) &&
    (releasedBy === null || !anew.some((other) => other.event.id === event.id));
  kept.cases++;
  kept.releases += releases(is).length - anew.length;
  kept.takenBack += releases(was).filter(({ settled }) => settled.releasedBy === but).length;
  kept.releasedAnew += anew.length;
  return unlike(
    'kept',
    paidByEvent(is.steps.filter(stands)),
    paidByEvent(was.steps.filter(stands)),
  );
}

/** Event and payer → fen, what an allowance was released with it. */
type Paid = ReadonlyMap<string, number>;

function paidByEvent(steps: readonly SettledStep[]): Paid {
  const paid = new Map<string, number>();
  for (const { event, settled } of steps) {
    for (const [payer, { id }] of settled.program.payers.entries()) {
      const name = `${event.id} ${id}`;
      paid.set(name, (paid.get(name) ?? 0) + (settled.paidFen[payer] ?? 0));
    }
  }
  return paid;
}

function unlike(what: string, own: Paid, wanted: Paid): string[] {
  return [...new Set([...own.keys(), ...wanted.keys()])].flatMap((name) =>
    own.get(name) === wanted.get(name)
      ? []
      : [`${what} ${name}: ${own.get(name)}, wanted ${wanted.get(name)}`],
  );
}

function sameCounters({ state }: SettledHistory, other: SettledHistory): boolean {
  const text = ({ counters }: SettledHistory['state']) =>
    counters
      .map(({ counter, key, window, value }) => `${counter} ${key} ${window} ${value}`)
      .toSorted()
      .join();
  return text(state) === text(other.state);
}

/** Each change of an event and payer is a difference, and nothing else is. */
function postedWrong(
  before: SettledHistory,
  after: SettledHistory,
  differences: readonly Difference[],
): string[] {
  const was = paidByEvent(before.steps);
  const is = paidByEvent(after.steps);
  const wanted = new Map<string, number>();
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    const fen = (is.get(name) ?? 0) - (was.get(name) ?? 0);
    if (fen !== 0) wanted.set(name, fen);
  }
  const own = new Map(
    differences.map(({ eventId, payer, differenceFen }) => [`${eventId} ${payer}`, differenceFen]),
  );
  return unlike('difference', own, wanted);
}

/** The history before and after as two people of one set of columns. */
function overColumns(
  { law, before, after }: SpanCase,
  was: SettledHistory,
  is: SettledHistory,
  tally: Tally,
): string[] {
  const prepared = prepareRun(law, [before, after] satisfies History[]);
  if (!prepared.ok) {
    const { code, at } = prepared.rejection;
    tally.refused.set(`${code} ${at}`, (tally.refused.get(`${code} ${at}`) ?? 0) + 1);
    return [];
  }
  const { lowered, columns } = prepared.value;
  const wanted = [was, is].flatMap(paidInColumns);
  return Object.entries(EXECUTIONS).flatMap(([name, kernelFor]) => {
    const output = outputFor(lowered, columns);
    const done = runBatch(kernelFor(lowered), lowered, columns, output);
    if (!done.ok) return [`${name}: ${done.rejection.message}`];
    if (columns.events !== wanted.length) return [`${name}: ${columns.events} events`];
    return wanted.flatMap(({ id, paid }, at) =>
      lowered.payers.flatMap((payer, column) => {
        const fen = output.paid[column]?.[at] ?? 0;
        const own = paid.get(`${id} ${payer}`) ?? 0;
        return fen === own ? [] : [`${name} ${id} ${payer}: ${fen}, settle ${own}`];
      }),
    );
  });
}

/** Events in the order of the columns, with what was paid for each, released later or not. */
function paidInColumns({ steps }: SettledHistory): { id: string; paid: Paid }[] {
  const paid = paidByEvent(steps);
  const own = steps.filter(({ settled }) => settled.releasedBy === null);
  return own.map(({ event }) => ({ id: event.id, paid }));
}
