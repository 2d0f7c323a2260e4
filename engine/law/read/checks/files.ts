/**
 * Checks of a policy or an overlay that need no other file than the lexicon: spans, dated values,
 * choices, and whom an overlay changes.
 */
import type { Body } from '../body.ts';
import type { Report } from '../diagnostic.ts';
import { GENERAL_CLASS, type Lexicon } from '../lexicon.ts';
import type { Problem } from '../problem.ts';
import type { SchemeIn } from '../scheme-parts.ts';
import type { Units } from '../scheme-units.ts';
import { type Tell, tellerOf, type Unit } from '../unit.ts';
import { didYouMean, listed } from '../wording.ts';
import { usesByParameter } from './all-uses.ts';
import { checkSpan, checkValueDates } from './dates.ts';
import { checkParameters } from './parameters.ts';
import { checkUses } from './uses.ts';

export interface Files {
  readonly body: Body;
  readonly units: Units;
  readonly words: Lexicon;
  readonly schemes: readonly SchemeIn[];
}

/** Tells what is wrong with the files of law taken alone. */
export function checkFiles({ body, units, words, schemes }: Files, report: Report): void {
  const uses = usesByParameter(units, schemes);
  const known = { words, classes: allClasses(words) };
  const own = [...units.policies, ...units.overlays, ...units.prices];
  const ofSchemes = schemes.map((scheme) => scheme.unit);
  for (const unit of [...own, ...ofSchemes]) {
    const tell = tellerOf(unit, report);
    checkValueDates(unit.data.parameters, tell);
    const usesOf = (name: string) => uses.get(`${unit.id}/${name}`) ?? [];
    checkParameters(unit.data.parameters, { known, tell, usesOf });
  }
  for (const unit of [...units.policies, ...units.overlays]) {
    checkSpan(unit.data, tellerOf(unit, report));
  }
  for (const unit of [...own, ...ofSchemes, ...units.choices]) {
    checkChoices(unit.data.choices, tellerOf(unit, report));
  }
  for (const source of [...body.scheme, ...body.policy, ...body.overlay, ...body.prices]) {
    checkUses(source, body, report);
  }
  for (const overlay of units.overlays) checkOverlay(overlay, body, tellerOf(overlay, report));
}

/** A policy may serve several areas; which classes the area has is checked in its scheme. */
function allClasses({ areas, isWhole }: Lexicon): ReadonlySet<string> | null {
  if (!isWhole.area) return null;
  const classes = [...areas.values()].flatMap((area) => [...area.classes.keys()]);
  return new Set([...classes, GENERAL_CLASS]);
}

type Choices = NonNullable<Unit<'policy'>['data']['choices']>;

function checkChoices(choices: Choices | undefined, tell: Tell): void {
  for (const [id, { is, otherwise, labels }] of Object.entries(choices ?? {})) {
    const names = [is, ...otherwise].map(String);
    for (const name of Object.keys(labels ?? {})) {
      if (!names.includes(name)) tell(['choices', id, 'labels', name], strayLabel(id, name, names));
    }
    const seen = new Set([JSON.stringify(is)]);
    for (const [index, other] of otherwise.entries()) {
      const said = JSON.stringify(other);
      if (seen.has(said)) tell(['choices', id, 'otherwise', index], repeated(id, said));
      seen.add(said);
    }
  }
}

function checkOverlay({ data }: Unit<'overlay'>, body: Body, tell: Tell): void {
  if (!data.changes && !data.readAs) tell([], changesNothing());
  const known = body.policy.map(({ id }) => id);
  for (const [index, { to }] of (data.changes ?? []).entries()) {
    if (!known.includes(to) && body.isWhole)
      tell(['changes', index, 'to'], unknownTarget(to, known));
  }
}

function changesNothing(): Problem {
  return {
    code: 'law/missing_key',
    message: '变更文件既没有 changes 也没有 readAs，什么也不改',
    fix: '补写 changes（改待遇）或 readAs（改读事实）',
  };
}

function strayLabel(id: string, name: string, known: readonly string[]): Problem {
  return {
    code: 'law/unknown_option',
    message: `“${name}”不是选择“${id}”的合法取值，这个说法永远用不上`,
    fix: didYouMean(name, known, `改为选择的取值：${listed(known)}`),
  };
}

function repeated(id: string, value: string): Problem {
  return {
    code: 'law/choice_repeated',
    message: `选择“${id}”把取值 ${value} 列了两次`,
    fix: 'otherwise 只列 is 以外的取值，每个一次',
  };
}

function unknownTarget(to: string, known: readonly string[]): Problem {
  return {
    code: 'law/unknown_policy',
    message: `没有编号为“${to}”的待遇文件，这项变更无处可用`,
    fix: didYouMean(to, known, '改正 to，或新建该待遇文件'),
  };
}
