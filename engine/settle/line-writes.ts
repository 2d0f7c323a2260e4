/**
 * Counters keyed by a line dimension: each room's amount goes to the code of its lines (decision
 * 0003 §7).
 */
import type { LineWrite, TierMeasure } from '../law/index.ts';
import { moveLineCounter } from './counters.ts';
import type { EventRun } from './event-run.ts';
import type { RoomShares } from './move-cells.ts';
import type { PartRun } from './part.ts';

/** Writes what became of a part's rooms. */
export function writeLines(
  { kind, classes, book }: EventRun,
  writes: readonly LineWrite[],
  index: number,
  part: PartRun,
  shares: RoomShares,
): void {
  const width = kind.blankCells.length;
  for (const write of writes) {
    if (write.part >= 0 && write.part !== index) continue;
    for (const [room, cell] of part.cells.entries()) {
      const code = classes[Math.floor(cell / width)]?.codes[write.facet] ?? '';
      const fen = measureOfRoom(part.baseFen[room] ?? 0, shares, room, write.measure);
      moveLineCounter(book, write.counter, code, fen);
    }
  }
}

function measureOfRoom(
  baseFen: number,
  shares: RoomShares,
  room: number,
  measure: TierMeasure,
): number {
  const excessFen = shares.excessFen[room] ?? 0;
  const deductibleFen = shares.deductibleFen[room] ?? 0;
  const paidFen = shares.paidFen[room] ?? 0;
  const overCapFen = shares.overCapFen[room] ?? 0;
  switch (measure) {
    case 'base':
      return baseFen;
    case 'counted':
      return baseFen - excessFen;
    case 'limitExcess':
      return excessFen;
    case 'deductible':
      return deductibleFen;
    case 'afterDeductible':
      return baseFen - excessFen - deductibleFen;
    case 'paid':
      return paidFen;
    case 'copay':
      return baseFen - excessFen - deductibleFen - paidFen - overCapFen;
    case 'overCap':
      return excessFen + overCapFen;
    case 'deductibleAmount':
      throw new RangeError('a deductible is of no line');
  }
}
