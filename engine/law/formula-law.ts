/**
 * The numbers of the law: dated parameters, and the formulas that reckon with them.
 */
import type { Day, RoundingMode } from '../units/index.ts';
import type { Citation } from './terms.ts';

/** Unit of a parameter, told by the end of its name. */
export type Unit = 'Fen' | 'Bp' | 'Count' | 'Days' | 'FenList' | 'BpList' | 'CountList';

export interface Parameter {
  /** `<policy, overlay or prices id>/<name>`. */
  readonly id: string;
  readonly unit: Unit;
  readonly by: readonly string[];
  /** Ascending, not overlapping; a gap means the law gives no value then. */
  readonly entries: readonly DatedEntry[];
}

export interface DatedEntry {
  readonly parameter: string;
  readonly from: Day;
  /** null: until further notice. */
  readonly until: Day | null;
  /** Nested by the parameter's dimensions; the leaves are numbers or lists of numbers. */
  readonly value: DatedValue;
  readonly citation: Citation;
}
export type DatedValue = number | readonly number[] | { readonly [code: string]: DatedValue };

export type Formula =
  | { readonly kind: 'parameter'; readonly parameter: string }
  | { readonly kind: 'event'; readonly measure: string }
  | { readonly kind: 'counter'; readonly counter: string }
  | { readonly kind: 'sum' | 'min' | 'max'; readonly of: readonly Formula[] }
  /** Never below zero. */
  | { readonly kind: 'minus'; readonly of: Formula; readonly less: Formula }
  | {
      readonly kind: 'share';
      readonly of: Formula;
      readonly rateBp: Formula;
      readonly rounding: RoundingMode;
    }
  | { readonly kind: 'times'; readonly of: Formula; readonly count: Formula }
  | {
      readonly kind: 'proportion';
      readonly of: Formula;
      readonly times: Formula;
      readonly over: Formula;
      readonly rounding: RoundingMode;
    }
  /** A told number of the person or the event; in a price rule also of the line. */
  | { readonly kind: 'facet'; readonly dimension: string }
  /** The value whose band holds `at`: bounds ascend from 0, the last band has no end. */
  | {
      readonly kind: 'table';
      readonly at: Formula;
      /** Parameters, equally long. */
      readonly bounds: string;
      readonly values: string;
    }
  /** The sum of a parameter over the codes that the person holds of a dimension of several. */
  | { readonly kind: 'each'; readonly dimension: string; readonly parameter: string }
  /** The base of all parts of the tier that asks, before its limits. */
  | { readonly kind: 'own'; readonly measure: 'base' }
  /** In a price rule only. */
  | { readonly kind: 'line'; readonly measure: 'costFen' };

/** Holds where `from ≤ of < until`; all three are worked out whenever it is asked. */
export interface Condition {
  readonly of: Formula;
  /** Null: no bound. */
  readonly from: Formula | null;
  readonly until: Formula | null;
}
