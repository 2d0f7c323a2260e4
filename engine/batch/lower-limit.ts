/**
 * Lowers the limit of a part (decisions 0001 §5, step 2, and 0003 §6).
 */
import { type Amount, limitOfCode, type PerLimitPlan, ValueMissing } from '../law/index.ts';
import { MAX_FEN } from '../units/index.ts';
import { amount, formOf } from './lower-amount.ts';
import { seenRegister } from './lower-counters.ts';
import type { LimitGroup, PartWork, TierWork } from './lower-work.ts';
import type { Reg } from './lowered.ts';
import { guarded, less, literal, room, sum, type Workshop, whereSome } from './workshop.ts';

export interface Limited {
  readonly counted: Reg;
  readonly excess: Reg;
  /** Of a limit `per` a line dimension: the excess of each code's rooms. */
  readonly groups: readonly LimitGroup[] | null;
}

/** Cuts a part's base at its limit. */
export function limitPart(shop: Workshop, work: TierWork, part: PartWork): Limited {
  const plans = work.plans.flatMap((plan) => plan.parts[part.at] ?? []);
  const pers = plans.flatMap((plan) => plan.perLimit ?? []);
  if (pers.length > 0) return limitPer(shop, work, part, pers);
  const limits = plans.flatMap((plan) => plan.limit ?? []);
  const zero = literal(shop, 0);
  const [first] = limits;
  if (!first) return { counted: part.base, excess: zero, groups: null };
  const own = amount(
    shop,
    work.scope,
    limits.map((limit) => limit.amount),
  );
  const used = first.counter < 0 ? zero : seenRegister(shop, first.counter);
  const excess = room(shop, part.base, room(shop, own, used));
  return { counted: less(shop, part.base, excess), excess, groups: null };
}

function limitPer(
  shop: Workshop,
  work: TierWork,
  part: PartWork,
  plans: readonly PerLimitPlan[],
): Limited {
  const [first] = plans;
  const codes = part.rooms.map(({ atomClass }) => {
    return shop.section.classes[atomClass]?.line?.codes[first?.facet ?? -1] ?? '';
  });
  const groups = [...new Set(codes)].map((code): LimitGroup => {
    const rooms = [...codes.keys()].filter((at) => codes[at] === code);
    const base = sum(
      shop,
      rooms.flatMap((at) => part.rooms[at]?.base ?? []),
    );
    const excess = whereSome(
      shop,
      base,
      () => {
        const scope = { ...work.scope, lineCode: code };
        const own = guarded(
          shop,
          amount(
            shop,
            scope,
            plans.map((plan) => amountFor(plan, code)),
          ),
        );
        const counter = first?.counter ?? -1;
        const used = counter < 0 ? literal(shop, 0) : seenRegister(shop, counter, code);
        return room(shop, base, room(shop, own, used));
      },
      true,
    );
    return { rooms, excess };
  });
  const excess = sum(
    shop,
    groups.map((group) => group.excess),
  );
  return { counted: less(shop, part.base, excess), excess, groups };
}

/** A code without an amount stops the run where it occurs. */
const NO_AMOUNT: Amount = {
  constant: MAX_FEN + 1,
  node: { kind: 'constant', value: MAX_FEN + 1 },
  sources: [],
};

function amountFor(plan: PerLimitPlan, code: string): Amount {
  try {
    return limitOfCode(plan, code);
  } catch (fault) {
    if (fault instanceof ValueMissing) return NO_AMOUNT;
    throw fault;
  }
}

/** The form of a limit `per` a line dimension, as of a formula. */
export function formOfPer(plan: PerLimitPlan | null): unknown {
  if (!plan) return null;
  const forms = [...plan.amounts].map(([code, own]) => [code, formOfOne(own)]);
  return [plan.dimension, forms, formOfOne(plan.other)];
}

function formOfOne(own: Amount | ValueMissing): string {
  return formOf(own instanceof ValueMissing ? NO_AMOUNT.node : own.node);
}
