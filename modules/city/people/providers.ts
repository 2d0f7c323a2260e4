/**
 * Hospitals by grade, clinics, pharmacies and care agencies by county, and hospitals elsewhere.
 * How many there are depends on the number of people; nothing else is drawn.
 */
import { Draws, STREAM } from '../draw/chance.ts';
import { IN_CITY, IN_PROVINCE, OUT_OF_PROVINCE, TERTIARY } from '../tables/codes.ts';
import type { Profile } from './profile.ts';

/** Ranges of providers for each county and level, and outside the city. */
export interface Providers {
  readonly count: number;
  readonly codes: readonly string[];
  readonly type: Uint8Array;
  readonly level: Uint8Array;
  /** County by index; the last index stands for elsewhere. */
  readonly county: Uint8Array;
  readonly place: Uint8Array;
  readonly isEssential: Uint8Array;
  readonly beds: Int32Array;
  readonly doctors: Int32Array;
  /** `from[county × 6 + rank]`, ranks as in `RANK`; counties, then province, then beyond. */
  readonly from: Int32Array;
}

/** Ranks of providers: clinic, primary, secondary, tertiary, pharmacy, care agency. */
export const RANK = { clinic: 0, primary: 1, secondary: 2, tertiary: 3, pharmacy: 4, care: 5 };
const RANKS = 6;
const LEVEL_OF_RANK = [0, 1, 2, 3, 0, 0];
const TYPE_OF_RANK = [0, 0, 0, 0, 1, 2];
/** People for one provider of a rank. */
const PEOPLE_FOR = [4_000, 14_000, 110_000, 260_000, 2_600, 60_000];
const BEDS = [0, 40, 300, 1100, 0, 80];
const DOCTORS = [3, 14, 120, 480, 2, 6];
const ELSEWHERE = 12;

/** Makes the providers of a city of so many people. */
export function providersOf(profile: Profile, people: number, seed: number): Providers {
  const groups = profile.counties.length + 2;
  const weights = profile.counties.reduce((sum, { weight }) => sum + weight, 0);
  const counts = new Int32Array(groups * RANKS);
  for (let group = 0; group < groups; group++) {
    const county = profile.counties[group];
    for (let rank = 0; rank < RANKS; rank++) {
      const share = county ? (people * county.weight) / weights / (PEOPLE_FOR[rank] ?? 1) : 0;
      counts[group * RANKS + rank] = county
        ? countOf(rank, group, share)
        : rank === TERTIARY
          ? ELSEWHERE
          : 0;
    }
  }
  return fill(profile, counts, new Draws(seed));
}

/** A small county has no tertiary hospital; the first always has one, and each one of the rest. */
function countOf(rank: number, group: number, share: number): number {
  const count = Math.floor(share + 0.5);
  if (rank === TERTIARY) return group === 0 ? Math.max(1, count) : count;
  return Math.max(1, count);
}

function fill(profile: Profile, counts: Int32Array, draws: Draws): Providers {
  const count = counts.reduce((sum, each) => sum + each, 0);
  const codes: string[] = [];
  const columns = {
    type: new Uint8Array(count),
    level: new Uint8Array(count),
    county: new Uint8Array(count),
    place: new Uint8Array(count),
    isEssential: new Uint8Array(count),
    beds: new Int32Array(count),
    doctors: new Int32Array(count),
  };
  const from = new Int32Array(counts.length + 1);
  for (let slot = 0; slot < counts.length; slot++) {
    from[slot] = codes.length;
    const group = Math.floor(slot / RANKS);
    const rank = slot % RANKS;
    for (let i = 0; i < (counts[slot] ?? 0); i++) {
      const at = codes.length;
      draws.start(STREAM.provider, at);
      columns.type[at] = TYPE_OF_RANK[rank] ?? 0;
      columns.level[at] = LEVEL_OF_RANK[rank] ?? 0;
      columns.county[at] = Math.min(group, profile.counties.length);
      columns.place[at] = placeOf(group - profile.counties.length);
      columns.isEssential[at] = rank === RANK.primary ? 1 : 0;
      columns.beds[at] = Math.floor((BEDS[rank] ?? 0) * (0.6 + 0.8 * draws.unit()));
      columns.doctors[at] = Math.max(
        1,
        Math.floor((DOCTORS[rank] ?? 1) * (0.6 + 0.8 * draws.unit())),
      );
      codes.push(codeOf(profile, group, rank, i));
    }
  }
  from[counts.length] = codes.length;
  return { count, codes, from, ...columns };
}

function placeOf(beyond: number): number {
  return beyond < 0 ? IN_CITY : beyond === 0 ? IN_PROVINCE : OUT_OF_PROVINCE;
}

function codeOf(profile: Profile, group: number, rank: number, i: number): string {
  const letter = 'CHHHPL'[rank] ?? 'H';
  const county =
    profile.counties[group]?.code ?? `${group === profile.counties.length ? 98 : 99}0000`;
  return `${letter}${county}${rank}${String(i + 1).padStart(4, '0')}`;
}

/** The group of providers elsewhere in the province, or in another province. */
export function groupElsewhere(profile: Profile, place: number): number {
  return profile.counties.length + (place === OUT_OF_PROVINCE ? 1 : 0);
}

/**
 * A provider of a rank in a county, the same number for the same `choice`; a county without one
 * sends to the first county.
 */
export function providerOf(
  providers: Providers,
  { group, rank, choice }: { group: number; rank: number; choice: number },
): number {
  const { from } = providers;
  const slot = group * RANKS + rank;
  const first = from[slot] ?? 0;
  const count = (from[slot + 1] ?? 0) - first;
  if (count > 0) return first + (choice % count);
  return group === 0 ? first : providerOf(providers, { group: 0, rank, choice });
}

/** The lists of codes of counties, with the two that stand for elsewhere. */
export function countyCodes(profile: Profile): readonly string[] {
  return [...profile.counties.map(({ code }) => code), '999900'];
}
