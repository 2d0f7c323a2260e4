/**
 * Households: who lives together, where, and on how much. Sizes come first, for all households, so
 * that people can be numbered and cut into parts without making them.
 */
import { divideRounded } from '../../../engine/units/index.ts';
import { Draws, mix, STREAM } from '../draw/chance.ts';
import { drawCurve, lognormal } from '../draw/curves.ts';
import { FEMALE, MALE } from '../tables/codes.ts';
import type { Profile } from './profile.ts';

/** Kinds, in the order of `Profile.households`. */
const SINGLE = 0;
const SINGLE_OLD = 1;
const COUPLE_OLD = 4;
const WITH_CHILD = 5;
const WITH_TWO = 6;
const WITH_ADULT = 7;
const THREE_GENERATIONS = 8;
const SIZES = [1, 1, 2, 2, 2, 3, 4, 3, 4];

/** Who belongs to which household and part. */
export interface Roll {
  readonly people: number;
  readonly households: number;
  /** The first person of each household, from 1; one more entry closes the last. */
  readonly first: Int32Array;
  readonly parts: number;
}

const PEOPLE_A_PART = 16_384;

/** How many parts a city of so many people is cut into: a power of two, at least 2. */
export function partsFor(people: number): number {
  let parts = 2;
  while (parts * PEOPLE_A_PART < people && parts < 1024) parts *= 2;
  return parts;
}

/** Numbers the households of exactly `people` people; the last household may be cut. */
export function rollOf(profile: Profile, people: number, seed: number): Roll {
  const draws = new Draws(seed);
  const first = new Int32Array(people + 2);
  let household = 0;
  let next = 1;
  while (next <= people) {
    first[household] = next;
    next += sizeOf(kindOf(profile, draws, household), draws);
    household++;
  }
  first[household] = people + 1;
  return {
    people,
    households: household,
    first: first.slice(0, household + 1),
    parts: partsFor(people),
  };
}

/** The part of a household: a hash of its number. */
export function partOf(household: number, parts: number): number {
  return mix(STREAM.part, household) & (parts - 1);
}

function kindOf(profile: Profile, draws: Draws, household: number): number {
  return draws.start(STREAM.household, household).pick(profile.households);
}

function sizeOf(kind: number, draws: Draws): number {
  const size = SIZES[kind] ?? 1;
  return kind === THREE_GENERATIONS && draws.is(0.4) ? size + 1 : size;
}

const MAX_MEMBERS = 8;

/** One household; the object is used again for the next. */
export class Household {
  number = 0;
  size = 0;
  county = 0;
  isUrban = false;
  incomeFen = 0;
  /** Where its income stands among all, from 0 to 1. */
  incomeRank = 0;
  readonly sex = new Uint8Array(MAX_MEMBERS);
  /** Age in whole years on 1 January; −1: born in the year. */
  readonly age = new Int16Array(MAX_MEMBERS);
  /** Index in `RELATION`. */
  readonly relation = new Uint8Array(MAX_MEMBERS);
  /** The member who bears the child of the year, else −1. */
  mother = -1;
}

const INCOME = lognormal(0.62);

/** Makes a household by its number. */
export function fillHousehold(
  target: Household,
  { profile, roll, draws }: { profile: Profile; roll: Roll; draws: Draws },
  number: number,
): void {
  const kind = kindOf(profile, draws, number);
  sizeOf(kind, draws);
  target.number = number;
  target.size = (roll.first[number + 1] ?? 0) - (roll.first[number] ?? 0);
  target.mother = -1;
  fillMembers(target, kind, draws);
  draws.start(STREAM.household, number, 1);
  target.county = draws.pick(profile.counties.map(({ weight }) => weight));
  target.isUrban = draws.is(profile.counties[target.county]?.urban ?? 0.5);
  const factor = drawCurve(INCOME, draws);
  target.incomeRank = rankOf(factor);
  const baseFen = profile.levers.wageFen * target.size * (target.isUrban ? 74 : 46);
  target.incomeFen = divideRounded(baseFen * Math.floor(factor * 10_000), 100_000, 'down');
}

/** Rank of an income factor, by the quantiles of its curve. */
function rankOf(factor: number): number {
  let low = 0;
  let high = INCOME.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((INCOME[middle] ?? 0) < factor) low = middle + 1;
    else high = middle;
  }
  return low / (INCOME.length - 1);
}

function fillMembers(target: Household, kind: number, draws: Draws): void {
  const hasChildren = kind === WITH_CHILD || kind === WITH_TWO || kind === THREE_GENERATIONS;
  const isOld = kind === SINGLE_OLD || kind === COUPLE_OLD;
  const head = isOld
    ? 60 + oldAge(draws)
    : hasChildren
      ? draws.between(25, 48)
      : kind === WITH_ADULT
        ? draws.between(46, 59)
        : kind === 3
          ? draws.between(46, 61)
          : kind === SINGLE
            ? draws.between(20, 58)
            : draws.between(23, 45);
  const headSex = kind === SINGLE_OLD ? (draws.is(0.64) ? FEMALE : MALE) : MALE;
  seat(target, 0, head, kind === SINGLE && draws.is(0.4) ? FEMALE : headSex, 0);
  if (target.size < 2) return;
  const spouse = Math.max(isOld ? 55 : 20, head - draws.between(-1, 4));
  seat(target, 1, spouse, FEMALE, 1);
  if (kind === WITH_ADULT) {
    if (target.size > 2)
      seat(target, 2, draws.between(18, Math.min(32, spouse - 20)), side(draws), 2);
  }
  if (hasChildren) seatChildren(target, kind, draws);
}

function seatChildren(target: Household, kind: number, draws: Draws): void {
  const mother = target.age[1] ?? 30;
  const oldest = Math.max(0, Math.min(17, mother - 20));
  const children = kind === WITH_TWO ? 2 : 1;
  for (let i = 0; i < children && 2 + i < target.size; i++) {
    const drawn = draws.between(-1, oldest);
    // Fewer are born now than when those were born who are children today.
    const age = drawn < 0 && draws.is(0.45) ? draws.between(0, oldest) : drawn;
    seat(target, 2 + i, age, side(draws), 2);
    if (age < 0 && mother <= 45) target.mother = 1;
    else if (age < 0) target.age[2 + i] = oldest;
  }
  if (kind !== THREE_GENERATIONS) return;
  for (let at = 3; at < target.size; at++) {
    const age = Math.min(98, (target.age[0] ?? 30) + draws.between(22, 34));
    seat(target, at, age, at === 3 ? FEMALE : MALE, 3);
  }
}

function seat(target: Household, at: number, age: number, sex: number, relation: number): void {
  if (at >= target.size) return;
  target.age[at] = age;
  target.sex[at] = sex;
  target.relation[at] = relation;
}

const side = (draws: Draws) => (draws.is(0.525) ? MALE : FEMALE);

/** Years above sixty, fewer the older. */
function oldAge(draws: Draws): number {
  return Math.min(38, Math.floor(Math.min(draws.unit() + draws.unit() * 0.55, 1.3) * 24));
}
