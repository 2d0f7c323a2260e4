/**
 * What acts before any tier: what is out of scope, facts that are read as others or hold from an
 * earlier day, price rules.
 */
import type { WrittenReading } from '../compile/facts.ts';
import { backdatingIn, type WrittenBackdating } from '../compile/facts.ts';
import { isByDimension } from '../compile/selector.ts';
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import { overlaySpan, type SchemeIn } from '../scheme-parts.ts';
import { isEmptySpan } from '../span.ts';
import { type Tell, tellerOf, type Unit } from '../unit.ts';
import { repeatsIn } from '../wording.ts';
import { unknownHome, unknownParameter } from './formula-problems.ts';
import { checkFormula, type FormulaChecks } from './formulas.ts';
import type { Scope } from './scope.ts';
import {
  checkDimension,
  checkSelector,
  codeProblem,
  LINE,
  PERSON,
  PERSON_AND_EVENT,
  repeatedItem,
} from './selectors.ts';

/** Tells everything wrong with what a scheme says of facts and lines. */
export function checkFacts(scheme: SchemeIn, scope: Scope): void {
  const { unit, overlays, prices, span } = scheme;
  const tell = tellerOf(unit, scope.report);
  checkOutOfScope(unit, scope, tell);
  checkReadings(unit.data.readAs, scope, tell);
  const isList = Array.isArray(unit.data.backdating);
  for (const [index, one] of backdatingIn(unit.data).entries()) {
    checkBackdating(one, isList ? ['backdating', index] : ['backdating'], scope, tell);
  }
  for (const overlay of overlays) {
    const tellOverlay = tellerOf(overlay, scope.report);
    checkReadings(overlay.data.readAs, scope, tellOverlay);
    const isNever = isEmptySpan(overlaySpan(overlay, span));
    if (overlay.data.readAs && isNever) tellOverlay(['readAs'], readingNeverInForce());
  }
  for (const one of prices) checkPrices(one, scope);
}

/** Tells everything wrong with a file of price rules. */
export function checkPrices(unit: Unit<'prices'>, scope: Scope): void {
  const tell = tellerOf(unit, scope.report);
  const { rules, parameters } = unit.data;
  const checks: FormulaChecks = {
    scope,
    tell,
    parameters: [parameters],
    on: 'visit',
    place: 'price',
  };
  for (const [index, { lines, when, allowed }] of rules.entries()) {
    const path = ['rules', index];
    const known = { known: scope, tell };
    checkSelector(lines, { ...known, path: [...path, 'lines'], facets: LINE });
    checkSelector(when, { ...known, path: [...path, 'when'], facets: PERSON_AND_EVENT });
    checkFormula(allowed, [...path, 'allowed'], 'Fen', checks);
  }
  const ids = rules.map(({ id }) => id);
  for (const index of repeatsIn(ids)) tell(['rules', index, 'id'], ruleTwice(ids[index] ?? ''));
}

function checkOutOfScope({ data }: Unit<'scheme'>, scope: Scope, tell: Tell): void {
  const { outOfScope } = data.classification;
  const path = ['classification', 'outOfScope'];
  const known = { known: scope, tell };
  if (isByDimension(outOfScope)) {
    checkSelector(outOfScope, { ...known, path, facets: LINE });
    return;
  }
  for (const [index, { lines, when }] of outOfScope.entries()) {
    const at = [...path, index];
    checkSelector(lines, { ...known, path: [...at, 'lines'], facets: LINE });
    checkSelector(when, { ...known, path: [...at, 'when'], facets: PERSON_AND_EVENT });
  }
}

function checkReadings(
  readings: readonly WrittenReading[] | undefined,
  scope: Scope,
  tell: Tell,
): void {
  for (const [index, { when, lines, set }] of (readings ?? []).entries()) {
    const path = ['readAs', index];
    const known = { known: scope, tell };
    checkSelector(when, { ...known, path: [...path, 'when'], facets: PERSON_AND_EVENT });
    checkSelector(lines, { ...known, path: [...path, 'lines'], facets: LINE });
    const facets = lines ? LINE : EVENT;
    for (const [id, code] of Object.entries(set)) {
      const at = [...path, 'set', id];
      const dimension = checkDimension(id, { ...known, path: at, facets });
      if (!dimension) continue;
      const problem = codeProblem(dimension, code, scope);
      if (dimension.kind === 'integer') tell(at, integerSet(id));
      else if (problem) tell(at, problem);
    }
  }
}

const EVENT = ['event'] as const;

function checkBackdating(
  { dimension: id, codes, within }: WrittenBackdating,
  path: Path,
  scope: Scope,
  tell: Tell,
): void {
  const at = { path: [...path, 'dimension'], facets: PERSON, known: scope, tell };
  const dimension = checkDimension(id, at);
  if (dimension?.kind === 'integer') tell(at.path, integerBackdated(id));
  for (const [index, code] of codes.entries()) {
    const problem = dimension && codeProblem(dimension, code, scope);
    if (problem) tell([...path, 'codes', index], problem);
  }
  for (const index of repeatsIn(codes)) {
    tell([...path, 'codes', index], repeatedItem(codes[index] ?? ''));
  }
  checkWithin(within, [...path, 'within'], scope, tell);
}

function checkWithin(
  { parameter, of }: WrittenBackdating['within'],
  path: Path,
  scope: Scope,
  tell: Tell,
): void {
  const home = scope.homes.get(of ?? scope.scheme?.unit.id ?? '');
  if (!home) {
    if (scope.isWhole) tell([...path, 'of'], unknownHome(of ?? '', scope.homes.keys()));
    return;
  }
  const { parameters } = home.data;
  const found =
    parameters && Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined;
  const at = [...path, 'parameter'];
  if (!found) tell(at, unknownParameter(parameter, [parameters]));
  else if (!parameter.endsWith('Days')) tell(at, notDays(parameter));
  else if (found.by) tell(at, daysByCode(parameter));
}

function integerSet(id: string): Problem {
  return {
    code: 'law/dimension_not_here',
    message: `“${id}”是整数，没有代码，不能读作另一个代码`,
    fix: '只改代码维度',
  };
}

function integerBackdated(id: string): Problem {
  return {
    code: 'law/dimension_not_here',
    message: `“${id}”是整数，没有代码，不能写哪些代码往前算`,
    fix: '换用代码维度',
  };
}

function notDays(parameter: string): Problem {
  return {
    code: 'law/wrong_unit',
    message: `此处须为天数，参数“${parameter}”的单位不是 Days`,
    fix: '换用名字以 Days 结尾的参数',
  };
}

function daysByCode(parameter: string): Problem {
  return {
    code: 'law/value_shape',
    message: `参数“${parameter}”按代码分列，此处只能有一个天数`,
    fix: '换用不写 by 的参数',
  };
}

function ruleTwice(id: string): Problem {
  return {
    code: 'law/duplicate_id',
    message: `规则“${id}”在本文件中写了两次，说明结果时无法知道指哪一条`,
    fix: '改名其中一条',
  };
}

function readingNeverInForce(): Problem {
  return {
    code: 'law/change_never_in_force',
    message: '这份变更与方案没有共同的生效日，readAs 不会起作用',
    fix: '更正起止日期，或把变更文件从方案的 overlays 中移去',
  };
}
