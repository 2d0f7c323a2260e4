/**
 * Rooms: the cells of a part's base, and allotting amounts over them (X14).
 */
import { type BasePlan, evaluate, type PartPlan, type Tier } from '../law/index.ts';
import { allotInOrder, allotProRata, BP_WHOLE, proportionOf } from '../units/index.ts';
import type { EventRun } from './event-run.ts';

/** The rooms of a part, and their sum before its limit. */
export interface Rooms {
  readonly plan: PartPlan;
  /** Cell numbers: atom × width + reason. */
  cells: number[];
  baseFen: number[];
  countedFen: number;
}

/**
 * Gathers a part's base; a cell taken by an earlier entry of the tier is not taken again. False
 * where a weight is out of range.
 */
export function gatherRooms(
  run: EventRun,
  rooms: Rooms,
  law: Tier,
  taken: Set<number> | null,
): boolean {
  const { base } = rooms.plan;
  for (let index = 0; index < base.length; index++) {
    const entry = base[index];
    if (entry !== undefined && !gatherEntry(run, rooms, entry, law, taken)) return false;
  }
  return true;
}

function gatherEntry(
  run: EventRun,
  rooms: Rooms,
  entry: BasePlan,
  law: Tier,
  taken: Set<number> | null,
): boolean {
  const { reasons } = entry;
  const width = run.kind.blankCells.length;
  const weight = entry.weightBp === null ? BP_WHOLE : evaluate(entry.weightBp, run);
  for (let index = 0; index < reasons.length; index++) {
    const reason = reasons[index] ?? 0;
    for (let atom = 0; atom < run.cells.length; atom++) {
      const fen = run.cells[atom]?.[reason] ?? 0;
      if (fen === 0) continue;
      const cell = atom * width + reason;
      if (taken?.has(cell)) continue;
      if (entry.lines >= 0 && !run.classes[atom]?.matches[entry.lines]) continue;
      if (Number.isNaN(weight)) return false;
      taken?.add(cell);
      const base = weight === BP_WHOLE ? fen : weighted(fen, weight, law);
      if (base > 0) addRoom(rooms, cell, base);
    }
  }
  return true;
}

export const NO_ROOMS: number[] = [];

/** Most parts have one room: its lists are made with their one element. */
function addRoom(rooms: Rooms, cell: number, baseFen: number): void {
  if (rooms.countedFen === 0) {
    rooms.cells = [cell];
    rooms.baseFen = [baseFen];
  } else {
    rooms.cells.push(cell);
    rooms.baseFen.push(baseFen);
  }
  rooms.countedFen += baseFen;
}

function weighted(fen: number, weightBp: number, law: Tier): number {
  return Math.min(fen, proportionOf(fen, weightBp, BP_WHOLE, law.rounding));
}

/** Allots an amount over what is left in each room; `fromEnd` matters for declared order only. */
export function allotOver(
  amount: number,
  left: readonly number[],
  how: Tier['allot'],
  fromEnd: boolean,
): readonly number[] {
  return how === 'proRata' ? allotProRata(amount, left) : allotInOrder(amount, left, fromEnd);
}
