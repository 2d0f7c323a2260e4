/**
 * Looks the numbers of formulas up for one day and one profile.
 */
import type { Day } from '../units/index.ts';
import { type Amount, type AmountNode, amountFrom, folded, type Source } from './amount.ts';
import type { DatedEntry, DatedValue, Formula, Parameter, Unit } from './formula-law.ts';
import type { Modifier } from './tier-law.ts';

/** What looking values up needs of a day and a profile. */
export interface ValueLookup {
  readonly day: Day;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly counterIndex: ReadonlyMap<string, number>;
  readonly codeOf: (dimension: string) => Codes;
}

/** A code, the codes held of a dimension of several, or nothing. */
export type Codes = string | readonly string[] | null;

/** Thrown inside plan making, turned into a rejection at its edge. */
export class ValueMissing extends Error {
  readonly code: 'law/value_gap' | 'law/value_missing';
  readonly parameter: string;
  constructor(code: 'law/value_gap' | 'law/value_missing', parameter: string, message: string) {
    super(message);
    this.code = code;
    this.parameter = parameter;
  }
}

/** Looks up a parameter's value in force for the profile. */
export function lookUp(
  lookup: ValueLookup,
  parameter: string,
  modifier: Modifier | null = null,
): Source {
  const entry = entryInForce(lookup, parameter);
  let value: DatedValue = entry.value;
  for (const dimension of lookup.parameters.get(parameter)?.by ?? []) {
    const code = single(lookup.codeOf(dimension));
    value = inner(value, code) ?? missing(parameter, dimension, code);
  }
  if (typeof value !== 'number' && !isList(value)) return missing(parameter, 'by', null);
  return { entry, value, modifier };
}

function entryInForce(lookup: ValueLookup, parameter: string): DatedEntry {
  const entry = lookup.parameters
    .get(parameter)
    ?.entries.find(
      (candidate) =>
        candidate.from <= lookup.day && (candidate.until === null || lookup.day < candidate.until),
    );
  if (entry) return entry;
  throw new ValueMissing('law/value_gap', parameter, `参数 ${parameter} 在该日没有有效数值`);
}

function single(codes: Codes): string | null {
  return typeof codes === 'string' ? codes : null;
}

function inner(value: DatedValue, code: string | null): DatedValue | undefined {
  if (typeof value === 'number' || isList(value)) return undefined;
  if (code !== null && Object.hasOwn(value, code)) return value[code];
  return value.otherwise;
}

function isList(value: DatedValue): value is readonly number[] {
  return Array.isArray(value);
}

function missing(parameter: string, dimension: string, code: string | null): never {
  throw new ValueMissing(
    'law/value_missing',
    parameter,
    `参数 ${parameter} 对 ${dimension}=${code ?? '（缺）'} 没有数值`,
  );
}

/** Looks up and folds a formula. */
export function amountOf(
  lookup: ValueLookup,
  formula: Formula,
  modifier: Modifier | null = null,
): Amount {
  const sources: Source[] = [];
  const node = resolve(lookup, formula, modifier, sources);
  return amountFrom(node, sources);
}

const constant = (value: number): AmountNode => ({ kind: 'constant', value });

function resolve(
  lookup: ValueLookup,
  formula: Formula,
  modifier: Modifier | null,
  sources: Source[],
): AmountNode {
  const inside = (child: Formula) => resolve(lookup, child, modifier, sources);
  switch (formula.kind) {
    case 'parameter': {
      const source = lookUp(lookup, formula.parameter, modifier);
      sources.push(source);
      const value = typeof source.value === 'number' ? source.value : Number.NaN;
      return { kind: 'constant', value, unit: unitOf(lookup, formula.parameter) };
    }
    case 'event':
      return { kind: 'event', measure: formula.measure };
    case 'counter':
      return { kind: 'counter', counter: lookup.counterIndex.get(formula.counter) ?? -1 };
    case 'facet':
      return { kind: 'facet', dimension: formula.dimension };
    case 'own':
    case 'line':
      return { kind: formula.kind };
    case 'table':
      return {
        kind: 'table',
        at: inside(formula.at),
        bounds: listOf(lookup, formula.bounds, modifier, sources),
        values: listOf(lookup, formula.values, modifier, sources),
        unit: unitOf(lookup, formula.values),
      };
    case 'each':
      return eachOf(lookup, formula, modifier, sources);
    case 'sum':
    case 'min':
    case 'max':
      return folded({ kind: formula.kind, of: formula.of.map(inside) });
    case 'minus':
      return folded({ kind: 'minus', of: inside(formula.of), less: inside(formula.less) });
    case 'share':
      return folded({
        kind: 'proportion',
        of: inside(formula.of),
        times: inside(formula.rateBp),
        over: constant(10_000),
        rounding: formula.rounding,
      });
    case 'times':
      return folded({
        kind: 'proportion',
        of: inside(formula.of),
        times: inside(formula.count),
        over: constant(1),
        rounding: 'down',
      });
    case 'proportion':
      return folded({
        kind: 'proportion',
        of: inside(formula.of),
        times: inside(formula.times),
        over: inside(formula.over),
        rounding: formula.rounding,
      });
  }
}

/** The unit of a parameter's numbers, also where they stand in a list. */
function unitOf({ parameters }: ValueLookup, parameter: string): Unit {
  switch (parameters.get(parameter)?.unit) {
    case 'Bp':
    case 'BpList':
      return 'Bp';
    case 'Days':
      return 'Days';
    case 'Count':
    case 'CountList':
      return 'Count';
    default:
      return 'Fen';
  }
}

function listOf(
  lookup: ValueLookup,
  parameter: string,
  modifier: Modifier | null,
  sources: Source[],
): readonly number[] {
  const source = lookUp(lookup, parameter, modifier);
  sources.push(source);
  return typeof source.value === 'number' ? [source.value] : source.value;
}

/** Looks up what every code gives; a held code that the parameter lacks has no value. */
function eachOf(
  lookup: ValueLookup,
  { dimension, parameter }: Extract<Formula, { kind: 'each' }>,
  modifier: Modifier | null,
  sources: Source[],
): AmountNode {
  const entry = entryInForce(lookup, parameter);
  const values = new Map<string, number>();
  let otherwise: number | null = null;
  const byCode = typeof entry.value === 'object' && !isList(entry.value) ? entry.value : {};
  for (const [code, value] of Object.entries(byCode)) {
    if (typeof value !== 'number') continue;
    if (code === 'otherwise') otherwise = value;
    else values.set(code, value);
  }
  const held = lookup.codeOf(dimension);
  for (const code of typeof held === 'string' || held === null ? [] : held) {
    const value = values.get(code) ?? otherwise ?? missing(parameter, dimension, code);
    sources.push({ entry, value, modifier });
  }
  return { kind: 'each', dimension, values, otherwise, unit: unitOf(lookup, parameter) };
}
