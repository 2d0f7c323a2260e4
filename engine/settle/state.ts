/**
 * State: a person's counters after an event. Readonly; each event makes a new one.
 */
export interface State {
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

export const EMPTY_STATE: State = { scheme: null, counters: [] };
