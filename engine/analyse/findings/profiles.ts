/**
 * Profiles: the people and bills that findings look at, one for each person class, setting, grade
 * and referral that a scheme tells apart.
 */
import { type Dimension, type EventKind, type Program, prepare } from '../../law/index.ts';
import { EMPTY_STATE, GENERAL_CLASS, type Person, type Visit } from '../../settle/index.ts';
import { type Day, dayFromCivil, dayToCivil } from '../../units/index.ts';
import type { Mix, Scene } from '../curves/scene.ts';

/** Codes by dimension; `personClass` and facts of the person too. */
export type Codes = Readonly<Record<string, string>>;

export interface Profile {
  /** Codes along the axes, in their order. */
  readonly along: Codes;
  readonly person: Person;
  readonly event: Scene['event'];
}

/** What findings vary; all other facets stand at their ordinary code. */
export const AXES: readonly string[] = ['personClass', 'setting', 'grade', 'place', 'referral'];

/**
 * Codes that stand in for facets off the axes, where the scheme looks at them: somebody with every
 * voluntary cover, so that no tier stays unseen.
 */
const ORDINARY: Codes = { inclusiveInsurance: 'insured', employment: 'active' };

/** Middle of life: neither a child's nor a pensioner's law. */
const ORDINARY_AGE = 40;

/** All profiles of a scheme on a day that its visits and closes tell apart. */
export function profilesOf(program: Program, day: Day, axes = AXES): readonly Profile[] {
  return pointsOf(program, axes, ['visit', 'close']).map((along) => profileOf(program, day, along));
}

/** Who pays a premium, and for what: all that the scheme tells apart on contributions. */
export function premiumsOf(program: Program, day: Day): readonly Profile[] {
  const { facets } = prepare(program).kinds.contribution;
  const asked = [...facets.person, ...facets.event].map(({ dimension }) => dimension);
  const axes = asked.flatMap(({ id, codes }) =>
    codes.length > 0 || id === 'personClass' ? [id] : [],
  );
  const covered = program.covers.map(({ dimension }) => dimension);
  const varied = axes.filter((axis) => !covered.includes(axis));
  return pointsOf(program, varied, ['contribution']).map((along): Profile => {
    const { person, event } = profileOf(program, day, along);
    const { id, facets: told } = event;
    return {
      along,
      person,
      event: { kind: 'contribution', id, on: day, premiumFen: 0, facets: told },
    };
  });
}

/** Every combination of the codes of these axes that these kinds of event tell apart. */
function pointsOf(
  program: Program,
  axes: readonly string[],
  kinds: readonly EventKind[],
): readonly Codes[] {
  const tables = kinds.map((kind) => prepare(program).kinds[kind].facets);
  const known = tables.flatMap((facets) => [...facets.person, ...facets.event]);
  const varied = axes.flatMap((axis) => {
    const facets = known.filter(({ dimension }) => dimension.id === axis);
    const [facet] = facets;
    const named = facets.flatMap((one) => one.named);
    return facet ? [{ axis, codes: codesAlong(program, facet.dimension, named) }] : [];
  });
  let all: Record<string, string>[] = [{}];
  for (const { axis, codes } of varied) {
    all = all.flatMap((along) => codes.map((code) => ({ ...along, [axis]: code })));
  }
  return all;
}

function codesAlong(
  program: Program,
  dimension: Dimension,
  named: readonly string[],
): readonly string[] {
  if (dimension.id === 'personClass')
    return [...program.classes.map(({ id }) => id), GENERAL_CLASS];
  const codes = dimension.codes.map(({ id }) => id);
  const rest = codes.find((code) => !named.includes(code));
  return codes.filter((code) => named.includes(code) || code === rest);
}

/** Somebody with these codes, and a bill with these; every other facet at its ordinary code. */
export function profileOf(
  program: Program,
  day: Day,
  along: Codes,
): Profile & { readonly event: Visit } {
  const facts = program.dimensions.flatMap((dimension) => {
    if (dimension.of !== 'person' || dimension.id === 'ageYears') return [];
    const code = along[dimension.id] ?? ordinaryCode(program, dimension);
    const isNone = code === null || code === GENERAL_CLASS;
    return isNone ? [] : [{ dimension: dimension.id, code }];
  });
  const event = program.dimensions.flatMap((dimension) => {
    const code = along[dimension.id] ?? ordinaryCode(program, dimension);
    return dimension.of === 'event' && code !== null ? [[dimension.id, code] as const] : [];
  });
  const { year, month, day: date } = dayToCivil(day);
  const age = Number(along.ageYears ?? ORDINARY_AGE);
  const bornOn = dayFromCivil({ year: year - age, month, day: Math.min(date, 28) });
  const since = dayFromCivil({ year, month: 1, day: 1 });
  return {
    along,
    person: {
      id: 'p',
      bornOn,
      facts: facts.map((fact) => ({ ...fact, effectiveFrom: since, effectiveUntil: null })),
    },
    event: {
      kind: 'visit',
      id: 'v',
      admittedOn: day,
      servedOn: day,
      dischargedOn: day,
      settledOn: day,
      facets: Object.fromEntries(event),
      lines: [],
    },
  };
}

function ordinaryCode({ covers }: Program, dimension: Dimension): string | null {
  const { id, absentMeans, codes, many, kind } = dimension;
  if (id === 'personClass' || many) return null;
  const covered = covers.find((side) => side.dimension === id)?.codes?.[0];
  const named = ORDINARY[id];
  const ordinary = codes.some((code) => code.id === named) ? named : undefined;
  return covered ?? ordinary ?? absentMeans ?? codes[0]?.id ?? (kind === 'integer' ? '0' : null);
}

/** The scene of a profile that has had no bill yet. */
export function sceneOf(program: Program, profile: Profile, mix: Mix): Scene {
  return { program, person: profile.person, event: profile.event, state: EMPTY_STATE, mix };
}
