/**
 * Selectors as the Program carries them: sides in the order of their dimensions, so that the order
 * of keys in a file means nothing. The order of codes is kept; it may mean precedence.
 */
import type { Selector } from '../../terms.ts';

export type WrittenSelector = Readonly<
  Record<string, readonly string[] | { readonly from?: number; readonly until?: number }>
>;

/** Compiles a written selector; none selects everything. */
export function selectorOf(written: WrittenSelector | undefined): Selector {
  return Object.entries(written ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([dimension, side]) =>
      isCodes(side)
        ? { dimension, codes: side }
        : { dimension, interval: { from: side.from ?? null, until: side.until ?? null } },
    );
}

/** Tells whether something that may be a selector or a list is one selector. */
export function isByDimension(
  written: WrittenSelector | readonly unknown[],
): written is WrittenSelector {
  return !Array.isArray(written);
}

/** Tells whether a side lists codes; else it is an interval. */
export function isCodes(side: WrittenSelector[string]): side is readonly string[] {
  return Array.isArray(side);
}
