/**
 * Cliffs: where a dearer bill makes the payers pay less, or the person bear less.
 */
import { formatYuan } from '../../units/index.ts';
import type { Curve } from '../curves/curve.ts';
import {
  COST_OF_FEN,
  type Decline,
  declinesOf,
  firstFall,
  PAYERS,
  PERSON,
  settledDecline,
  steepestYuan,
  type Watched,
} from './declines.ts';
import { assertShown, type Finding, type FindingKind, type Run } from './finding.ts';
import type { Profile } from './profiles.ts';
import { costWord, runAt, tiersThatDiffer } from './rerun.ts';
import type { Group, Survey } from './survey.ts';

/** A finding of one curve, before those alike are put together. */
interface Shown {
  readonly finding: Finding;
  /** What the finding turns on: equal for findings that are alike. */
  readonly turnsOn: string;
  readonly profiles: number;
  readonly dropFen: number;
}

/** A curve of a group, and whose it is. */
interface Looked {
  readonly curve: Curve;
  readonly profile: Profile;
  readonly profiles: number;
  /** Bill and year's end together; null where that pays nothing, and of a year. */
  readonly year: Curve | null;
  /** Of a year: its bill alone. */
  readonly bill: Curve | null;
}

/** Finds the cliffs of a scheme, one for each kind, person class, setting and place. */
export function cliffsOf(survey: Survey): readonly Finding[] {
  const shown = survey.groups
    .flatMap((group) => [...billsOf(survey, group), ...yearsOf(survey, group)])
    .flatMap((looked) => [
      ...freshDeclines(looked, PAYERS).map((decline) => fallOfPayers(survey, looked, decline)),
      ...freshDeclines(looked, PERSON).map((decline) => fallOfPerson(survey, looked, decline)),
    ]);
  const byTurn = new Map<string, Shown[]>();
  for (const one of shown) {
    const key = `${one.finding.kind} ${one.finding.atYearEnd} ${one.turnsOn}`;
    byTurn.set(key, [...(byTurn.get(key) ?? []), one]);
  }
  return [...byTurn.values()].flatMap((alike) => {
    const count = alike.reduce((sum, { profiles }) => sum + profiles, 0);
    const [smallest] = [...alike].sort((a, b) => costOf(a.finding) - costOf(b.finding));
    return smallest ? [{ ...smallest.finding, alike: count }] : [];
  });
}

function billsOf({ yearEnds }: Survey, { key, profiles, curves }: Group): readonly Looked[] {
  const [profile] = profiles;
  return curves.map((curve) => ({
    curve,
    profile,
    profiles: profiles.length,
    year: yearEnds?.curveOf(key, profile, curve.scene.mix) ?? null,
    bill: null,
  }));
}

/** The years of a group, one for each of its profiles whose close is another. */
function yearsOf({ yearEnds }: Survey, { key, profiles, curves }: Group): readonly Looked[] {
  if (!yearEnds) return [];
  const byClose = new Map<string, Profile[]>();
  for (const profile of profiles) {
    const close = yearEnds.keyOf(profile);
    byClose.set(close, [...(byClose.get(close) ?? []), profile]);
  }
  return [...byClose.values()].flatMap((alike) =>
    curves.flatMap((bill) => {
      const [profile] = alike;
      const curve = profile ? yearEnds.curveOf(key, profile, bill.scene.mix) : null;
      return profile && curve ? [{ curve, profile, profiles: alike.length, year: null, bill }] : [];
    }),
  );
}

/** The declines of a curve; of a year those that its bill does not have, or not so deep. */
function freshDeclines({ curve, bill }: Looked, watched: Watched): readonly Decline[] {
  const known = bill ? declinesOf(bill, watched) : [];
  return declinesOf(curve, watched).filter(
    (decline) =>
      !known.some((one) => isBeside(one, decline) && one.dropFen + one.slackFen >= decline.dropFen),
  );
}

function isBeside(one: Decline, other: Decline): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** What the year's end leaves of a decline of the bill. */
function afterYearEnd({ year }: Looked, decline: Decline, watched: Watched): string | null {
  if (!year) return null;
  const left = declinesOf(year, watched).filter((one) => isBeside(one, decline));
  if (left.length === 0) return '算上年末结转，不再有';
  const fen = Math.max(...left.map(({ dropFen }) => dropFen));
  const what = watched === PERSON ? '个人负担仍降' : '各方合计仍少付';
  return `算上年末结转，${what}约${formatYuan(fen)}元`;
}

function costOf({ runs }: Finding): number {
  return runs[0]?.totalFen ?? 0;
}

const YUAN = 100;

function fallOfPayers(survey: Survey, looked: Looked, decline: Decline): Shown {
  const { curve } = looked;
  const steepest = steepestYuan(curve, PAYERS, decline);
  const tiers = survey.program.tiers.length;
  const isSudden = steepest.dropFen > decline.slackFen + tiers;
  const paidFen = (run: Run) => run.totalFen - run.personFen;
  const from = isSudden ? settledStart(looked, steepest.at, decline.slackFen) : decline.from;
  const before = runAt(curve.scene, from, '');
  const fallBy = (cost: number) => paidFen(before) - paidFen(runAt(curve.scene, cost, ''));
  const to = isSudden
    ? Math.min(curve.mostFen, from + YUAN)
    : firstFall(decline, fallBy, tiers + decline.slackFen);
  const after = runAt(curve.scene, to, '');
  const dearer = after.totalFen - before.totalFen;
  const worse = after.personFen - before.personFen;
  const text =
    `${costWord(curve.scene)}从${formatYuan(before.totalFen)}元多${formatYuan(dearer)}元，` +
    `个人多负担${formatYuan(worse)}元：各方合计少付${formatYuan(worse - dearer)}元` +
    (isSudden
      ? ''
      : `；到${costWord(curve.scene)}${formatYuan(totalAt(curve, decline.to))}元为止，` +
        `共少付约${formatYuan(decline.dropFen)}元`);
  const kind: FindingKind = isSudden ? 'cliff' : 'erosion';
  const left = afterYearEnd(looked, decline, PAYERS);
  const finding = findingOf(survey, looked, { kind, text, runs: [before, after] }, left);
  assertShown(worse > dearer + (isSudden ? tiers : 0), finding);
  return shownOf(finding, looked, decline);
}

/**
 * Where the yuan that leads over a jump begins in the engine: at a rounded amount it may jump some
 * fen of cost earlier or later than the curve. The place on the curve where no yuan shows it.
 */
function settledStart({ curve }: Looked, at: number, slackFen: number): number {
  const tiers = curve.scene.program.tiers.length;
  const fallFrom = (from: number): number => {
    const [before, after] = [from, from + YUAN].map((cost) => runAt(curve.scene, cost, ''));
    if (!before || !after) return 0;
    return after.personFen - before.personFen - (after.totalFen - before.totalFen);
  };
  const most = COST_OF_FEN * (slackFen + 1);
  for (let by = 0; by <= most; by++) {
    for (const from of [at - by, at + by]) {
      const isOn = from >= 0 && from + YUAN <= curve.mostFen;
      if (isOn && fallFrom(from) > tiers) return from;
    }
  }
  return at;
}

function fallOfPerson(survey: Survey, looked: Looked, onCurve: Decline): Shown {
  const { curve } = looked;
  const tiers = survey.program.tiers.length;
  const personFen = (cost: number) => runAt(curve.scene, cost, '').personFen;
  const fall = (from: number, to: number) => personFen(from) - personFen(to);
  const decline = settledDecline(curve, onCurve, fall, tiers);
  const before = runAt(curve.scene, decline.from, '');
  const to = firstFall(decline, (cost) => fall(decline.from, cost), tiers);
  const after = runAt(curve.scene, to, '');
  const lowest = runAt(curve.scene, decline.to, '');
  const text =
    `${costWord(curve.scene)}从${formatYuan(before.totalFen)}元到${formatYuan(lowest.totalFen)}元，` +
    `个人负担反而从${formatYuan(before.personFen)}元降到${formatYuan(lowest.personFen)}元`;
  const runs = to === decline.to ? [before, after] : [before, after, lowest];
  const left = afterYearEnd(looked, decline, PERSON);
  const finding = findingOf(survey, looked, { kind: 'dearerIsCheaper', text, runs }, left);
  const isShown = after.personFen < before.personFen - tiers && after.totalFen > before.totalFen;
  assertShown(isShown && lowest.personFen < before.personFen, finding);
  return shownOf(finding, looked, decline);
}

function totalAt(curve: Curve, costFen: number): number {
  return runAt(curve.scene, costFen, '').totalFen;
}

function findingOf(
  { program, day }: Survey,
  { profile, curve: { scene } }: Looked,
  { kind, text, runs }: Pick<Finding, 'kind' | 'text' | 'runs'>,
  after: string | null,
): Finding {
  const [first, second = first] = [runs[0], runs.at(-1)];
  return {
    kind,
    scheme: program.id,
    day,
    text,
    because: first && second ? tiersThatDiffer(program, first, second) : [],
    along: profile.along,
    mix: scene.mix,
    runs,
    alike: 1,
    atYearEnd: scene.yearEnd !== undefined,
    afterYearEnd: after,
  };
}

/** People of one class in one setting and place that fall for one reason are alike. */
function shownOf(finding: Finding, { profiles }: Looked, { dropFen }: Decline): Shown {
  const { kind, along, because } = finding;
  const whose = [along?.personClass, along?.setting, along?.place].join('/');
  const tiers = kind === 'dearerIsCheaper' ? [] : because.map(({ id }) => id);
  return { finding, turnsOn: [whose, ...tiers].join('+'), profiles, dropFen };
}
