/**
 * Writes a person's standing: household, person, cover with premiums, status, filings, product,
 * allowance; and what care made of it.
 */
import { shareOf } from '../../../engine/units/index.ts';
import { AT, type Totals } from '../check/totals.ts';
import { Draws, mix, STREAM } from '../draw/chance.ts';
import type { Household } from '../people/household.ts';
import { DIABETES, HYPERTENSION, type Person } from '../people/person.ts';
import { classesIn } from '../people/profile.ts';
import { providerOf, RANK } from '../people/providers.ts';
import * as code from '../tables/codes.ts';
import { OPEN_END } from '../tables/table.ts';
import { type CityTables, type Setting, tableOf } from './setting.ts';
import type { VisitMaker } from './visit-maker.ts';

const ILLNESS_CLASS = 3;
const ALLOWANCE_DAYS = 128;
const ALL_MONTHS = 0xfff;

export class PersonWriter {
  private readonly setting: Setting;
  private readonly tables: CityTables;
  private readonly totals: Totals;
  private readonly draws: Draws;

  constructor(setting: Setting, tables: CityTables, totals: Totals) {
    this.setting = setting;
    this.tables = tables;
    this.totals = totals;
    this.draws = new Draws(setting.order.seed);
  }

  household(home: Household): void {
    const { number, county, isUrban, size, incomeFen } = home;
    const income = Math.min(incomeFen, 2_000_000_000);
    tableOf(this.tables, 'households').push([number, county, isUrban ? 1 : 0, size, income]);
  }

  /** Writes what is true of a person before any care. */
  person(person: Person, household: number): void {
    const telephone = mix(STREAM.provider, household) >>> 2;
    tableOf(this.tables, 'persons').push([
      person.number,
      household,
      person.sex,
      person.bornOn,
      person.diedOn,
      person.relation,
      person.county,
      person.chronic,
      person.special,
      telephone,
    ]);
    this.count(person);
    for (let i = 0; i < person.covers; i++) this.cover(person, i);
    if (person.classCode !== code.NO_CLASS) {
      this.identity(person, person.classCode, person.classFrom, person.classUntil);
    }
    this.filings(person);
    if (person.hasProduct) this.product(person);
  }

  /** Writes what follows from care: a mother's allowance, poverty by illness. */
  afterCare(person: Person, { cashFen }: VisitMaker): void {
    const { year, profile } = this.setting;
    if (person.isMother) this.allowance(person);
    const { isIllnessClass } = classesIn(profile, year.year);
    const isRuined = cashFen > person.incomeFen && cashFen > 3_000_000;
    if (!isIllnessClass || !isRuined || person.classCode !== code.NO_CLASS) return;
    if (!this.draws.start(STREAM.trajectory, person.number, year.year).is(0.5)) return;
    const from = year.from + 30 * this.draws.between(8, 11);
    this.identity(person, ILLNESS_CLASS, from, from + 365);
  }

  private identity(person: Person, classCode: number, from: number, until: number): void {
    const identity = code.IDENTITY_OF[classCode] ?? 0;
    tableOf(this.tables, 'identities').push([person.number, identity, classCode, from, until]);
  }

  private count(person: Person): void {
    const { totals } = this;
    totals.add(AT.people, 1);
    const isPoor = person.classCode !== code.NO_CLASS;
    if (isPoor) totals.add(AT.poor, 1);
    if (!person.isInsured) return;
    totals.add(AT.insured, 1);
    if (isPoor) totals.add(AT.poorInsured, 1);
    totals.add(person.insurance[0] === code.EMPLOYEE ? AT.employees : AT.residents, 1);
    const { age } = person;
    totals.add(age < 15 ? AT.age0to14 : age < 60 ? AT.age15to59 : AT.age60, 1);
    if (age >= 65) totals.add(AT.age65, 1);
    if (person.chronic > 0) totals.add(AT.chronicPeople, 1);
    if (person.chronic > 0 && age >= 60) totals.add(AT.chronicAge60, 1);
    if (person.bornOn >= this.setting.year.from) totals.add(AT.births, 1);
    if (person.diedOn < OPEN_END) totals.add(AT.deaths, 1);
  }

  private cover(person: Person, i: number): void {
    const { year, profile } = this.setting;
    const from = person.coverFrom[i] ?? 0;
    const until = person.coverUntil[i] ?? 0;
    const isEmployee = person.insurance[i] === code.EMPLOYEE;
    const months = monthsIn(Math.max(0, from - year.from), Math.min(365, until - year.from));
    const { residentFundFen } = profile.levers;
    let [premium, subsidy, aid] = [0, 0, 0];
    if (isEmployee) {
      const yearly = person.isRetired
        ? 0
        : shareOf(person.baseFen * bitsOf(months), bp(profile.employeeRate), 'halfUp');
      premium = yearly;
      this.totals.add(AT.incomeEmployeeFen, premium);
    } else if (i === 0 || person.insurance[0] !== code.RESIDENT) {
      const own = shareOf(residentFundFen, bp(profile.residentPremiumShare), 'halfUp');
      const isAided = person.classCode !== code.NO_CLASS;
      aid = isAided ? own : 0;
      premium = isAided ? 0 : own;
      subsidy = residentFundFen - own;
      this.totals.add(AT.incomeResidentFen, premium + subsidy + aid);
      this.totals.add(AT.premiumAidFen, aid);
    }
    const form = isEmployee ? (person.isFlexible ? 1 : 0) : 2;
    const type = isEmployee ? (person.isRetired ? 1 : 0) : 2;
    const base = isEmployee && !person.isRetired ? person.baseFen : 0;
    tableOf(this.tables, 'covers').push([
      person.number,
      from,
      until >= year.until ? OPEN_END : until,
      isEmployee ? code.EMPLOYEE : code.RESIDENT,
      type,
      form,
      months,
      base,
      premium,
      subsidy,
      aid,
    ]);
  }

  private filings(person: Person): void {
    if (person.covers === 0) return;
    const { providers } = this.setting;
    const table = tableOf(this.tables, 'filings');
    const choice = mix(person.number, RANK.primary);
    const provider = providerOf(providers, { group: person.county, rank: RANK.primary, choice });
    const since = this.setting.year.from - 700;
    const file = (type: number, from: number, disease: number) =>
      table.push([person.number, type, from, OPEN_END, disease, provider]);
    if (person.special > 0) file(code.FILED_SPECIAL, person.specialFrom, person.special);
    if (person.chronic & HYPERTENSION) file(code.FILED_TWO, since, 1);
    if (person.chronic & DIABETES) file(code.FILED_TWO, since, 2);
    const signs = this.draws
      .start(STREAM.cover, person.number, 1)
      .is(person.chronic > 0 ? 0.7 : 0.25);
    if (signs) file(code.FILED_DOCTOR, since, 0);
  }

  private product(person: Person): void {
    const { product } = this.setting.profile;
    if (!product) return;
    const { year } = this.setting;
    const draws = this.draws.start(STREAM.product, person.number, 1);
    const isPoor = person.classCode !== code.NO_CLASS;
    const isEmployee = person.insurance[0] === code.EMPLOYEE;
    const payer = isPoor ? 2 : isEmployee ? (draws.is(0.6) ? 1 : 0) : draws.is(0.35) ? 3 : 0;
    const premium = person.age < 18 ? product.minorPremiumFen : product.premiumFen;
    const years = 1 + draws.below(Math.min(4, year.year - product.fromYear + 1));
    tableOf(this.tables, 'products').push([
      person.number,
      person.productFrom,
      year.until,
      premium,
      payer,
      years,
    ]);
    this.totals.add(AT.productPeople, 1);
    this.totals.add(AT.productPremiumFen, premium);
  }

  private allowance(person: Person): void {
    const { year } = this.setting;
    const cover = person.coverOn(person.deliveryOn);
    const on = person.deliveryOn + 45;
    const isEntitled =
      cover >= 0 &&
      person.insurance[cover] === code.EMPLOYEE &&
      !person.isFlexible &&
      !person.isRetired;
    if (!isEntitled || on >= year.until || person.coverOn(on) !== cover) return;
    const { baseFen } = person;
    tableOf(this.tables, 'allowances').push([person.number, on, baseFen, ALLOWANCE_DAYS]);
    const paid = shareOf(baseFen * ALLOWANCE_DAYS, 333, 'halfUp');
    this.totals.add(AT.spentEmployeeFen, paid);
  }
}

/** Months of a year, as bits, that days `[from, until)` of the year touch. */
function monthsIn(from: number, until: number): number {
  if (until <= from) return 0;
  const first = Math.min(11, Math.floor(from / 30.5));
  const last = Math.min(11, Math.floor((until - 1) / 30.5));
  return (ALL_MONTHS >> (11 - last)) & (ALL_MONTHS << first);
}

function bitsOf(mask: number): number {
  let count = 0;
  for (let left = mask; left > 0; left &= left - 1) count++;
  return count;
}

/** A share of one as basis points. */
function bp(share: number): number {
  return Math.floor(share * 10_000 + 0.5);
}
