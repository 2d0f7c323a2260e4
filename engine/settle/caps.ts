/**
 * Caps on a tier's payment, and what above the cap means (decision 0001 §5, step 6; X02, X15).
 */
import { type AppliedTier, type CapPlan, evaluate } from '../law/index.ts';
import { readCounter } from './counters.ts';
import type { EventRun } from './event-run.ts';
import type { PartRun } from './part.ts';
import { allotOver } from './rooms.ts';
import { aboveCapFen } from './segments.ts';
import type { CapTrace } from './settled.ts';

const NO_CAPS: CapTrace[] = [];

/**
 * Cuts the parts' payments at the caps, in declared order, those of single parts first; null where
 * a cap is out of range.
 */
export function applyCaps(
  run: EventRun,
  plan: AppliedTier,
  parts: readonly PartRun[],
): readonly CapTrace[] | null {
  if (plan.caps.length === 0) return NO_CAPS;
  const before = parts.map((part) => part.paidFen);
  const ofParts = cutParts(run, plan, parts);
  if (!ofParts) return null;
  let wholeFen = 0;
  for (const part of parts) wholeFen += part.paidFen;
  const caps = cutAtCaps(run, plan, wholeFen, ofParts.length);
  if (!caps) return null;
  const paidFen = leftByCaps(caps, wholeFen);
  if (paidFen < wholeFen) spread(plan, parts, paidFen);
  for (const [index, part] of parts.entries()) {
    const clippedFen = (before[index] ?? 0) - part.paidFen;
    if (clippedFen > 0) markAbove(plan, part, clippedFen);
  }
  return ofParts.length === 0 ? caps : [...ofParts, ...caps];
}

/** The caps of single parts: they stand first in the plan. */
function cutParts(
  run: EventRun,
  plan: AppliedTier,
  parts: readonly PartRun[],
): readonly CapTrace[] | null {
  const caps: CapTrace[] = [];
  for (const cap of plan.caps) {
    const part = parts[cap.part];
    if (!part) break;
    const cut = cutAt(run, cap, part.paidFen);
    if (!cut) return null;
    part.paidFen -= cut.clippedFen;
    caps.push(cut);
  }
  return caps;
}

/** What each cap from `first` on leaves of a payment; null where a cap is out of range. */
export function cutAtCaps(
  run: EventRun,
  plan: AppliedTier,
  wholeFen: number,
  first = 0,
): readonly CapTrace[] | null {
  let caps: CapTrace[] = NO_CAPS;
  let paidFen = wholeFen;
  for (let index = first; index < plan.caps.length; index++) {
    const cap = plan.caps[index];
    if (cap === undefined) break;
    const cut = cutAt(run, cap, paidFen);
    if (cut === null) return null;
    paidFen -= cut.clippedFen;
    if (caps.length === 0) caps = [cut];
    else caps.push(cut);
  }
  return caps;
}

function cutAt(run: EventRun, cap: CapPlan, paidFen: number): CapTrace | null {
  const amountFen = evaluate(cap.amount, run);
  if (Number.isNaN(amountFen)) return null;
  const usedFen = cap.counter < 0 ? 0 : readCounter(run.book, cap.counter);
  const roomFen = Math.max(0, amountFen - usedFen);
  return { amountFen, usedFen, roomFen, clippedFen: Math.max(0, paidFen - roomFen) };
}

/** What is left of a payment that caps have cut. */
export function leftByCaps(caps: readonly CapTrace[], wholeFen: number): number {
  let paidFen = wholeFen;
  for (let index = 0; index < caps.length; index++) paidFen -= caps[index]?.clippedFen ?? 0;
  return paidFen;
}

function spread({ law }: AppliedTier, parts: readonly PartRun[], paidFen: number): void {
  const rooms = parts.map((part) => part.paidFen);
  const shares = allotOver(paidFen, rooms, law.allot, false);
  for (const [index, part] of parts.entries()) part.paidFen = shares[index] ?? 0;
}

/** Says what the cost above the caps means. */
export function markAbove({ law }: AppliedTier, part: PartRun, clippedFen: number): void {
  part.overCapFen = aboveCapFen(law.aboveCap ?? 'clippedPayment', part.segments, {
    clippedFen,
    payableFen: part.countedFen - part.deductibleFen,
    paidFen: part.paidFen,
  });
}
