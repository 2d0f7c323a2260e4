/**
 * What a person's counters hold.
 */
/** A person's counters alone, as a close reads them of each member. */
export interface Balances {
  /** Scheme that the counters belong to; null before the first event. */
  readonly scheme: string | null;
  readonly counters: readonly CounterState[];
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
