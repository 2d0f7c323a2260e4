/**
 * What random laws and years must make the two sides do at least once, by the names that the oracle
 * and the executions over columns note. A name that a full run never hears is a hole in the trial.
 */

import type { RandomLaw } from '../laws/random-law.ts';
import type { EventResult } from '../oracle/index.ts';

const each = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}.${name}`);
/** The sides of a threshold; `at`: just on it. */
const sides = (...names: readonly string[]) =>
  names.flatMap((name) => each(name, ['below', 'at', 'above']));
const VISIT_DAYS = ['admittedOn', 'servedOn', 'dischargedOn', 'settledOn'];
const CHANGES = ['add', 'multiply', 'replace'];
const CLASS_HOLDS = ['fromDay', 'wholeYear', 'monthsBack'];

const FACTS: readonly string[] = [
  ...each('kind', ['visit', 'contribution', 'allowance', 'close']),
  ...each('close', ['person', 'household']),
  ...each('lawDay', VISIT_DAYS),
  ...each('windowDay', VISIT_DAYS),
  ...each('facet', ['person', 'event', 'line', 'ageYears']),
  ...each('many', ['none', 'listed', 'others']),
  ...each('readAs', ['event', 'lines', 'notTold']),
  ...each('backdating.birth', ['inTime', 'onTheLastDay', 'tooLate']),
  ...each('backdating.yearStart', ['inTime', 'onTheLastDay', 'tooLate']),
  ...each('classChange', CLASS_HOLDS),
  ...each('holds', CLASS_HOLDS),
  ...each('outOfScope', ['first', 'later']),
  'doubleEnrolment.declaredOrder',
  ...each('schemeChange', ['keep', 'reset', 'map']),
];

const NUMBERS: readonly string[] = [
  ...each('formula', ['parameter', 'of.parameter', 'event', 'counter', 'facet', 'line', 'own']),
  ...each('formula', ['sum', 'min', 'max', 'minus', 'share', 'times', 'proportion']),
  ...each('formula', ['table', 'each']),
  'by.otherwise',
  ...each('table', ['first', 'middle', 'last']),
  ...each('table.bound', ['at', 'above']),
  ...each('each', ['none', 'one', 'several']),
  ...sides('onlyIf.tier.from', 'onlyIf.tier.until'),
  ...sides('onlyIf.modifier.from', 'onlyIf.modifier.until'),
  ...each('modifier.ratio', [...CHANGES, 'multiplyOwnShare']),
  ...each('modifier.deductible', [...CHANGES, 'remove']),
  ...each('modifier.cap', [...CHANGES, 'remove']),
  ...each('modifier.limit', [...CHANGES, 'remove']),
  ...sides('price'),
  ...each('choice.file', ['here', 'used']),
  ...each('choice.scheme', ['here', 'used']),
  'choice.shadowed',
  'choice flipped',
  'shared choice flipped',
  'overlay',
];

const TIERS: readonly string[] = [
  ...each('skipped', ['notInForce', 'notCovered', 'conditionNotMet', 'notDueYet']),
  ...each('base', ['lines', 'weight']),
  ...sides('limit.event', 'limit.counter', 'limit.per.event', 'limit.per.counter'),
  'limit.per.several',
  ...each('deductible.taken', ['event', 'counter']),
  ...each('deductible.base', ['event', 'counter']),
  ...each('use', ['proRata', 'listed']),
  'flat',
  ...each('segments.gross', ['crossed', 'continued', 'byDeductible']),
  ...each('segments.excess', ['crossed', 'continued', 'byDeductible']),
  ...each('roundEach', ['part', 'segment']),
  ...each('tie', ['halfUp', 'halfEven', 'down', 'up']),
  ...sides('cap.event', 'cap.counter', 'cap.part.event', 'cap.part.counter'),
  ...each('cap.when', ['true', 'false']),
  ...each('aboveCap', ['clippedPayment', 'costBehindRoundedDown', 'costBehindRoundedUp']),
  'aboveCap.costBehindRoundedHalfUp',
  ...each('allot', ['declaredOrder', 'proRata']),
  'catchUp.differs',
  'recompute.anew',
];

const HISTORIES: readonly string[] = [
  ...each('window', ['day', 'week', 'month', 'calendarYear', 'productYear', 'rolling']),
  ...each('window', ['lifetime', 'event']),
  ...each('counter', ['key', 'key.line', 'max', 'carryOver', 'event.written']),
  ...each('writer.when', ['true', 'false']),
  ...each('reads', ['afterEarlierTiers', 'beforeEvent']),
  ...sides('fallsDue'),
  ...each('release', ['one', 'several', 'someTiers', 'kept', 'otherYear', 'otherScheme']),
  'lateBill',
  ...each('duplicate', ['event', 'reversal']),
  ...each('reversal', ['replay', 'keepPast']),
  ...each('columns', ['pasts', 'pasts.waiting']),
  ...each('difference', ['pay', 'recover', 'waive', 'hold', 'return', 'belowLeast']),
  'amount beyond 2^31',
  ...each('rejection.law', ['expired', 'not_yet']),
  ...each('rejection.settlement', ['event_conflict', 'nothing_to_reverse', 'facet_missing']),
  ...each('rejection.settlement', ['unknown_code', 'facts_overlap', 'amount_too_large']),
  ...each('rejection.settlement', ['two_schemes', 'several_bases']),
];

export const REACH: readonly string[] = [...FACTS, ...NUMBERS, ...TIERS, ...HISTORIES];

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
