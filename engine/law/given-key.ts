/**
 * The key of what is told of an event or a line. The law looks at many facets and most are left
 * untold: what they then mean is put into the key beforehand, and only what is told is looked at.
 */
import type { Facet } from './profile.ts';
import { classOf, MAX_NUMERIC, profileKey, untoldClass } from './profile-key.ts';

/** Codes by dimension; numbers that are told are decimal text. */
export type Facets = Readonly<Record<string, string>>;

/** The facets of an event or of a line, laid out for their key. */
export interface GivenFacets {
  readonly facets: readonly Facet[];
  readonly places: ReadonlyMap<string, Place>;
  /** The key of what tells nothing, the facets that must be told left out. */
  readonly keyOfNone: number;
  readonly mustBeTold: number;
  /** How many keys there are; more than a number can hold: keys are texts. */
  readonly size: number;
}

interface Place {
  readonly facet: Facet;
  /** What one class more adds to the key. */
  readonly step: number;
  /** The class that the key of nothing holds already. */
  readonly classUntold: number;
  readonly mustBeTold: boolean;
}

/** Lays facets out for the keys of what is told. */
export function givenFacets(facets: readonly Facet[]): GivenFacets {
  const places = new Map<string, Place>();
  let size = 1;
  let keyOfNone = 0;
  let mustBeTold = 0;
  for (const facet of facets.toReversed()) {
    const { absentMeans, id } = facet.dimension;
    const untold = absentMeans === null ? untoldClass(facet) : classOf(facet, absentMeans);
    const classUntold = Math.max(0, untold);
    places.set(id, { facet, step: size, classUntold, mustBeTold: untold < 0 });
    if (untold < 0) mustBeTold++;
    keyOfNone += classUntold * size;
    size *= facet.size;
  }
  return { facets, places, keyOfNone, mustBeTold, size };
}

/** So few facets are sooner asked for one by one. */
const FEW = 2;

/** One key for equal classes; null where a facet is missing or unknown. */
export function givenKey(layout: GivenFacets, given: Facets): number | string | null {
  const { facets, places, mustBeTold, size } = layout;
  if (facets.length <= FEW || size > MAX_NUMERIC) return profileKey(facets, given, givenCode);
  let key = layout.keyOfNone;
  let owed = mustBeTold;
  for (const dimension in given) {
    const place = places.get(dimension);
    const code = given[dimension];
    if (place === undefined || code === undefined) continue;
    const told = classOf(place.facet, code);
    if (told < 0) return null;
    key += (told - place.classUntold) * place.step;
    if (place.mustBeTold) owed--;
  }
  return owed === 0 ? key : null;
}

/** The code of an event's or a line's facet; null where it is missing. */
export function givenCode(given: Facets, { dimension }: Facet): string | null {
  return given[dimension.id] ?? dimension.absentMeans;
}
