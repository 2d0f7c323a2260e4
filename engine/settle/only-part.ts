/**
 * A tier of one part, steps 1 to 8 (decision 0001 §5): nothing is spread over parts, and no list of
 * parts is walked for each step.
 */
import type { AppliedTier, PartPlan } from '../law/index.ts';
import { cutAtCaps, leftByCaps, markAbove } from './caps.ts';
import { deductibleOf } from './deductible.ts';
import type { EventRun } from './event-run.ts';
import { moveCells } from './move-cells.ts';
import { limitOf, openPart, type PartRun, payPart } from './part.ts';
import type { CapTrace, DeductibleTrace, TierPaid } from './settled.ts';

/** Runs a tier of one part; null where an amount leaves the range that the engine computes with. */
export function runOnlyPart(run: EventRun, plan: AppliedTier, only: PartPlan): TierPaid | null {
  const { law } = plan;
  const part = openPart(run, only, law, plan.mayTakeTwice ? new Set<number>() : null);
  if (part === null || !limitOnly(run, part)) return null;
  const { countedFen } = part;
  let deductible: DeductibleTrace | null = null;
  if (plan.deductible !== null) {
    deductible = deductibleOf(run, plan.deductible, countedFen);
    if (deductible === null) return null;
    part.deductibleFen = deductible.takenFen;
  }
  payPart(run, law, part, deductible);
  const caps = capOnly(run, plan, part);
  if (caps === null) return null;
  moveCells(run, plan, part);
  const { tier } = plan;
  const { paidFen } = part;
  return {
    kind: 'paid',
    tier,
    plan,
    asked: null,
    deductible,
    parts: [part],
    caps,
    paidFen,
    paidBeforeFen: null,
  };
}

function limitOnly(run: EventRun, part: PartRun): boolean {
  const { limit: plan } = part.plan;
  if (plan === null) return true;
  const limit = limitOf(run, plan, part.countedFen);
  part.limit = limit;
  part.countedFen -= limit.excessFen;
  return !Number.isNaN(limit.amountFen);
}

/** Cuts the payment of the only part; null where a cap is out of range. */
function capOnly(run: EventRun, plan: AppliedTier, part: PartRun): readonly CapTrace[] | null {
  const wholeFen = part.paidFen;
  const caps = cutAtCaps(run, plan, wholeFen);
  if (caps === null) return null;
  part.paidFen = leftByCaps(caps, wholeFen);
  const clippedFen = wholeFen - part.paidFen;
  if (clippedFen > 0) markAbove(plan, part, clippedFen);
  return caps;
}
