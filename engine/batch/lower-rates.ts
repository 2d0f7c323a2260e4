/**
 * Lowers the rates of a part, with modifiers whose value needs the event.
 */
import { BP_WHOLE } from '../units/index.ts';
import { amount } from './lower-amount.ts';
import type { TierWork } from './lower-tier.ts';
import type { Reg, Step } from './lowered.ts';
import { guarded, number, value, type Workshop } from './workshop.ts';

/** The rate of each segment. */
export function payRates(shop: Workshop, work: TierWork, index: number): Reg[] {
  const parts = work.plans.flatMap((plan) => plan.parts[index] ?? []);
  const [first] = parts;
  let rates = (first?.bounds ?? []).map((_, at) =>
    number(
      shop,
      work.scope.pairs,
      parts.map((part) => part.rates[at] ?? 0),
    ),
  );
  for (const [late, { modifier }] of (first?.lateRates ?? []).entries()) {
    const by = guarded(
      shop,
      amount(
        shop,
        work.scope,
        parts.flatMap((part) => part.lateRates[late]?.by ?? []),
      ),
    );
    const how = howOf(modifier.operation);
    rates = rates.map((of) => {
      const to = value(shop, BP_WHOLE);
      shop.steps.push({ op: 'rate', to, of, by, how });
      return to;
    });
  }
  return rates;
}

function howOf(operation: string): Extract<Step, { op: 'rate' }>['how'] {
  if (operation === 'add' || operation === 'replace' || operation === 'multiplyOwnShare') {
    return operation;
  }
  return 'multiply';
}
