/**
 * The deductible of a tier over its parts (decision 0001 §5, step 3; X06).
 */
import { type AppliedTier, type DeductiblePlan, evaluate } from '../law/index.ts';
import { readCounter } from './counters.ts';
import type { EventRun } from './event-run.ts';
import type { PartRun } from './part.ts';
import { allotOver } from './rooms.ts';
import type { DeductibleTrace } from './settled.ts';

/** Takes the deductible from the parts; null where there is none or its amount is out of range. */
export function takeDeductible(
  run: EventRun,
  { deductible: plan }: AppliedTier,
  parts: readonly PartRun[],
): DeductibleTrace | null {
  if (!plan) return null;
  let baseFen = 0;
  for (const part of parts) baseFen += part.countedFen;
  const deductible = deductibleOf(run, plan, baseFen);
  if (deductible && deductible.takenFen > 0) spread(plan.order, parts, deductible.takenFen);
  return deductible;
}

/** What a deductible takes from a base; null where its amount is out of range. */
export function deductibleOf(
  run: EventRun,
  plan: DeductiblePlan,
  baseFen: number,
): DeductibleTrace | null {
  const amountFen = evaluate(plan.amount, run);
  if (Number.isNaN(amountFen)) return null;
  const countedFen = plan.counter < 0 ? 0 : readCounter(run.book, plan.counter);
  const openFen = Math.max(0, amountFen - countedFen);
  const takenFen = Math.min(baseFen, openFen);
  return { amountFen, countedFen, takenFen, leftFen: openFen - takenFen };
}

function spread(
  order: readonly number[] | null,
  parts: readonly PartRun[],
  takenFen: number,
): void {
  const [only] = parts;
  if (only && parts.length === 1) {
    only.deductibleFen = takenFen;
    return;
  }
  const sequence = order ?? parts.map((_, index) => index);
  const rooms = sequence.map((index) => parts[index]?.countedFen ?? 0);
  const shares = allotOver(takenFen, rooms, order ? 'declaredOrder' : 'proRata', false);
  for (const [at, index] of sequence.entries()) {
    const part = parts[index];
    if (part) part.deductibleFen = shares[at] ?? 0;
  }
}
