/**
 * Compares the numbers of one part of the law. Values that stand by different dimensions are
 * compared code by code where each side has a value for it.
 */
import type { Citation, DatedValue, Unit } from '../law/index.ts';
import { formatDay } from '../units/index.ts';
import type { LawPart, NumberIn } from './law-side.ts';

export interface NumberChange {
  /** Parameter without the tier's id, or `personClasses.<class>.<months>`. */
  readonly name: string;
  /** Unit of one number; a list is compared place by place. */
  readonly unit: Exclude<Unit, 'FenList' | 'BpList' | 'CountList'>;
  /** Codes for which the number holds, by dimension. */
  readonly codes: Readonly<Record<string, string>>;
  /** Place in a list, from 0. */
  readonly index: number | null;
  /** Null where the side has no such number. */
  readonly left: NumberSide | null;
  readonly right: NumberSide | null;
}

export interface NumberSide {
  readonly value: number;
  /** First day of the dated entry. */
  readonly from: string;
  readonly citation: Citation;
}

/** Lists the numbers that differ in value or source; the rest is counted. */
export function compareNumbers(
  left: LawPart['numbers'],
  right: LawPart['numbers'],
): { readonly changes: readonly NumberChange[]; readonly same: number } {
  const names = [...new Set([...left.keys(), ...right.keys()])].sort();
  const all = names.flatMap((name) => pairs(name, left.get(name), right.get(name)));
  const changes = all.filter((pair) => !isSame(pair));
  return { changes, same: all.length - changes.length };
}

type Codes = Readonly<Record<string, string>>;

function pairs(name: string, left?: NumberIn, right?: NumberIn): readonly NumberChange[] {
  const found = new Map<string, NumberChange>();
  const seen = { left: new Set<string>(), right: new Set<string>() };
  const add = (codes: Codes, a: Leaf | null, b: Leaf | null) => {
    if (a) seen.left.add(keyOf(a.codes));
    if (b) seen.right.add(keyOf(b.codes));
    for (const one of placed(name, codes, { a: [left, a], b: [right, b] })) {
      found.set(`${keyOf(codes)} ${one.index}`, one);
    }
  };
  const leaves = { left: leavesOf(left), right: leavesOf(right) };
  for (const leaf of leaves.left) {
    const other = lookUp(leaves.right, leaf.codes);
    if (other) add(merged(leaf, other), leaf, other);
  }
  for (const leaf of leaves.right) {
    const other = lookUp(leaves.left, leaf.codes);
    if (other) add(merged(leaf, other), other, leaf);
  }
  for (const leaf of leaves.left)
    if (!seen.left.has(keyOf(leaf.codes))) add(leaf.codes, leaf, null);
  for (const leaf of leaves.right) {
    if (!seen.right.has(keyOf(leaf.codes))) add(leaf.codes, null, leaf);
  }
  return [...found.values()];
}

interface Leaf {
  readonly codes: Codes;
  readonly value: number | readonly number[];
}

function leavesOf(number: NumberIn | undefined): readonly Leaf[] {
  return number === undefined ? [] : below(number.entry.value, number.by, {});
}

function below(value: DatedValue, by: readonly string[], codes: Codes): readonly Leaf[] {
  if (typeof value === 'number' || isList(value)) return [{ codes, value }];
  const [dimension = '', ...rest] = by;
  return Object.entries(value).flatMap(([code, inner]) =>
    below(inner, rest, { ...codes, [dimension]: code }),
  );
}

/** The only leaf that holds for these codes; none where the side tells apart what they do not. */
function lookUp(leaves: readonly Leaf[], codes: Codes): Leaf | null {
  const [first] = leaves;
  if (!first || !Object.keys(first.codes).every((dimension) => dimension in codes)) return null;
  const holds = ({ codes: own }: Leaf, isOtherwise: boolean) =>
    Object.entries(own).every(
      ([dimension, code]) => code === codes[dimension] || (isOtherwise && code === 'otherwise'),
    );
  return (
    leaves.find((leaf) => holds(leaf, false)) ?? leaves.find((leaf) => holds(leaf, true)) ?? null
  );
}

function merged(leaf: Leaf, other: Leaf): Codes {
  return { ...other.codes, ...leaf.codes };
}

type SidePair = readonly [number: NumberIn | undefined, leaf: Leaf | null];

function placed(
  name: string,
  codes: Codes,
  { a, b }: { readonly a: SidePair; readonly b: SidePair },
): readonly NumberChange[] {
  const unit = unitOf((a[0] ?? b[0])?.unit ?? 'Count');
  const lists = [a, b].map(([, leaf]) => (leaf && isList(leaf.value) ? leaf.value.length : null));
  if (lists.every((length) => length === null)) {
    return [{ name, unit, codes, index: null, left: sideOf(a, null), right: sideOf(b, null) }];
  }
  const length = Math.max(...lists.map((one) => one ?? 0));
  return Array.from({ length }, (_, index) => {
    return { name, unit, codes, index, left: sideOf(a, index), right: sideOf(b, index) };
  });
}

function sideOf([number, leaf]: SidePair, index: number | null): NumberSide | null {
  if (!number || !leaf) return null;
  const value = isList(leaf.value) ? leaf.value[index ?? 0] : leaf.value;
  const { citation, from } = number.entry;
  return value === undefined ? null : { value, from: formatDay(from), citation };
}

function unitOf(unit: Unit): NumberChange['unit'] {
  if (unit === 'FenList') return 'Fen';
  if (unit === 'BpList') return 'Bp';
  return unit === 'CountList' ? 'Count' : unit;
}

function isSame({ left, right }: NumberChange): boolean {
  return left?.value === right?.value && keyOf(left?.citation) === keyOf(right?.citation);
}

function isList(value: DatedValue): value is readonly number[] {
  return Array.isArray(value);
}

function keyOf(value: object | undefined): string {
  return JSON.stringify(Object.entries(value ?? {}).sort());
}
