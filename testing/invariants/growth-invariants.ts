/**
 * What must hold between two bills that differ in one thing. A dearer line never lowers a payment
 * or the person's share, where every tier takes the whole of what the one before left; a line cut
 * in two is the same bill; a dearer line out of scope costs the person what it costs more.
 */

import type { Person, Settled } from '../../engine/settle/index.ts';
import { type Line, type SettledStep, settle, type Visit } from '../../engine/settle/index.ts';
import type { Chance } from '../laws/chance.ts';
import { hold, isEqual, type Notes, same } from './notes.ts';

export interface Grown {
  readonly step: SettledStep;
  readonly person: Person;
  /** Payments and the person's share rise with cost. */
  readonly isGrowing: boolean;
}

/** Settles a visit again with one thing changed, on the state on which it was settled. */
export function lookAtGrowth(notes: Notes, grown: Grown, chance: Chance): void {
  const { event } = grown.step;
  if (event.kind !== 'visit' || event.lines.length === 0) return;
  const at = chance.int(0, event.lines.length - 1);
  lookAtSplitLine(notes, grown, event, at, chance);
  if (!grown.isGrowing) return;
  const more = chance.pick([1, 2, 99, 10_000, 1_234_567, 40_000_000]);
  const dearer = withLine(event, at, (line) => ({ ...line, costFen: line.costFen + more }));
  const other = settledAgain(grown, dearer);
  if (!other) return;
  const { settled } = grown.step;
  same(notes, 'a dearer bill costs more by as much', other.totalFen, settled.totalFen + more);
  for (const [index, fen] of other.paidFen.entries()) {
    const before = settled.paidFen[index] ?? 0;
    hold(notes, 'a dearer line lowers no payment', fen >= before, `${before} → ${fen}`);
  }
  const isLess = other.personFen < settled.personFen;
  hold(notes, 'a dearer line never lowers the share of the person', !isLess, `by ${more}`);
  if (event.lines[at]?.facets.itemClass === 'C') {
    const paid = `${other.paidFen}`;
    same(notes, 'what is out of scope is borne by the person', paid, `${settled.paidFen}`);
  }
  lookAtTurnedLines(notes, grown, event);
}

/** A line without shares cut in two is the same bill. */
function lookAtSplitLine(
  notes: Notes,
  grown: Grown,
  event: Visit,
  at: number,
  chance: Chance,
): void {
  const line = event.lines[at];
  if (!line || line.overLimitFen > 0 || line.firstShareBp > 0 || line.firstShareFen !== null)
    return;
  const first = chance.int(0, line.costFen);
  const halves: Line[] = [
    { ...line, costFen: first },
    { ...line, id: 'half', costFen: line.costFen - first },
  ];
  const other = settledAgain(grown, { ...event, lines: event.lines.toSpliced(at, 1, ...halves) });
  const isSame = isEqual(other?.matrix, grown.step.settled.matrix);
  hold(notes, 'a line cut in two is the same bill', isSame);
}

/** Where no tier looks at lines, their order does not matter to any payer. */
function lookAtTurnedLines(notes: Notes, grown: Grown, event: Visit): void {
  const other = settledAgain(grown, { ...event, lines: event.lines.toReversed() });
  const paid = `${grown.step.settled.paidFen}`;
  same(notes, 'the order of lines does not matter', `${other?.paidFen}`, paid);
}

function withLine(event: Visit, at: number, change: (line: Line) => Line): Visit {
  return {
    ...event,
    lines: event.lines.map((line, index) => (index === at ? change(line) : line)),
  };
}

function settledAgain({ step, person }: Grown, event: Visit): Settled | null {
  const { program } = step.settled;
  const result = settle({ event, person, state: step.stateBefore, program });
  return result.ok ? result.value.settled : null;
}
