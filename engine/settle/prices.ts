/**
 * Price rules: what may be charged for a line; the cost above it is over the limit (decision 0003
 * §5).
 */
import { type AmountReader, evaluate, type LineClass, type PricePlan } from '../law/index.ts';
import { isAmount } from '../units/index.ts';
import type { Line } from './event.ts';
import { heldCodes, toldNumber } from './event-run.ts';
import type { Profile } from './profile.ts';
import type { PriceTrace } from './settled.ts';
import { valuesOf } from './values.ts';

/** What pricing a line needs to know of its event. */
export interface Pricing {
  readonly rules: readonly PricePlan[];
  readonly profile: Profile;
  /** Told numbers of lines that are absent. */
  readonly lineNumber: (line: Line, dimension: string) => number | null;
}

/**
 * Prices a line by the first rule that matches it. Null where none does; a fault where what is
 * allowed is out of range.
 */
export function priceOf(
  { rules, profile, lineNumber }: Pricing,
  lineClass: LineClass,
  line: Line,
  index: number,
): PriceTrace | 'tooLarge' | null {
  const plan = rules.find(({ lines }) => lines < 0 || lineClass.matches[lines]);
  if (!plan) return null;
  const reader: AmountReader = {
    measure: () => outOfPlace(),
    counter: () => outOfPlace(),
    own: () => outOfPlace(),
    told: (dimension) => lineNumber(line, dimension) ?? toldNumber(profile, dimension),
    held: (dimension) => heldCodes(profile, dimension),
    lineCost: () => line.costFen,
  };
  const allowedFen = evaluate(plan.allowed, reader);
  if (!isAmount(allowedFen)) return 'tooLarge';
  const aboveFen = line.costFen - Math.min(line.costFen, allowedFen);
  return {
    line: index,
    rule: plan.rule,
    allowed: plan.allowed,
    allowedFen,
    overLimitFen: Math.max(line.overLimitFen, aboveFen),
    toldOverLimitFen: line.overLimitFen,
    values: valuesOf(plan.told, reader),
  };
}

function outOfPlace(): never {
  throw new RangeError('a price rule reads neither the event nor counters');
}
