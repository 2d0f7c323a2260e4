/**
 * What may be charged for a line: the first price rule that matches it.
 */
import type { Line } from './event.ts';
import { matches } from './facts.ts';
import { amountOf, side } from './formula.ts';
import { greatest, least } from './fraction.ts';
import { fault } from './rejection.ts';
import type { Scene } from './scene.ts';

/** The rule that a line falls under, and the amount that it allows. */
export interface Price {
  readonly rule: string;
  readonly allowed: bigint;
}

/** The price of a line; null where no rule matches. */
export function priceOf(scene: Scene, line: Line): Price | null {
  const rule = scene.scheme.prices.find(
    ({ when, lines }) => matches(scene, when ?? {}) && matches(scene, lines ?? {}, line),
  );
  if (!rule) return null;
  const costFen = BigInt(line.costFen);
  const counter = () => fault('a price looks at no counter');
  const { parameters } = rule;
  const allowed = amountOf(
    { ...scene, line, costFen, parameters, counter, inScopeFen: 0n },
    rule.allowed,
  );
  scene.note(`price.${side(costFen, allowed)}`);
  return { rule: rule.id, allowed };
}

/** What of a line's cost lies above its price limit. */
export function overLimitOf(line: Line, price: Price | null): bigint {
  const [cost, told] = [BigInt(line.costFen), BigInt(line.overLimitFen)];
  return price === null ? told : greatest(told, cost - least(cost, price.allowed));
}
