/**
 * Price rules: what may be charged for a line; the cost above it is over the limit (decision 0003
 * §5).
 */
import {
  type AmountReader,
  type EventPlan,
  evaluate,
  type LineClass,
  type Prepared,
  type PreparedKind,
} from '../law/index.ts';
import { accepted, isAmount, type Result } from '../units/index.ts';
import { classOfLine, faultOf } from './classify.ts';
import type { Line, Visit } from './event.ts';
import { heldCodes, toldNumber } from './event-run.ts';
import { givenCode } from './facts.ts';
import type { Profile } from './profile.ts';
import type { PriceTrace } from './settled.ts';
import { valuesOf } from './values.ts';

/** A visit with what its rules make of its lines. */
export interface Priced {
  readonly visit: Visit;
  readonly prices: readonly PriceTrace[];
}

/** What pricing needs to know of an event. */
export interface Pricing {
  readonly prepared: Prepared;
  readonly kind: PreparedKind;
  readonly plan: EventPlan;
  readonly profile: Profile;
}

/**
 * Prices lines by the first rule that matches each; `tooLarge` rejects. From a line on that cannot
 * be classified nothing is priced: it will be refused.
 */
export function priced(
  pricing: Pricing,
  visit: Visit,
  tooLarge: (visit: Visit) => Result<never>,
): Result<Priced> {
  const lines: Line[] = [];
  const prices: PriceTrace[] = [];
  for (const [index, line] of visit.lines.entries()) {
    const lineClass = faultOf(line) ? null : classOfLine(pricing.prepared, pricing.kind, line);
    if (!lineClass) return accepted({ visit, prices });
    const price = priceOf(pricing, lineClass, line, index);
    if (price === 'tooLarge') return tooLarge(visit);
    if (price) prices.push(price);
    lines.push(price ? withPrice(line, price) : line);
  }
  return accepted({ visit: { ...visit, lines }, prices });
}

/** A first share is of what may be charged, at most all of it. */
function withPrice(line: Line, { overLimitFen }: PriceTrace): Line {
  const { costFen, firstShareFen } = line;
  const mostFen = costFen - overLimitFen;
  return {
    ...line,
    overLimitFen,
    firstShareFen: firstShareFen === null ? null : Math.min(mostFen, firstShareFen),
  };
}

function priceOf(
  { kind, plan, profile }: Pricing,
  lineClass: LineClass,
  line: Line,
  index: number,
): PriceTrace | 'tooLarge' | null {
  const rule = plan.prices.find(({ lines }) => lines < 0 || lineClass.matches[lines]);
  if (!rule) return null;
  const reader = readerOf(kind, profile, line);
  const allowedFen = evaluate(rule.allowed, reader);
  if (!isAmount(allowedFen)) return 'tooLarge';
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
