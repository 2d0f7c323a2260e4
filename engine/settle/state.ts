/**
 * State: a person's counters after an event, and what waits to fall due. Readonly; each event makes
 * a new one.
 */
import type { Allowance } from './event.ts';

export interface State extends Balances {
  /** Oldest first. */
  readonly pending: readonly Pending[];
}

/** A person's counters alone, as a close reads them of each member. */
export interface Balances {
  /** Scheme that the counters belong to; null before the first event. */
  readonly scheme: string | null;
  readonly counters: readonly CounterState[];
}

/** An allowance some tiers of which are not due yet (`fallsDue`). */
export interface Pending {
  readonly event: Allowance;
  /** Hash of the Program of its own day, under which it will be settled. */
  readonly law: string;
  /** Ids of the tiers that wait. */
  readonly tiers: readonly string[];
}

/** One counter in one window under one key. */
export interface CounterState {
  readonly counter: string;
  /** Code of the key dimension; empty for none. */
  readonly key: string;
  /** Number of the window; days for rolling entries. */
  readonly window: number;
  /** Fen or count. */
  readonly value: number;
}

export const EMPTY_STATE: State = { scheme: null, counters: [], pending: [] };
