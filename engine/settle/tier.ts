/**
 * One tier on one event: base → limit → deductible → segments → caps → allotment → cells →
 * counters. Decision 0001 §5 numbers the steps.
 */
import type { AppliedTier, TierMeasure } from '../law/index.ts';
import { MAX_FEN } from '../units/index.ts';
import { askTier } from './asks.ts';
import { applyCaps } from './caps.ts';
import { moveCounter, readCounter } from './counters.ts';
import { takeDeductible } from './deductible.ts';
import type { EventRun } from './event-run.ts';
import { writeLines } from './line-writes.ts';
import { moveCells } from './move-cells.ts';
import { runOnlyPart } from './only-part.ts';
import { limitPart, openPart, type PartRun, payPart, worthOf } from './part.ts';
import type { Asked, DeductibleTrace, PartTrace, TierPaid, TierUnmet } from './settled.ts';

/**
 * Runs a tier, or tells which of its conditions fails; null where an amount leaves the range that
 * the engine computes with.
 */
export function runTier(run: EventRun, plan: AppliedTier): TierPaid | TierUnmet | null {
  const [only] = plan.parts;
  if (only !== undefined && plan.isPlain) {
    const paid = runOnlyPart(run, plan, only);
    if (paid !== null) writeCounters(run, paid);
    return paid;
  }
  const parts = openParts(run, plan);
  if (!parts) return null;
  run.ownFen = 0;
  for (const part of parts) run.ownFen += part.countedFen;
  if (!plan.asks) return runParts(run, plan, parts, null);
  const answer = askTier(run, plan, plan.asks);
  if (!answer) return null;
  const { isMet, asked } = answer;
  if (!isMet) return { kind: 'skipped', tier: plan.tier, why: 'conditionNotMet', asked };
  for (const [index, part] of parts.entries()) part.plan = answer.plan.parts[index] ?? part.plan;
  return runParts(run, answer.plan, parts, asked);
}

/** Steps 2 to 9. */
function runParts(
  run: EventRun,
  plan: AppliedTier,
  parts: readonly PartRun[],
  asked: Asked | null,
): TierPaid | null {
  for (const part of parts) if (!limitPart(run, part)) return null;
  const deductible = takeDeductible(run, plan, parts);
  if (!deductible && plan.deductible) return null;
  let paidBeforeFen: number | null = null;
  if (plan.law.midYearChange === 'catchUp' && deductible) {
    paidBeforeFen = readCounter(run.book, plan.paidCounter);
    if (!catchUp(plan, parts[0], deductible, paidBeforeFen)) return null;
  } else {
    for (const part of parts) payPart(run, plan.law, part, deductible);
  }
  const caps = applyCaps(run, plan, parts);
  if (!caps) return null;
  const lineWrites = run.writes.lineWrites[plan.tier] ?? [];
  let paidFen = 0;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (!part) break;
    const shares = moveCells(run, plan, part, lineWrites.length > 0);
    if (shares) writeLines(run, lineWrites, index, part, shares);
    paidFen += part.paidFen;
  }
  const { tier } = plan;
  const paid: TierPaid = {
    kind: 'paid',
    tier,
    plan,
    asked,
    deductible,
    parts,
    caps,
    paidFen,
    paidBeforeFen,
  };
  writeCounters(run, paid);
  return paid;
}

/** Step 9: moves the counters that this tier writes, in declared order. */
function writeCounters({ writes: all, book }: EventRun, paid: TierPaid): void {
  const writes = all.tierWrites[paid.tier];
  if (writes === undefined) return;
  for (let index = 0; index < writes.length; index++) {
    const write = writes[index];
    if (write === undefined) break;
    moveCounter(book, write.counter, measured(paid, write.part, write.measure));
  }
}

/** What a tier did, over all its parts (-1) or one. */
export function measured(paid: TierPaid, part: number, measure: TierMeasure): number {
  if (measure === 'deductibleAmount') return paid.deductible?.amountFen ?? 0;
  const [only] = paid.parts;
  if (only !== undefined && paid.parts.length === 1) return partMeasure(only, measure);
  let total = 0;
  for (let index = 0; index < paid.parts.length; index++) {
    const trace = paid.parts[index];
    if (trace && (part < 0 || part === index)) total += partMeasure(trace, measure);
  }
  return total;
}

function partMeasure(trace: PartTrace, measure: Exclude<TierMeasure, 'deductibleAmount'>): number {
  switch (measure) {
    case 'counted':
      return trace.countedFen;
    case 'paid':
      return trace.paidFen;
    case 'deductible':
      return trace.deductibleFen;
    case 'afterDeductible':
      return trace.countedFen - trace.deductibleFen;
    case 'copay':
      return trace.copayFen;
    case 'base':
      return trace.countedFen + (trace.limit?.excessFen ?? 0);
    case 'limitExcess':
      return trace.limit?.excessFen ?? 0;
    case 'overCap':
      return trace.overCapFen + (trace.limit?.excessFen ?? 0);
  }
}

function openParts(run: EventRun, plan: AppliedTier): PartRun[] | null {
  const taken = plan.mayTakeTwice ? new Set<number>() : null;
  const parts: PartRun[] = [];
  for (const planned of plan.parts) {
    const part = openPart(run, planned, plan.law, taken);
    if (!part) return null;
    parts.push(part);
  }
  return parts;
}

/** Step 5: pays what the whole window is worth under today's numbers, less what was paid. */
function catchUp(
  { law }: AppliedTier,
  part: PartRun | undefined,
  deductible: DeductibleTrace,
  paidBeforeFen: number,
): boolean {
  if (!part) return true;
  const wholeFen = deductible.countedFen + part.countedFen;
  const payableFen = Math.max(0, wholeFen - deductible.amountFen);
  if (payableFen > MAX_FEN) return false;
  part.roundedFen = worthOf(law, part, 0, payableFen);
  part.paidFen = Math.min(part.countedFen, Math.max(0, part.roundedFen - paidBeforeFen));
  part.deductibleFen = Math.min(part.deductibleFen, part.countedFen - part.paidFen);
  return true;
}
