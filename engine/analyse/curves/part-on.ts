/**
 * A part of a tier as functions of the cost: base, limit, segments (decision 0001 §5, steps 1, 2
 * and 4).
 */
import {
  type AppliedTier,
  DERIVED_POSITION,
  limitOfCode,
  type PartPlan,
  type Source,
} from '../../law/index.ts';
import { amountOn } from './amount-on.ts';
import { type Cause, greatestOf, isAbove, leastOf, notBelowZero } from './ground.ts';
import {
  constant,
  differenceOf,
  dividedOf,
  isZero,
  type Quotient,
  shareOfBp,
  sumOf,
  timesOf,
  totalOf,
  ZERO,
} from './quotient.ts';
import { counterOn, lineCounterOn, type RunOn } from './run-on.ts';

export interface PartOn {
  readonly plan: PartPlan;
  readonly rooms: readonly RoomOn[];
  readonly base: Quotient;
  /** Excess over the limit, by code where each has one for itself. */
  readonly excesses: readonly ExcessOn[];
  readonly excess: Quotient;
  readonly counted: Quotient;
  deductible: Quotient;
  segments: readonly SegmentOn[];
  /** Before the caps, then after them. */
  paid: Quotient;
  overCap: Quotient;
}

export interface RoomOn {
  readonly atom: number;
  readonly fen: Quotient;
}

export interface ExcessOn {
  /** Places of its rooms. */
  readonly rooms: readonly number[];
  readonly fen: Quotient;
}

/** A segment that the bill touches. */
export interface SegmentOn {
  readonly index: number;
  readonly length: Quotient;
  readonly rateBp: number;
}

export interface DeductibleOn {
  readonly amount: Quotient;
  /** Its counter before. */
  readonly counted: Quotient;
  readonly taken: Quotient;
}

const WHOLE = 10_000;

/** Takes a part's base out of the cells. */
export function openPartOn(
  run: RunOn,
  tier: number,
  plan: PartPlan,
  taken: Set<string>,
): { readonly rooms: readonly RoomOn[]; readonly base: Quotient } {
  const rooms: RoomOn[] = [];
  for (const entry of plan.base) {
    const cause: Cause = { word: 'weight', tier, part: plan.id, id: null, sources: [] };
    const weight = entry.weightBp ? amountOn(run, entry.weightBp, cause) : null;
    for (const reason of entry.reasons) {
      for (const [atom, row] of run.cells.entries()) {
        const fen = row[reason] ?? ZERO;
        const cell = `${atom}.${reason}`;
        if (isZero(fen) || taken.has(cell)) continue;
        if (entry.lines >= 0 && !run.atoms[atom]?.lineClass?.matches[entry.lines]) continue;
        taken.add(cell);
        const own = weight ? weighted(run, fen, weight, cause) : fen;
        row[reason] = differenceOf(fen, own);
        rooms.push({ atom, fen: own });
      }
    }
  }
  return { rooms, base: totalOf(rooms.map(({ fen }) => fen)) };
}

function weighted(run: RunOn, fen: Quotient, weightBp: Quotient, cause: Cause): Quotient {
  run.ground.slackFen++;
  const part = dividedOf(timesOf(fen, weightBp), constant(WHOLE));
  return leastOf(run.ground, part, fen, cause);
}

/** Cuts a part's base at its limit. */
export function limitPartOn(
  run: RunOn,
  tier: number,
  plan: PartPlan,
  { rooms, base }: { readonly rooms: readonly RoomOn[]; readonly base: Quotient },
): PartOn {
  const excesses = excessesOf(run, tier, plan, rooms, base);
  const excess = totalOf(excesses.map(({ fen }) => fen));
  return {
    plan,
    rooms,
    base,
    excesses,
    excess,
    counted: differenceOf(base, excess),
    deductible: ZERO,
    segments: [],
    paid: ZERO,
    overCap: ZERO,
  };
}

function excessesOf(
  run: RunOn,
  tier: number,
  plan: PartPlan,
  rooms: readonly RoomOn[],
  base: Quotient,
): readonly ExcessOn[] {
  const { limit, perLimit } = plan;
  if (!perLimit) {
    if (!limit) return [];
    const cause = limitCause(tier, plan, limit.amount.sources);
    const amount = amountOn(run, limit.amount, cause);
    const used = limit.counter < 0 ? ZERO : counterOn(run, limit.counter);
    const places = rooms.map((_, room) => room);
    return [{ rooms: places, fen: aboveLimit(run, base, amount, used, cause) }];
  }
  const groups = new Map<string, number[]>();
  for (const [place, { atom }] of rooms.entries()) {
    const code = run.atoms[atom]?.lineClass?.codes[perLimit.facet] ?? '';
    groups.set(code, [...(groups.get(code) ?? []), place]);
  }
  return [...groups].map(([code, places]) => {
    const own = limitOfCode(perLimit, code);
    const cause = limitCause(tier, plan, own.sources);
    const counter = (index: number) =>
      run.planned.prepared.counters[index]?.isByLine
        ? lineCounterOn(run, index, code)
        : run.counter(index);
    const amount = amountOn({ ...run, counter }, own, cause);
    const used = perLimit.counter < 0 ? ZERO : lineCounterOn(run, perLimit.counter, code);
    const fen = totalOf(places.map((place) => rooms[place]?.fen ?? ZERO));
    return { rooms: places, fen: aboveLimit(run, fen, amount, used, cause) };
  });
}

function limitCause(tier: number, plan: PartPlan, sources: readonly Source[]): Cause {
  return { word: 'limit', tier, part: plan.id, id: null, sources };
}

function aboveLimit(
  { ground }: RunOn,
  base: Quotient,
  amount: Quotient,
  used: Quotient,
  cause: Cause,
): Quotient {
  const room = notBelowZero(ground, differenceOf(amount, used), cause);
  return notBelowZero(ground, differenceOf(base, room), cause);
}

/** What the deductible leaves of a part is worth, segment by segment. */
export function payPartOn(
  run: RunOn,
  plan: AppliedTier,
  part: PartOn,
  deductible: DeductibleOn | null,
): void {
  const { tier } = plan;
  const payable = differenceOf(part.counted, part.deductible);
  const start = startOf(run, tier, part, deductible);
  const worth = worthOn(run, plan, part, start, payable);
  const cause: Cause = { word: 'segment', tier, part: part.plan.id, id: null, sources: [] };
  part.paid = leastOf(run.ground, worth, payable, cause);
}

/** What an interval of the segments is worth; writes the segments that it touches. */
export function worthOn(
  run: RunOn,
  { tier, law }: AppliedTier,
  part: PartOn,
  start: Quotient,
  length: Quotient,
): Quotient {
  const { bounds, rates, id, rateSources } = part.plan;
  const end = sumOf(start, length);
  const segments: SegmentOn[] = [];
  for (let index = 0; index < bounds.length; index++) {
    const cause: Cause = { word: 'segment', tier, part: id, id: `${index}`, sources: rateSources };
    const from = greatestOf(run.ground, start, constant(bounds[index] ?? 0), cause);
    const next = bounds[index + 1];
    const ends: Cause = { ...cause, id: `${index + 1}` };
    const to = next === undefined ? end : leastOf(run.ground, end, constant(next), ends);
    if (!isAbove(run.ground, to, from, cause)) continue;
    segments.push({ index, length: differenceOf(to, from), rateBp: rates[index] ?? 0 });
  }
  part.segments = segments;
  run.ground.slackFen += law.roundEach === 'segment' ? segments.length : 1;
  return totalOf(segments.map((segment) => shareOfBp(segment.length, segment.rateBp)));
}

/** Where on the axis of the segments a part's payable cost starts (X01). */
function startOf(
  run: RunOn,
  tier: number,
  { plan, deductible: own }: PartOn,
  deductible: DeductibleOn | null,
): Quotient {
  const before = plan.measure === 'gross' ? own : ZERO;
  return sumOf(before, positionOf(run, tier, plan, deductible));
}

function positionOf(
  run: RunOn,
  tier: number,
  plan: PartPlan,
  deductible: DeductibleOn | null,
): Quotient {
  if (plan.position !== DERIVED_POSITION) {
    return plan.position < 0 ? ZERO : counterOn(run, plan.position);
  }
  if (!deductible) return ZERO;
  if (plan.measure === 'gross') return deductible.counted;
  const cause: Cause = { word: 'deductible', tier, part: plan.id, id: null, sources: [] };
  return notBelowZero(run.ground, differenceOf(deductible.counted, deductible.amount), cause);
}
