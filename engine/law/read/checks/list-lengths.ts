/**
 * Bounds and what stands beside them must be as many, on every day and in every case that can
 * occur.
 */
import type { DatedValue } from '../../formula-law.ts';
import { isByCode, isNumberList } from '../compile/parameter.ts';
import { OTHERWISE } from './parameters.ts';

/** Codes of a dimension that can occur; null where any may. */
export type Admits = (dimension: string) => readonly string[] | null;

export interface Unequal {
  readonly bounds: number;
  readonly values: number;
  /** Codes of a case where they differ. */
  readonly codes: readonly string[];
}

interface ByCodes {
  readonly by: readonly string[];
  readonly value: DatedValue;
}

/** Finds a case in which there are not as many values as bounds. */
export function unequalLists(bounds: ByCodes, values: ByCodes, admits: Admits): Unequal | null {
  const lower = leavesOf(bounds, admits);
  const rows = leavesOf(values, admits);
  const lengths = new Set([...lower, ...rows].map(({ length }) => length));
  if (lengths.size <= 1) return null;
  for (const left of lower) {
    for (const right of rows) {
      if (left.length === right.length || !canMeet(left, right, admits)) continue;
      const codes = [...left.sides, ...right.sides].map(([, { code }]) => code ?? OTHERWISE);
      return { bounds: left.length, values: right.length, codes: [...new Set(codes)] };
    }
  }
  return null;
}

/** A list in a value, and the codes under which it stands. */
interface Leaf {
  readonly length: number;
  readonly sides: ReadonlyMap<string, Side>;
}

interface Side {
  /** Null: every code that is not named beside it. */
  readonly code: string | null;
  readonly named: ReadonlySet<string>;
}

function leavesOf({ by, value }: ByCodes, admits: Admits): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (inner: DatedValue, sides: ReadonlyMap<string, Side>): void => {
    if (isNumberList(inner)) leaves.push({ length: inner.length, sides });
    const dimension = by[sides.size];
    if (!isByCode(inner) || dimension === undefined) return;
    const named = new Set(Object.keys(inner).filter((code) => code !== OTHERWISE));
    for (const [code, next] of Object.entries(inner)) {
      const side = { code: code === OTHERWISE ? null : code, named };
      const canOccur = meet(side, ANY, admits(dimension));
      if (canOccur) visit(next, new Map(sides).set(dimension, side));
    }
  };
  visit(value, new Map());
  return leaves;
}

function canMeet(left: Leaf, right: Leaf, admits: Admits): boolean {
  return [...left.sides].every(([dimension, side]) =>
    meet(side, right.sides.get(dimension) ?? ANY, admits(dimension)),
  );
}

const ANY: Side = { code: null, named: new Set() };

/** Tells whether some code that can occur belongs to both sides. */
function meet(a: Side, b: Side, admitted: readonly string[] | null): boolean {
  const holds = ({ code, named }: Side, one: string) =>
    code === null ? !named.has(one) : code === one;
  const known = a.code ?? b.code;
  if (known !== null) {
    return holds(a, known) && holds(b, known) && (admitted?.includes(known) ?? true);
  }
  return admitted === null || admitted.some((one) => holds(a, one) && holds(b, one));
}
