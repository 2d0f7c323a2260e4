/**
 * Spreads a settled visit over its lines, for display only: payer by payer, pro rata over what is
 * still personal in each line of the atom. Both sides close: each row sums to its line, each column
 * to its payer.
 */
import { allotProRata } from '../units/index.ts';
import type { Visit } from './event.ts';
import type { Settled } from './settled.ts';

export interface LineShare {
  readonly lineId: string;
  readonly costFen: number;
  /** By payer, in the Program's order. */
  readonly paidFen: readonly number[];
  readonly personFen: number;
}

/**
 * Gives one share per line, in the order of the bill. The visit must be the one that was settled.
 */
export function spreadOverLines(settled: Settled, visit: Visit): readonly LineShare[] {
  const left = visit.lines.map((line) => line.costFen);
  const paid = visit.lines.map(() => new Array<number>(settled.paidFen.length).fill(0));
  for (const [row, atom] of settled.atoms.entries()) {
    for (const payer of settled.paidFen.keys()) {
      const rooms = atom.lines.map((line) => left[line] ?? 0);
      const shares = allotProRata(settled.matrix[row]?.[payer] ?? 0, rooms);
      for (const [i, line] of atom.lines.entries()) {
        const share = shares[i] ?? 0;
        const own = paid[line];
        if (!own) throw new RangeError(`event ${settled.eventId}: no line ${line} in this visit`);
        own[payer] = share;
        left[line] = (left[line] ?? 0) - share;
      }
    }
  }
  return visit.lines.map((line, i) => ({
    lineId: line.id,
    costFen: line.costFen,
    paidFen: paid[i] ?? [],
    personFen: left[i] ?? 0,
  }));
}
