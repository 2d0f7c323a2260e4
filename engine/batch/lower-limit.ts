/**
 * Lowers the limit of a part (decision 0001 §5, step 2).
 */
import { amount } from './lower-amount.ts';
import { seenRegister } from './lower-counters.ts';
import type { PartWork } from './lower-part.ts';
import type { TierWork } from './lower-tier.ts';
import type { Reg } from './lowered.ts';
import { less, literal, notLowered, room, type Workshop } from './workshop.ts';

export interface Limited {
  readonly counted: Reg;
  readonly excess: Reg;
  /** Of a limit `per` a line dimension: the excess of each code's rooms. */
  readonly groups: readonly LimitGroup[] | null;
}

export interface LimitGroup {
  /** Places among the part's rooms. */
  readonly rooms: readonly number[];
  readonly excess: Reg;
}

/** Cuts a part's base at its limit. */
export function limitPart(shop: Workshop, work: TierWork, part: PartWork): Limited {
  const first = work.plans[0]?.parts[part.at];
  if (first?.perLimit) throw notLowered('limit.per');
  const limits = work.plans.flatMap((plan) => plan.parts[part.at]?.limit ?? []);
  const zero = literal(shop, 0);
  if (!first?.limit) return { counted: part.base, excess: zero, groups: null };
  const own = amount(
    shop,
    work.scope,
    limits.map((limit) => limit.amount),
  );
  const used = first.limit.counter < 0 ? zero : seenRegister(shop, first.limit.counter);
  const excess = room(shop, part.base, room(shop, own, used));
  return { counted: less(shop, part.base, excess), excess, groups: null };
}
