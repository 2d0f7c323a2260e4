/**
 * Lowers steps 1 to 8 of a tier: base, limit, deductible, segments, caps, and what becomes of the
 * cells.
 */
import { DERIVED_POSITION, type PartPlan } from '../law/index.ts';
import { BP_WHOLE } from '../units/index.ts';
import type { RoomCell } from './cells.ts';
import { amount, proportion } from './lower-amount.ts';
import { seenRegister } from './lower-counters.ts';
import { limitPart } from './lower-limit.ts';
import { moveCells } from './lower-moves.ts';
import { payOpen } from './lower-pay.ts';
import { payRates } from './lower-rates.ts';
import type { OpenPart, PartDone, PartWork, RoomWork, TierDone, TierWork } from './lower-work.ts';
import type { Reg } from './lowered.ts';
import {
  boundOf,
  guarded,
  least,
  less,
  literal,
  number,
  room,
  sum,
  value,
  type Workshop,
  whereSome,
} from './workshop.ts';

/** Step 1. */
export function gather(shop: Workshop, work: TierWork): PartWork[] {
  const [first] = work.plans;
  const known = shop.cells.parts[work.index] ?? [];
  return (first?.parts ?? []).map((_, at): PartWork => {
    const { rooms = [], isUniform = true } = known[at] ?? {};
    const done = rooms.flatMap((cell) => roomOf(shop, work, at, cell) ?? []);
    const distinct = new Map(done.map((each) => [each.from, each.base]));
    return { at, base: sum(shop, [...distinct.values()]), rooms: done, isUniform };
  });
}

function roomOf(shop: Workshop, work: TierWork, at: number, cell: RoomCell): RoomWork | null {
  const from = shop.groups[shop.cells.groupOf[cell.cell] ?? -1];
  if (from === undefined) throw new RangeError(`no group of cell ${cell.cell}`);
  const entries = work.plans.flatMap((plan) => plan.parts[at]?.base[cell.entry] ?? []);
  const weights = entries.flatMap(({ weightBp }) => weightBp ?? []);
  if (weights.length === 0) return { ...cell, from, base: from, isWhole: true };
  const rounding = work.plans[0]?.law.rounding ?? 'halfUp';
  const base = whereSome(shop, from, () => {
    const weight = amount(shop, work.scope, weights);
    const share = proportion(shop, from, weight, literal(shop, BP_WHOLE), rounding);
    return boundOf(shop, weight) <= BP_WHOLE ? share : least(shop, [from, share]);
  });
  return { ...cell, from, base, isWhole: false };
}

/** Steps 2 to 8. */
export function payParts(shop: Workshop, work: TierWork, parts: readonly PartWork[]): TierDone {
  const limited = parts.map((part) => ({ part, ...limitPart(shop, work, part) }));
  const taken = takeDeductible(
    shop,
    work,
    limited.map(({ counted }) => counted),
  );
  const open = limited.map((each, index) =>
    openPart(shop, work, { ...each, index, taken, deductible: taken.of[index] ?? null }),
  );
  const paid = payOpen(shop, work, open);
  const done = open.map((each, index): PartDone => {
    const own = paid[index];
    if (!own) throw new RangeError(`no part ${index}`);
    const copay = less(shop, less(shop, own.payable, own.paid), own.overCap);
    return { ...each, ...own, copay };
  });
  const moves = done.flatMap((each, index) => {
    const part = parts[index];
    const groups = limited[index]?.groups ?? null;
    return part ? [moveCells(shop, work, part, each, groups)] : [];
  });
  return {
    parts: done,
    deductibleAmount: taken.amount,
    paid: sum(
      shop,
      done.map((each) => each.paid),
    ),
    moves,
    move: () => {
      for (const each of moves) each.put();
    },
  };
}

interface Taken {
  readonly amount: Reg;
  /** The counter before, or nothing. */
  readonly counted: Reg;
  /** By part; empty where it follows from how far the base has come (`isPassedBy`). */
  readonly of: readonly Reg[];
}

/** Step 3. */
function takeDeductible(shop: Workshop, work: TierWork, counted: readonly Reg[]): Taken {
  const zero = literal(shop, 0);
  const plans = work.plans.flatMap(({ deductible }) => deductible ?? []);
  const [first] = plans;
  if (!first) return { amount: zero, counted: zero, of: counted.map(() => zero) };
  const own = amount(
    shop,
    work.scope,
    plans.map((plan) => plan.amount),
  );
  const before = first.counter < 0 ? zero : seenRegister(shop, first.counter);
  if (counted.length === 1 && isPassedBy(work)) return { amount: own, counted: before, of: [] };
  const fen = least(shop, [sum(shop, counted), room(shop, own, before)]);
  if (counted.length === 1) return { amount: own, counted: before, of: [fen] };
  const sequence = first.order ?? counted.map((_, index) => index);
  const to = counted.map(() => value(shop, shop.eventFen));
  shop.steps.push({
    op: 'spread',
    amount: fen,
    rooms: sequence.map((index) => counted[index] ?? zero),
    to: sequence.map((index) => to[index] ?? zero),
    isProRata: first.order === null,
  });
  return { amount: own, counted: before, of: to };
}

/** Whether the payable cost is the stretch of an axis from which the deductible is cut off. */
function isPassedBy({ plans: [first] }: TierWork): boolean {
  const part = first?.parts[0];
  return (
    first?.law.midYearChange !== 'catchUp' &&
    first?.deductible?.countsBase === true &&
    part?.measure === 'excess' &&
    part.position === DERIVED_POSITION
  );
}

interface Limited {
  readonly index: number;
  readonly part: PartWork;
  readonly counted: Reg;
  readonly excess: Reg;
  readonly deductible: Reg | null;
  readonly taken: Taken;
}

function openPart(shop: Workshop, work: TierWork, given: Limited): OpenPart {
  const { index, part, counted, excess, taken } = given;
  const [first] = work.plans;
  const plan = first?.parts[index];
  if (!first || !plan) throw new RangeError('no part');
  const zero = literal(shop, 0);
  const bounds = plan.bounds.map((_, at) =>
    number(
      shop,
      work.scope.pairs,
      work.plans.map(({ parts }) => parts[index]?.bounds[at] ?? Number.NaN),
    ),
  );
  const rates = payRates(shop, work, index);
  const common = { index, base: part.base, counted, excess, bounds, rates, paidBefore: null };
  const whole = () => sum(shop, [taken.counted, counted]);
  if (given.deductible === null) {
    const start = room(shop, taken.counted, taken.amount);
    const end = room(shop, whole(), taken.amount);
    const payable = less(shop, end, start);
    const deductible = less(shop, counted, payable);
    return { ...common, deductible, payable, start, end, length: payable };
  }
  const { deductible } = given;
  const payable = less(shop, counted, deductible);
  if (first.law.midYearChange === 'catchUp' && first.deductible) {
    const end = guarded(shop, room(shop, whole(), taken.amount));
    const paidBefore = seenRegister(shop, first.paidCounter);
    return { ...common, deductible, payable, start: zero, end, length: end, paidBefore };
  }
  const start = startOf(shop, plan, deductible, taken);
  // One segment without an end is paid alike wherever it starts.
  const end = plan.bounds.length === 1 ? payable : sum(shop, [start, payable]);
  return { ...common, deductible, payable, start, end, length: payable };
}

function startOf(shop: Workshop, plan: PartPlan, deductible: Reg, taken: Taken): Reg {
  const zero = literal(shop, 0);
  if (plan.bounds.length === 1) return zero;
  const isGross = plan.measure === 'gross';
  let position = zero;
  if (plan.position >= 0) position = seenRegister(shop, plan.position);
  else if (plan.position === DERIVED_POSITION) {
    position = isGross ? taken.counted : room(shop, taken.counted, taken.amount);
  }
  return isGross ? sum(shop, [deductible, position]) : position;
}
