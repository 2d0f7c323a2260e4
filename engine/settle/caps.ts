/**
 * Caps on a tier's payment, and what above the cap means (decision 0001 §5, step 6; X02, X15).
 */
import { type AppliedTier, evaluate } from '../law/index.ts';
import { readCounter } from './counters.ts';
import type { EventRun } from './event-run.ts';
import type { PartRun } from './part.ts';
import { allotOver } from './rooms.ts';
import { aboveCapFen } from './segments.ts';
import type { CapTrace } from './settled.ts';

const NO_CAPS: CapTrace[] = [];

/** Cuts the parts' payments at the caps, in declared order; null where a cap is out of range. */
export function applyCaps(
  run: EventRun,
  plan: AppliedTier,
  parts: readonly PartRun[],
): readonly CapTrace[] | null {
  let wholeFen = 0;
  for (const part of parts) wholeFen += part.paidFen;
  const caps = cutAtCaps(run, plan, wholeFen);
  const paidFen = caps ? leftByCaps(caps, wholeFen) : 0;
  if (paidFen < wholeFen) clip(plan, parts, paidFen);
  return caps;
}

/** What each cap leaves of a payment and cuts from it; null where a cap is out of range. */
export function cutAtCaps(
  run: EventRun,
  plan: AppliedTier,
  wholeFen: number,
): readonly CapTrace[] | null {
  let caps: CapTrace[] = NO_CAPS;
  let paidFen = wholeFen;
  for (let index = 0; index < plan.caps.length; index++) {
    const cap = plan.caps[index];
    if (!cap) break;
    const amountFen = evaluate(cap.amount, run);
    if (Number.isNaN(amountFen)) return null;
    const usedFen = cap.counter < 0 ? 0 : readCounter(run.book, cap.counter);
    const roomFen = Math.max(0, amountFen - usedFen);
    const clippedFen = Math.max(0, paidFen - roomFen);
    paidFen -= clippedFen;
    const cut = { amountFen, usedFen, roomFen, clippedFen };
    if (caps.length === 0) caps = [cut];
    else caps.push(cut);
  }
  return caps;
}

/** What is left of a payment that caps have cut. */
export function leftByCaps(caps: readonly CapTrace[], wholeFen: number): number {
  let paidFen = wholeFen;
  for (let index = 0; index < caps.length; index++) paidFen -= caps[index]?.clippedFen ?? 0;
  return paidFen;
}

function clip({ law }: AppliedTier, parts: readonly PartRun[], paidFen: number): void {
  const rooms = parts.map((part) => part.paidFen);
  const shares = allotOver(paidFen, rooms, law.allot, false);
  for (const [index, part] of parts.entries()) {
    const clippedFen = part.paidFen - (shares[index] ?? 0);
    part.paidFen -= clippedFen;
    part.overCapFen = aboveCapFen(law.aboveCap ?? 'clippedPayment', part.segments, {
      clippedFen,
      payableFen: part.countedFen - part.deductibleFen,
      paidFen: part.paidFen,
    });
  }
}
