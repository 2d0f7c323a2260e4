/**
 * A person in a year: age, cover, status, diseases, death. One object is filled again and again.
 */
import { type Draws, STREAM } from '../draw/chance.ts';
import { drawCurve, exp, lognormal } from '../draw/curves.ts';
import { EMPLOYEE, FEMALE, FIRST_SPECIAL, NO_CLASS, RESIDENT } from '../tables/codes.ts';
import { OPEN_END } from '../tables/table.ts';
import type { Household } from './household.ts';
import { classesIn, type Profile } from './profile.ts';

/** Bits of `Person.chronic`. */
export const HYPERTENSION = 1;
export const DIABETES = 2;
export const HEART = 4;
export const LUNG = 8;
export const STROKE = 16;
const JOINTS = 32;
const STOMACH = 64;
const NERVES = 128;

export interface YearOf {
  readonly year: number;
  /** First day, and first day of the next year. */
  readonly from: number;
  readonly until: number;
}

/** One person; the object is used again for the next. */
export class Person {
  number = 0;
  sex = 0;
  age = 0;
  bornOn = 0;
  diedOn = OPEN_END;
  relation = 0;
  county = 0;
  isUrban = false;
  incomeRank = 0;
  incomeFen = 0;
  isInsured = true;
  /** One or two spans of cover: `[coverFrom, coverUntil)` in an insurance. */
  covers = 0;
  readonly insurance = new Uint8Array(2);
  readonly coverFrom = new Int32Array(2);
  readonly coverUntil = new Int32Array(2);
  isRetired = false;
  isFlexible = false;
  baseFen = 0;
  classCode = NO_CLASS;
  classFrom = 0;
  classUntil = 0;
  /** Relative need of care, of mean near one; persists over the years. */
  frailty = 1;
  chronic = 0;
  /** Index in `DISEASE`, 0: none; and since when it is on file. */
  special = 0;
  specialFrom = 0;
  hasProduct = false;
  productFrom = 0;
  careGrade = -1;
  isMother = false;
  deliveryOn = 0;

  /** Index of the cover on a day, or −1. */
  coverOn(day: number): number {
    for (let i = 0; i < this.covers; i++) {
      if (day >= (this.coverFrom[i] ?? 0) && day < (this.coverUntil[i] ?? 0)) return i;
    }
    return -1;
  }

  /** Whether a status holds on a day. */
  isPoorOn(day: number): boolean {
    return this.classCode !== NO_CLASS && day >= this.classFrom && day < this.classUntil;
  }
}

const FRAILTY = lognormal(0.62);
const WAGE = lognormal(0.5);
/** Months before the year at which standing covers and statuses began. */
const SINCE = 1461;

/** Fills the person who is member `at` of a household. */
export function fillPerson(
  target: Person,
  home: Household,
  at: number,
  context: { profile: Profile; draws: Draws; year: YearOf; number: number },
): void {
  const { draws, year, number } = context;
  draws.start(STREAM.person, number);
  target.number = number;
  target.sex = home.sex[at] ?? 0;
  target.age = home.age[at] ?? 0;
  target.relation = home.relation[at] ?? 0;
  target.county = home.county;
  target.isUrban = home.isUrban;
  target.incomeRank = home.incomeRank;
  target.incomeFen = home.incomeFen / home.size;
  const isNewborn = target.age < 0;
  const dayOfYear = draws.below(365);
  target.bornOn = isNewborn
    ? year.from + dayOfYear
    : year.from - Math.floor(target.age * 365.2425) - 1 - dayOfYear;
  if (isNewborn) target.age = 0;
  target.frailty = drawCurve(FRAILTY, draws);
  target.isMother = home.mother === at;
  fillDeath(target, draws, year);
  fillIllness(target, draws.start(STREAM.illness, number), year);
  fillCover(target, context);
  fillStatus(target, home, context);
  fillProduct(target, context);
}

function fillDeath(target: Person, draws: Draws, year: YearOf): void {
  const hazard = 0.0003 + 0.0062 * exp(0.098 * (Math.min(target.age, 100) - 62));
  const dies = draws.start(STREAM.person, target.number, year.year).is(hazard * target.frailty);
  const on = year.from + draws.below(year.until - year.from);
  target.diedOn = dies ? Math.max(on, target.bornOn + 1) : OPEN_END;
}

/** Chance of a disease at an age: nothing before `from`, rising to `most` over `over` years. */
function chanceAt(age: number, from: number, over: number, most: number): number {
  return age < from ? 0 : most * Math.min(1, (age - from) / over);
}

/** Share of people on file for each special disease, by age: from, over, most. */
const SPECIALS: readonly (readonly [number, number, number])[] = [
  [30, 45, 0.03],
  [25, 20, 0.0006],
  [20, 50, 0.0022],
  [15, 20, 0.0006],
  [5, 40, 0.0002],
  [1, 2, 0.00004],
  [16, 20, 0.004],
  [35, 40, 0.008],
  [15, 40, 0.0009],
  [30, 40, 0.0018],
  [0, 1, 0.0004],
  [50, 30, 0.006],
  [45, 35, 0.02],
  [60, 30, 0.012],
  [2, 2, 0.0006],
  [1, 5, 0.0018],
];

function fillIllness(target: Person, draws: Draws, year: YearOf): void {
  const { age } = target;
  const ill = 0.55 + 0.45 * Math.min(2.5, target.frailty);
  let chronic = 0;
  if (draws.is(chanceAt(age, 28, 45, 0.56) * ill)) chronic |= HYPERTENSION;
  if (draws.is(chanceAt(age, 30, 45, 0.22) * ill)) chronic |= DIABETES;
  if (draws.is(chanceAt(age, 40, 40, 0.24) * ill)) chronic |= HEART;
  if (draws.is(chanceAt(age, 40, 40, 0.1) * ill)) chronic |= LUNG;
  if (draws.is(chanceAt(age, 45, 40, 0.12) * ill)) chronic |= STROKE;
  if (draws.is(chanceAt(age, 35, 40, 0.16) * ill)) chronic |= JOINTS;
  if (draws.is(chanceAt(age, 18, 40, 0.11) * ill)) chronic |= STOMACH;
  if (draws.is(chanceAt(age, 16, 40, 0.06) * ill)) chronic |= NERVES;
  target.chronic = chronic;
  target.special = 0;
  for (let i = 0; i < SPECIALS.length; i++) {
    const [from, over, most] = SPECIALS[i] ?? [0, 1, 0];
    const hit = draws.is(chanceAt(age, from, over, most) * ill);
    if (hit && target.special === 0) target.special = FIRST_SPECIAL + i;
  }
  const isNew = draws.is(0.22);
  const on = year.from + draws.below(330);
  target.specialFrom = isNew ? on : year.from - SINCE;
  target.careGrade = -1;
}

function fillCover(
  target: Person,
  {
    profile,
    draws,
    year,
    number,
  }: { profile: Profile; draws: Draws; year: YearOf; number: number },
): void {
  draws.start(STREAM.cover, number);
  const { age } = target;
  const place = target.isUrban ? 0 : 1;
  const leaves = target.sex === FEMALE ? (draws.is(0.5) ? 50 : 55) : 60;
  target.isRetired = age >= leaves;
  const share = target.isRetired ? profile.retired[place] : profile.employed[place];
  const isEmployee = age >= 18 && draws.is(target.isRetired ? share * ageFade(age) : share);
  target.isFlexible = isEmployee && !target.isRetired && draws.is(0.22);
  target.isInsured = !draws.is(profile.uninsured) || age === 0;
  const wage = profile.levers.wageFen * (target.isFlexible ? 0.72 : 1.07) * drawCurve(WAGE, draws);
  target.baseFen = Math.floor(wage / 100) * 100;
  const until = Math.min(year.until, target.diedOn + 1);
  target.covers = target.isInsured ? 1 : 0;
  target.insurance[0] = isEmployee ? EMPLOYEE : RESIDENT;
  target.coverFrom[0] = Math.max(target.bornOn, year.from - SINCE);
  target.coverUntil[0] = until;
  const moves = age >= 18 && !target.isRetired && draws.is(0.016);
  const turn = year.from + 30 * draws.between(1, 10);
  const pause = draws.is(0.3) ? 30 * draws.between(1, 3) : 0;
  if (!moves || !target.isInsured || turn + pause >= until) return;
  target.covers = 2;
  target.coverUntil[0] = turn;
  target.insurance[1] = isEmployee ? RESIDENT : EMPLOYEE;
  target.coverFrom[1] = turn + pause;
  target.coverUntil[1] = until;
}

/** The very old were seldom employed. */
function ageFade(age: number): number {
  return age < 70 ? 1 : Math.max(0.5, 1 - (age - 70) / 50);
}

function fillStatus(
  target: Person,
  home: Household,
  { profile, draws, year }: { profile: Profile; draws: Draws; year: YearOf },
): void {
  draws.start(STREAM.status, home.number);
  const { of } = classesIn(profile, year.year);
  target.classCode = NO_CLASS;
  const rank = home.incomeRank;
  const odds = rank < 0.1 ? 6 : rank < 0.2 ? 2.2 : rank < 0.4 ? 0.7 : 0.07;
  if (!draws.is(profile.levers.poorShare * odds) || !target.isInsured) return;
  const fit = of.map(({ weight, fromAge, untilAge }) =>
    target.age >= fromAge && target.age < untilAge ? weight : 0,
  );
  target.classCode = of[draws.pick(fit)]?.code ?? NO_CLASS;
  const change = draws.unit();
  const turn = year.from + 30 * draws.between(1, 11);
  target.classFrom = change < 0.1 ? turn : year.from - SINCE;
  target.classUntil = change > 0.93 ? turn : OPEN_END;
}

function fillProduct(
  target: Person,
  {
    profile,
    draws,
    year,
    number,
  }: { profile: Profile; draws: Draws; year: YearOf; number: number },
): void {
  draws.start(STREAM.product, number, year.year);
  const { product } = profile;
  target.hasProduct = false;
  if (!product || year.year < product.fromYear || !target.isInsured || target.age === 0) return;
  const share = profile.levers.productShare;
  const wants = share * (target.age >= 45 ? 1.3 : 0.8) * (0.75 + 0.5 * target.incomeRank);
  target.hasProduct = target.classCode !== NO_CLASS || draws.is(wants);
  target.productFrom = year.from;
}
