/**
 * A part while its tier runs: base, limit, segments (decision 0001 §5, steps 1, 2, 4).
 */
import { DERIVED_POSITION, evaluate, type PartPlan, type Tier } from '../law/index.ts';
import { BP_WHOLE, divideRounded } from '../units/index.ts';
import { readCounter } from './counters.ts';
import type { EventRun } from './event-run.ts';
import { perLimitOf } from './per-limit.ts';
import { gatherRooms, NO_ROOMS } from './rooms.ts';
import { segmentsOf } from './segments.ts';
import type { DeductibleTrace, PartTrace, SegmentTrace } from './settled.ts';

/** A part's trace while it is being written. */
export interface PartRun extends PartTrace {
  plan: PartPlan;
  cells: number[];
  baseFen: number[];
  limit: PartTrace['limit'];
  countedFen: number;
  deductibleFen: number;
  segments: SegmentTrace[];
  exact: number;
  roundedFen: number;
  paidFen: number;
  overCapFen: number;
  copayFen: number;
}

/** Gathers a part's base; null where a weight is out of range. */
export function openPart(
  run: EventRun,
  plan: PartPlan,
  law: Tier,
  taken: Set<number> | null,
): PartRun | null {
  const part: PartRun = {
    plan,
    cells: NO_ROOMS,
    baseFen: NO_ROOMS,
    limit: null,
    countedFen: 0,
    deductibleFen: 0,
    segments: NO_SEGMENTS,
    exact: 0,
    roundedFen: 0,
    paidFen: 0,
    overCapFen: 0,
    copayFen: 0,
  };
  return gatherRooms(run, part, law, taken) ? part : null;
}

/** Cuts a part's base at its limit; false where the limit is out of range. */
export function limitPart(run: EventRun, part: PartRun): boolean {
  const { limit: plan, perLimit } = part.plan;
  const limit = perLimit
    ? perLimitOf(run, perLimit, part)
    : plan
      ? limitOf(run, plan, part.countedFen)
      : null;
  if (!limit) return true;
  if (Number.isNaN(limit.amountFen)) return false;
  part.limit = limit;
  part.countedFen -= limit.excessFen;
  return true;
}

const NO_SEGMENTS: SegmentTrace[] = [];

/** What a limit counts no more, of a part's base; the amount is NaN where it is out of range. */
export function limitOf(
  run: EventRun,
  { amount, counter }: NonNullable<PartPlan['limit']>,
  baseFen: number,
): NonNullable<PartTrace['limit']> {
  const amountFen = evaluate(amount, run);
  const usedFen = counter < 0 ? 0 : readCounter(run.book, counter);
  const excessFen = Math.max(0, baseFen - Math.max(0, amountFen - usedFen));
  return { amountFen, usedFen, excessFen };
}

/** Pays what the part's deductible leaves, segment by segment. */
export function payPart(
  run: EventRun,
  law: Tier,
  part: PartRun,
  deductible: DeductibleTrace | null,
): void {
  const { plan } = part;
  const payableFen = part.countedFen - part.deductibleFen;
  if (payableFen === 0) return;
  const start = startOf(run, plan, deductible, part.deductibleFen);
  part.roundedFen = worthOf(law, part, start, payableFen);
  part.paidFen = Math.min(part.roundedFen, payableFen);
}

/**
 * What an interval of the segments is worth, rounded each or together as the law says (X04); writes
 * the segments to the trace.
 */
export function worthOf(law: Tier, part: PartRun, start: number, lengthFen: number): number {
  const segments = segmentsOf(part.plan.bounds, part.plan.rates, start, lengthFen);
  const { rounding } = law;
  const roundsEach = law.roundEach === 'segment';
  let exact = 0;
  let eachFen = 0;
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index];
    if (segment === undefined) break;
    const worth = segment.lengthFen * segment.rateBp;
    exact += worth;
    if (roundsEach) eachFen += divideRounded(worth, BP_WHOLE, rounding);
  }
  part.segments = segments;
  part.exact = exact;
  return roundsEach ? eachFen : divideRounded(exact, BP_WHOLE, rounding);
}

/** Where on the axis of the segments a part's payable cost starts (X01). */
function startOf(
  run: EventRun,
  plan: PartPlan,
  deductible: DeductibleTrace | null,
  deductibleFen: number,
): number {
  const before = plan.measure === 'gross' ? deductibleFen : 0;
  return before + positionOf(run, plan, deductible);
}

function positionOf(run: EventRun, plan: PartPlan, deductible: DeductibleTrace | null): number {
  if (plan.position === DERIVED_POSITION) {
    if (plan.measure === 'gross') return deductible === null ? 0 : deductible.countedFen;
    return deductible === null ? 0 : Math.max(0, deductible.countedFen - deductible.amountFen);
  }
  return plan.position < 0 ? 0 : readCounter(run.book, plan.position);
}
