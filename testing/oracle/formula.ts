/**
 * Values of formulas at an event, and the conditions made of them.
 */

import { numbersFor } from './dated.ts';
import type { Event } from './event.ts';
import { codeOf, codesHeld, numberTold } from './facts.ts';
import { basisPoints, fraction, greatest, least, leftOf, sumOf, whole } from './fraction.ts';
import { numberOf } from './measures.ts';
import { numbersOf } from './parameter.ts';
import { fault, Rejected } from './rejection.ts';
import type { Scene } from './scene.ts';
import type { Condition, Formula, Parameters } from './written.ts';

const GREATEST_AMOUNT = 900_000_000_000n;

export interface FormulaScene extends Scene {
  readonly parameters: Parameters;
  /** `inScope` of the first cells. */
  readonly inScopeFen: bigint;
  readonly counter: (id: string, line?: Scene['line']) => bigint;
  /** Sum of the bases of the tier's parts, once they are known. */
  readonly ownBase?: bigint;
  /** Cost of the line, where a price is worked out. */
  readonly costFen?: bigint;
}

/** The amount of a formula. */
export function amountOf(scene: FormulaScene, formula: Formula): bigint {
  const amount = anyAmountOf(scene, formula);
  return GROWING.some((key) => formula[key] !== undefined) ? bounded(amount) : amount;
}

const GROWING = ['sum', 'share', 'times', 'proportion'] as const;

/** Rejects an amount that no fund could hold. What is worked out is bounded, a counter is not. */
export function bounded(amount: bigint): bigint {
  if (amount > GREATEST_AMOUNT) throw new Rejected('settlement/amount_too_large', String(amount));
  return amount;
}

/** Tells whether all conditions hold; none at all do. `who` asks is for the note. */
export function allHold(
  scene: FormulaScene,
  who: string,
  conditions: readonly Condition[] | undefined,
): boolean {
  return (conditions ?? [])
    .map(({ of, from, until }) => {
      const value = amountOf(scene, of);
      const least = from && amountOf(scene, from);
      const most = until && amountOf(scene, until);
      if (least !== undefined) scene.note(`onlyIf.${who}.from.${side(value, least)}`);
      if (most !== undefined) scene.note(`onlyIf.${who}.until.${side(value, most)}`);
      return (least === undefined || value >= least) && (most === undefined || value < most);
    })
    .every((holds) => holds);
}

/** On which side of a threshold a value lies. */
export function side(value: bigint, threshold: bigint): string {
  if (value === threshold) return 'at';
  return value < threshold ? 'below' : 'above';
}

function anyAmountOf(scene: FormulaScene, formula: Formula): bigint {
  scene.note(`formula.${Object.keys(formula).sort().join('.')}`);
  const { parameter, event, counter, facet, line, own, table, each } = formula;
  if (parameter !== undefined) {
    const from =
      formula.of === undefined ? scene.parameters : scene.scheme.parametersOf(formula.of);
    return numbersOf(scene, from, parameter)[0] ?? fault(`${parameter} is empty`);
  }
  if (event !== undefined) return measureOf(scene.event, event, scene.inScopeFen);
  if (counter !== undefined) return scene.counter(counter, scene.line);
  if (facet !== undefined) return toldFacet(scene, facet);
  if (line !== undefined) return lineMeasure(scene, line);
  if (own !== undefined) return own === 'base' ? ownBase(scene) : fault(`no own ${own}`);
  if (table) return tableValue(scene, table);
  if (each) return sumOfEach(scene, each);
  return workedOut(scene, formula);
}

function workedOut(scene: FormulaScene, formula: Formula): bigint {
  const of = (inner: Formula) => amountOf(scene, inner);
  const { sum, min, max, minus, share, times, proportion } = formula;
  if (sum) return sumOf(sum.map(of));
  if (min) return min.map(of).reduce(least);
  if (max) return max.map(of).reduce(greatest);
  if (minus) return leftOf(of(minus.of), of(minus.less));
  if (share) return whole(basisPoints(of(share.of), of(share.rateBp)), share.rounding);
  if (times) return of(times.of) * of(times.count);
  if (proportion) {
    const product = of(proportion.of) * of(proportion.times);
    return whole(fraction(product, of(proportion.over)), proportion.rounding);
  }
  return fault(`empty formula ${JSON.stringify(formula)}`);
}

function toldFacet(scene: FormulaScene, dimension: string): bigint {
  const of = dimension === 'ageYears' ? 'ageYears' : scene.scheme.dimensions[dimension]?.of;
  scene.note(`facet.${of}`);
  return numberTold(scene, dimension);
}

function lineMeasure({ costFen }: FormulaScene, name: string): bigint {
  if (name !== 'costFen') return fault(`a line has no ${name}`);
  return costFen ?? fault('no line here');
}

function ownBase({ ownBase: base }: FormulaScene): bigint {
  return base ?? fault('no base of its own here');
}

/** The value whose band holds the number: from its bound up to, not including, the next. */
function tableValue(scene: FormulaScene, table: NonNullable<Formula['table']>): bigint {
  const at = amountOf(scene, table.at);
  const bounds = numbersOf(scene, scene.parameters, table.bounds);
  const values = numbersOf(scene, scene.parameters, table.values);
  if (bounds.length !== values.length)
    fault(`${table.bounds} and ${table.values} differ in length`);
  const band = bounds.findLastIndex((bound) => bound <= at);
  scene.note(`table.${band === bounds.length - 1 ? 'last' : band === 0 ? 'first' : 'middle'}`);
  if (band > 0) scene.note(`table.bound.${side(at, bounds[band] ?? 0n)}`);
  return values[band] ?? fault(`nothing in ${table.bounds} for ${at}`);
}

/** Sum of the parameter over the codes held. */
function sumOfEach(
  scene: FormulaScene,
  { dimension, parameter }: NonNullable<Formula['each']>,
): bigint {
  const codes = codesHeld(scene, dimension);
  scene.note(`each.${codes.length > 1 ? 'several' : codes.length === 1 ? 'one' : 'none'}`);
  return sumOf(
    codes.map((code) => numbersFor(scene, scene.parameters, parameter, [code])[0] ?? 0n),
  );
}

function measureOf(event: Event, name: string, inScopeFen: bigint): bigint {
  return numberOf(event, name, inScopeFen) ?? fault(`${event.kind} has no ${name}`);
}

/** The key under which a counter counts for an event, or for a line of it. */
export function keyOf(scene: Scene, counter: string, line?: Scene['line']): string {
  const key = scene.scheme.counters[counter]?.key ?? 'none';
  return key === 'none' ? '' : codeOf(scene, key, line);
}
