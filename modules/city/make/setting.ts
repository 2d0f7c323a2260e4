/**
 * What all parts of a city share: profile, roll, providers, catalogue, tables. Made anew by each
 * worker from the order alone.
 */

import { dayFromCivil } from '../../../engine/units/index.ts';
import { DIAGNOSIS_CODES } from '../catalogue/diagnoses.ts';
import { type Catalogue, makeCatalogue } from '../catalogue/items.ts';
import { type Roll, rollOf } from '../people/household.ts';
import type { YearOf } from '../people/person.ts';
import type { Levers, Profile } from '../people/profile.ts';
import { PROFILES } from '../people/profiles.ts';
import { countyCodes, type Providers, providersOf } from '../people/providers.ts';
import { Table, type TableDef } from '../tables/table.ts';
import { tablesOf } from '../tables/tables.ts';

/** All that a city depends on. */
export interface CityOrder {
  readonly like: string;
  readonly people: number;
  readonly year: number;
  readonly seed: number;
  /** Levers that calibration found; absent ones are the profile's. */
  readonly levers: Partial<Levers>;
  /** Plant behaviours and trajectories. */
  readonly planted: boolean;
}

export interface Setting {
  readonly order: CityOrder;
  readonly profile: Profile;
  readonly roll: Roll;
  readonly year: YearOf;
  readonly providers: Providers;
  readonly catalogue: Catalogue;
  readonly tables: readonly TableDef[];
}

/** Works out what parts share. An unknown profile is a fault and throws. */
export function settingOf(order: CityOrder): Setting {
  const base = PROFILES[order.like];
  if (!base) throw new RangeError(`no profile ${order.like}`);
  const profile = { ...base, levers: { ...base.levers, ...order.levers } };
  const providers = providersOf(profile, order.people, order.seed);
  const catalogue = makeCatalogue();
  return {
    order,
    profile,
    roll: rollOf(profile, order.people, order.seed),
    year: yearOf(order.year),
    providers,
    catalogue,
    tables: tablesOf({
      counties: countyCodes(profile),
      providers: providers.codes,
      items: catalogue.codes,
      diagnoses: DIAGNOSIS_CODES,
    }),
  };
}

/** The days of a year. */
function yearOf(year: number): YearOf {
  return {
    year,
    from: dayFromCivil({ year, month: 1, day: 1 }),
    until: dayFromCivil({ year: year + 1, month: 1, day: 1 }),
  };
}

/** Tables of a city by name, empty. */
export type CityTables = ReadonlyMap<string, Table>;

/** Empty tables of a setting. */
export function emptyTables(defs: readonly TableDef[]): CityTables {
  return new Map(defs.map((def) => [def.name, new Table(def)]));
}

/** A table by name; one that is not there is a fault and throws. */
export function tableOf(tables: CityTables, name: string): Table {
  const table = tables.get(name);
  if (!table) throw new RangeError(`no table ${name}`);
  return table;
}
