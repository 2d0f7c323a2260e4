/**
 * A limit that each code of a line dimension has for itself (decision 0003 §6).
 */
import { evaluate, isTold, limitOfCode, nodesIn, type PerLimitPlan } from '../law/index.ts';
import { readLineCounter } from './counters.ts';
import type { EventRun } from './event-run.ts';
import type { Rooms } from './rooms.ts';
import type { LimitGroup, PartTrace } from './settled.ts';
import { valuesOf } from './values.ts';

/**
 * What the limit counts no more of each code's base. Throws `ValueMissing` where a code has no
 * amount; the sum is NaN where an amount is out of range.
 */
export function perLimitOf(
  run: EventRun,
  plan: PerLimitPlan,
  rooms: Rooms,
): NonNullable<PartTrace['limit']> {
  const groups: LimitGroup[] = [];
  for (const [code, indexes] of roomsByCode(run, plan, rooms)) {
    run.lineCode = code;
    const amount = limitOfCode(plan, code);
    const amountFen = evaluate(amount, run);
    const usedFen = plan.counter < 0 ? 0 : readLineCounter(run.book, plan.counter, code);
    let baseFen = 0;
    for (const index of indexes) baseFen += rooms.baseFen[index] ?? 0;
    const excessFen = Math.max(0, baseFen - Math.max(0, amountFen - usedFen));
    const values = valuesOf(nodesIn(amount.node).filter(isTold), run);
    groups.push({ code, rooms: indexes, amount, baseFen, amountFen, usedFen, excessFen, values });
  }
  const sum = (fen: (group: LimitGroup) => number) =>
    groups.reduce((total, group) => total + fen(group), 0);
  return {
    amountFen: sum(({ amountFen }) => amountFen),
    usedFen: sum(({ usedFen }) => usedFen),
    excessFen: sum(({ excessFen }) => excessFen),
    groups,
  };
}

/** The rooms of each code, in the order of their first room. */
function roomsByCode(
  { kind, classes }: EventRun,
  { facet }: PerLimitPlan,
  { cells }: Rooms,
): Map<string, number[]> {
  const width = kind.blankCells.length;
  const found = new Map<string, number[]>();
  for (const [index, cell] of cells.entries()) {
    const code = classes[(cell - (cell % width)) / width]?.codes[facet] ?? '';
    const known = found.get(code);
    if (known) known.push(index);
    else found.set(code, [index]);
  }
  return found;
}
