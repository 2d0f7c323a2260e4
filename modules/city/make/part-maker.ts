/**
 * Makes one part of a city: its households and people, their cover, and a year of care.
 */

import { Schedule } from '../care/schedule.ts';
import { Totals } from '../check/totals.ts';
import { Draws, STREAM } from '../draw/chance.ts';
import { fillHousehold, Household, partOf } from '../people/household.ts';
import { fillPerson, Person } from '../people/person.ts';
import { Planter } from '../planted/planter.ts';
import { KEY_TABLE } from '../tables/key.ts';
import { Table } from '../tables/table.ts';
import { REFERENCE } from '../tables/tables.ts';
import { makeCare } from './care-maker.ts';
import { PersonWriter } from './person-writer.ts';
import { type CityTables, emptyTables, type Setting, tableOf } from './setting.ts';
import { VisitMaker } from './visit-maker.ts';

export interface PartMade {
  readonly tables: CityTables;
  /** What was planted; empty where nothing was. */
  readonly key: Table;
  readonly totals: Totals;
}

/** Called after each person with their tables as they stand; used for tests and trials. */
export type EachPerson = (tables: CityTables, person: Person) => void;

/**
 * Makes a part. With `each`, tables of bills and lines are emptied after every person, so that
 * memory stays small where only totals or single persons are wanted.
 */
export function makePart(setting: Setting, part: number, each?: EachPerson): PartMade {
  const tables = emptyTables(setting.tables);
  const totals = new Totals();
  const key = new Table(KEY_TABLE);
  const maker = new PartMaker(setting, { tables, key }, totals);
  const { roll } = setting;
  for (let number = 0; number < roll.households; number++) {
    if (partOf(number, roll.parts) === part) maker.household(number, each);
  }
  return { tables, key, totals };
}

class PartMaker {
  private readonly home = new Household();
  private readonly person = new Person();
  private readonly schedule = new Schedule();
  private readonly draws: Draws;
  private readonly bornDraws: Draws;
  private readonly visits: VisitMaker;
  private readonly writer: PersonWriter;
  private readonly planter: Planter | null;
  private readonly setting: Setting;
  private readonly tables: CityTables;
  private readonly totals: Totals;

  constructor(setting: Setting, to: { tables: CityTables; key: Table }, totals: Totals) {
    const { tables, key } = to;
    this.setting = setting;
    this.tables = tables;
    this.totals = totals;
    this.draws = new Draws(setting.order.seed);
    this.bornDraws = new Draws(setting.order.seed);
    this.visits = new VisitMaker(setting, tables, totals);
    this.writer = new PersonWriter(setting, tables, totals);
    const ground = { setting, visits: this.visits, key, traces: tableOf(tables, 'traces') };
    this.planter = setting.order.planted ? new Planter(ground) : null;
  }

  household(number: number, each: EachPerson | undefined): void {
    const { setting, home, draws, person, visits } = this;
    const { profile, roll, year } = setting;
    fillHousehold(home, { profile, roll, draws }, number);
    this.writer.household(home);
    const first = roll.first[number] ?? 0;
    for (let at = 0; at < home.size; at++) {
      fillPerson(person, home, at, { profile, draws, year, number: first + at });
      if (person.isMother) person.deliveryOn = this.bornOn(first);
      this.writer.person(person, home.number);
      this.schedule.fill(person, draws, { year, levers: profile.levers });
      visits.open(person);
      for (let i = 0; i < this.schedule.count; i++) {
        const from = this.schedule.day[i] ?? 0;
        const until = this.schedule.until[i] ?? from;
        visits.make(person, this.schedule.kind[i] ?? 0, { from, until });
      }
      makeCare(person, { setting, tables: this.tables, draws }, visits);
      this.writer.afterCare(person, visits);
      this.planter?.plant(person, this.schedule);
      if (person.isInsured) this.totals.person(visits.costFen);
      if (each) this.give(each);
    }
  }

  private give(each: EachPerson): void {
    each(this.tables, this.person);
    for (const table of this.tables.values()) table.clear();
  }

  /** The birthday of the child that a mother of this household bears in the year. */
  private bornOn(first: number): number {
    const { home, bornDraws, setting } = this;
    for (let at = 0; at < home.size; at++) {
      if ((home.age[at] ?? 0) >= 0) continue;
      bornDraws.start(STREAM.person, first + at);
      return setting.year.from + bornDraws.below(365);
    }
    throw new RangeError(`household ${home.number} has a mother and no child`);
  }
}

/** Fills the tables that all parts share. */
export function referenceTables(setting: Setting): CityTables {
  const tables = emptyTables(setting.tables.filter(({ name }) => REFERENCE.includes(name)));
  const { providers: p, catalogue: c } = setting;
  const providers = tableOf(tables, 'providers');
  for (let i = 0; i < p.count; i++) {
    const [type, level, county, place] = [p.type[i], p.level[i], p.county[i], p.place[i]];
    const sizes = [p.isEssential[i] ?? 0, p.beds[i] ?? 0, p.doctors[i] ?? 0];
    providers.push([i, type ?? 0, level ?? 0, county ?? 0, place ?? 0, ...sizes]);
  }
  const items = tableOf(tables, 'items');
  for (let i = 0; i < c.count; i++) {
    const price = [c.firstShareBp[i] ?? 0, c.priceFen[i] ?? 0, c.ceilingFen[i] ?? 0];
    const lists = [c.isCritical[i] ?? 0, c.isProductListed[i] ?? 0, c.isSpecialDrug[i] ?? 0];
    items.push([i, c.type[i] ?? 0, c.level[i] ?? 0, ...price, ...lists, c.isMedical[i] ?? 0]);
  }
  return tables;
}
