/**
 * Year ends: bill and close together, for the profiles of a survey. Drawn when they are asked for.
 */
import { type Program, prepare } from '../../law/index.ts';
import { type Close, EMPTY_STATE, planEvent, windowNumber } from '../../settle/index.ts';
import { type Day, dayToCivil, type Rejection, type Result } from '../../units/index.ts';
import { type Curve, curveOf, paidBy } from '../curves/curve.ts';
import { isZero } from '../curves/quotient.ts';
import type { Mix } from '../curves/scene.ts';
import { withClose } from '../curves/year-end.ts';
import { numbersOf } from './plan-numbers.ts';
import { type Profile, sceneOf } from './profiles.ts';

export interface YearEnds {
  /** Equal for profiles whose close meets the same numbers of the law. */
  readonly keyOf: (profile: Profile) => string;
  /**
   * Bill and close of a profile over the cost of the bill; null where the close pays nothing, so
   * that the year is as the bill. `group` is equal for profiles whose bills are alike.
   */
  readonly curveOf: (group: string, profile: Profile, mix: Mix) => Curve | null;
  /** What could not be drawn so far, by name. */
  readonly refused: readonly Rejection[];
}

/** What a close is told, whatever it asks: 10,000 yuan. */
export const TOLD_FEN = 1_000_000;

/** The close of a profile's year, alone; it is told these numbers, else `TOLD_FEN`. */
export function closeOf(
  program: Program,
  day: Day,
  { event }: Pick<Profile, 'event'>,
  numbers: Readonly<Record<string, string>> = {},
): Close {
  const { facets } = prepare(program).kinds.close;
  const told = facets.event.flatMap(({ dimension }) =>
    dimension.kind === 'integer'
      ? [[dimension.id, numbers[dimension.id] ?? String(TOLD_FEN)] as const]
      : [],
  );
  return {
    kind: 'close',
    id: 'c',
    on: day,
    facets: { ...event.facets, ...Object.fromEntries(told) },
    members: [],
  };
}

/**
 * The same close in a household of two: the other has in each counter that the close reads as much
 * as closes are told.
 */
export function householdCloseOf(program: Program, day: Day, profile: Profile): Close {
  const { closeCounters } = prepare(program).kinds.close;
  const counters = closeCounters.flatMap((index) => {
    const counter = program.counters[index];
    if (counter?.key !== 'none' || counter.window.kind === 'event') return [];
    const window = windowNumber(counter.window, dayToCivil(day), day);
    return [{ counter: counter.id, key: '', window, value: TOLD_FEN }];
  });
  const { person } = profile;
  const members = [
    { personId: person.id, state: EMPTY_STATE },
    { personId: `${person.id}2`, state: { scheme: program.id, counters } },
  ];
  return { ...closeOf(program, day, profile), members };
}

/** The year ends of a scheme on a day; null where no tier of the scheme is on a close then. */
export function yearEndsOf(program: Program, day: Day, mostFen: number): YearEnds | null {
  const isOn = program.tiers.some(
    ({ on, from, until }) => on === 'close' && from <= day && day < until,
  );
  if (!isOn) return null;
  const keys = new Map<Profile, string>();
  const curves = new Map<string, Curve | null>();
  const refused: Rejection[] = [];
  const keyOf = (profile: Profile): string => {
    const key = keys.get(profile) ?? lawOfClose(program, day, profile);
    keys.set(profile, key);
    return key;
  };
  return {
    keyOf,
    curveOf: (group, profile, mix) => {
      const key = [mix.id, keyOf(profile), group].join('\n');
      const known = curves.get(key);
      if (known !== undefined) return known;
      const drawn = yearCurve(program, day, profile, mix, mostFen);
      if (!drawn.ok) refused.push(drawn.rejection);
      const curve = drawn.ok && closePays(drawn.value) ? drawn.value : null;
      curves.set(key, curve);
      return curve;
    },
    refused,
  };
}

function lawOfClose(program: Program, day: Day, profile: Profile): string {
  const { person } = profile;
  const { state } = sceneOf(program, profile, NO_MIX);
  const planned = planEvent({ event: closeOf(program, day, profile), person, state, program });
  return planned.ok ? numbersOf(planned.value.plan) : planned.rejection.code;
}

const NO_MIX: Mix = { id: '', title: '', lines: [] };

function yearCurve(
  program: Program,
  day: Day,
  profile: Profile,
  mix: Mix,
  mostFen: number,
): Result<Curve> {
  const scene = withClose(sceneOf(program, profile, mix), closeOf(program, day, profile));
  return scene.ok ? curveOf(scene.value, mostFen) : scene;
}

function closePays({ scene: { program }, pieces }: Curve): boolean {
  return program.tiers.some(
    ({ on }, tier) => on === 'close' && pieces.some((piece) => !isZero(paidBy(piece, tier))),
  );
}
