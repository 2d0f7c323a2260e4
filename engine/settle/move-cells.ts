/**
 * Moves a part's amounts between cells and to its payer (decision 0001 §5, steps 7 and 8; X14).
 */
import type { AppliedTier } from '../law/index.ts';
import type { EventRun } from './event-run.ts';
import type { PartRun } from './part.ts';
import { allotOver } from './rooms.ts';
import type { LimitGroup } from './settled.ts';

/** Stands for the payer in place of a reason. */
const TO_PAYER = -1;

/** What became of each room of a part. */
export interface RoomShares {
  readonly excessFen: readonly number[];
  readonly deductibleFen: readonly number[];
  readonly paidFen: readonly number[];
  readonly overCapFen: readonly number[];
}

/**
 * Spreads limit excess, deductible, payment and overCap over the rooms; the rest is copay. Gives
 * the shares of each room where they are wanted.
 */
export function moveCells(
  run: EventRun,
  plan: AppliedTier,
  part: PartRun,
  isWanted = false,
): RoomShares | null {
  const excessFen = part.limit === null ? 0 : part.limit.excessFen;
  part.copayFen = part.countedFen - part.deductibleFen - part.paidFen - part.overCapFen;
  if (part.copayFen < 0 || part.paidFen < 0) {
    throw new RangeError(`tier ${plan.law.id}: parts do not sum to the base`);
  }
  if (part.cells.length === 1) {
    moveOnly(run, plan, part, excessFen);
    return isWanted ? wholeShares(part, excessFen) : null;
  }
  return moveAll(run, plan, part, excessFen, isWanted);
}

function wholeShares(part: PartRun, excessFen: number): RoomShares {
  return {
    excessFen: [excessFen],
    deductibleFen: [part.deductibleFen],
    paidFen: [part.paidFen],
    overCapFen: [part.overCapFen],
  };
}

/** Several rooms, each step over what the steps before left in each. */
function moveAll(
  run: EventRun,
  plan: AppliedTier,
  part: PartRun,
  excessFen: number,
  isWanted: boolean,
): RoomShares | null {
  const { deductibleReason, overCapReason, copayReason } = part.plan;
  const left = part.baseFen.slice();
  const groups = part.limit?.groups;
  const excess = groups
    ? moveGroups(run, plan, part, left, groups)
    : move(run, plan, part, left, excessFen, overCapReason, true);
  const deductible = move(run, plan, part, left, part.deductibleFen, deductibleReason, false);
  const paid = move(run, plan, part, left, part.paidFen, TO_PAYER, false);
  const overCap = move(run, plan, part, left, part.overCapFen, overCapReason, true);
  move(run, plan, part, left, part.copayFen, copayReason, false);
  return isWanted
    ? { excessFen: excess, deductibleFen: deductible, paidFen: paid, overCapFen: overCap }
    : null;
}

/** The excess of each group of a limit, within the group's own rooms. */
function moveGroups(
  run: EventRun,
  plan: AppliedTier,
  part: PartRun,
  left: number[],
  groups: readonly LimitGroup[],
): number[] {
  const excess = new Array<number>(left.length).fill(0);
  for (const { rooms, excessFen } of groups) {
    const own = rooms.map((room) => left[room] ?? 0);
    const shares = allotOver(excessFen, own, plan.law.allot, true);
    for (const [index, room] of rooms.entries()) {
      const share = shares[index] ?? 0;
      if (share === 0) continue;
      left[room] = (left[room] ?? 0) - share;
      excess[room] = share;
      moveOne(run, plan, part.cells[room] ?? 0, share, part.plan.overCapReason);
    }
  }
  return excess;
}

/** One room: there is nothing to allot. */
function moveOnly(
  { kind, cells, payments }: EventRun,
  { payer }: AppliedTier,
  part: PartRun,
  excessFen: number,
): void {
  const { deductibleReason, overCapReason, copayReason } = part.plan;
  const cell = part.cells[0] ?? 0;
  const width = kind.blankCells.length;
  const reason = cell < width ? cell : cell % width;
  const atom = (cell - reason) / width;
  const row = cells[atom];
  const paid = payments[atom];
  if (row === undefined || paid === undefined) throw new RangeError(`no atom ${atom}`);
  row[reason] = (row[reason] ?? 0) - part.countedFen - excessFen;
  row[deductibleReason] = (row[deductibleReason] ?? 0) + part.deductibleFen;
  row[overCapReason] = (row[overCapReason] ?? 0) + excessFen + part.overCapFen;
  row[copayReason] = (row[copayReason] ?? 0) + part.copayFen;
  paid[payer] = (paid[payer] ?? 0) + part.paidFen;
}

const NO_SHARES: readonly number[] = [];

function move(
  run: EventRun,
  plan: AppliedTier,
  { cells }: PartRun,
  left: number[],
  fen: number,
  to: number,
  fromEnd: boolean,
): readonly number[] {
  if (fen === 0) return NO_SHARES;
  const shares = allotOver(fen, left, plan.law.allot, fromEnd);
  for (let index = 0; index < cells.length; index++) {
    const share = shares[index] ?? 0;
    if (share === 0) continue;
    left[index] = (left[index] ?? 0) - share;
    moveOne(run, plan, cells[index] ?? 0, share, to);
  }
  return shares;
}

function moveOne(
  { kind, cells, payments }: EventRun,
  { payer }: AppliedTier,
  cell: number,
  fen: number,
  to: number,
): void {
  const width = kind.blankCells.length;
  const reason = cell % width;
  const atom = (cell - reason) / width;
  const row = cells[atom];
  const paid = payments[atom];
  if (row === undefined || paid === undefined) throw new RangeError(`no atom ${atom}`);
  row[reason] = (row[reason] ?? 0) - fen;
  if (to === TO_PAYER) paid[payer] = (paid[payer] ?? 0) + fen;
  else row[to] = (row[to] ?? 0) + fen;
}
