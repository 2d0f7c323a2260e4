/**
 * Columns: a data set as the kernel reads it, and what it writes. Person by person, in the order of
 * the law; amounts are fen. All arrays may lie in shared memory: a worker reads all of them and
 * writes only the events of its own persons.
 */
import type { EventKind, EventPlan, LineClass, Program } from '../law/index.ts';

/** Whole numbers: 32 bits where every one fits, else doubles. */
export type Amounts = Int32Array | Float64Array;

/** What occurs in a data set: the law is lowered for exactly this. */
export interface Dataset {
  /** One per Program and kind of event that occurs; runs name them by number. */
  readonly sections: readonly Section[];
  /**
   * `one`: no person's events leave one window of any counter that is not rolling. `ascending`: a
   * person's window days never fall. `any`: neither; counters then keep every window.
   */
  readonly windows: 'one' | 'ascending' | 'any';
  /** Codes by dimension of counter keys, of event dimensions; columns hold their places. */
  readonly keyCodes: Readonly<Record<string, readonly string[]>>;
  readonly bounds: Bounds;
}

/** Greatest values; the lowering proves from them that nothing leaves the safe integers. */
export interface Bounds {
  /** Sum of the first cells of one event, in fen. */
  readonly eventFen: number;
  /** Events of one person, releases included. */
  readonly personEvents: number;
  /** By name of a number column. */
  readonly numbers: Readonly<Record<string, number>>;
}

export interface Section {
  readonly program: Program;
  readonly kind: EventKind;
  /** Of a close: over the person alone, whose counters are read as it is settled. */
  readonly isAlone: boolean;
  readonly persons: readonly PersonProfile[];
  /** How many event profiles: two are one where every event facet has the same class. */
  readonly eventProfiles: number;
  /** Every pair of profiles that occurs, once. */
  readonly pairs: readonly Pair[];
  /** Classes of the atoms that occur; of a close one per place among the members. */
  readonly classes: readonly AtomClass[];
  /** Lists of atom classes that events have, in the order of their atoms (`eventShape`). */
  readonly shapes: readonly (readonly number[])[];
  /** What occurs how often: the most common is made fast. */
  readonly seen: readonly Seen[];
}

/** How many events of a pair of profiles have a list of atom classes. */
export interface Seen {
  readonly pair: number;
  readonly shape: number;
  readonly events: number;
}

/**
 * What a run of a person's events shares: Program, span of days between changes of law, and the
 * codes of all person facets (under `recompute` also those of the later day). Two are one where
 * every facet has the same class; of a facet of several codes that formulas read
 * (`facets.told`) only where the codes are the same.
 */
export interface PersonProfile {
  /** The codes held of dimensions of several. */
  readonly held: Readonly<Record<string, readonly string[]>>;
  /** The same for tiers that `recompute`; null: the same codes. */
  readonly heldAgain: Readonly<Record<string, readonly string[]>> | null;
}

/** A person profile and an event profile that meet, and the law for them. */
export interface Pair {
  readonly person: number;
  readonly event: number;
  readonly plan: EventPlan;
}

/** Atoms that no selector of the law tells apart. */
export interface AtomClass {
  /** Null where the kind of event has no lines. */
  readonly line: LineClass | null;
  /** By first reason: whether such a cell is ever more than nothing. */
  readonly holds: readonly boolean[];
}

export interface Columns {
  readonly persons: number;
  /** Events that count. In every column those of pasts lie behind them. */
  readonly events: number;
  /** Runs of person p: `personRun[p]` up to `personRun[p + 1]`. */
  readonly personRun: Int32Array;
  /** Events of run r: `runFrom[r]` up to `runFrom[r + 1]`. */
  readonly runFrom: Int32Array;
  /** Section and person profile of a run; a run has one of each. */
  readonly runSection: Uint8Array;
  readonly runProfile: Uint16Array;
  /** Number of the event profile within the section. */
  readonly eventProfile: Uint8Array | Uint16Array;
  /**
   * By event: number of the list of its atom classes within the section, or one beyond the last for
   * any other; null where `atomFrom` is.
   */
  readonly eventShape: Uint8Array | Uint16Array | null;
  /** Null where `Dataset.windows` is `one` and no counter is rolling. */
  readonly windowDay: Int32Array | null;
  /** Atoms of event e: `atomFrom[e]` up to `atomFrom[e + 1]`; null: one atom an event, of row 0. */
  readonly atomFrom: Int32Array | null;
  /** By atom: the row of its class (`rowsOf`); an event has at most one atom of a row, in order. */
  readonly atomRow: Uint8Array | Uint16Array | null;
  /** By place among the first reasons of the kind, then by atom; all zero: null. */
  readonly cells: readonly (Amounts | null)[];
  /**
   * By event: measures (`stayDays`, `days`, `monthlyBaseFen`, `weightedBaseFen`, `weightCount`) and
   * told numbers by dimension (`again:<dimension>` on the day of `recompute`), as far as the
   * sections' laws name them. `monthlyBaseFen` is NaN where an allowance has several bases.
   */
  readonly numbers: Readonly<Record<string, Amounts>>;
  /** By event: place of the code among `Dataset.keyCodes`, for keys of counters. */
  readonly keys: Readonly<Record<string, Uint16Array>>;
  /** Null where no reversal leaves results as they were. */
  readonly pasts: Pasts | null;
}

/**
 * What reversals leave as it was (`reversal: keepPast`). A past is a person's events as they stood
 * before such a reversal; it is settled from nothing, as any person is. Its runs and events lie
 * behind all that count.
 */
export interface Pasts {
  /** Events of all pasts. */
  readonly events: number;
  /** Pasts of person p, oldest first: `personPast[p]` up to `personPast[p + 1]`. */
  readonly personPast: Int32Array;
  /** Runs of past q: `pastRun[q]` up to `pastRun[q + 1]`. */
  readonly pastRun: Int32Array;
  /** By event: where its result is found, in the person's first past that has it, else here. */
  readonly resultAt: Int32Array;
}

/**
 * What the kernel writes; each column has one amount per event. Events of pasts hold nothing once
 * their person is settled: what they came to stands with the events that count.
 */
export interface Output {
  /** By payer, in the order of `Lowered.payers`. */
  readonly paid: readonly Amounts[];
  /** What stays personal, in the order of `Lowered.residual`; empty where not asked for. */
  readonly residual: readonly Amounts[];
}
