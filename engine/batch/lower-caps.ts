/**
 * Lowers the caps of a tier and what above them means (decision 0001 §5, step 6; X02, X15).
 */
import type { CapPlan } from '../law/index.ts';
import type { RoundingMode } from '../units/index.ts';
import { amount } from './lower-amount.ts';
import { seenRegister } from './lower-counters.ts';
import type { OpenPart } from './lower-part.ts';
import type { TierWork } from './lower-tier.ts';
import type { Reg } from './lowered.ts';
import { least, less, room, sum, value, type Workshop } from './workshop.ts';

export interface CappedPart {
  readonly paid: Reg;
  readonly overCap: Reg;
}

/** Cuts the parts' payments, those of single parts first; empty where there is no cap. */
export function applyCaps(
  shop: Workshop,
  work: TierWork,
  parts: readonly OpenPart[],
): readonly CappedPart[] {
  const caps = work.plans[0]?.caps ?? [];
  if (caps.length === 0) return [];
  const paid = parts.map((part) => part.paid);
  const cut = (at: number, fen: Reg): Reg => {
    const plans = work.plans.flatMap((plan) => plan.caps[at] ?? []);
    return least(shop, [fen, roomOf(shop, work, plans)]);
  };
  for (const [at, cap] of caps.entries()) {
    const own = paid[cap.part];
    if (own !== undefined) paid[cap.part] = cut(at, own);
  }
  const whole = sum(shop, paid);
  let left = whole;
  for (const [at, cap] of caps.entries()) if (cap.part < 0) left = cut(at, left);
  const spread = left === whole ? paid : spreadOver(shop, work, paid, left);
  return parts.map((part, index) => {
    const own = spread[index] ?? part.paid;
    return { paid: own, overCap: aboveCap(shop, work, part, own) };
  });
}

function roomOf(shop: Workshop, work: TierWork, plans: readonly CapPlan[]): Reg {
  const own = amount(
    shop,
    work.scope,
    plans.map((plan) => plan.amount),
  );
  const counter = plans[0]?.counter ?? -1;
  return counter < 0 ? own : room(shop, own, seenRegister(shop, counter));
}

/** What remains of the tier's payment goes over the parts, with their payments as rooms. */
function spreadOver(shop: Workshop, work: TierWork, paid: readonly Reg[], left: Reg): Reg[] {
  if (paid.length === 1) return [left];
  const to = paid.map(() => value(shop, shop.eventFen));
  const isProRata = work.plans[0]?.law.allot === 'proRata';
  shop.steps.push({ op: 'spread', amount: left, rooms: paid, to, isProRata });
  return to;
}

const BEHIND: Readonly<Record<string, RoundingMode>> = {
  costBehindRoundedDown: 'down',
  costBehindRoundedUp: 'up',
  costBehindRoundedHalfUp: 'halfUp',
};

function aboveCap(shop: Workshop, work: TierWork, part: OpenPart, paid: Reg): Reg {
  const clipped = less(shop, part.paid, paid);
  const rounding = BEHIND[work.plans[0]?.law.aboveCap ?? 'clippedPayment'];
  if (rounding === undefined) return clipped;
  const to = value(shop, shop.eventFen);
  const { start, payable: length, bounds, rates } = part;
  shop.steps.push({ op: 'behind', to, clipped, paid, start, length, bounds, rates, rounding });
  return to;
}
