/**
 * Amounts of the law as functions of the cost.
 */
import {
  type Amount,
  type AmountNode,
  type AmountReader,
  nodesIn,
  valueAt,
} from '../../law/index.ts';
import { MAX_FEN } from '../../units/index.ts';
import { type Cause, type Ground, greatestOf, isAbove, leastOf, notBelowZero } from './ground.ts';
import {
  constant,
  constantOf,
  differenceOf,
  dividedOf,
  isConstant,
  type Quotient,
  timesOf,
  totalOf,
  ZERO,
} from './quotient.ts';
import { CurveRefused } from './refused.ts';

/** What amounts read of an event whose cost is open. */
export interface ReaderOn {
  readonly ground: Ground;
  readonly measure: (name: string) => Quotient;
  readonly counter: (index: number) => Quotient;
  readonly told: (dimension: string) => number;
  readonly held: (dimension: string) => readonly string[];
  readonly own: () => Quotient;
  readonly lineCost: () => Quotient;
}

/** The value of an amount; the cause carries its dated numbers on. */
export function amountOn(reader: ReaderOn, amount: Amount, cause: Cause): Quotient {
  if (amount.constant !== null) return constant(amount.constant);
  return nodeOn(reader, amount.node, { ...cause, sources: [...cause.sources, ...amount.sources] });
}

function nodeOn(reader: ReaderOn, node: AmountNode, cause: Cause): Quotient {
  const { ground } = reader;
  const inside = (child: AmountNode) => nodeOn(reader, child, cause);
  switch (node.kind) {
    case 'constant':
      return constant(node.value);
    case 'event':
      return reader.measure(node.measure);
    case 'counter':
      return reader.counter(node.counter);
    case 'facet':
      return constant(reader.told(node.dimension));
    case 'own':
      return reader.own();
    case 'line':
      return reader.lineCost();
    case 'each':
      return constant(inRange(valueAt(node, { ...NO_READER, held: reader.held })));
    case 'table':
      return constant(node.values[rowOn(reader, node, cause)] ?? 0);
    case 'sum':
      return checked(ground, totalOf(node.of.map(inside)), cause);
    case 'min':
      return chosen(node.of.map(inside), (left, right) => leastOf(ground, left, right, cause));
    case 'max':
      return chosen(node.of.map(inside), (left, right) => greatestOf(ground, left, right, cause));
    case 'minus':
      return notBelowZero(ground, differenceOf(inside(node.of), inside(node.less)), cause);
    case 'proportion':
      return proportionOn(reader, node, cause);
  }
}

function rowOn(
  reader: ReaderOn,
  { at, bounds }: Extract<AmountNode, { kind: 'table' }>,
  cause: Cause,
): number {
  const value = nodeOn(reader, at, cause);
  let row = 0;
  while (row + 1 < bounds.length) {
    if (isAbove(reader.ground, constant(bounds[row + 1] ?? 0), value, cause)) break;
    row++;
  }
  return row;
}

function proportionOn(
  reader: ReaderOn,
  node: Extract<AmountNode, { kind: 'proportion' }>,
  cause: Cause,
): Quotient {
  const { ground } = reader;
  const [of, times, over] = [node.of, node.times, node.over].map((child) =>
    nodeOn(reader, child, cause),
  );
  if (!of || !times || !over) return ZERO;
  const numbers = [of, times, over].map(wholeOf);
  const [a = null, b = null, c = null] = numbers;
  if (a !== null && b !== null && c !== null) {
    const children = [a, b, c].map((value): AmountNode => ({ kind: 'constant', value }));
    const [first = node.of, second = node.times, third = node.over] = children;
    return constant(
      inRange(valueAt({ ...node, of: first, times: second, over: third }, NO_READER)),
    );
  }
  for (const [child, value] of [
    [node.times, times],
    [node.over, over],
  ] as const) {
    if (!isConstant(value) && nodesIn(child).some(({ kind }) => kind === 'proportion')) {
      throw new CurveRefused(
        'curve/rounded_factor',
        '公式里有随费用而变、又先取整的数作乘数或除数，曲线无法准确表示',
      );
    }
  }
  if (!isAbove(ground, over, ZERO, cause)) throw tooLarge();
  if (wholeOf(over) !== 1 || wholeOf(times) === null) ground.slackFen++;
  return checked(ground, dividedOf(timesOf(of, times), over), cause);
}

function wholeOf(quotient: Quotient): number | null {
  const value = constantOf(quotient);
  return value && value.denominator === 1n ? Number(value.numerator) : null;
}

function chosen(
  all: readonly Quotient[],
  choose: (left: Quotient, right: Quotient) => Quotient,
): Quotient {
  const [first = ZERO, ...others] = all;
  return others.reduce(choose, first);
}

const MOST = constant(MAX_FEN);

function checked(ground: Ground, value: Quotient, cause: Cause): Quotient {
  if (isAbove(ground, value, MOST, cause)) throw tooLarge();
  return value;
}

function inRange(value: number): number {
  if (Number.isNaN(value)) throw tooLarge();
  return value;
}

function tooLarge(): CurveRefused {
  return new CurveRefused('curve/too_large', '金额超出可计算范围（9,000,000,000 元）');
}

const nothing = (): never => {
  throw new RangeError('nothing is left to read');
};
const NO_READER: AmountReader = {
  measure: nothing,
  counter: nothing,
  told: nothing,
  held: nothing,
  own: nothing,
  lineCost: nothing,
};
