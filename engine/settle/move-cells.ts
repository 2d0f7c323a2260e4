/**
 * Moves a part's amounts between cells and to its payer (decision 0001 §5, steps 7 and 8; X14).
 */
import type { AppliedTier } from '../law/index.ts';
import type { TierRun } from './event-run.ts';
import type { PartRun } from './part.ts';
import { allotOver } from './rooms.ts';

/** Stands for the payer in place of a reason. */
const TO_PAYER = -1;

/** Spreads limit excess, deductible, payment and overCap over the rooms; the rest is copay. */
export function moveCells(run: TierRun, plan: AppliedTier, part: PartRun): void {
  const { deductibleReason, overCapReason, copayReason } = part.plan;
  const excessFen = part.limit?.excessFen ?? 0;
  part.copayFen = part.countedFen - part.deductibleFen - part.paidFen - part.overCapFen;
  if (part.copayFen < 0 || part.paidFen < 0) {
    throw new RangeError(`tier ${plan.law.id}: parts do not sum to the base`);
  }
  const left = part.baseFen.slice();
  moveShare(run, plan, part, left, { fen: excessFen, to: overCapReason, fromEnd: true });
  moveShare(run, plan, part, left, {
    fen: part.deductibleFen,
    to: deductibleReason,
    fromEnd: false,
  });
  moveShare(run, plan, part, left, { fen: part.paidFen, to: TO_PAYER, fromEnd: false });
  moveShare(run, plan, part, left, { fen: part.overCapFen, to: overCapReason, fromEnd: true });
  moveShare(run, plan, part, left, { fen: part.copayFen, to: copayReason, fromEnd: false });
}

interface Share {
  readonly fen: number;
  readonly to: number;
  readonly fromEnd: boolean;
}

function moveShare(
  run: TierRun,
  plan: AppliedTier,
  { cells }: PartRun,
  left: number[],
  { fen, to, fromEnd }: Share,
): void {
  if (fen === 0) return;
  const { grid, payments, payerCount } = run;
  const shares = allotOver(fen, left, plan.law.allot, fromEnd);
  for (let index = 0; index < cells.length; index++) {
    const share = shares[index] ?? 0;
    if (share === 0) continue;
    const cell = cells[index] ?? 0;
    const atom = (cell - (cell % grid.width)) / grid.width;
    left[index] = (left[index] ?? 0) - share;
    grid.fen[cell] = (grid.fen[cell] ?? 0) - share;
    if (to === TO_PAYER) {
      const at = atom * payerCount + plan.payer;
      payments[at] = (payments[at] ?? 0) + share;
    } else {
      const at = atom * grid.width + to;
      grid.fen[at] = (grid.fen[at] ?? 0) + share;
    }
  }
}
