/**
 * Rooms: the cells of a part's base, and moving amounts out of them (X14).
 */
import {
  type AmountReader,
  evaluate,
  type LineClass,
  type PartPlan,
  type Tier,
} from '../law/index.ts';
import { allotInOrder, allotProRata, BP_WHOLE, proportionOf } from '../units/index.ts';

/** Cells of an event: row per atom, column per reason, flat. */
export interface CellGrid {
  readonly width: number;
  readonly atoms: number;
  readonly fen: number[];
}

export interface Rooms {
  /** Cell numbers: atom × width + reason. */
  readonly cells: number[];
  readonly baseFen: number[];
  totalFen: number;
}

/** Gathers a part's base; a cell taken by an earlier entry of the tier is not taken again. */
export function gatherRooms(
  grid: CellGrid,
  classes: readonly LineClass[],
  part: PartPlan,
  law: Tier,
  taken: Set<number> | null,
  reader: AmountReader,
): Rooms {
  const rooms: Rooms = { cells: [], baseFen: [], totalFen: 0 };
  for (const entry of part.base) {
    const weight = entry.weightBp === null ? BP_WHOLE : evaluate(entry.weightBp, reader);
    for (const reason of entry.reasons) {
      for (let atom = 0; atom < grid.atoms; atom++) {
        const cell = atom * grid.width + reason;
        const fen = grid.fen[cell] ?? 0;
        if (fen === 0 || taken?.has(cell)) continue;
        if (entry.lines >= 0 && !classes[atom]?.matches[entry.lines]) continue;
        taken?.add(cell);
        const base = weight === BP_WHOLE ? fen : weighted(fen, weight, law);
        if (base === 0) continue;
        rooms.cells.push(cell);
        rooms.baseFen.push(base);
        rooms.totalFen += base;
      }
    }
  }
  return rooms;
}

function weighted(fen: number, weightBp: number, law: Tier): number {
  return Math.min(fen, proportionOf(fen, weightBp, BP_WHOLE, law.rounding));
}

/** Allots an amount over what is left in each room; `fromEnd` matters for the declared order only. */
export function allotOver(
  amount: number,
  left: readonly number[],
  how: Tier['allot'],
  fromEnd: boolean,
): readonly number[] {
  if (left.length === 1) return [amount];
  return how === 'proRata' ? allotProRata(amount, left) : allotInOrder(amount, left, fromEnd);
}
