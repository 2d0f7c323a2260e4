/**
 * Formulas: known names, words that may stand where they do, and units that fit. Fen is not basis
 * points, and days are not fen.
 */
import { EVENT_MEASURES } from '../../counter-law.ts';
import type { Unit as NumberUnit } from '../../formula-law.ts';
import type { EventKind } from '../../terms.ts';
import type { WrittenCondition, WrittenFormula } from '../compile/formula.ts';
import { unitOfName, type WrittenParameter, type WrittenParameters } from '../compile/parameter.ts';
import type { Path } from '../located.ts';
import type { Tell } from '../unit.ts';
import { counterRead } from './counter-readers.ts';
import { measureUnitOf, toldUnitOf } from './counter-units.ts';
import * as say from './formula-problems.ts';
import type { Scope } from './scope.ts';
import { checkDimension, type Facets, PERSON, PERSON_AND_EVENT } from './selectors.ts';

export interface FormulaChecks {
  readonly scope: Scope;
  readonly tell: Tell;
  /** Parameters that the formula may name without their file, nearest file first. */
  readonly parameters: readonly (WrittenParameters | undefined)[];
  /** Kind of event that the formula is computed at; null: any. */
  readonly on: EventKind | null;
  /** `tier`: where the base of the tier is known; `price`: what may be charged for a line. */
  readonly place: 'plain' | 'tier' | 'price';
}

/** Tells everything wrong with a formula that must give a unit. `Count` is also given by days. */
export function checkFormula(
  formula: WrittenFormula,
  path: Path,
  want: say.Want,
  checks: FormulaChecks,
): void {
  const unit = unitOf(formula, path, checks);
  if (unit !== null && !fits(unit, want)) checks.tell(path, say.wrongUnit(unit, want));
}

/** Tells everything wrong with conditions: the sides of each are of one unit. */
export function checkConditions(
  conditions: readonly WrittenCondition[] | undefined,
  path: Path,
  checks: FormulaChecks,
): void {
  for (const [index, { of, from, until }] of (conditions ?? []).entries()) {
    const at = [...path, index];
    const unit = unitOf(of, [...at, 'of'], checks);
    if (from) checkAlike(unit, from, [...at, 'from'], checks);
    if (until) checkAlike(unit, until, [...at, 'until'], checks);
  }
}

/** Tells a formula that must be of the unit of a counter, and is not. */
export function checkAlike(
  unit: NumberUnit | null,
  formula: WrittenFormula,
  path: Path,
  checks: FormulaChecks,
): void {
  const other = unitOf(formula, path, checks);
  if (unit !== null && other !== null && !areAlike(unit, other)) {
    checks.tell(path, say.mixedUnits(unit, other));
  }
}

/** Gives the unit of a formula; null where something inside is wrong or not known. */
function unitOf(formula: WrittenFormula, path: Path, checks: FormulaChecks): NumberUnit | null {
  const { of: home, ...operations } = formula;
  const count = Object.keys(operations).length;
  if (count !== 1 || (home !== undefined && formula.parameter === undefined)) {
    checks.tell(path, say.oneOperation(count));
    return null;
  }
  const { parameter, event, counter, facet, line, own } = formula;
  if (parameter !== undefined) return parameterUnit(parameter, home, path, checks);
  if (event !== undefined) return eventUnit(event, [...path, 'event'], checks);
  if (counter !== undefined) return counterUnit(counter, [...path, 'counter'], checks);
  if (facet !== undefined) return facetUnit(facet, [...path, 'facet'], checks);
  if (line !== undefined) {
    if (checks.place !== 'price') {
      checks.tell([...path, 'line'], say.notHere('line', '只有价格规则逐条看明细'));
    }
    return 'Fen';
  }
  if (own !== undefined) {
    if (checks.place !== 'tier') checks.tell([...path, 'own'], say.notHere('own', OWN_ONLY));
    return 'Fen';
  }
  return compositeUnit(formula, path, checks);
}

const OWN_ONLY = '本层基数只能用于本层的 onlyIf、限额、起付线、封顶和对后三者的变更';

function compositeUnit(
  formula: WrittenFormula,
  path: Path,
  checks: FormulaChecks,
): NumberUnit | null {
  const { sum, min, max, minus, share, times, proportion, table, each } = formula;
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
  if (table) return tableUnit(table, [...path, 'table'], checks);
  return each ? eachUnit(each, [...path, 'each'], checks) : null;
}

/** Finds a parameter that a formula names; tells where there is none. */
function parameterNamed(
  name: string,
  path: Path,
  { parameters, tell }: FormulaChecks,
): WrittenParameter | undefined {
  const home = parameters.find((known) => known && Object.hasOwn(known, name));
  if (!home) tell(path, say.unknownParameter(name, parameters));
  return home?.[name];
}

function parameterUnit(
  name: string,
  home: string | undefined,
  path: Path,
  checks: FormulaChecks,
): NumberUnit | null {
  const near = home === undefined ? checks : elsewhere(home, [...path, 'of'], checks);
  if (!near || !parameterNamed(name, [...path, 'parameter'], near)) return null;
  const unit = unitOfName(name);
  if (!unit.endsWith('List')) return unit;
  checks.tell([...path, 'parameter'], say.listInFormula(name));
  return null;
}

function elsewhere(home: string, path: Path, checks: FormulaChecks): FormulaChecks | null {
  const { homes, isWhole } = checks.scope;
  if (homes.has(home)) return { ...checks, parameters: [homes.get(home)?.data.parameters] };
  if (isWhole) checks.tell(path, say.unknownHome(home, homes.keys()));
  return null;
}

function eventUnit(
  measure: string,
  path: Path,
  { on, tell, place }: FormulaChecks,
): NumberUnit | null {
  if (place === 'price') tell(path, say.notHere('event', '价格规则逐条看明细，不看整张单据'));
  const unit = measureUnitOf(measure);
  const known: readonly string[] = on === null ? [] : EVENT_MEASURES[on];
  if (unit && (on === null || known.includes(measure))) return unit;
  tell(path, say.unknownMeasure(measure, on, known));
  return null;
}

function counterUnit(id: string, path: Path, checks: FormulaChecks): NumberUnit | null {
  const { scope, tell, place } = checks;
  if (place === 'price') tell(path, say.notHere('counter', '价格规则逐条看明细，不看累计'));
  return counterRead(id, path, { scope, tell })?.unit ?? null;
}

function facetUnit(id: string, path: Path, { scope, tell, place }: FormulaChecks) {
  const facets: Facets = place === 'price' ? ['person', 'event', 'line'] : PERSON_AND_EVENT;
  const dimension = checkDimension(id, { path, facets, known: scope, tell });
  if (!dimension) return null;
  if (dimension.kind === 'integer') return toldUnitOf(id);
  tell(path, say.noNumber(dimension));
  return null;
}

function tableUnit(
  { at, bounds, values }: NonNullable<WrittenFormula['table']>,
  path: Path,
  checks: FormulaChecks,
): NumberUnit | null {
  const unit = unitOf(at, [...path, 'at'], checks);
  if (unit === 'Bp') checks.tell([...path, 'at'], say.noBands());
  else if (unit !== null) {
    checkList(bounds, [unit === 'Fen' ? 'FenList' : 'CountList'], [...path, 'bounds'], checks);
  }
  const lists = ['FenList', 'BpList', 'CountList'] as const;
  const list = checkList(values, lists, [...path, 'values'], checks);
  if (list === null) return null;
  return list === 'FenList' ? 'Fen' : list === 'BpList' ? 'Bp' : 'Count';
}

/** Tells a parameter that is not one of the lists that its place takes; gives its unit. */
export function checkList<U extends NumberUnit>(
  name: string,
  wanted: readonly U[],
  path: Path,
  checks: FormulaChecks,
): U | null {
  if (!parameterNamed(name, path, checks)) return null;
  const unit = wanted.find((one) => one === unitOfName(name));
  if (!unit) checks.tell(path, say.wrongList(name, wanted));
  return unit ?? null;
}

function eachUnit(
  { dimension: id, parameter }: NonNullable<WrittenFormula['each']>,
  path: Path,
  checks: FormulaChecks,
): NumberUnit | null {
  const { scope, tell } = checks;
  const at = [...path, 'dimension'];
  const dimension = checkDimension(id, { path: at, facets: PERSON, known: scope, tell });
  if (dimension && !dimension.many) tell(at, say.notMany(dimension));
  const named = [...path, 'parameter'];
  const found = parameterNamed(parameter, named, checks);
  if (!found) return null;
  if (found.by?.length !== 1 || found.by[0] !== id) tell(named, say.eachNeedsBy(parameter, id));
  const unit = unitOfName(parameter);
  if (!unit.endsWith('List')) return unit;
  tell(named, say.listInFormula(parameter));
  return null;
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
      checks.tell([...path, index], say.mixedUnits(first, unit));
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
  checkAlike(whole, less, [...path, 'less'], checks);
  return whole;
}

function proportionUnit(
  { of, times, over }: NonNullable<WrittenFormula['proportion']>,
  path: Path,
  checks: FormulaChecks,
): NumberUnit | null {
  const numerator = unitOf(times, [...path, 'times'], checks);
  checkAlike(numerator, over, [...path, 'over'], checks);
  return unitOf(of, [...path, 'of'], checks);
}

function areAlike(a: NumberUnit, b: NumberUnit): boolean {
  return a === b || (isCount(a) && isCount(b));
}

function fits(unit: NumberUnit, want: say.Want): boolean {
  return want === 'Count' ? isCount(unit) : unit === want;
}

function isCount(unit: NumberUnit): boolean {
  return unit === 'Count' || unit === 'Days';
}
