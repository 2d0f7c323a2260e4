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
  /** Greatest payment or cell of one event, in fen. */
  readonly paidBound: number;
  /** Doubles that a person's counters take. */
  readonly memory: number;
}

/**
 * Where a counter is kept between the events of a person. `plain`: one number; `keyed`: one per
 * code of an event dimension; `stored`: one per window and code, found by search.
 */
export interface LoweredCounter {
  readonly id: string;
  readonly kept: 'plain' | 'keyed' | 'stored';
  readonly window: Window;
  /** It never leaves a window while a person's events are settled. */
  readonly isOneWindow: boolean;
  readonly isMax: boolean;
  readonly carries: boolean;
  /** Column of keys; null where the counter has none. */
  readonly key: string | null;
  /** Equal for equal ids: schemes that mean different counters by one id keep them together. */
  readonly slot: number;
  /** First place in the memory; its window stands there, its value or values behind. */
  readonly at: number;
  readonly codes: number;
}

export interface LoweredSection {
  /**
   * `settle`: settles events. `due`: asks on the day of a later event which tiers of a waiting
   * allowance have fallen due, and changes nothing.
   */
  readonly task: 'settle' | 'due';
  /**
   * Of a section with tiers that may wait: number of the section that asks whether they are due.
   */
  readonly asksDue: number | null;
  /** How many tiers the kind has: each has its places among the controls. */
  readonly kindTiers: number;
  /** Id and kind: another scheme takes counters over, and messages name it. */
  readonly program: string;
  readonly kind: EventKind;
  /**
   * X13: what a slot of counters becomes where this scheme takes a person over; -1: nothing. Null:
   * all stay as they are.
   */
  readonly takeOver: readonly number[] | null;
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
  readonly rowOfClass: readonly number[];
  readonly rows: number;
  /** Carried out at each event: what all tiers need, tier by tier, what waits for the last. */
  readonly tiers: readonly LoweredTier[];
  /** The steps of the most common events once more; null where nothing is gained by them. */
  readonly courses: Courses | null;
  /** By payer, and by reason of `residual`: the register that goes to its column; null: nothing. */
  readonly paid: readonly (Reg | null)[];
  readonly residual: readonly (Reg | null)[];
}

/** Which events have steps of their own: by what the law does for them, and by their atoms. */
export interface Courses {
  /** By person profile, then by event profile: number of what the law does. */
  readonly kindOf: Uint8Array;
  readonly eventProfiles: number;
  /**
   * By that number, then by list of atom classes (`eventShape`): number of the course, counted from
   * 1; 0: it has none.
   */
  readonly courseOf: Uint8Array;
  /** How many lists are told apart. */
  readonly shapes: number;
  /**
   * By the place in `courseOf`, `codeWidth` each: the codes that steps of an exact course name by
   * number.
   */
  readonly codes: Int32Array;
  readonly codeWidth: number;
  /** The most common first. */
  readonly list: readonly Course[];
}

/** Steps without what is nothing at events for which the same forms act on atoms of a few rows. */
export interface Course {
  readonly tiers: readonly LoweredTier[];
  /** Values and cells that are nothing at such events. */
  readonly none: readonly Reg[];
  /** Rows that its events have atoms of. */
  readonly rows: readonly number[];
  /**
   * Each event has one atom of each of these rows, in this order, or of others that are carried out
   * alike; steps name codes by their number among `Courses.codes`.
   */
  readonly isExact: boolean;
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
  /** Told from outside (`controls.ts`). */
  | { readonly kind: 'control'; readonly at: number }
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
  /** What several leave of several. */
  | {
      readonly op: 'rest';
      readonly to: Reg;
      readonly of: readonly Reg[];
      readonly less: readonly Reg[];
    }
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
  | { readonly op: 'guard'; readonly to: Reg; readonly of: Reg }
  /** Payment over `[start, end)`, rounded: each segment or the whole; nothing where it is empty. */
  | {
      readonly op: 'pay';
      readonly to: Reg;
      readonly start: Reg;
      readonly end: Reg;
      /** Their difference. */
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
  /** What a counter keyed by a line dimension holds for a code, and adding to it. */
  | { readonly op: 'fetch'; readonly to: Reg; readonly counter: number; readonly code: number }
  | { readonly op: 'keep'; readonly counter: number; readonly code: number; readonly of: Reg }
  /** Sets a control: a tier's answer. */
  | { readonly op: 'flag'; readonly at: number; readonly of: Reg }
  /** Sets a sum to nothing. */
  | { readonly op: 'clear'; readonly to: Reg }
  | {
      readonly op: 'if';
      readonly test: Reg;
      /** `some`: more than nothing. */
      readonly is: number | 'some';
      /** Nothing outside of the block reads `test`. */
      readonly isOnlyReader: boolean;
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
  /** Excess over a limit, over the rooms that it is of. */
  readonly excess: readonly { readonly rooms: readonly number[]; readonly excess: Reg }[];
  readonly deductible: Reg;
  readonly paid: Reg;
  readonly overCap: Reg;
}

/** A room, and the registers of its share of each outcome. */
export interface AllotRoom {
  readonly base: Reg;
  /** Place among the rooms; rooms of one place stand in the order of their atoms. */
  readonly order: number;
  readonly row: number;
  readonly excess: Reg;
  readonly deductible: Reg;
  readonly paid: Reg;
  readonly overCap: Reg;
  readonly copay: Reg;
}
