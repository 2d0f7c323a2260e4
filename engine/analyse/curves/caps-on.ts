/**
 * Caps as functions of the cost, and what above the cap means (decision 0001 §5, step 6).
 */
import type { AppliedTier, CapPlan } from '../../law/index.ts';
import { allotOn } from './allot-on.ts';
import { amountOn } from './amount-on.ts';
import { type Cause, isAbove, leastOf, notBelowZero } from './ground.ts';
import type { PartOn } from './part-on.ts';
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
import { counterOn, type RunOn } from './run-on.ts';

/** A cap that the tier asked, and what it clips. */
export interface CapOn {
  readonly id: string;
  /** Index of the part that it cuts; -1: the tier. */
  readonly part: number;
  readonly room: Quotient;
  readonly clipped: Quotient;
}

/** Cuts the parts' payments, those of single parts first. */
export function applyCapsOn(
  run: RunOn,
  plan: AppliedTier,
  parts: readonly PartOn[],
): readonly CapOn[] {
  if (plan.caps.length === 0) return [];
  const before = parts.map((part) => part.paid);
  const caps: CapOn[] = [];
  for (const cap of plan.caps) {
    const part = parts[cap.part];
    if (!part) continue;
    const cut = cutAt(run, plan, cap, part.paid);
    part.paid = differenceOf(part.paid, cut.clipped);
    caps.push(cut);
  }
  const whole = totalOf(parts.map((part) => part.paid));
  let left = whole;
  for (const cap of plan.caps) {
    if (cap.part >= 0) continue;
    const cut = cutAt(run, plan, cap, left);
    left = differenceOf(left, cut.clipped);
    caps.push(cut);
  }
  if (!isZero(differenceOf(whole, left))) spread(run, plan, parts, left);
  for (const [index, part] of parts.entries()) {
    const clipped = differenceOf(before[index] ?? ZERO, part.paid);
    if (!isZero(clipped)) part.overCap = aboveCap(run, plan, part, clipped);
  }
  return caps;
}

function cutAt(run: RunOn, { tier }: AppliedTier, cap: CapPlan, paid: Quotient): CapOn {
  const { sources } = cap.amount;
  const cause: Cause = { word: 'cap', tier, part: null, id: cap.id, sources };
  const amount = amountOn(run, cap.amount, cause);
  const used = cap.counter < 0 ? ZERO : counterOn(run, cap.counter);
  const room = notBelowZero(run.ground, differenceOf(amount, used), cause);
  const kept = leastOf(run.ground, paid, room, cause);
  return { id: cap.id, part: cap.part, room, clipped: differenceOf(paid, kept) };
}

function spread(
  run: RunOn,
  { law, tier }: AppliedTier,
  parts: readonly PartOn[],
  paid: Quotient,
): void {
  const cause: Cause = { word: 'allotment', tier, part: null, id: null, sources: [] };
  const rooms = parts.map((part) => part.paid);
  const shares = allotOn(run.ground, paid, rooms, law.allot, false, cause);
  for (const [index, part] of parts.entries()) part.paid = shares[index] ?? ZERO;
}

const WHOLE_BP = 10_000;
const WHOLE = constant(WHOLE_BP);

/** X15: the payment that was clipped, or the cost behind it. */
function aboveCap(
  run: RunOn,
  { law, tier }: AppliedTier,
  part: PartOn,
  clipped: Quotient,
): Quotient {
  if ((law.aboveCap ?? 'clippedPayment') === 'clippedPayment') return clipped;
  const cause: Cause = { word: 'cap', tier, part: part.plan.id, id: null, sources: [] };
  const payable = differenceOf(part.counted, part.deductible);
  run.ground.slackFen += worthOfFen(part);
  if (!isAbove(run.ground, part.paid, ZERO, cause)) return payable;
  let worthLeft = clipped;
  let cost = ZERO;
  for (const segment of [...part.segments].reverse()) {
    if (!isAbove(run.ground, worthLeft, ZERO, cause)) break;
    const worth = shareOfBp(segment.length, segment.rateBp);
    if (isAbove(run.ground, worth, worthLeft, cause)) {
      cost = sumOf(cost, dividedOf(timesOf(worthLeft, WHOLE), constant(segment.rateBp)));
      break;
    }
    cost = sumOf(cost, segment.length);
    worthLeft = differenceOf(worthLeft, worth);
  }
  return leastOf(run.ground, cost, differenceOf(payable, part.paid), cause);
}

/**
 * So much cost may stand behind a fen of payment that the engine rounds to or away: of the payment
 * itself and of what is left of it.
 */
function worthOfFen({ segments }: PartOn): number {
  const rates = segments.flatMap(({ rateBp }) => (rateBp > 0 ? [rateBp] : []));
  return rates.length === 0 ? 0 : 2 * Math.ceil(WHOLE_BP / Math.min(...rates));
}
