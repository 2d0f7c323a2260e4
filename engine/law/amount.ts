/**
 * Amount: a formula with its numbers looked up for one profile. Constant formulas fold to a number,
 * so that at settling time most amounts are read, not computed.
 */
import { MAX_FEN, proportionOf, type RoundingMode } from '../units/index.ts';
import type { DatedEntry, Unit } from './formula-law.ts';
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
  /** `unit` is for display; a number without one is in fen. */
  | { readonly kind: 'constant'; readonly value: number; readonly unit?: Unit }
  | { readonly kind: 'event'; readonly measure: string }
  | { readonly kind: 'counter'; readonly counter: number }
  | { readonly kind: 'facet'; readonly dimension: string }
  | {
      readonly kind: 'table';
      readonly at: AmountNode;
      readonly bounds: readonly number[];
      readonly values: readonly number[];
      readonly unit: Unit;
    }
  /** `otherwise` is for codes that the parameter does not name; null where it has no such value. */
  | {
      readonly kind: 'each';
      readonly dimension: string;
      readonly values: ReadonlyMap<string, number>;
      readonly otherwise: number | null;
      readonly unit: Unit;
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

/** Wraps a node; constants are recognised here. */
export function amountFrom(node: AmountNode, sources: readonly Source[]): Amount {
  return { constant: node.kind === 'constant' ? node.value : null, node, sources };
}

/** The value of an amount at an event. NaN where it would leave the range of amounts. */
export function evaluate(amount: Amount, reader: AmountReader): number {
  return amount.constant ?? valueAt(amount.node, reader);
}

/** The value of a node at an event. NaN where it would leave the range of amounts. */
export function valueAt(node: AmountNode, reader: AmountReader): number {
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
      const at = valueAt(node.at, reader);
      return Number.isNaN(at) ? at : (node.values[rowOf(node, at)] ?? Number.NaN);
    }
    case 'each': {
      let total = 0;
      for (const code of reader.held(node.dimension)) total += valueOfCode(node, code);
      return inRange(total);
    }
    case 'sum': {
      let total = 0;
      for (const child of node.of) total += valueAt(child, reader);
      return inRange(total);
    }
    case 'min':
      return Math.min(...node.of.map((child) => valueAt(child, reader)));
    case 'max':
      return Math.max(...node.of.map((child) => valueAt(child, reader)));
    case 'minus':
      return Math.max(0, valueAt(node.of, reader) - valueAt(node.less, reader));
    case 'proportion': {
      const of = valueAt(node.of, reader);
      const times = valueAt(node.times, reader);
      const over = valueAt(node.over, reader);
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

/** Folds a sum, difference or quotient whose children are all constants. */
export function folded(node: AmountNode): AmountNode {
  const children = node.kind === 'table' ? [] : childrenOf(node);
  if (children.length === 0 || !children.every((child) => child.kind === 'constant')) return node;
  const value = valueAt(node, NOTHING);
  if (Number.isNaN(value)) return node;
  const unit = unitOfConstants(node);
  return unit === undefined ? { kind: 'constant', value } : { kind: 'constant', value, unit };
}

/** A sum has the unit of what is summed, a share that of the whole. */
function unitOfConstants(node: AmountNode): Unit | undefined {
  if (node.kind === 'constant') return node.unit;
  const [first] = childrenOf(node);
  return first && unitOfConstants(first);
}

const NOTHING: AmountReader = {
  measure: () => Number.NaN,
  counter: () => Number.NaN,
  told: () => Number.NaN,
  held: () => [],
  own: () => Number.NaN,
  lineCost: () => Number.NaN,
};

function childrenOf(node: AmountNode): readonly AmountNode[] {
  switch (node.kind) {
    case 'sum':
    case 'min':
    case 'max':
      return node.of;
    case 'minus':
      return [node.of, node.less];
    case 'proportion':
      return [node.of, node.times, node.over];
    case 'table':
      return [node.at];
    default:
      return [];
  }
}

/** A node and all nodes inside it. */
export function nodesIn(node: AmountNode): readonly AmountNode[] {
  return [node, ...childrenOf(node).flatMap(nodesIn)];
}
