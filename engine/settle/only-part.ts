/**
 * A tier of one part, steps 1 to 8 (decision 0001 §5): nothing is spread over parts, so that the
 * numbers are worked out first and the trace is made once.
 */
import type { AppliedTier, PartPlan } from '../law/index.ts';
import { cutAtCaps, leftByCaps } from './caps.ts';
import { deductibleOf } from './deductible.ts';
import type { EventRun } from './event-run.ts';
import { moveCells } from './move-cells.ts';
import { exactOf, limitOf, NO_SEGMENTS, type PartRun, roundedFrom, startOf } from './part.ts';
import { gatherRooms, NO_ROOMS, type Rooms } from './rooms.ts';
import { aboveCapFen, segmentsOf } from './segments.ts';
import type { TierPaid } from './settled.ts';

/** Runs a tier of one part; null where an amount leaves the range that the engine computes with. */
export function runOnlyPart(run: EventRun, plan: AppliedTier, only: PartPlan): TierPaid | null {
  const { law } = plan;
  const rooms: Rooms = { plan: only, cells: NO_ROOMS, baseFen: NO_ROOMS, countedFen: 0 };
  const taken = only.base.length === 1 ? null : new Set<number>();
  if (!gatherRooms(run, rooms, law, taken)) return null;
  const limit = only.limit ? limitOf(run, only.limit, rooms.countedFen) : null;
  if (limit && Number.isNaN(limit.amountFen)) return null;
  const countedFen = limit ? rooms.countedFen - limit.excessFen : rooms.countedFen;
  const deductible = plan.deductible ? deductibleOf(run, plan.deductible, countedFen) : null;
  if (!deductible && plan.deductible) return null;
  const deductibleFen = deductible ? deductible.takenFen : 0;
  const payableFen = countedFen - deductibleFen;
  let segments = NO_SEGMENTS;
  let exact = 0;
  let roundedFen = 0;
  if (payableFen > 0) {
    const start = startOf(run, only, deductible, deductibleFen);
    segments = segmentsOf(only.bounds, only.rates, start, payableFen);
    exact = exactOf(segments);
    roundedFen = roundedFrom(law, segments, exact);
  }
  const wholeFen = Math.min(roundedFen, payableFen);
  const caps = cutAtCaps(run, plan, wholeFen);
  if (!caps) return null;
  const paidFen = leftByCaps(caps, wholeFen);
  const clippedFen = wholeFen - paidFen;
  const overCapFen =
    clippedFen === 0
      ? 0
      : aboveCapFen(law.aboveCap ?? 'clippedPayment', segments, {
          clippedFen,
          payableFen,
          paidFen,
        });
  const part: PartRun = {
    plan: only,
    cells: rooms.cells,
    baseFen: rooms.baseFen,
    limit,
    countedFen,
    deductibleFen,
    segments,
    exact,
    roundedFen,
    paidFen,
    overCapFen,
    copayFen: payableFen - paidFen - overCapFen,
  };
  moveCells(run, plan, part);
  const { tier } = plan;
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
