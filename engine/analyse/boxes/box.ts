/**
 * Boxes: what two selectors match together, and a point in it. A selector is a box, so that overlap
 * and emptiness are decided, not searched.
 */
import type { Selector, SelectorSide } from '../../law/index.ts';

/** What both selectors match; null where nothing is left. */
export function intersectionOf(left: Selector, right: Selector): Selector | null {
  const sides: SelectorSide[] = [...left];
  for (const side of right) {
    const at = sides.findIndex(({ dimension }) => dimension === side.dimension);
    const known = sides[at];
    if (!known) {
      sides.push(side);
      continue;
    }
    const both = bothSides(known, side);
    if (!both) return null;
    sides[at] = both;
  }
  return sides.every((side) => !isEmpty(side)) ? sides : null;
}

function bothSides(left: SelectorSide, right: SelectorSide): SelectorSide | null {
  const { dimension } = left;
  if (left.codes && right.codes) {
    const { codes } = right;
    const both = left.codes.filter((code) => codes.includes(code));
    return both.length > 0 ? { dimension, codes: both } : null;
  }
  if (left.codes || right.codes) {
    const [codes, box] = left.codes ? [left, right] : [right, left];
    const both = (codes.codes ?? []).filter((code) => isWithin(box, Number(code)));
    return both.length > 0 ? { dimension, codes: both } : null;
  }
  const from = greater(left.interval?.from ?? null, right.interval?.from ?? null);
  const until = lesser(left.interval?.until ?? null, right.interval?.until ?? null);
  return { dimension, interval: { from, until } };
}

function isWithin({ interval }: SelectorSide, value: number): boolean {
  const { from, until } = interval ?? { from: null, until: null };
  return (from === null || value >= from) && (until === null || value < until);
}

function isEmpty({ codes, interval }: SelectorSide): boolean {
  if (codes) return codes.length === 0;
  const { from, until } = interval ?? { from: null, until: null };
  return until !== null && until <= (from ?? 0);
}

function greater(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.max(left, right);
}

function lesser(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.min(left, right);
}

/** A point of a box: for each dimension of it one code. */
export function pointOf(box: Selector): Record<string, string> {
  return Object.fromEntries(
    box.map(({ dimension, codes, interval }) => [
      dimension,
      codes?.[0] ?? String(interval?.from ?? 0),
    ]),
  );
}
