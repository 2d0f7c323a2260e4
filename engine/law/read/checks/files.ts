/**
 * Checks of a policy or an overlay that need no other file than the lexicon: spans, dated values,
 * choices, and whom an overlay changes.
 */
import type { Body } from '../body.ts';
import type { Report } from '../diagnostic.ts';
import { GENERAL_CLASS, type Lexicon } from '../lexicon.ts';
import type { Problem } from '../problem.ts';
import type { SchemeIn, WrittenChange } from '../scheme-parts.ts';
import type { Units } from '../scheme-units.ts';
import { type Tell, tellerOf, type Unit } from '../unit.ts';
import { didYouMean, listed } from '../wording.ts';
import { checkSpan, checkValueDates } from './dates.ts';
import { checkParameters } from './parameters.ts';
import { checkUses } from './uses.ts';

export interface Files {
  readonly body: Body;
  readonly units: Units;
  readonly words: Lexicon;
  readonly schemes: readonly SchemeIn[];
}

/** Tells what is wrong with policies, overlays and choices taken alone. */
export function checkFiles({ body, units, words, schemes }: Files, report: Report): void {
  const factors = factorsIn(units);
  const known = { words, classes: allClasses(words) };
  for (const unit of [...units.policies, ...units.overlays]) {
    const tell = tellerOf(unit, report);
    checkSpan(unit.data, tell);
    checkValueDates(unit.data.parameters, tell);
    const isFactor = (name: string) => factors.has(name);
    checkParameters(unit.data.parameters, { known, tell, isFactor });
    checkChoices(unit.data.choices, tell);
  }
  for (const source of [...body.scheme, ...body.policy, ...body.overlay]) {
    checkUses(source, body, report);
  }
  for (const overlay of units.overlays) checkTargets(overlay, body, tellerOf(overlay, report));
  for (const unit of [...schemes.map((scheme) => scheme.unit), ...units.choices]) {
    checkChoices(unit.data.choices, tellerOf(unit, report));
  }
}

/** Parameters that multiply an amount and nothing else; they may exceed the whole. */
function factorsIn({ policies, overlays }: Units): ReadonlySet<string> {
  const changes: readonly WrittenChange[] = [
    ...policies.flatMap(({ data }) => data.modifiers ?? []),
    ...overlays.flatMap(({ data }) => data.changes),
  ];
  const factors = new Set<string>();
  for (const { field, operation, value } of changes) {
    const isFactor = operation === 'multiply' && field !== 'ratio';
    if (isFactor && value?.parameter !== undefined) factors.add(value.parameter);
  }
  return factors;
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

function checkTargets({ data }: Unit<'overlay'>, body: Body, tell: Tell): void {
  const known = body.policy.map(({ id }) => id);
  for (const [index, { to }] of data.changes.entries()) {
    if (!known.includes(to) && body.isWhole)
      tell(['changes', index, 'to'], unknownTarget(to, known));
  }
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
