/**
 * Moves a part's amounts between cells and to its payer (decision 0001 §5, steps 7 and 8; X14).
 */
import type { AppliedTier } from '../law/index.ts';
import type { EventRun } from './event-run.ts';
import type { PartRun } from './part.ts';
import { allotOver } from './rooms.ts';

/** Stands for the payer in place of a reason. */
const TO_PAYER = -1;

/** Spreads limit excess, deductible, payment and overCap over the rooms; the rest is copay. */
export function moveCells(run: EventRun, plan: AppliedTier, part: PartRun): void {
  const { deductibleReason, overCapReason, copayReason } = part.plan;
  const excessFen = part.limit?.excessFen ?? 0;
  part.copayFen = part.countedFen - part.deductibleFen - part.paidFen - part.overCapFen;
  if (part.copayFen < 0 || part.paidFen < 0) {
    throw new RangeError(`tier ${plan.law.id}: parts do not sum to the base`);
  }
  if (part.cells.length === 1) {
    moveOnly(run, plan, part, excessFen);
    return;
  }
  const left = part.baseFen.slice();
  if (excessFen > 0) move(run, plan, part, left, excessFen, overCapReason, true);
  if (part.deductibleFen > 0) {
    move(run, plan, part, left, part.deductibleFen, deductibleReason, false);
  }
  if (part.paidFen > 0) move(run, plan, part, left, part.paidFen, TO_PAYER, false);
  if (part.overCapFen > 0) move(run, plan, part, left, part.overCapFen, overCapReason, true);
  if (part.copayFen > 0) move(run, plan, part, left, part.copayFen, copayReason, false);
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
  const reason = cell % width;
  const atom = cells.length === 1 ? 0 : (cell - reason) / width;
  const row = cells[atom];
  const paid = payments[atom];
  if (!row || !paid) throw new RangeError(`no atom ${atom}`);
  row[reason] = (row[reason] ?? 0) - part.countedFen - excessFen;
  row[deductibleReason] = (row[deductibleReason] ?? 0) + part.deductibleFen;
  row[overCapReason] = (row[overCapReason] ?? 0) + excessFen + part.overCapFen;
  row[copayReason] = (row[copayReason] ?? 0) + part.copayFen;
  paid[payer] = (paid[payer] ?? 0) + part.paidFen;
}

function move(
  run: EventRun,
  plan: AppliedTier,
  { cells }: PartRun,
  left: number[],
  fen: number,
  to: number,
  fromEnd: boolean,
): void {
  const shares = allotOver(fen, left, plan.law.allot, fromEnd);
  for (let index = 0; index < cells.length; index++) {
    const share = shares[index] ?? 0;
    if (share === 0) continue;
    left[index] = (left[index] ?? 0) - share;
    moveOne(run, plan, cells[index] ?? 0, share, to);
  }
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
  if (!row || !paid) throw new RangeError(`no atom ${atom}`);
  row[reason] = (row[reason] ?? 0) - fen;
  if (to === TO_PAYER) paid[payer] = (paid[payer] ?? 0) + fen;
  else row[to] = (row[to] ?? 0) + fen;
}
