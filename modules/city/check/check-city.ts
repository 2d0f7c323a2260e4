/** Checks a city made from a seed that no fit has seen. */
import { type MakeOptions, totalsOf } from '../make/make-city.ts';
import type { Levers } from '../people/profile.ts';
import { PROFILES } from '../people/profiles.ts';
import { type Band, bandsOf, type Compared, compare, MISS } from './compare.ts';
import type { Published } from './published.ts';

export interface CheckOrder {
  readonly published: Published;
  readonly people: number;
  readonly seed: number;
  readonly levers: Partial<Levers>;
  /** Absent: 3 %. */
  readonly tolerance?: number;
}

export interface CityChecked {
  readonly compared: readonly Compared[];
  readonly bands: readonly Band[];
  readonly notGenerated: readonly string[];
  readonly missed: number;
  readonly tried: number;
}

/** Makes two years of one city in memory and compares them. */
export async function checkCity(
  { published, people, seed, levers, tolerance = MISS }: CheckOrder,
  options: Pick<MakeOptions, 'workers' | 'execArgv'>,
): Promise<CityChecked> {
  const { city: like, year } = published;
  const profile = PROFILES[like];
  if (!profile) throw new RangeError(`no profile ${like}`);
  const order = { like, people, year, seed, levers, planted: false };
  const made = await totalsOf(order, options);
  const next = await totalsOf({ ...order, year: year + 1 }, options);
  const generated = { sums: made.sums, levers: { ...profile.levers, ...levers } };
  const compared = compare(published, generated, tolerance);
  const tried = compared.filter(({ holds }) => holds !== null).length;
  return {
    compared,
    bands: bandsOf(made.sums, made.costs, next.costs),
    notGenerated: published.notGenerated,
    missed: compared.filter(({ holds }) => holds === false).length,
    tried,
  };
}
