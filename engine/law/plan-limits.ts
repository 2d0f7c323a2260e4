/**
 * Limits that each code of a line dimension has for itself (decision 0003 §6).
 */
import type { Amount } from './amount.ts';
import { type ValueLookup, ValueMissing } from './look-up.ts';
import { modified } from './plan-changes.ts';
import type { Facet } from './profile.ts';
import type { Modifier, Part } from './tier-law.ts';

export interface PerLimitPlan {
  readonly dimension: string;
  /** Place of the dimension among an atom's codes. */
  readonly facet: number;
  /** For the codes that the law names; the others share an amount. */
  readonly amounts: ReadonlyMap<string, Amount | ValueMissing>;
  readonly other: Amount | ValueMissing;
  readonly counter: number;
}

/** Looks the amounts of a limit up, code by code; null where the part has no such limit. */
export function perLimitOf(
  lookup: ValueLookup,
  lineFacets: readonly Facet[],
  part: Part,
  modifiers: readonly Modifier[],
): PerLimitPlan | null {
  const { limit } = part;
  if (!limit || limit.per === null) return null;
  const { per, amount } = limit;
  const place = lineFacets.findIndex(({ dimension }) => dimension.id === per);
  const amountFor = (code: string | null): Amount | ValueMissing | null => {
    const own: ValueLookup = {
      ...lookup,
      codeOf: (dimension) => (dimension === per ? code : lookup.codeOf(dimension)),
    };
    return orMissing(() => modified(own, amount, modifiers, 'limit', part.id));
  };
  const other = amountFor(null);
  if (other === null) return null;
  const amounts = new Map<string, Amount | ValueMissing>();
  for (const code of lineFacets[place]?.named ?? []) {
    const own = amountFor(code);
    if (own) amounts.set(code, own);
  }
  const counter = limit.counter === null ? -1 : (lookup.counterIndex.get(limit.counter) ?? -1);
  return { dimension: per, facet: place, amounts, other, counter };
}

/** The amount of a code. Throws `ValueMissing` where the law has no number for it. */
export function limitOfCode(plan: PerLimitPlan, code: string): Amount {
  const found = plan.amounts.get(code) ?? plan.other;
  if (!(found instanceof ValueMissing)) return found;
  throw new ValueMissing(
    found.code,
    found.parameter,
    `参数 ${found.parameter} 对 ${plan.dimension}=${code} 没有数值`,
  );
}

function orMissing(work: () => Amount | null): Amount | ValueMissing | null {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof ValueMissing && fault.code === 'law/value_missing') return fault;
    throw fault;
  }
}
