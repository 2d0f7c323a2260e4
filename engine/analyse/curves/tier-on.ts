/**
 * One tier on a bill whose cost is open: the steps of decision 0001 §5 over functions of the cost.
 */
import {
  type AppliedTier,
  type ConditionPlan,
  type PartPlan,
  ratesAt,
  type TierMeasure,
  type TierPlan,
} from '../../law/index.ts';
import { allotOn } from './allot-on.ts';
import { amountOn } from './amount-on.ts';
import { applyCapsOn, type CapOn } from './caps-on.ts';
import { type Cause, isAbove, leastOf, notBelowZero } from './ground.ts';
import { moveRooms } from './move-on.ts';
import {
  type DeductibleOn,
  limitPartOn,
  openPartOn,
  type PartOn,
  payPartOn,
  worthOn,
} from './part-on.ts';
import { constantOf, differenceOf, type Quotient, sumOf, totalOf, ZERO } from './quotient.ts';
import { CurveRefused } from './refused.ts';
import { counterOn, moveCounterOn, type RunOn } from './run-on.ts';

export type TierOn = TierPaidOn | TierSkippedOn;

export interface TierSkippedOn {
  readonly kind: 'skipped';
  readonly tier: number;
  readonly why: 'notInForce' | 'notCovered' | 'conditionNotMet';
}

export interface TierPaidOn {
  readonly kind: 'paid';
  readonly tier: number;
  readonly plan: AppliedTier;
  readonly deductible: DeductibleOn | null;
  readonly parts: readonly PartOn[];
  readonly caps: readonly CapOn[];
  readonly paid: Quotient;
  /** By how many fen the engine may differ up to the end of this tier. */
  readonly slackFen: number;
}

/** Runs a tier; the cells and counters of the run move on. */
export function runTierOn(run: RunOn, planned: TierPlan): TierOn {
  if (planned.kind === 'skipped') return planned;
  const taken = new Set<string>();
  const rows = run.cells.map((row) => row.slice());
  const opened = planned.parts.map((part) => openPartOn(run, planned.tier, part, taken));
  run.ownBase = totalOf(opened.map(({ base }) => base));
  const plan = asked(run, planned);
  if (!plan) {
    for (const [atom, row] of rows.entries()) run.cells[atom] = row;
    return { kind: 'skipped', tier: planned.tier, why: 'conditionNotMet' };
  }
  const parts = plan.parts.map((part, index) =>
    limitPartOn(run, plan.tier, part, opened[index] ?? { rooms: [], base: ZERO }),
  );
  const deductible = takeDeductible(run, plan, parts);
  if (plan.law.midYearChange === 'catchUp' && deductible) catchUp(run, plan, parts, deductible);
  else for (const part of parts) payPartOn(run, plan, part, deductible);
  const caps = applyCapsOn(run, plan, parts);
  for (const part of parts) moveRooms(run, plan, part);
  const paid = totalOf(parts.map((part) => part.paid));
  const done: TierPaidOn = {
    kind: 'paid',
    tier: plan.tier,
    plan,
    deductible,
    parts,
    caps,
    paid,
    slackFen: run.ground.slackFen,
  };
  writeCounters(run, done);
  return done;
}

/** The tier's numbers at this event; null where one of its conditions fails. */
function asked(run: RunOn, plan: AppliedTier): AppliedTier | null {
  const { asks } = plan;
  if (!asks) return plan;
  if (!asks.conditions.every((condition) => isMet(run, plan.tier, condition))) return null;
  const acts = asks.modifiers.map(({ conditions }) =>
    conditions.every((condition) => isMet(run, plan.tier, condition)),
  );
  const own = asks.modifiers.length === 0 ? plan : asks.variant(acts);
  return { ...own, parts: own.parts.map((part) => ratesOn(run, own.tier, part)) };
}

function isMet(run: RunOn, tier: number, { of, from, until }: ConditionPlan): boolean {
  const sources = [of, from, until].flatMap((side) => side?.sources ?? []);
  const cause: Cause = { word: 'condition', tier, part: null, id: null, sources };
  const value = amountOn(run, of, cause);
  if (from && isAbove(run.ground, amountOn(run, from, cause), value, cause)) return false;
  return !until || isAbove(run.ground, amountOn(run, until, cause), value, cause);
}

/** Rates that need the event must not depend on its cost: they are rounded to basis points. */
function ratesOn(run: RunOn, tier: number, part: PartPlan): PartPlan {
  if (part.lateRates.length === 0) return part;
  const cause: Cause = { word: 'formula', tier, part: part.id, id: null, sources: [] };
  const values = new Map<unknown, number>();
  for (const { by } of part.lateRates) {
    const value = constantOf(amountOn(run, by, cause));
    if (value?.denominator !== 1n) {
      throw new CurveRefused('curve/rounded_factor', '支付比例本身随费用而变，曲线无法准确表示');
    }
    values.set(by, Number(value.numerator));
  }
  const lateRates = part.lateRates.map((late) => {
    const value = values.get(late.by) ?? 0;
    return { ...late, by: { ...late.by, constant: value } };
  });
  return ratesAt({ ...part, lateRates }, NO_READER) ?? part;
}

const outOfPlace = (): never => {
  throw new RangeError('the rates are known');
};
const NO_READER = {
  measure: outOfPlace,
  counter: outOfPlace,
  told: outOfPlace,
  held: outOfPlace,
  own: outOfPlace,
  lineCost: outOfPlace,
};

function takeDeductible(
  run: RunOn,
  { deductible: plan, tier }: AppliedTier,
  parts: readonly PartOn[],
): DeductibleOn | null {
  if (!plan) return null;
  const { ground } = run;
  const { sources } = plan.amount;
  const cause: Cause = { word: 'deductible', tier, part: null, id: null, sources };
  const base = totalOf(parts.map(({ counted }) => counted));
  const amount = amountOn(run, plan.amount, cause);
  const counted = plan.counter < 0 ? ZERO : counterOn(run, plan.counter);
  const open = notBelowZero(ground, differenceOf(amount, counted), cause);
  const taken = leastOf(ground, base, open, cause);
  const sequence = plan.order ?? parts.map((_, index) => index);
  const rooms = sequence.map((index) => parts[index]?.counted ?? ZERO);
  const how = plan.order ? 'declaredOrder' : 'proRata';
  const shares = allotOn(ground, taken, rooms, how, false, cause);
  for (const [at, index] of sequence.entries()) {
    const part = parts[index];
    if (part) part.deductible = shares[at] ?? ZERO;
  }
  return { amount, counted, taken };
}

/** Step 5: pays what the whole window is worth under today's numbers, less what was paid. */
function catchUp(
  run: RunOn,
  plan: AppliedTier,
  [part]: readonly PartOn[],
  deductible: DeductibleOn,
): void {
  if (!part) return;
  const { ground } = run;
  const cause: Cause = {
    word: 'catchUp',
    tier: plan.tier,
    part: part.plan.id,
    id: null,
    sources: [],
  };
  const before = plan.paidCounter < 0 ? ZERO : counterOn(run, plan.paidCounter);
  const whole = sumOf(deductible.counted, part.counted);
  const payable = notBelowZero(ground, differenceOf(whole, deductible.amount), cause);
  const worth = worthOn(run, plan, part, ZERO, payable);
  const due = notBelowZero(ground, differenceOf(worth, before), cause);
  part.paid = leastOf(ground, due, part.counted, cause);
  part.deductible = leastOf(ground, part.deductible, differenceOf(part.counted, part.paid), cause);
}

/** Step 9. */
function writeCounters(run: RunOn, paid: TierPaidOn): void {
  const { writes } = run.planned.plan;
  const cause: Cause = { word: 'formula', tier: paid.tier, part: null, id: null, sources: [] };
  for (const { counter } of writes.lineWrites[paid.tier] ?? []) run.movedByLine.add(counter);
  for (const { counter, part, measure } of writes.tierWrites[paid.tier] ?? []) {
    moveCounterOn(run, counter, measuredOn(paid, part, measure), cause);
  }
}

/** What a tier did, over all its parts (-1) or one. */
function measuredOn(paid: TierPaidOn, part: number, measure: TierMeasure): Quotient {
  if (measure === 'deductibleAmount') return paid.deductible?.amount ?? ZERO;
  const wanted = paid.parts.filter((_, index) => part < 0 || part === index);
  return totalOf(wanted.map((one) => partMeasure(one, measure)));
}

function partMeasure(part: PartOn, measure: Exclude<TierMeasure, 'deductibleAmount'>): Quotient {
  switch (measure) {
    case 'base':
      return part.base;
    case 'counted':
      return part.counted;
    case 'limitExcess':
      return part.excess;
    case 'deductible':
      return part.deductible;
    case 'afterDeductible':
      return differenceOf(part.counted, part.deductible);
    case 'paid':
      return part.paid;
    case 'overCap':
      return sumOf(part.overCap, part.excess);
    case 'copay':
      return [part.deductible, part.paid, part.overCap].reduce(differenceOf, part.counted);
  }
}
