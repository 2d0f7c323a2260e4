/**
 * Results that reversals leave as they were: where pasts lie in the columns, and how what their
 * events came to goes to the events that count.
 */
import type { Columns, Output, Pasts } from './columns.ts';

interface Range {
  readonly from: number;
  readonly until: number;
}

/** Events that count and events of pasts. */
export function eventsIn({ events, pasts }: Columns): number {
  return events + (pasts?.events ?? 0);
}

/** Runs of the pasts of a range of persons. */
export function runsOfPasts({ personPast, pastRun }: Pasts, { from, until }: Range): Range {
  return { from: pastRun[personPast[from] ?? 0] ?? 0, until: pastRun[personPast[until] ?? 0] ?? 0 };
}

/** Brings the results of a range of persons to the events that count, and empties the pasts. */
export function bringResults(
  { pasts, personRun, runFrom }: Columns,
  { paid, residual }: Output,
  range: Range,
): void {
  if (!pasts) return;
  const { resultAt } = pasts;
  const firstOf = (run: number | undefined) => runFrom[run ?? 0] ?? 0;
  const until = firstOf(personRun[range.until]);
  const runs = runsOfPasts(pasts, range);
  const [pastFrom, pastUntil] = [firstOf(runs.from), firstOf(runs.until)];
  for (const column of [...paid, ...residual]) {
    for (let event = firstOf(personRun[range.from]); event < until; event++) {
      column[event] = column[resultAt[event] ?? event] ?? 0;
    }
    column.fill(0, pastFrom, pastUntil);
  }
}
