/**
 * Cliffs: where a dearer bill makes the payers pay less, or the person bear less.
 */
import { formatYuan } from '../../units/index.ts';
import type { Curve } from '../curves/curve.ts';
import { type Decline, declinesOf, firstFall, PAYERS, PERSON, steepestYuan } from './declines.ts';
import { assertShown, type Finding, type FindingKind, type Run } from './finding.ts';
import { runAt, tiersThatDiffer } from './rerun.ts';
import type { Group, Survey } from './survey.ts';

/** A finding of one curve, before those alike are put together. */
interface Shown {
  readonly finding: Finding;
  /** What the finding turns on: equal for findings that are alike. */
  readonly turnsOn: string;
  readonly profiles: number;
  readonly dropFen: number;
}

/** Finds the cliffs of a scheme, one for each kind, person class, setting and place. */
export function cliffsOf(survey: Survey): readonly Finding[] {
  const shown = survey.groups.flatMap((group) =>
    group.curves.flatMap((curve) => [
      ...declinesOf(curve, PAYERS).map((decline) => fallOfPayers(survey, group, curve, decline)),
      ...declinesOf(curve, PERSON).map((decline) => fallOfPerson(survey, group, curve, decline)),
    ]),
  );
  const byTurn = new Map<string, Shown[]>();
  for (const one of shown) {
    const key = `${one.finding.kind} ${one.turnsOn}`;
    byTurn.set(key, [...(byTurn.get(key) ?? []), one]);
  }
  return [...byTurn.values()].flatMap((alike) => {
    const count = alike.reduce((sum, { profiles }) => sum + profiles, 0);
    const [smallest] = [...alike].sort((a, b) => costOf(a.finding) - costOf(b.finding));
    return smallest ? [{ ...smallest.finding, alike: count }] : [];
  });
}

function costOf({ runs }: Finding): number {
  return runs[0]?.totalFen ?? 0;
}

const YUAN = 100;

function fallOfPayers(survey: Survey, group: Group, curve: Curve, decline: Decline): Shown {
  const steepest = steepestYuan(curve, PAYERS, decline);
  const tiers = survey.program.tiers.length;
  const isSudden = steepest.dropFen > decline.slackFen + tiers;
  const paidFen = (run: Run) => run.totalFen - run.personFen;
  const from = isSudden ? steepest.at : decline.from;
  const before = runAt(curve.scene, from, '');
  const fallBy = (cost: number) => paidFen(before) - paidFen(runAt(curve.scene, cost, ''));
  const to = isSudden
    ? Math.min(curve.mostFen, from + YUAN)
    : firstFall(decline, fallBy, tiers + decline.slackFen);
  const after = runAt(curve.scene, to, '');
  const dearer = after.totalFen - before.totalFen;
  const worse = after.personFen - before.personFen;
  const text =
    `总费用从${formatYuan(before.totalFen)}元多${formatYuan(dearer)}元，` +
    `个人多负担${formatYuan(worse)}元：各方合计少付${formatYuan(worse - dearer)}元` +
    (isSudden
      ? ''
      : `；到总费用${formatYuan(totalAt(curve, decline.to))}元为止，` +
        `共少付约${formatYuan(decline.dropFen)}元`);
  const kind: FindingKind = isSudden ? 'cliff' : 'erosion';
  const finding = findingOf(survey, group, curve, { kind, text, runs: [before, after] });
  assertShown(worse > dearer + (isSudden ? tiers : 0), finding);
  return shownOf(finding, group, decline);
}

function fallOfPerson(survey: Survey, group: Group, curve: Curve, decline: Decline): Shown {
  const tiers = survey.program.tiers.length;
  const before = runAt(curve.scene, decline.from, '');
  const fallBy = (cost: number) => before.personFen - runAt(curve.scene, cost, '').personFen;
  const to = firstFall(decline, fallBy, tiers);
  const after = runAt(curve.scene, to, '');
  const lowest = runAt(curve.scene, decline.to, '');
  const text =
    `总费用从${formatYuan(before.totalFen)}元到${formatYuan(lowest.totalFen)}元，` +
    `个人负担反而从${formatYuan(before.personFen)}元降到${formatYuan(lowest.personFen)}元`;
  const runs = to === decline.to ? [before, after] : [before, after, lowest];
  const finding = findingOf(survey, group, curve, { kind: 'dearerIsCheaper', text, runs });
  const isShown = after.personFen < before.personFen - tiers && after.totalFen > before.totalFen;
  assertShown(isShown && lowest.personFen < before.personFen, finding);
  return shownOf(finding, group, decline);
}

function totalAt(curve: Curve, costFen: number): number {
  return runAt(curve.scene, costFen, '').totalFen;
}

function findingOf(
  { program, day }: Survey,
  { profiles }: Group,
  { scene }: Curve,
  { kind, text, runs }: Pick<Finding, 'kind' | 'text' | 'runs'>,
): Finding {
  const [first, second = first] = [runs[0], runs.at(-1)];
  return {
    kind,
    scheme: program.id,
    day,
    text,
    because: first && second ? tiersThatDiffer(program, first, second) : [],
    along: profiles[0].along,
    mix: scene.mix,
    runs,
    alike: 1,
  };
}

/** People of one class in one setting and place that fall for one reason are alike. */
function shownOf(finding: Finding, { profiles }: Group, { dropFen }: Decline): Shown {
  const { kind, along, because } = finding;
  const whose = [along?.personClass, along?.setting, along?.place].join('/');
  const tiers = kind === 'dearerIsCheaper' ? [] : because.map(({ id }) => id);
  return { finding, turnsOn: [whose, ...tiers].join('+'), profiles: profiles.length, dropFen };
}
