/**
 * What random laws and years must make the two sides do at least once, by the names that the oracle
 * notes. A name that a full run never hears is a hole in the trial.
 */

import type { RandomLaw } from '../laws/random-law.ts';
import type { EventResult } from '../oracle/index.ts';

const each = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}.${name}`);
const VISIT_DAYS = ['admittedOn', 'servedOn', 'dischargedOn', 'settledOn'];
const CHANGES = ['add', 'multiply', 'replace'];

export const REACH: readonly string[] = [
  ...each('kind', ['visit', 'contribution', 'allowance', 'close']),
  ...each('close', ['person', 'household']),
  ...each('lawDay', VISIT_DAYS),
  ...each('windowDay', VISIT_DAYS),
  ...each('window', ['day', 'month', 'calendarYear', 'productYear', 'rolling', 'lifetime']),
  ...each('counter', ['key', 'max', 'carryOver']),
  ...each('reads', ['afterEarlierTiers', 'beforeEvent']),
  ...each('formula', ['parameter', 'event', 'counter', 'sum', 'min', 'max', 'minus']),
  ...each('formula', ['share', 'times', 'proportion']),
  ...each('modifier.ratio', CHANGES),
  ...each('modifier.deductible', [...CHANGES, 'remove']),
  ...each('modifier.cap', [...CHANGES, 'remove']),
  ...each('modifier.limit', [...CHANGES, 'remove']),
  ...each('base', ['lines', 'weight']),
  ...each('limit', ['event', 'counter']),
  ...each('deductible.taken', ['event', 'counter']),
  ...each('deductible.base', ['event', 'counter']),
  ...each('use', ['proRata', 'listed']),
  'flat',
  ...each('segments.gross', ['crossed', 'continued']),
  ...each('segments.excess', ['crossed', 'continued']),
  ...each('roundEach', ['part', 'segment']),
  ...each('tie', ['halfUp', 'halfEven', 'down', 'up']),
  ...each('cap', ['event', 'counter']),
  ...each('aboveCap', ['clippedPayment', 'costBehindRoundedDown', 'costBehindRoundedUp']),
  'aboveCap.costBehindRoundedHalfUp',
  ...each('allot', ['declaredOrder', 'proRata']),
  'catchUp.differs',
  'recompute.anew',
  ...each('classChange', ['fromDay', 'wholeYear', 'monthsBack']),
  'doubleEnrolment.declaredOrder',
  ...each('schemeChange', ['keep', 'reset', 'map']),
  'lateBill',
  'duplicate',
  ...each('reversal', ['replay', 'keepPast']),
  ...each('difference', ['pay', 'recover', 'waive', 'hold', 'return', 'belowLeast']),
  'choice flipped',
  'overlay',
  'amount beyond 2^31',
  ...each('rejection.law', ['expired', 'not_yet']),
  ...each('rejection.settlement', ['event_conflict', 'nothing_to_reverse', 'facet_missing']),
  ...each('rejection.settlement', [
    'unknown_code',
    'facts_overlap',
    'amount_too_large',
    'two_schemes',
  ]),
];

type PolicyShape = {
  readonly parts: Readonly<Record<string, { readonly ratio?: string }>>;
  readonly deductible?: { readonly counts: string };
  readonly caps?: object;
};

/** Pairs of tiers that ran one after the other on an event, each told by its shape. */
export function neighboursIn(law: RandomLaw, event: EventResult): string[] {
  const shapes = event.tiers.flatMap((tier) => {
    const file = law.files.find(({ id }) => id === tier.tier);
    return tier.kind === 'paid' && file ? [shapeOf(file as unknown as PolicyShape)] : [];
  });
  return shapes.slice(1).map((shape, index) => `${shapes[index]} → ${shape}`);
}

function shapeOf({ parts, deductible, caps }: PolicyShape): string {
  const all = Object.values(parts);
  const rates = all.every((part) => part.ratio !== undefined) ? 'flat' : 'segments';
  const number = all.length > 1 ? 'parts' : 'part';
  return [number, rates, deductible?.counts ?? 'whole', caps ? 'capped' : 'open'].join('/');
}
