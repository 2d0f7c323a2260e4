/**
 * Formulas: known names and units that fit. Fen is not basis points, and days are not fen.
 */
import { EVENT_MEASURES } from '../../counter-law.ts';
import type { Unit as NumberUnit } from '../../formula-law.ts';
import type { EventKind } from '../../terms.ts';
import type { WrittenFormula } from '../compile/formula.ts';
import { unitOfName, type WrittenParameters } from '../compile/parameter.ts';
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Tell } from '../unit.ts';
import { didYouMean, listed } from '../wording.ts';
import { measureUnitOf } from './counter-units.ts';
import type { Scope } from './scope.ts';

export interface FormulaChecks {
  readonly scope: Scope;
  readonly tell: Tell;
  /** Parameters that the formula may name, nearest file first. */
  readonly parameters: readonly (WrittenParameters | undefined)[];
  /** Kind of event that the formula is computed at; null: any. */
  readonly on: EventKind | null;
}

type Want = 'Fen' | 'Bp' | 'Count';

/** Tells everything wrong with a formula that must give a unit. `Count` is also given by days. */
export function checkFormula(
  formula: WrittenFormula,
  path: Path,
  want: Want,
  checks: FormulaChecks,
): void {
  const unit = unitOf(formula, path, checks);
  if (unit !== null && !fits(unit, want)) checks.tell(path, wrongUnit(unit, want));
}

/** Gives the unit of a formula; null where something inside is wrong or not known. */
function unitOf(formula: WrittenFormula, path: Path, checks: FormulaChecks): NumberUnit | null {
  const { parameter, event, counter, sum, min, max, minus, share, times, proportion } = formula;
  if (parameter !== undefined) return parameterUnit(parameter, [...path, 'parameter'], checks);
  if (event !== undefined) return eventUnit(event, [...path, 'event'], checks);
  if (counter !== undefined) return counterUnit(counter, [...path, 'counter'], checks);
  if (sum) return sameUnit(sum, [...path, 'sum'], checks);
  if (min) return sameUnit(min, [...path, 'min'], checks);
  if (max) return sameUnit(max, [...path, 'max'], checks);
  if (minus) return differenceUnit(minus, [...path, 'minus'], checks);
  if (share) {
    checkFormula(share.of, [...path, 'share', 'of'], 'Fen', checks);
    checkFormula(share.rateBp, [...path, 'share', 'rateBp'], 'Bp', checks);
    return 'Fen';
  }
  if (times) {
    checkFormula(times.count, [...path, 'times', 'count'], 'Count', checks);
    return unitOf(times.of, [...path, 'times', 'of'], checks);
  }
  if (proportion) return proportionUnit(proportion, [...path, 'proportion'], checks);
  return null;
}

function parameterUnit(name: string, path: Path, checks: FormulaChecks): NumberUnit | null {
  const home = checks.parameters.find((known) => known && Object.hasOwn(known, name));
  if (!home) {
    checks.tell(path, unknownParameter(name, checks.parameters));
    return null;
  }
  const unit = unitOfName(name);
  if (!unit.endsWith('List')) return unit;
  checks.tell(path, listInFormula(name));
  return null;
}

function eventUnit(measure: string, path: Path, { on, tell }: FormulaChecks): NumberUnit | null {
  const unit = measureUnitOf(measure);
  const known: readonly string[] = on === null ? [] : EVENT_MEASURES[on];
  if (unit && (on === null || known.includes(measure))) return unit;
  tell(path, unknownMeasure(measure, on, known));
  return null;
}

function counterUnit(id: string, path: Path, { scope, tell }: FormulaChecks): NumberUnit | null {
  const counter = scope.counters.get(id);
  if (!counter && scope.isWhole) tell(path, unknownCounter(id, scope));
  return counter?.unit ?? null;
}

function sameUnit(
  terms: readonly WrittenFormula[],
  path: Path,
  checks: FormulaChecks,
): NumberUnit | null {
  const units = terms.map((term, index) => unitOf(term, [...path, index], checks));
  const first = units.find((unit) => unit !== null) ?? null;
  for (const [index, unit] of units.entries()) {
    if (unit !== null && first !== null && !areAlike(unit, first)) {
      checks.tell([...path, index], mixedUnits(first, unit));
    }
  }
  return first;
}

function differenceUnit(
  { of, less }: { readonly of: WrittenFormula; readonly less: WrittenFormula },
  path: Path,
  checks: FormulaChecks,
): NumberUnit | null {
  const whole = unitOf(of, [...path, 'of'], checks);
  const taken = unitOf(less, [...path, 'less'], checks);
  if (whole !== null && taken !== null && !areAlike(whole, taken)) {
    checks.tell([...path, 'less'], mixedUnits(whole, taken));
  }
  return whole ?? taken;
}

function proportionUnit(
  { of, times, over }: NonNullable<WrittenFormula['proportion']>,
  path: Path,
  checks: FormulaChecks,
): NumberUnit | null {
  const numerator = unitOf(times, [...path, 'times'], checks);
  const denominator = unitOf(over, [...path, 'over'], checks);
  if (numerator !== null && denominator !== null && !areAlike(numerator, denominator)) {
    checks.tell([...path, 'over'], mixedUnits(numerator, denominator));
  }
  return unitOf(of, [...path, 'of'], checks);
}

function areAlike(a: NumberUnit, b: NumberUnit): boolean {
  return a === b || (isCount(a) && isCount(b));
}

function fits(unit: NumberUnit, want: Want): boolean {
  return want === 'Count' ? isCount(unit) : unit === want;
}

function isCount(unit: NumberUnit): boolean {
  return unit === 'Count' || unit === 'Days';
}

const SAID: Readonly<Record<NumberUnit, string>> = {
  Fen: '金额（分）',
  Bp: '比例（万分点）',
  Count: '个数',
  Days: '天数',
  FenList: '金额列表',
  BpList: '比例列表',
  CountList: '个数列表',
};

/** Words a parameter that is not defined where it is named. */
export function unknownParameter(
  name: string,
  parameters: readonly (WrittenParameters | undefined)[],
): Problem {
  const known = parameters.flatMap((one) => Object.keys(one ?? {}));
  return {
    code: 'law/unknown_parameter',
    message: `没有名为“${name}”的参数，此处没有数`,
    fix: didYouMean(name, known, '在 parameters 中写明数值、日期和出处'),
  };
}

/** Words a counter that no file of the scheme declares. */
export function unknownCounter(id: string, scope: Scope): Problem {
  return {
    code: 'law/unknown_counter',
    message: `方案中没有名为“${id}”的累计`,
    fix: didYouMean(id, scope.counters.keys(), '在 counters 中声明其期间和写入方'),
  };
}

/** Words a number that the event does not carry. */
export function unknownMeasure(
  measure: string,
  on: EventKind | null,
  known: readonly string[],
): Problem {
  return {
    code: 'law/unknown_measure',
    message: `${on === null ? '没有哪类' : `${on} 类`}事件带有“${measure}”这个数`,
    fix: didYouMean(measure, known, known.length > 0 ? `可用：${listed(known)}` : '改正名字'),
  };
}

function listInFormula(name: string): Problem {
  return {
    code: 'law/formula_unit',
    message: `参数“${name}”是列表，不能用在算式里`,
    fix: '换用单个数的参数；列表只用于分段',
  };
}

function wrongUnit(unit: NumberUnit, want: Want): Problem {
  return {
    code: 'law/formula_unit',
    message: `此处须得出${SAID[want]}，算式得出的却是${SAID[unit]}`,
    fix: '换用单位相符的参数；金额乘比例用 share，金额乘个数用 times',
  };
}

function mixedUnits(first: NumberUnit, other: NumberUnit): Problem {
  return {
    code: 'law/formula_unit',
    message: `算式把${SAID[first]}与${SAID[other]}混在一起计算`,
    fix: '各项须为同一单位；金额乘比例用 share，金额乘个数用 times',
  };
}
