/**
 * Neighbours: profiles that differ in one code, of which the law means to favour one. Where the
 * favoured one bears more on the same bill, that is a finding.
 */
import { GENERAL_CLASS } from '../../settle/index.ts';
import { dayFromCivil, dayToCivil, formatYuan } from '../../units/index.ts';
import { type Curve, curveOf } from '../curves/curve.ts';
import { type Above, firstAbove } from './above.ts';
import { assertShown, type Because, type Finding, type FindingKind } from './finding.ts';
import { type Codes, type Profile, sceneOf } from './profiles.ts';
import { costWord, runAt, tiersThatDiffer } from './rerun.ts';
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
  readonly faced: readonly Faced[];
}

/** The curves of two neighbours over one mix. */
interface Faced {
  readonly bill: readonly [favoured: Curve, other: Curve];
  /** Bill and year's end together; null where it pays neither of them anything. */
  readonly year: Faced['bill'] | null;
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
      if (!found) continue;
      const { group: neighbour, profile: other } = found;
      const closes = [favoured, other].map((profile) => survey.yearEnds?.keyOf(profile) ?? '');
      if (neighbour === group && closes[0] === closes[1]) continue;
      const codes = [favoured.along[dimension], code];
      const key = [...codes, group.key, neighbour.key, ...closes].join('|');
      const known = pairs.get(key);
      const sides = [
        { ...group, profile: favoured },
        { ...neighbour, profile: other },
      ] as const;
      const faced = known ? [] : facing(survey, ...sides);
      if (known) known.profiles++;
      else pairs.set(key, { pair: { kind, dimension, favoured, other, faced }, profiles: 1 });
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

interface Side extends Pick<Group, 'key' | 'curves'> {
  readonly profile: Profile;
}

/** The curves of two people over the same mix. */
function facing({ yearEnds }: Survey, left: Side, right: Side): readonly Faced[] {
  return left.curves.flatMap((curve) => {
    const { mix } = curve.scene;
    const other = right.curves.find(({ scene }) => scene.mix === mix);
    if (!other) return [];
    const years = [left, right].map(({ key, profile }) => yearEnds?.curveOf(key, profile, mix));
    const [own, next] = years;
    const year = own || next ? ([own ?? curve, next ?? other] as const) : null;
    return [{ bill: [curve, other] as const, year }];
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
    const closes = [favoured, other].map((profile) => survey.yearEnds?.keyOf(profile));
    const [own, next] = laws;
    if (typeof own !== 'string' || typeof next !== 'string') return [];
    if (own === next && closes[0] === closes[1]) return [];
    const sideOf = (key: string, profile: Profile): Side => ({
      key,
      profile,
      curves: group.curves.flatMap(({ scene, mostFen }) => {
        const drawn = curveOf(sceneOf(program, profile, scene.mix), mostFen);
        return drawn.ok ? [drawn.value] : [];
      }),
    });
    const faced = facing(survey, sideOf(own, favoured), sideOf(next, other));
    const kind = 'earlierFilingPaysMore';
    const pair: Pair = { kind, dimension: 'personClass', favoured, other, faced };
    return inversionIn(survey, pair).map((finding) => ({
      finding,
      profiles: group.profiles.length,
    }));
  });
}

/** The smallest bill of any mix on which the favoured one bears more, and the smallest year. */
function inversionIn(survey: Survey, pair: Pair): readonly Finding[] {
  return pair.faced.flatMap(({ bill, year }) => {
    const found = firstAbove(...bill);
    const later = year ? firstAbove(...year) : null;
    const left = !year ? null : later ? stillMore(later) : '算上年末结转，不再有';
    const isFresh = later !== null && (!found || later.worst.fen > found.worst.fen);
    return [
      ...(found ? [shownOf(survey, pair, bill, found, left)] : []),
      ...(year && isFresh ? [shownOf(survey, pair, year, later, null)] : []),
    ];
  });
}

function stillMore({ worst }: Above): string {
  return `算上年末结转，最多仍多负担${formatYuan(worst.fen)}元`;
}

function shownOf(
  { program, day }: Survey,
  { kind, dimension, favoured, other }: Pair,
  [left, right]: Faced['bill'],
  { at, worst }: Above,
  after: string | null,
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
  const atYearEnd = [left, right].some(({ scene }) => scene.yearEnd !== undefined);
  const word = atYearEnd ? '全年费用' : costWord(left.scene);
  const cost = word === '总费用' ? '费用' : word;
  const text =
    `同样的${cost}${formatYuan(own.totalFen)}元，${mine}个人负担${formatYuan(own.personFen)}元，` +
    `${theirs}负担${formatYuan(next.personFen)}元；` +
    `在看到的${cost}里最多多负担${formatYuan(worst.fen)}元`;
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
    atYearEnd,
    afterYearEnd: after,
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
    const { kind, runs, along, atYearEnd } = found.finding;
    const pair = runs.map(({ label }) => label.split(/总费用|全年费用|保费/)[0]).join('>');
    const key = [kind, atYearEnd, pair, along?.setting].join(' ');
    byTurn.set(key, [...(byTurn.get(key) ?? []), found]);
  }
  const cost = ({ finding }: Found) => finding.runs[0]?.totalFen ?? 0;
  return [...byTurn.values()].flatMap((alike) => {
    const [smallest] = [...alike].sort((a, b) => cost(a) - cost(b));
    const count = alike.reduce((sum, { profiles }) => sum + profiles, 0);
    return smallest ? [{ ...smallest.finding, alike: count }] : [];
  });
}
