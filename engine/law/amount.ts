/**
 * Amount: a formula with its numbers looked up for one profile. Constant formulas fold to a number,
 * so that at settling time most amounts are read, not computed.
 */
import { type Day, MAX_FEN, proportionOf, type RoundingMode } from '../units/index.ts';
import type { DatedEntry, DatedValue, Formula, Parameter } from './formula-law.ts';
import type { Modifier } from './tier-law.ts';

/** A dated number that took part, for the trace. */
export interface Source {
  readonly entry: DatedEntry;
  readonly value: number | readonly number[];
  /** The modifier that brought it in, if one did. */
  readonly modifier: Modifier | null;
}

export interface Amount {
  /** The value where nothing of the event or the counters is needed; else null. */
  readonly constant: number | null;
  readonly node: AmountNode;
  readonly sources: readonly Source[];
}

export type AmountNode =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'event'; readonly measure: string }
  | { readonly kind: 'counter'; readonly counter: number }
  | { readonly kind: 'facet'; readonly dimension: string }
  | {
      readonly kind: 'table';
      readonly at: AmountNode;
      readonly bounds: readonly number[];
      readonly values: readonly number[];
    }
  /** `otherwise` is for codes that the parameter does not name; null where it has no such value. */
  | {
      readonly kind: 'each';
      readonly dimension: string;
      readonly values: ReadonlyMap<string, number>;
      readonly otherwise: number | null;
    }
  | { readonly kind: 'own' | 'line' }
  | { readonly kind: 'sum' | 'min' | 'max'; readonly of: readonly AmountNode[] }
  | { readonly kind: 'minus'; readonly of: AmountNode; readonly less: AmountNode }
  | {
      readonly kind: 'proportion';
      readonly of: AmountNode;
      readonly times: AmountNode;
      readonly over: AmountNode;
      readonly rounding: RoundingMode;
    };

/** What an amount may read of an event. */
export interface AmountReader {
  measure(name: string): number;
  counter(index: number): number;
  /** The told number of an integer dimension. */
  told(dimension: string): number;
  /** The codes that the person holds of a dimension of several. */
  held(dimension: string): readonly string[];
  /** The base of the tier that asks. */
  own(): number;
  /** The cost of the line that a price rule asks about. */
  lineCost(): number;
}

/** Looks dated values up for one day and one profile. */
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

/** Wraps a node; constants are recognised here. */
export function amountFrom(node: AmountNode, sources: readonly Source[]): Amount {
  return { constant: node.kind === 'constant' ? node.value : null, node, sources };
}

/** The value of an amount at an event. NaN where it would leave the range of amounts. */
export function evaluate(amount: Amount, reader: AmountReader): number {
  return amount.constant ?? amountAt(amount.node, reader);
}

function amountAt(node: AmountNode, reader: AmountReader): number {
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'event':
      return reader.measure(node.measure);
    case 'counter':
      return reader.counter(node.counter);
    case 'facet':
      return reader.told(node.dimension);
    case 'own':
      return reader.own();
    case 'line':
      return reader.lineCost();
    case 'table': {
      const at = amountAt(node.at, reader);
      return Number.isNaN(at) ? at : (node.values[rowOf(node, at)] ?? Number.NaN);
    }
    case 'each': {
      let total = 0;
      for (const code of reader.held(node.dimension)) total += valueOfCode(node, code);
      return inRange(total);
    }
    case 'sum': {
      let total = 0;
      for (const child of node.of) total += amountAt(child, reader);
      return inRange(total);
    }
    case 'min':
      return Math.min(...node.of.map((child) => amountAt(child, reader)));
    case 'max':
      return Math.max(...node.of.map((child) => amountAt(child, reader)));
    case 'minus':
      return Math.max(0, amountAt(node.of, reader) - amountAt(node.less, reader));
    case 'proportion': {
      const of = amountAt(node.of, reader);
      const times = amountAt(node.times, reader);
      const over = amountAt(node.over, reader);
      if (Number.isNaN(of + times + over) || over === 0) return Number.NaN;
      return inRange(proportionOf(of, times, over, node.rounding));
    }
  }
}

/** The band of a table that holds a value. */
export function rowOf({ bounds }: Extract<AmountNode, { kind: 'table' }>, at: number): number {
  let row = 0;
  while (row + 1 < bounds.length && at >= (bounds[row + 1] ?? 0)) row++;
  return row;
}

/** What a held code gives to a sum over codes. */
export function valueOfCode(node: Extract<AmountNode, { kind: 'each' }>, code: string): number {
  return node.values.get(code) ?? node.otherwise ?? Number.NaN;
}

function inRange(value: number): number {
  return value <= MAX_FEN ? value : Number.NaN;
}

/** Folds a node whose children are all constants. */
export function folded(node: AmountNode): AmountNode {
  const children =
    node.kind === 'sum' || node.kind === 'min' || node.kind === 'max'
      ? node.of
      : node.kind === 'minus'
        ? [node.of, node.less]
        : node.kind === 'proportion'
          ? [node.of, node.times, node.over]
          : null;
  if (!children?.every((child) => child.kind === 'constant')) return node;
  const value = amountAt(node, NOTHING);
  return Number.isNaN(value) ? node : { kind: 'constant', value };
}

const NOTHING: AmountReader = {
  measure: () => Number.NaN,
  counter: () => Number.NaN,
  told: () => Number.NaN,
  held: () => [],
  own: () => Number.NaN,
  lineCost: () => Number.NaN,
};
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
      return constant(typeof source.value === 'number' ? source.value : Number.NaN);
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
  if (typeof entry.value === 'object' && !isList(entry.value)) {
    for (const [code, value] of Object.entries(entry.value)) {
      if (typeof value !== 'number') continue;
      sources.push({ entry, value, modifier });
      if (code === 'otherwise') otherwise = value;
      else values.set(code, value);
    }
  }
  const held = lookup.codeOf(dimension);
  for (const code of typeof held === 'string' || held === null ? [] : held) {
    if (otherwise === null && !values.has(code)) missing(parameter, dimension, code);
  }
  return { kind: 'each', dimension, values, otherwise };
}
