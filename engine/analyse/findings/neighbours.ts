/**
 * Neighbours: profiles that differ in one code, of which the law means to favour one. Where the
 * favoured one bears more on the same bill, that is a finding.
 */
import { GENERAL_CLASS } from '../../settle/index.ts';
import { dayFromCivil, dayToCivil, formatYuan } from '../../units/index.ts';
import { type Curve, curveOf, type Piece } from '../curves/curve.ts';
import { signRuns } from '../curves/polynomial.ts';
import { comparing, constant, differenceOf, sumOf, valueOn } from '../curves/quotient.ts';
import { floorOf } from '../curves/rational.ts';
import { assertShown, type Because, type Finding, type FindingKind } from './finding.ts';
import { type Codes, type Profile, sceneOf } from './profiles.ts';
import { runAt, tiersThatDiffer } from './rerun.ts';
import { type Group, lawOfProfile, type Survey } from './survey.ts';

/** Codes of a dimension from the one that should bear least to the one that should bear most. */
export interface Ladder {
  readonly dimension: string;
  readonly kind: FindingKind;
  readonly codes: readonly string[];
}

const LADDERS: readonly Ladder[] = [
  { dimension: 'grade', kind: 'lowerGradePaysMore', codes: ['primary', 'secondary', 'tertiary'] },
  { dimension: 'referral', kind: 'referralPaysMore', codes: ['referred', 'none'] },
];

/** Finds where the favoured of two neighbours bears more. */
export function inversionsOf(survey: Survey): readonly Finding[] {
  const classes = [...survey.program.classes.map(({ id }) => id), GENERAL_CLASS];
  const ladders: readonly Ladder[] = [
    { dimension: 'personClass', kind: 'poorerPaysMore', codes: classes },
    ...LADDERS,
  ];
  const found = ladders.flatMap((ladder) => alongLadder(survey, ladder));
  return [...joined(found), ...joined(earlierFilings(survey))];
}

interface Pair {
  readonly kind: FindingKind;
  readonly dimension: string;
  readonly favoured: Profile;
  readonly other: Profile;
  readonly curves: readonly (readonly [favoured: Curve, other: Curve])[];
}

function alongLadder(survey: Survey, { dimension, kind, codes }: Ladder): readonly Found[] {
  const placeOf = new Map<string, { group: Group; profile: Profile }>();
  for (const group of survey.groups) {
    for (const profile of group.profiles) placeOf.set(keyOf(profile.along), { group, profile });
  }
  const pairs = new Map<string, { pair: Pair; profiles: number }>();
  for (const { group, profile: favoured } of placeOf.values()) {
    for (const code of worseThan(codes, favoured.along[dimension])) {
      const found = placeOf.get(keyOf({ ...favoured.along, [dimension]: code }));
      if (!found || found.group === group) continue;
      const { group: neighbour, profile: other } = found;
      const key = [favoured.along[dimension], code, group.key, neighbour.key].join('|');
      const known = pairs.get(key);
      const curves = known ? [] : facing(group, neighbour);
      if (known) known.profiles++;
      else pairs.set(key, { pair: { kind, dimension, favoured, other, curves }, profiles: 1 });
    }
  }
  return [...pairs.values()].flatMap(({ pair, profiles }) =>
    inversionIn(survey, pair).map((finding) => ({ finding, profiles })),
  );
}

interface Found {
  readonly finding: Finding;
  readonly profiles: number;
}

/** The curves of two groups over the same mix. */
function facing(left: Group, right: Group): Pair['curves'] {
  return left.curves.flatMap((curve) => {
    const other = right.curves.find(({ scene }) => scene.mix === curve.scene.mix);
    return other ? [[curve, other] as const] : [];
  });
}

/** The next code of the ladder, and its last: each class also against people in none. */
function worseThan(codes: readonly string[], code: string | undefined): readonly string[] {
  const at = codes.indexOf(code ?? '');
  if (at < 0) return [];
  return [...new Set([codes[at + 1], at + 1 < codes.length ? codes.at(-1) : undefined])].flatMap(
    (next) => next ?? [],
  );
}

function keyOf(along: Codes): string {
  return JSON.stringify(Object.entries(along).sort());
}

/** A recognition of more than a year ago against one of the law day. */
function earlierFilings(survey: Survey): readonly Found[] {
  const { program, day } = survey;
  const { year, month, day: date } = dayToCivil(day);
  const early = dayFromCivil({ year: year - 1, month, day: Math.min(date, 28) });
  const recognisedOn = (profile: Profile, effectiveFrom: typeof day): Profile => ({
    ...profile,
    person: {
      ...profile.person,
      facts: profile.person.facts.map((fact) =>
        fact.dimension === 'personClass' ? { ...fact, effectiveFrom } : fact,
      ),
    },
  });
  return survey.groups.flatMap((group) => {
    const [first] = group.profiles;
    if ((first.along.personClass ?? GENERAL_CLASS) === GENERAL_CLASS) return [];
    const favoured = recognisedOn(first, early);
    const other = recognisedOn(first, day);
    const mixes = group.curves.map(({ scene }) => scene.mix);
    const laws = [favoured, other].map((profile) => lawOfProfile(program, profile, mixes));
    if (laws[0] === laws[1] || laws.some((law) => typeof law !== 'string')) return [];
    const curves = group.curves.flatMap(({ scene, mostFen }) => {
      const left = curveOf(sceneOf(program, favoured, scene.mix), mostFen);
      const right = curveOf(sceneOf(program, other, scene.mix), mostFen);
      return left.ok && right.ok ? [[left.value, right.value] as const] : [];
    });
    const kind = 'earlierFilingPaysMore';
    const pair: Pair = { kind, dimension: 'personClass', favoured, other, curves };
    return inversionIn(survey, pair).map((finding) => ({
      finding,
      profiles: group.profiles.length,
    }));
  });
}

/** The smallest bill of any mix on which the favoured one bears more. */
function inversionIn(survey: Survey, pair: Pair): readonly Finding[] {
  return pair.curves.flatMap(([left, right]) => {
    const found = firstAbove(left, right);
    return found ? [shownOf(survey, pair, left, right, found)] : [];
  });
}

interface Above {
  readonly at: number;
  readonly worst: { readonly at: number; readonly fen: number };
}

/** Where the first person bears more than the second, beyond roundings; null: nowhere. */
function firstAbove(left: Curve, right: Curve): Above | null {
  let first: number | null = null;
  let worst = { at: 0, fen: 0 };
  for (const [a, b] of overlaps(left, right)) {
    const [from, to] = shared(a, b);
    const slack = constant(a.slackFen + b.slackFen + left.scene.program.tiers.length);
    const above = comparing(a.person, sumOf(b.person, slack), from);
    for (const run of signRuns(above, from, to)) {
      if (run.sign <= 0) continue;
      first ??= Number(run.from);
      for (const at of [run.from, run.to]) {
        const fen = Number(floorOf(valueOn(differenceOf(a.person, b.person), at)));
        if (fen > worst.fen) worst = { at: Number(at), fen };
      }
    }
  }
  return first === null ? null : { at: first, worst };
}

function shared(a: Piece, b: Piece): readonly [from: bigint, to: bigint] {
  return [later(a.from, b.from), a.to + b.to - later(a.to, b.to)];
}

function later(left: bigint, right: bigint): bigint {
  if (left > right) return left;
  return right;
}

/** The pieces of two curves that share some cost, in order. */
function overlaps(left: Curve, right: Curve): readonly (readonly [Piece, Piece])[] {
  const pairs: (readonly [Piece, Piece])[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [left.pieces[i], right.pieces[j]];
    if (!a || !b) return pairs;
    pairs.push([a, b]);
    if (a.to <= b.to) i++;
    if (b.to <= a.to) j++;
  }
}

function shownOf(
  { program, day }: Survey,
  { kind, dimension, favoured, other }: Pair,
  left: Curve,
  right: Curve,
  { at, worst }: Above,
): Finding {
  const name = (profile: Profile) => codeTitle(program, dimension, profile.along[dimension] ?? '');
  const early = kind === 'earlierFilingPaysMore';
  const [mine, theirs] = early ? ['认定较早，', '认定较晚，'] : [name(favoured), name(other)];
  const runs = [
    runAt(left.scene, at, early ? mine : `${mine}，`),
    runAt(right.scene, at, early ? theirs : `${theirs}，`),
  ];
  const [own, next] = runs;
  if (!own || !next) throw new RangeError('two people are settled');
  const text =
    `同样的费用${formatYuan(own.totalFen)}元，${mine}个人负担${formatYuan(own.personFen)}元，` +
    `${theirs}负担${formatYuan(next.personFen)}元；` +
    `在看到的费用里最多多负担${formatYuan(worst.fen)}元`;
  const finding: Finding = {
    kind,
    scheme: program.id,
    day,
    text,
    because: becauseOf(left, right, worst.at),
    along: favoured.along,
    mix: left.scene.mix,
    runs,
    alike: 1,
  };
  assertShown(own.personFen > next.personFen && own.totalFen === next.totalFen, finding);
  return finding;
}

function becauseOf(left: Curve, right: Curve, at: number): readonly Because[] {
  const [own, next] = [runAt(left.scene, at, ''), runAt(right.scene, at, '')];
  return tiersThatDiffer(left.scene.program, own, next);
}

/** The Chinese title of a code; the code where it has none. */
export function codeTitle(
  { dimensions, classes }: Survey['program'],
  dimension: string,
  code: string,
): string {
  if (code === GENERAL_CLASS) return '普通参保人';
  const known = dimensions.find(({ id }) => id === dimension)?.codes ?? [];
  return [...classes, ...known].find(({ id }) => id === code)?.zh ?? code;
}

/** One finding for each kind, pair of codes and setting: the one at the least cost. */
function joined(all: readonly Found[]): readonly Finding[] {
  const byTurn = new Map<string, Found[]>();
  for (const found of all) {
    const { kind, runs, along } = found.finding;
    const pair = runs.map(({ label }) => label.split('总费用')[0]).join('>');
    const key = [kind, pair, along?.setting].join(' ');
    byTurn.set(key, [...(byTurn.get(key) ?? []), found]);
  }
  const cost = ({ finding }: Found) => finding.runs[0]?.totalFen ?? 0;
  return [...byTurn.values()].flatMap((alike) => {
    const [smallest] = [...alike].sort((a, b) => cost(a) - cost(b));
    const count = alike.reduce((sum, { profiles }) => sum + profiles, 0);
    return smallest ? [{ ...smallest.finding, alike: count }] : [];
  });
}
