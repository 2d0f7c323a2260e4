/**
 * Values of parameters on a day, and of formulas at an event.
 */
import { daysBetween } from './date.ts';
import type { Event } from './event.ts';
import { codeOf, type Scene } from './facts.ts';
import { basisPoints, fraction, greatest, least, leftOf, sumOf, whole } from './fraction.ts';
import { fault, Rejected } from './rejection.ts';
import type { Formula, Parameters, Value } from './written.ts';

const GREATEST_AMOUNT = 900_000_000_000n;

export interface FormulaScene extends Scene {
  readonly parameters: Parameters;
  /** `inScope` of the first cells. */
  readonly inScopeFen: bigint;
  readonly counter: (id: string) => bigint;
}

/** The number, or the list, that a parameter has on the law day for this person and event. */
export function parameterValue(scene: Scene, parameters: Parameters, name: string): bigint[] {
  const parameter = parameters[name] ?? fault(`no parameter ${name}`);
  const started = Object.keys(parameter.from).filter((day) => day <= scene.day);
  const entry = parameter.from[started.sort().at(-1) ?? fault(`${name} has no value yet`)];
  let value: Value = entry?.value ?? fault(`${name} has no value on ${scene.day}`);
  for (const dimension of parameter.by ?? []) {
    const nested = value as Readonly<Record<string, Value>>;
    value =
      nested[codeOf(scene, dimension)] ??
      nested.otherwise ??
      fault(`${name} has no value for ${dimension}`);
  }
  return (Array.isArray(value) ? (value as number[]) : [value as number]).map(BigInt);
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

function anyAmountOf(scene: FormulaScene, formula: Formula): bigint {
  const of = (inner: Formula) => amountOf(scene, inner);
  const { parameter, event, counter, sum, min, max, minus, share, times, proportion } = formula;
  scene.note(`formula.${Object.keys(formula)[0]}`);
  if (parameter !== undefined) {
    return parameterValue(scene, scene.parameters, parameter)[0] ?? fault(`${parameter} is empty`);
  }
  if (event !== undefined) return measureOf(scene.event, event, scene.inScopeFen);
  if (counter !== undefined) return scene.counter(counter);
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

/** A number that the event carries; undefined where its kind has no such number. */
export function numberOf(event: Event, name: string, inScopeFen: bigint): bigint | undefined {
  if (name === 'eventCount') return 1n;
  switch (event.kind) {
    case 'visit':
      if (name === 'totalCostFen') return sumOf(event.lines.map((line) => BigInt(line.costFen)));
      if (name === 'inScopeFen') return inScopeFen;
      if (name !== 'stayDays') return undefined;
      return greatest(1n, BigInt(daysBetween(event.admittedOn, event.dischargedOn)));
    case 'contribution':
      return name === 'premiumFen' ? BigInt(event.premiumFen) : undefined;
    case 'allowance':
      if (name === 'monthlyBaseFen') return BigInt(event.monthlyBaseFen);
      return name === 'days' ? BigInt(event.days) : undefined;
    case 'close':
      return undefined;
  }
}

function measureOf(event: Event, name: string, inScopeFen: bigint): bigint {
  return numberOf(event, name, inScopeFen) ?? fault(`${event.kind} has no ${name}`);
}
