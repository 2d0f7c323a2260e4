/**
 * Price rules: what may be charged for a line; the cost above it is over the limit (decision 0003
 * §5).
 */
import {
  type AmountReader,
  type EventPlan,
  evaluate,
  givenCode,
  type LineClass,
  type PreparedKind,
} from '../law/index.ts';
import type { Line } from './event.ts';
import { heldCodes, toldNumber } from './event-run.ts';
import type { Profile } from './profile.ts';
import type { PriceTrace } from './settled.ts';
import { valuesOf } from './values.ts';

/** What pricing needs to know of an event. */
export interface Pricing {
  readonly kind: PreparedKind;
  readonly plan: EventPlan;
  readonly profile: Profile;
}

/** The price of a line by the first rule that matches it; null where none does. */
export function priceOf(
  { kind, plan, profile }: Pricing,
  lineClass: LineClass,
  line: Line,
  index: number,
): PriceTrace | null {
  const rule = plan.prices.find(({ lines }) => lines < 0 || lineClass.matches[lines]);
  if (!rule) return null;
  const reader = readerOf(kind, profile, line);
  const allowedFen = evaluate(rule.allowed, reader);
  const aboveFen = line.costFen - Math.min(line.costFen, allowedFen);
  return {
    line: index,
    rule: rule.rule,
    allowed: rule.allowed,
    allowedFen,
    overLimitFen: Math.max(line.overLimitFen, aboveFen),
    toldOverLimitFen: line.overLimitFen,
    values: valuesOf(rule.told, reader),
  };
}

/** A rule reads told numbers of the line, the event and the person. */
function readerOf({ facets }: PreparedKind, profile: Profile, line: Line): AmountReader {
  return {
    measure: outOfPlace,
    counter: outOfPlace,
    own: outOfPlace,
    told: (dimension) => {
      const facet = facets.line.find((candidate) => candidate.dimension.id === dimension);
      return facet ? Number(givenCode(line.facets, facet)) : toldNumber(profile, dimension);
    },
    held: (dimension) => heldCodes(profile, dimension),
    lineCost: () => line.costFen,
  };
}

function outOfPlace(): never {
  throw new RangeError('a price rule reads neither the event nor counters');
}
