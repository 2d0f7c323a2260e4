/**
 * A part while its tier runs: base, limit, segments (decision 0001 §5, steps 1, 2, 4).
 */
import { DERIVED_POSITION, evaluate, type PartPlan, type Tier } from '../law/index.ts';
import { BP_WHOLE, divideRounded } from '../units/index.ts';
import { readCounter } from './counters.ts';
import type { TierRun } from './event-run.ts';
import { gatherRooms } from './rooms.ts';
import { paySegments } from './segments.ts';
import type { DeductibleTrace, PartTrace, SegmentTrace } from './settled.ts';

/** A part's trace while it is being written. */
export type PartRun = { -readonly [K in keyof PartTrace]: PartTrace[K] };

/** Gathers a part's base and cuts it at its limit; null where the limit is out of range. */
export function openPart(
  run: TierRun,
  plan: PartPlan,
  law: Tier,
  taken: Set<number> | null,
): PartRun | null {
  const rooms = gatherRooms(run.grid, run.classes, plan, law, taken, run.reader);
  const limit = plan.limit ? limitOf(run, plan.limit, rooms.totalFen) : null;
  if (limit && Number.isNaN(limit.amountFen)) return null;
  return {
    plan,
    cells: rooms.cells,
    baseFen: rooms.baseFen,
    limit,
    countedFen: limit ? rooms.totalFen - limit.excessFen : rooms.totalFen,
    deductibleFen: 0,
    segments: NO_SEGMENTS,
    exact: 0,
    roundedFen: 0,
    paidFen: 0,
    overCapFen: 0,
    copayFen: 0,
  };
}

const NO_SEGMENTS: readonly SegmentTrace[] = [];

function limitOf(
  run: TierRun,
  { amount, counter }: NonNullable<PartPlan['limit']>,
  baseFen: number,
): PartTrace['limit'] {
  const amountFen = evaluate(amount, run.reader);
  const usedFen = counter < 0 ? 0 : readCounter(run.book, counter);
  return { amountFen, usedFen, excessFen: Math.max(0, baseFen - Math.max(0, amountFen - usedFen)) };
}

/** Pays what the part's deductible leaves, segment by segment. */
export function payPart(
  run: TierRun,
  law: Tier,
  part: PartRun,
  deductible: DeductibleTrace | null,
): void {
  const { plan } = part;
  const payableFen = part.countedFen - part.deductibleFen;
  if (payableFen === 0) return;
  const before = plan.measure === 'gross' ? part.deductibleFen : 0;
  const start = before + positionOf(run, plan, deductible);
  part.roundedFen = worthOf(law, part, start, payableFen);
  part.paidFen = Math.min(part.roundedFen, payableFen);
}

/** What an interval of the segments is worth, rounded; writes the segments to the trace. */
export function worthOf(law: Tier, part: PartRun, start: number, lengthFen: number): number {
  const sum = paySegments(part.plan.bounds, part.plan.rates, start, lengthFen);
  part.segments = sum.touched;
  part.exact = sum.exact;
  if (law.roundEach === 'part') return divideRounded(sum.exact, BP_WHOLE, law.rounding);
  let fen = 0;
  for (const segment of sum.touched) {
    fen += divideRounded(segment.lengthFen * segment.rateBp, BP_WHOLE, law.rounding);
  }
  return fen;
}

function positionOf(run: TierRun, plan: PartPlan, deductible: DeductibleTrace | null): number {
  if (plan.position === DERIVED_POSITION) {
    return deductible ? Math.max(0, deductible.countedFen - deductible.amountFen) : 0;
  }
  return plan.position < 0 ? 0 : readCounter(run.book, plan.position);
}
