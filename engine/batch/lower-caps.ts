/**
 * Lowers the caps of a tier and what above them means (decision 0001 §5, step 6; X02, X15).
 */
import type { RoundingMode } from '../units/index.ts';
import { amount } from './lower-amount.ts';
import { seenRegister } from './lower-counters.ts';
import type { OpenPart, PaidPart, TierWork } from './lower-work.ts';
import type { Reg } from './lowered.ts';
import { least, less, room, sum, value, type Workshop } from './workshop.ts';

/** The amounts of the caps, in their order: they are asked for whether or not anything is paid. */
export function capsOf(shop: Workshop, work: TierWork): Reg[] {
  const caps = work.plans[0]?.caps ?? [];
  return caps.map((_, at) =>
    amount(
      shop,
      work.scope,
      work.plans.flatMap((plan) => plan.caps[at]?.amount ?? []),
    ),
  );
}

/** Cuts the parts' payments, those of single parts first; empty where there is no cap. */
export function applyCaps(
  shop: Workshop,
  work: TierWork,
  parts: readonly OpenPart[],
  own: readonly PaidPart[],
  amounts: readonly Reg[],
): readonly Pick<PaidPart, 'paid' | 'overCap'>[] {
  const caps = work.plans[0]?.caps ?? [];
  if (caps.length === 0) return [];
  const paid = own.map((part) => part.paid);
  const cut = (at: number, counter: number, fen: Reg): Reg => {
    const amountFen = amounts[at] ?? fen;
    const used = counter < 0 ? null : seenRegister(shop, counter);
    return least(shop, [fen, used === null ? amountFen : room(shop, amountFen, used)]);
  };
  for (const [at, { part, counter }] of caps.entries()) {
    const fen = paid[part];
    if (fen !== undefined) paid[part] = cut(at, counter, fen);
  }
  const whole = sum(shop, paid);
  let left = whole;
  for (const [at, { part, counter }] of caps.entries()) if (part < 0) left = cut(at, counter, left);
  const spread = left === whole ? paid : spreadOver(shop, work, paid, left);
  return parts.map((part, index) => {
    const before = own[index];
    const after = spread[index];
    if (!before || after === undefined) throw new RangeError(`no part ${index}`);
    return { paid: after, overCap: aboveCap(shop, work, part, before, after) };
  });
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

function aboveCap(
  shop: Workshop,
  work: TierWork,
  part: OpenPart,
  before: PaidPart,
  paid: Reg,
): Reg {
  const clipped = less(shop, before.paid, paid);
  const rounding = BEHIND[work.plans[0]?.law.aboveCap ?? 'clippedPayment'];
  if (rounding === undefined) return clipped;
  const to = value(shop, shop.eventFen);
  const { start, bounds, rates } = part;
  const length = before.payable;
  shop.steps.push({ op: 'behind', to, clipped, paid, start, length, bounds, rates, rounding });
  return to;
}
