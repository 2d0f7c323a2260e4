/**
 * Survey: all profiles of a scheme on a day with their curves; profiles that the law treats alike
 * share them.
 */
import type { Program } from '../../law/index.ts';
import { planEvent } from '../../settle/index.ts';
import type { Day, Rejection } from '../../units/index.ts';
import { type Curve, curveOf } from '../curves/curve.ts';
import { eventAt, type Mix } from '../curves/scene.ts';
import { numbersOf } from './plan-numbers.ts';
import { AXES, type Profile, premiumsOf, profilesOf, sceneOf } from './profiles.ts';
import { type YearEnds, yearEndsOf } from './year-ends.ts';

export interface Survey {
  readonly program: Program;
  readonly day: Day;
  readonly groups: readonly Group[];
  /** Null where the scheme has no tier on the end of a year. */
  readonly yearEnds: YearEnds | null;
  /** What was not drawn, and how many profiles each concerns. */
  readonly refused: readonly Refusal[];
}

/** Profiles for which the law has the same numbers throughout. */
export interface Group {
  readonly key: string;
  /** At least one; the first stands for all. */
  readonly profiles: readonly [Profile, ...Profile[]];
  /** One for each mix that can be drawn. */
  readonly curves: readonly Curve[];
}

export interface Refusal {
  readonly rejection: Rejection;
  readonly profiles: number;
}

/** Curves reach up to 1,000,000 yuan. */
const MOST_FEN = 100_000_000;

/** What a premium is looked at up to: 10,000 yuan. */
const MOST_PREMIUM_FEN = 1_000_000;

/** A premium has no lines. */
const PREMIUM: Mix = { id: 'premium', title: '缴费', lines: [] };

/** Draws the premiums of a scheme on a day; null where no tier is on them. */
export function premiumSurveyOf(program: Program, day: Day): Survey | null {
  const isOn = program.tiers.some(
    ({ on, from, until }) => on === 'contribution' && from <= day && day < until,
  );
  if (!isOn) return null;
  const profiles = premiumsOf(program, day);
  return { ...drawn(program, day, [PREMIUM], profiles, MOST_PREMIUM_FEN), yearEnds: null };
}

/** Draws a scheme on a day; `mostFen` is the greatest open cost. */
export function surveyOf(
  program: Program,
  day: Day,
  mixes: readonly Mix[],
  {
    mostFen = MOST_FEN,
    axes = AXES,
  }: { readonly mostFen?: number; readonly axes?: readonly string[] } = {},
): Survey {
  const profiles = profilesOf(program, day, axes);
  const yearEnds = yearEndsOf(program, day, mostFen);
  return { ...drawn(program, day, mixes, profiles, mostFen), yearEnds };
}

function drawn(
  program: Program,
  day: Day,
  mixes: readonly Mix[],
  all: readonly Profile[],
  mostFen: number,
): Omit<Survey, 'yearEnds'> {
  const byKey = new Map<string, [Profile, ...Profile[]]>();
  const refused = new Map<string, { rejection: Rejection; profiles: number }>();
  const refuse = (rejection: Rejection, profiles: number): void => {
    const known = refused.get(rejection.code);
    refused.set(rejection.code, { rejection, profiles: profiles + (known?.profiles ?? 0) });
  };
  for (const profile of all) {
    const key = lawOfProfile(program, profile, mixes);
    if (typeof key !== 'string') {
      refuse(key, 1);
      continue;
    }
    const known = byKey.get(key);
    if (known) known.push(profile);
    else byKey.set(key, [profile]);
  }
  const groups = [...byKey].map(([key, profiles]): Group => {
    const curves = mixes.flatMap((mix) => {
      const curve = curveOf(sceneOf(program, profiles[0], mix), mostFen);
      if (curve.ok) return [curve.value];
      refuse(curve.rejection, profiles.length);
      return [];
    });
    return { key, profiles, curves };
  });
  return { program, day, groups, refused: [...refused.values()] };
}

/** Equal for profiles that meet the same numbers of the law, whatever the mix. */
export function lawOfProfile(
  program: Program,
  { person, event }: Profile,
  mixes: readonly Mix[],
): string | Rejection {
  const keys: string[] = [];
  for (const mix of mixes) {
    const scene = sceneOf(program, { along: {}, person, event }, mix);
    const planned = planEvent({ ...scene, event: eventAt(scene, 0) });
    if (!planned.ok) return planned.rejection;
    const { plan, classes } = planned.value;
    keys.push(numbersOf(plan), JSON.stringify(classes));
  }
  return keys.join('\n');
}
