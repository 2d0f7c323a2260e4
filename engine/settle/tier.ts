/**
 * One tier on one event: base → limit → deductible → segments → caps → allotment → cells.
 * Decision 0001 §5 numbers the steps.
 */
import {
  type AmountReader,
  type AppliedTier,
  DERIVED_POSITION,
  evaluate,
  type LineClass,
  type PartPlan,
  type TierMeasure,
  type TierWrite,
} from '../law/index.ts';
import { BP_WHOLE, divideRounded, MAX_FEN } from '../units/index.ts';
import type { CounterBook } from './counters.ts';
import { moveCounter, readCounter } from './counters.ts';
import { allotOver, type CellGrid, gatherRooms, type Rooms } from './rooms.ts';
import { aboveCapFen, paySegments, type SegmentSum } from './segments.ts';
import type { CapTrace, DeductibleTrace, PartTrace, TierPaid } from './settled.ts';

export interface TierRun {
  readonly grid: CellGrid;
  readonly classes: readonly LineClass[];
  readonly book: CounterBook;
  readonly reader: AmountReader;
  /** Row per atom, column per payer. */
  readonly payments: number[];
  readonly payerCount: number;
  readonly writes: readonly TierWrite[];
}

/** A part while its tier runs. */
interface PartRun {
  readonly plan: PartPlan;
  readonly rooms: Rooms;
  readonly limit: PartTrace['limit'];
  readonly countedFen: number;
  deductibleFen: number;
  sum: SegmentSum;
  roundedFen: number;
  paidFen: number;
  overCapFen: number;
}

/** Runs a tier; null where an amount leaves the range that the engine computes with. */
export function runTier(run: TierRun, plan: AppliedTier): TierPaid | null {
  const parts = gatherParts(run, plan);
  if (!parts) return null;
  const deductible = takeDeductible(run, plan, parts);
  if (!deductible && plan.deductible) return null;
  let paidBeforeFen: number | null = null;
  if (plan.law.midYearChange === 'catchUp' && plan.deductible) {
    paidBeforeFen = readCounter(run.book, plan.paidCounter);
    if (!catchUp(plan, parts[0], deductible, paidBeforeFen)) return null;
  } else {
    for (const part of parts) payPart(run, plan, part, deductible);
  }
  const caps = applyCaps(run, plan, parts);
  if (!caps) return null;
  let paidFen = 0;
  const traces: PartTrace[] = [];
  for (const part of parts) {
    traces.push(allotPart(run, plan, part));
    paidFen += part.paidFen;
  }
  const paid: TierPaid = {
    kind: 'paid',
    tier: plan.tier,
    plan,
    deductible,
    parts: traces,
    caps,
    paidFen,
    paidBeforeFen,
  };
  for (const write of run.writes) moveCounter(run.book, write.counter, measured(paid, write));
  return paid;
}

/** What a tier did, over all its parts (-1) or one. */
export function measured(
  paid: TierPaid,
  { part, measure }: { readonly part: number; readonly measure: TierMeasure },
): number {
  if (measure === 'deductibleAmount') return paid.deductible?.amountFen ?? 0;
  if (part >= 0) return measureOf(paid.parts[part], measure);
  let total = 0;
  for (const trace of paid.parts) total += measureOf(trace, measure);
  return total;
}

function measureOf(trace: PartTrace | undefined, measure: TierMeasure): number {
  if (!trace) return 0;
  switch (measure) {
    case 'base':
      return trace.countedFen + (trace.limit?.excessFen ?? 0);
    case 'counted':
      return trace.countedFen;
    case 'limitExcess':
      return trace.limit?.excessFen ?? 0;
    case 'deductible':
      return trace.deductibleFen;
    case 'afterDeductible':
      return trace.countedFen - trace.deductibleFen;
    case 'paid':
      return trace.paidFen;
    case 'copay':
      return trace.copayFen;
    case 'overCap':
      return trace.overCapFen + (trace.limit?.excessFen ?? 0);
    case 'deductibleAmount':
      return 0;
  }
}

function gatherParts(run: TierRun, plan: AppliedTier): PartRun[] | null {
  const isPlain = plan.parts.length === 1 && plan.parts[0]?.base.length === 1;
  const taken = isPlain ? null : new Set<number>();
  const parts: PartRun[] = [];
  for (const part of plan.parts) {
    const rooms = gatherRooms(run.grid, run.classes, part, plan.law, taken, run.reader);
    const limit = limitOf(run, part, rooms.totalFen);
    if (limit && Number.isNaN(limit.amountFen)) return null;
    parts.push({
      plan: part,
      rooms,
      limit,
      countedFen: rooms.totalFen - (limit?.excessFen ?? 0),
      deductibleFen: 0,
      sum: NOTHING,
      roundedFen: 0,
      paidFen: 0,
      overCapFen: 0,
    });
  }
  return parts;
}

const NOTHING: SegmentSum = { touched: [], exact: 0, roundedEachFen: 0 };

function limitOf(run: TierRun, part: PartPlan, baseFen: number): PartTrace['limit'] {
  if (!part.limit) return null;
  const amountFen = evaluate(part.limit.amount.node, run.reader);
  const usedFen = part.limit.counter < 0 ? 0 : readCounter(run.book, part.limit.counter);
  const excessFen = Math.max(0, baseFen - Math.max(0, amountFen - usedFen));
  return { amountFen, usedFen, excessFen };
}

function takeDeductible(
  run: TierRun,
  { deductible: plan }: AppliedTier,
  parts: readonly PartRun[],
): DeductibleTrace | null {
  if (!plan) return null;
  const amountFen = evaluate(plan.amount.node, run.reader);
  if (Number.isNaN(amountFen)) return null;
  const countedFen = plan.counter < 0 ? 0 : readCounter(run.book, plan.counter);
  let baseFen = 0;
  for (const part of parts) baseFen += part.countedFen;
  const openFen = Math.max(0, amountFen - countedFen);
  const takenFen = Math.min(baseFen, openFen);
  if (takenFen > 0) spreadDeductible(plan.order, parts, takenFen);
  return { amountFen, countedFen, takenFen, leftFen: openFen - takenFen };
}

function spreadDeductible(
  order: readonly number[] | null,
  parts: readonly PartRun[],
  takenFen: number,
): void {
  const sequence = order ?? parts.map((_, index) => index);
  const rooms = sequence.map((index) => parts[index]?.countedFen ?? 0);
  const shares = allotOver(takenFen, rooms, order ? 'declaredOrder' : 'proRata', false);
  for (const [at, index] of sequence.entries()) {
    const part = parts[index];
    if (part) part.deductibleFen = shares[at] ?? 0;
  }
}

function payPart(
  run: TierRun,
  { law }: AppliedTier,
  part: PartRun,
  deductible: DeductibleTrace | null,
): void {
  const { plan } = part;
  const payableFen = part.countedFen - part.deductibleFen;
  const start = plan.measure === 'gross' ? part.deductibleFen : 0;
  part.sum = paySegments(
    plan.bounds,
    plan.rates,
    start + positionOf(run, plan, deductible),
    payableFen,
    law.rounding,
  );
  part.roundedFen =
    law.roundEach === 'segment'
      ? part.sum.roundedEachFen
      : divideRounded(part.sum.exact, BP_WHOLE, law.rounding);
  part.paidFen = Math.min(part.roundedFen, payableFen);
}

function positionOf(run: TierRun, plan: PartPlan, deductible: DeductibleTrace | null): number {
  if (plan.position === DERIVED_POSITION) {
    return deductible ? Math.max(0, deductible.countedFen - deductible.amountFen) : 0;
  }
  return plan.position < 0 ? 0 : readCounter(run.book, plan.position);
}

/** Step 5: pays what the whole window is worth under today's numbers, less what was paid. */
function catchUp(
  { law }: AppliedTier,
  part: PartRun | undefined,
  deductible: DeductibleTrace | null,
  paidBeforeFen: number,
): boolean {
  if (!part || !deductible) return true;
  const wholeFen = deductible.countedFen + part.countedFen;
  const payableFen = Math.max(0, wholeFen - deductible.amountFen);
  if (payableFen > MAX_FEN) return false;
  part.sum = paySegments(part.plan.bounds, part.plan.rates, 0, payableFen, law.rounding);
  const worthFen =
    law.roundEach === 'segment'
      ? part.sum.roundedEachFen
      : divideRounded(part.sum.exact, BP_WHOLE, law.rounding);
  part.roundedFen = worthFen;
  part.paidFen = Math.min(part.countedFen, Math.max(0, worthFen - paidBeforeFen));
  part.deductibleFen = Math.min(part.deductibleFen, part.countedFen - part.paidFen);
  return true;
}

function applyCaps(run: TierRun, plan: AppliedTier, parts: readonly PartRun[]): CapTrace[] | null {
  const caps: CapTrace[] = [];
  let wholeFen = 0;
  for (const part of parts) wholeFen += part.paidFen;
  let paidFen = wholeFen;
  for (const cap of plan.caps) {
    const amountFen = evaluate(cap.amount.node, run.reader);
    if (Number.isNaN(amountFen)) return null;
    const usedFen = cap.counter < 0 ? 0 : readCounter(run.book, cap.counter);
    const roomFen = Math.max(0, amountFen - usedFen);
    const clippedFen = Math.max(0, paidFen - roomFen);
    paidFen -= clippedFen;
    caps.push({ amountFen, usedFen, roomFen, clippedFen });
  }
  if (paidFen < wholeFen) clip(plan, parts, paidFen);
  return caps;
}

function clip({ law }: AppliedTier, parts: readonly PartRun[], paidFen: number): void {
  const shares = allotOver(
    paidFen,
    parts.map((part) => part.paidFen),
    law.allot,
    false,
  );
  for (const [index, part] of parts.entries()) {
    const clippedFen = part.paidFen - (shares[index] ?? 0);
    part.paidFen -= clippedFen;
    part.overCapFen = aboveCapFen(law.aboveCap ?? 'clippedPayment', part.sum.touched, {
      clippedFen,
      payableFen: part.countedFen - part.deductibleFen,
      paidFen: part.paidFen,
    });
  }
}

/** Steps 7 and 8: spreads the part's amounts over its cells and moves them. */
function allotPart(run: TierRun, plan: AppliedTier, part: PartRun): PartTrace {
  const { rooms, plan: partPlan } = part;
  const excessFen = part.limit?.excessFen ?? 0;
  const copayFen = part.countedFen - part.deductibleFen - part.paidFen - part.overCapFen;
  if (copayFen < 0 || part.paidFen < 0) {
    throw new RangeError(`tier ${plan.law.id}: parts do not sum to the base`);
  }
  let left: readonly number[] = rooms.baseFen;
  const step = (fen: number, reason: number, fromEnd: boolean): void => {
    if (fen === 0) return;
    const shares = allotOver(fen, left, plan.law.allot, fromEnd);
    left = left.map((room, index) => room - (shares[index] ?? 0));
    move(run, plan, rooms.cells, shares, reason);
  };
  step(excessFen, partPlan.overCapReason, true);
  step(part.deductibleFen, partPlan.deductibleReason, false);
  step(part.paidFen, PAID, false);
  step(part.overCapFen, partPlan.overCapReason, true);
  if (copayFen > 0) move(run, plan, rooms.cells, left, partPlan.copayReason);
  return {
    cells: rooms.cells,
    baseFen: rooms.baseFen,
    limit: part.limit,
    countedFen: part.countedFen,
    deductibleFen: part.deductibleFen,
    segments: part.sum.touched,
    exact: part.sum.exact,
    roundedFen: part.roundedFen,
    paidFen: part.paidFen,
    overCapFen: part.overCapFen,
    copayFen,
  };
}

/** Stands for the payer in place of a reason. */
const PAID = -1;

function move(
  run: TierRun,
  plan: AppliedTier,
  cells: readonly number[],
  shares: readonly number[],
  reason: number,
): void {
  const { grid, payments, payerCount } = run;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? 0;
    const share = shares[index] ?? 0;
    grid.fen[cell] = (grid.fen[cell] ?? 0) - share;
    const atom = (cell - (cell % grid.width)) / grid.width;
    if (reason === PAID) {
      const at = atom * payerCount + plan.payer;
      payments[at] = (payments[at] ?? 0) + share;
    } else {
      const at = atom * grid.width + reason;
      grid.fen[at] = (grid.fen[at] ?? 0) + share;
    }
  }
}
