/**
 * Results that reversals leave as they were: once persons are settled, what their events came to in
 * a past goes to the events that count, and the pasts hold nothing any more.
 */
import type { Columns, Output } from './columns.ts';

/** Brings the results of a range of persons to the events that count. */
export function bringResults(
  { pasts, personRun, runFrom }: Columns,
  { paid, residual }: Output,
  { from, until }: { readonly from: number; readonly until: number },
): void {
  if (!pasts) return;
  const { personPast, pastRun, resultAt } = pasts;
  const firstOf = (person: number) => runFrom[personRun[person] ?? 0] ?? 0;
  const firstPastOf = (person: number) => runFrom[pastRun[personPast[person] ?? 0] ?? 0] ?? 0;
  for (const column of [...paid, ...residual]) {
    for (let event = firstOf(from); event < firstOf(until); event++) {
      column[event] = column[resultAt[event] ?? event] ?? 0;
    }
    column.fill(0, firstPastOf(from), firstPastOf(until));
  }
}
