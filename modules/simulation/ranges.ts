/**
 * Cuts people into ranges of equal work. A range is whole persons, so that no two workers share a
 * counter or an event.
 */
import type { Columns, PersonRange } from '../../engine/batch/index.ts';

/** Work is events, and a little for each person and run. */
const PERSON_WORK = 1;

/** At most `parts` ranges that cover all people once, each as near to its share as people allow. */
export function equalRanges(columns: Columns, parts: number): readonly PersonRange[] {
  const all = { from: 0, until: columns.persons };
  return cut(columns, all, workBefore(columns, columns.persons) / Math.max(1, parts));
}

/** A range in pieces of at most about so many events, between which a worker looks up. */
export function pieces(
  columns: Columns,
  range: PersonRange,
  events: number,
): readonly PersonRange[] {
  return cut(columns, range, events);
}

function cut(columns: Columns, { from, until }: PersonRange, work: number): PersonRange[] {
  const start = workBefore(columns, from);
  const share = Math.max(1, work);
  const ranges: PersonRange[] = [];
  let begin = from;
  for (let part = 1; begin < until; part++) {
    const end = firstWith(columns, start + part * share, begin, until);
    if (end > begin) ranges.push({ from: begin, until: end });
    begin = end;
  }
  return ranges;
}

/** The person before whom as much work or more lies; between `from` and `until`. */
function firstWith(columns: Columns, work: number, from: number, until: number): number {
  let low = from;
  let high = until;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (workBefore(columns, middle) < work) low = middle + 1;
    else high = middle;
  }
  return low;
}

function workBefore({ personRun, runFrom, pasts, events }: Columns, person: number): number {
  const counted = runFrom[personRun[person] ?? 0] ?? 0;
  const past = pasts
    ? (runFrom[pasts.pastRun[pasts.personPast[person] ?? 0] ?? 0] ?? 0) - events
    : 0;
  return counted + past + person * PERSON_WORK;
}

/** Events of a range that count. */
export function eventsOf({ personRun, runFrom }: Columns, { from, until }: PersonRange): number {
  return (runFrom[personRun[until] ?? 0] ?? 0) - (runFrom[personRun[from] ?? 0] ?? 0);
}
