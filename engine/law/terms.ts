/**
 * What all law is written with: names, sources, dimensions and the selectors over them.
 */
export interface Named {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

export type Mark = 'seed' | 'official' | 'secondary' | 'assumed';

/**
 * Where a number or a choice comes from. `assumed` carries `why`; every other mark a document and
 * clause.
 */
export interface Citation {
  readonly mark: Mark;
  readonly document?: string;
  readonly clause?: string;
  readonly why?: string;
}

export type EventKind = 'visit' | 'contribution' | 'allowance' | 'close';

/** A facet that selectors and parameters may look at. */
export interface Dimension {
  readonly id: string;
  readonly of: 'person' | 'event' | 'line';
  readonly zh: string;
  readonly en: string;
  /** Allowed codes. Empty for an integer dimension, and for an open one (any code). */
  readonly codes: readonly Named[];
  /** Integers are whole numbers from 0 to `MAX_FEN`, carried as decimal text. */
  readonly kind: 'codes' | 'open' | 'integer';
  /** The code that a missing facet means; without it a missing facet is a rejection. */
  readonly absentMeans: string | null;
  /** Of a person only: several codes may hold on one day, or none. */
  readonly many: boolean;
}

/** A box: each named dimension must match, by one of its codes or by its half-open interval. */
export type Selector = readonly SelectorSide[];
export interface SelectorSide {
  readonly dimension: string;
  readonly codes?: readonly string[];
  /** Half open; null is unbounded. */
  readonly interval?: { readonly from: number | null; readonly until: number | null };
}
