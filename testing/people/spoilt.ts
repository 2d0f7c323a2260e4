/**
 * Histories with one thing wrong, and the code by which each must be rejected.
 */
import type { Event, History, HistoryItem, Line, Visit } from '../../engine/settle/index.ts';
import { asDay, MAX_FEN } from '../../engine/units/index.ts';
import type { Chance } from '../laws/chance.ts';

export interface Spoilt {
  readonly history: History;
  readonly code: string;
}

/** Makes a history of one good visit wrong in one way. */
export function spoilt(chance: Chance, good: History, visit: Visit): Spoilt {
  const [code, change] = chance.pick(WAYS);
  return { code, history: change(good, visit, chance) };
}

type Way = readonly [
  code: string,
  change: (good: History, visit: Visit, chance: Chance) => History,
];

const line = (change: (line: Line) => Line) => (good: History, visit: Visit, chance: Chance) => {
  const at = chance.int(0, visit.lines.length - 1);
  const lines = visit.lines.map((one, index) => (index === at ? change(one) : one));
  return only(good, { ...visit, lines });
};

const WAYS: readonly Way[] = [
  ['settlement/line_invalid', line((one) => ({ ...one, costFen: -1 - one.costFen }))],
  ['settlement/line_invalid', line((one) => ({ ...one, costFen: one.costFen + 0.5 }))],
  ['settlement/line_invalid', line((one) => ({ ...one, overLimitFen: one.costFen + 1 }))],
  ['settlement/line_invalid', line((one) => ({ ...one, firstShareBp: 10_001 }))],
  ['settlement/line_invalid', line((one) => ({ ...one, firstShareFen: one.costFen + 1 }))],
  ['settlement/unknown_code', line((one) => withFacet(one, 'itemClass', 'Z'))],
  ['settlement/facet_missing', line((one) => ({ ...one, facets: {} }))],
  ['settlement/amount_too_large', tooLarge],
  ['settlement/unknown_code', (good, visit) => only(good, withFacet(visit, 'grade', 'fifth'))],
  ['settlement/facet_missing', (good, visit) => only(good, { ...visit, facets: {} })],
  ['settlement/facet_missing', (good, visit) => ({ ...only(good, visit), person: nobody(good) })],
  ['settlement/facts_overlap', twoEnrolments],
  ['law/unknown_area', (good, visit) => ({ ...only(good, visit), area: 'atlantis' })],
  ['law/expired', (good, visit) => only(good, moved(visit, 3650))],
  ['law/not_yet', (good, visit) => only(good, moved(visit, -3650))],
  ['law/unknown_hash', (good, event) => items(good, [{ kind: 'event', event, lawHash: 'none' }])],
  ['settlement/event_invalid', badPremium],
  ['settlement/event_conflict', conflict],
  ['settlement/nothing_to_reverse', nothingToReverse],
];

function only(good: History, event: Event): History {
  return items(good, [{ kind: 'event', event }]);
}

function items(good: History, all: readonly HistoryItem[]): History {
  return { ...good, items: all };
}

function withFacet<T extends Line | Visit>(of: T, name: string, code: string): T {
  return { ...of, facets: { ...of.facets, [name]: code } };
}

function tooLarge(good: History, visit: Visit): History {
  const [first] = visit.lines;
  if (!first) return only(good, visit);
  const whole = { ...first, overLimitFen: 0, firstShareFen: null, costFen: MAX_FEN };
  return only(good, { ...visit, lines: [whole, { ...whole, id: 'more' }] });
}

function nobody(good: History): History['person'] {
  return { ...good.person, facts: [] };
}

function twoEnrolments(good: History, visit: Visit): History {
  const both = ['resident', 'employee'].map((code) => ({
    dimension: 'insuranceType',
    code,
    effectiveFrom: asDay(0),
    effectiveUntil: null,
  }));
  const facts = good.person.facts.filter(({ dimension }) => dimension !== 'insuranceType');
  return { ...only(good, visit), person: { ...good.person, facts: [...facts, ...both] } };
}

function moved(visit: Visit, days: number): Visit {
  return {
    ...visit,
    admittedOn: asDay(visit.admittedOn + days),
    servedOn: asDay(visit.servedOn + days),
    dischargedOn: asDay(visit.dischargedOn + days),
    settledOn: asDay(visit.settledOn + days),
  };
}

function badPremium(good: History, { id, settledOn }: Visit): History {
  return only(good, { kind: 'contribution', id, on: settledOn, premiumFen: -1, facets: {} });
}

function conflict(good: History, visit: Visit): History {
  const other = { ...visit, settledOn: asDay(visit.settledOn + 1) };
  return items(good, [
    { kind: 'event', event: visit },
    { kind: 'event', event: other },
  ]);
}

function nothingToReverse(good: History, visit: Visit): History {
  const reversal = { kind: 'reversal', id: 'r', reverses: 'unheard', on: visit.settledOn } as const;
  return items(good, [{ kind: 'event', event: visit }, reversal]);
}
