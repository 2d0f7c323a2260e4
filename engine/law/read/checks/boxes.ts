/**
 * Boxes: selectors as sets. Whether two have something in common, and whether one lies within
 * another.
 */
import { isCodes, type WrittenSelector } from '../compile/selector.ts';
import type { Lexicon } from '../lexicon.ts';

type Side = WrittenSelector[string];

/** Tells whether some case matches both selectors. Of a dimension of several, codes never part. */
export function haveCommon(a: WrittenSelector, b: WrittenSelector, words: Lexicon): boolean {
  return Object.entries(a).every(([dimension, side]) => {
    const other = Object.hasOwn(b, dimension) ? b[dimension] : undefined;
    if (other === undefined || words.dimensions.get(dimension)?.many) return true;
    return sidesMeet(side, other);
  });
}

/** Tells whether every case that matches the inner selector matches the outer one. */
export function isWithin(inner: WrittenSelector, outer: WrittenSelector): boolean {
  return Object.entries(outer).every(([dimension, side]) => {
    const own = Object.hasOwn(inner, dimension) ? inner[dimension] : undefined;
    return own !== undefined && isSideWithin(own, side);
  });
}

function sidesMeet(a: Side, b: Side): boolean {
  if (isCodes(a) && isCodes(b)) return a.some((code) => b.includes(code));
  if (isCodes(a) || isCodes(b)) return true;
  return Math.max(fromOf(a), fromOf(b)) < Math.min(untilOf(a), untilOf(b));
}

function isSideWithin(inner: Side, outer: Side): boolean {
  if (isCodes(inner) && isCodes(outer)) {
    return inner.every((code) => outer.includes(code));
  }
  if (isCodes(inner) || isCodes(outer)) return false;
  return fromOf(outer) <= fromOf(inner) && untilOf(inner) <= untilOf(outer);
}

interface Interval {
  readonly from?: number;
  readonly until?: number;
}

function fromOf({ from }: Interval): number {
  return from ?? Number.NEGATIVE_INFINITY;
}

function untilOf({ until }: Interval): number {
  return until ?? Number.POSITIVE_INFINITY;
}
