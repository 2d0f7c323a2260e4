/**
 * Random events: what kind, on which days, with which facets and amounts.
 */
import type { Event, Line } from '../oracle/index.ts';
import type { Chance } from './chance.ts';
import type { RandomLaw } from './random-law.ts';
import { COUNTS, FENS } from './random-told.ts';
import { CODES, DISEASES, DRUGS } from './vocabulary.ts';

/** Days since 1970 of an ISO day. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);
}

/** The ISO day of a number of days since 1970. */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** An event of a kind that the law knows, mostly a visit. */
export function randomEvent(chance: Chance, law: RandomLaw, id: string, on: string): Event {
  const kind = chance.weighted([
    ['visit', 12],
    ['contribution', law.kinds.has('contribution') ? 2 : 0.1],
    ['allowance', law.kinds.has('allowance') ? 3 : 0.1],
    ['close', law.kinds.has('close') && law.scope === 'person' ? 2 : 0],
  ] as const);
  const facets = randomFacets(chance);
  switch (kind) {
    case 'contribution':
      return { kind, id, on, facets, premiumFen: randomAmount(chance, 38_000) };
    case 'allowance':
      return {
        kind,
        id,
        on,
        facets,
        days: chance.int(1, 158),
        ...randomBases(chance, law),
      };
    case 'close':
      return { kind, id, on: chance.pick([on, '2025-12-31', '2025-06-30']), facets, members: [] };
    case 'visit':
      return randomVisit(chance, id, on);
  }
}

/** One base, or the bases of several employers where the law can weigh them, else hardly ever. */
function randomBases(chance: Chance, { mayHaveBases }: RandomLaw) {
  if (!chance.is(mayHaveBases ? 0.6 : 0.01)) {
    return { monthlyBaseFen: randomAmount(chance, 500_000) };
  }
  const count = chance.int(1, 3);
  const bases = Array.from({ length: count }, () => ({
    monthlyBaseFen: randomAmount(chance, 500_000),
    weight: count === 1 ? 1 : chance.int(1, 4),
  }));
  return { bases };
}

function randomVisit(chance: Chance, id: string, admittedOn: string): Event {
  const admitted = dayNumber(admittedOn);
  const discharged =
    admitted +
    chance.weighted([
      [0, 4],
      [1, 1],
      [chance.int(2, 40), 4],
    ] as const);
  const settled =
    discharged +
    chance.weighted([
      [0, 6],
      [chance.int(1, 45), 1],
    ] as const);
  const count = chance.weighted([
    [1, 4],
    [chance.int(2, 4), 4],
    [chance.int(5, 9), 1],
  ] as const);
  const size = chance.pick([400, 30_000, 120_000, 400_000, 1_500_000]);
  return {
    kind: 'visit',
    id,
    admittedOn,
    servedOn: isoDay(chance.int(admitted, discharged)),
    dischargedOn: isoDay(discharged),
    settledOn: isoDay(settled),
    facets: { level: chance.pick(CODES.level), ...randomFacets(chance) },
    lines: Array.from({ length: count }, (_, index) => randomLine(chance, `l${index}`, size)),
  };
}

/** A number that is told: one that the law has as a bound, or beside it. */
export function toldNumber(chance: Chance, all: readonly number[]): string {
  const number = chance.pick(all);
  return String(
    chance.weighted([
      [number, 5],
      [number + 1, 1],
      [Math.max(0, number - 1), 1],
    ]),
  );
}

/** Facets of an event; level and hours are always told, the others may be absent. */
function randomFacets(chance: Chance): Record<string, string> {
  return {
    level: chance.pick(CODES.level),
    ...(chance.is(0.6) ? { setting: chance.pick(CODES.setting) } : {}),
    ...(chance.is(0.4) ? { place: chance.pick(CODES.place) } : {}),
    ...(chance.is(0.5) ? { disease: chance.pick([...DISEASES, 'other1', 'other2']) } : {}),
    careHours: toldNumber(chance, COUNTS),
    ...(chance.is(0.5) ? { ward: chance.pick(['north', 'east']) } : {}),
    ...(chance.is(0.5) ? { grantedFen: toldNumber(chance, FENS) } : {}),
  };
}

function randomLine(chance: Chance, id: string, size: number): Line {
  const costFen = randomAmount(chance, size);
  const overLimitFen = chance.is(0.15) ? chance.int(0, costFen) : 0;
  const left = costFen - overLimitFen;
  return {
    id,
    costFen,
    overLimitFen,
    firstShareBp: chance.weighted([
      [0, 4],
      [1000, 2],
      [chance.int(0, 10_000), 1],
    ] as const),
    firstShareFen: chance.is(0.1) ? chance.int(0, left) : null,
    facets: {
      itemClass: chance.pick(CODES.itemClass),
      priceLevel: String(chance.int(0, 9)),
      ...(chance.is(0.3) ? { necessity: chance.pick(CODES.necessity) } : {}),
      ...(chance.is(0.6) ? { drug: chance.pick([...DRUGS, 'new1']) } : {}),
      ...(chance.is(0.5) ? { shelf: chance.pick(['high', 'low']) } : {}),
      ...(chance.is(0.4) ? { quantity: toldNumber(chance, COUNTS) } : {}),
      ...(chance.is(0.5) ? { unitFen: String(randomUnit(chance, costFen)) } : {}),
    },
  };
}

/** A price for a piece: often a whole part of the cost, so that what may be charged is the cost. */
function randomUnit(chance: Chance, costFen: number): number {
  const pieces = chance.pick([1, 1, 2, 3, 5]);
  const wholeFen = (costFen - (costFen % pieces)) / pieces;
  return Math.max(0, wholeFen + chance.pick([0, 0, 0, -1, 1]));
}

/** From nothing to beyond 2^31 fen, most of them near the size. */
function randomAmount(chance: Chance, size: number): number {
  return chance.weighted([
    [Math.round(size * 3 * chance.next() ** 2), 10],
    [Math.max(1, Math.round(size / 10_000)) * 10_000, 4],
    [chance.int(1, 99), 2],
    [0, 0.3],
    [chance.int(2_147_483_640, 6_000_000_000), 0.3],
    [chance.int(20_000_000_000, 90_000_000_000), 0.05],
  ]);
}
