/**
 * Lowers what parts pay: segments, `catchUp`, caps (decision 0001 §5, steps 4 to 6).
 */
import { applyCaps, capsOf } from './lower-caps.ts';
import type { OpenPart, PaidPart, TierWork } from './lower-work.ts';
import type { Reg } from './lowered.ts';
import {
  boundOf,
  least,
  less,
  literal,
  register,
  room,
  under,
  value,
  type Workshop,
} from './workshop.ts';

/** What each part pays after the caps, and what above them means. */
export function payOpen(shop: Workshop, work: TierWork, parts: readonly OpenPart[]): PaidPart[] {
  const caps = capsOf(shop, work);
  const [only] = parts;
  if (only && parts.length === 1 && only.paidBefore === null)
    return [payOnly(shop, work, only, caps)];
  const paid = parts.map((part) => payPart(shop, work, part));
  const capped = applyCaps(shop, work, parts, paid, caps);
  return paid.map((each, index) => ({ ...each, ...capped[index] }));
}

/** A tier of one part has nothing to work out where nothing is payable. */
function payOnly(shop: Workshop, work: TierWork, part: OpenPart, caps: readonly Reg[]): PaidPart {
  const { deductible, payable } = part;
  const bound = boundOf(shop, payable);
  const paid = register(shop, { kind: 'sum', bound });
  const overCap = register(shop, { kind: 'sum', bound });
  // A stretch that ends at nothing pays nothing, so that its length need not be known.
  under(shop, part.bounds.length === 1 ? payable : part.end, 'some', () => {
    const own = payPart(shop, work, part);
    const [capped = own] = applyCaps(shop, work, [part], [own], caps);
    shop.steps.push({ op: 'add', to: paid, of: capped.paid });
    if (caps.length > 0) shop.steps.push({ op: 'add', to: overCap, of: capped.overCap });
  });
  return { deductible, payable, paid, overCap };
}

function payPart(shop: Workshop, work: TierWork, part: OpenPart): PaidPart {
  const { start, end, length, bounds, rates, counted, paidBefore } = part;
  const law = work.plans[0]?.law;
  const rounding = law?.rounding ?? 'halfUp';
  const isEach = law?.roundEach === 'segment';
  const to = value(shop, boundOf(shop, length));
  shop.steps.push({ op: 'pay', to, start, end, length, bounds, rates, rounding, isEach });
  const overCap = literal(shop, 0);
  if (paidBefore === null) {
    return { paid: to, overCap, deductible: part.deductible, payable: part.payable };
  }
  const paid = least(shop, [counted, room(shop, to, paidBefore)]);
  const deductible = least(shop, [part.deductible, less(shop, counted, paid)]);
  return { paid, overCap, deductible, payable: less(shop, counted, deductible) };
}
