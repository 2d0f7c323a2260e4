/**
 * Lowered: law as numbered registers and steps over them, for the profiles of one data set. Plain
 * data that both executions carry out: a difference between them can only be in how a step is
 * carried out. It holds no text of the law besides names for messages and columns.
 */
import type { EventKind, Window } from '../law/index.ts';
import type { RoundingMode } from '../units/index.ts';

/** Place of a register in its section. */
export type Reg = number;

export interface Lowered {
  readonly sections: readonly LoweredSection[];
  /** Ids of the payers that have a column of the output. */
  readonly payers: readonly string[];
  /** Reasons of residual cells that have a column; empty where they were not asked for. */
  readonly residual: readonly string[];
  readonly counters: readonly LoweredCounter[];
  /** Doubles that a person's counters take. */
  readonly memory: number;
}

/**
 * Where a counter is kept between the events of a person. `plain`: one number; `keyed`: one per code
 * of an event dimension; `stored`: one per window and code, found by search.
 */
export interface LoweredCounter {
  readonly id: string;
  readonly kept: 'plain' | 'keyed' | 'stored';
  readonly window: Window;
  readonly isMax: boolean;
  readonly carries: boolean;
  /** Column of keys; null where the counter has none. */
  readonly key: string | null;
  /** First place in the memory; its window stands there, its value or values behind. */
  readonly at: number;
  readonly codes: number;
}

export interface LoweredSection {
  /** Id and kind, for messages. */
  readonly program: string;
  readonly kind: EventKind;
  readonly registers: readonly Register[];
  /** Numbers that vary with the person profile: record of profile p at `p × personWidth`. */
  readonly personNumbers: Float64Array;
  readonly personWidth: number;
  /**
   * Numbers that vary with the event: record at `(rowOf[person profile] + event profile) ×
   * eventWidth`.
   */
  readonly eventNumbers: Float64Array;
  readonly eventWidth: number;
  readonly rowOf: Int32Array;
  /** Row of each atom class (`rowsOf`), and how many rows there are. */
  readonly atomRows: readonly number[];
  readonly rows: number;
  /** Carried out at each event: first what all tiers need, then tier by tier. */
  readonly tiers: readonly LoweredTier[];
  /** Counter registers: which counter lies in which. */
  readonly counters: readonly CounterUse[];
}

export interface CounterUse {
  readonly counter: number;
  readonly reg: Reg;
}

export interface LoweredTier {
  /** For messages; null before the first tier and after the last. */
  readonly id: string | null;
  readonly steps: readonly Step[];
}

/** What a register holds. `bound`: greatest value, proved. */
export type Register = { readonly bound: number } & (
  | { readonly kind: 'literal'; readonly value: number }
  /** Place in the record of numbers of the person profile, or of person and event profile. */
  | { readonly kind: 'person' | 'event'; readonly at: number }
  /** A column of numbers. */
  | { readonly kind: 'number'; readonly name: string }
  /** A first cell: of the only atom, or (`row`) of the atom of a row; 0 where there is none. */
  | { readonly kind: 'cell'; readonly place: number; readonly row: number }
  | { readonly kind: 'counter'; readonly counter: number }
  /** Written once before it is read. */
  | { readonly kind: 'value' }
  /** A group of cells or a sum of payments: starts from nothing at each event. */
  | { readonly kind: 'sum' }
);

/** One or more bounds and values of segments, or of a table. */
export type Bands = readonly Reg[];

export type Step =
  /** Sums, and exact differences. */
  | { readonly op: 'sum'; readonly to: Reg; readonly of: readonly Reg[] }
  | { readonly op: 'less'; readonly to: Reg; readonly of: Reg; readonly less: Reg }
  /** Never below nothing. */
  | { readonly op: 'room'; readonly to: Reg; readonly of: Reg; readonly less: Reg }
  | { readonly op: 'min' | 'max'; readonly to: Reg; readonly of: readonly Reg[] }
  /** `of × times ÷ over`, rounded; NaN where `over` is nothing. */
  | {
      readonly op: 'proportion';
      readonly to: Reg;
      readonly of: Reg;
      readonly times: Reg;
      readonly over: Reg;
      readonly rounding: RoundingMode;
    }
  | {
      readonly op: 'lookUp';
      readonly to: Reg;
      readonly at: Reg;
      readonly bounds: Bands;
      readonly values: Bands;
    }
  /** A ratio under a modifier, between nothing and the whole. */
  | {
      readonly op: 'rate';
      readonly to: Reg;
      readonly of: Reg;
      readonly by: Reg;
      readonly how: 'add' | 'multiply' | 'multiplyOwnShare' | 'replace';
    }
  /** 1 where `from ≤ of < until`, else 0; a side may be left out. */
  | {
      readonly op: 'test';
      readonly to: Reg;
      readonly of: Reg;
      readonly from: Reg | null;
      readonly until: Reg | null;
    }
  /** 1 where all are 1. */
  | { readonly op: 'all'; readonly to: Reg; readonly of: readonly Reg[] }
  /** Stops the run where a value is out of the range of amounts: `settle` rejects the event. */
  | { readonly op: 'guard'; readonly of: Reg }
  /** Payment over `[start, start + length)`, rounded (each segment or the whole), at most length. */
  | {
      readonly op: 'pay';
      readonly to: Reg;
      readonly start: Reg;
      readonly length: Reg;
      readonly bounds: Bands;
      readonly rates: Bands;
      readonly rounding: RoundingMode;
      readonly isEach: boolean;
    }
  /** X15: the cost behind what a cap has clipped. */
  | {
      readonly op: 'behind';
      readonly to: Reg;
      readonly clipped: Reg;
      readonly paid: Reg;
      readonly start: Reg;
      readonly length: Reg;
      readonly bounds: Bands;
      readonly rates: Bands;
      readonly rounding: RoundingMode;
    }
  /** Spreads an amount over rooms: pro rata by largest remainder, or filled from the first. */
  | {
      readonly op: 'spread';
      readonly amount: Reg;
      readonly rooms: readonly Reg[];
      readonly to: readonly Reg[];
      readonly isProRata: boolean;
    }
  | AllotStep
  | { readonly op: 'add' | 'raise'; readonly to: Reg; readonly of: Reg }
  /** Sets a sum to nothing. */
  | { readonly op: 'clear'; readonly to: Reg }
  | {
      readonly op: 'if';
      readonly test: Reg;
      readonly is: number;
      readonly steps: readonly Step[];
    };

/**
 * Allots what became of a part over its rooms (decision 0001 §5, step 7), each amount over what the
 * ones before left: excess, deductible, paid, overCap; the rest is copay.
 */
export interface AllotStep {
  readonly op: 'allot';
  readonly isProRata: boolean;
  readonly rooms: readonly AllotRoom[];
  readonly excess: Reg | null;
  readonly deductible: Reg;
  readonly paid: Reg;
  readonly overCap: Reg;
}

/** A room: its share of each outcome goes to these registers; null: nobody asks. */
export interface AllotRoom {
  readonly base: Reg;
  /** Place among the rooms before the order of the atoms, and the row whose atom it is. */
  readonly order: number;
  readonly row: number;
  readonly excess: Reg | null;
  readonly deductible: Reg | null;
  readonly paid: Reg | null;
  readonly overCap: Reg | null;
  readonly copay: Reg | null;
}
