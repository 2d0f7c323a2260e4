/**
 * Counters at one event: values are read in the event's window under the event's key, moved by
 * writers, and put back as the next state.
 */
import type { Counter, Prepared, Window } from '../law/index.ts';
import { type Civil, type Day, dayFromCivil, dayToCivil, plusMonths } from '../units/index.ts';
import { codeIn, type Profile } from './profile.ts';
import type { CounterMove } from './settled.ts';
import type { CounterState, State } from './state.ts';

export interface CounterBook {
  readonly counters: readonly Counter[];
  readonly states: readonly CounterState[];
  readonly windowDay: Day;
  readonly civil: Civil;
  /** Tells the event's code of a counter's key. */
  readonly profile: Profile;
  /** Before the event and now, by counter; `UNREAD` until first touched. */
  readonly before: number[];
  readonly now: number[];
  /** What this event wrote, by counter: the sum or the greatest of its writes. */
  readonly written: number[];
  /** Where in `states` the counter was found, or `UNREAD`. */
  readonly at: number[];
}

/** Stands for a counter not read yet; counters are never negative. */
const UNREAD = -1;

/** Opens the counters for an event. */
export function openBook(
  prepared: Prepared,
  state: State,
  windowDay: Day,
  profile: Profile,
): CounterBook {
  const count = prepared.program.counters.length;
  return {
    counters: prepared.program.counters,
    states: state.counters,
    windowDay,
    civil: dayToCivil(windowDay),
    profile,
    before: new Array<number>(count).fill(UNREAD),
    now: new Array<number>(count).fill(UNREAD),
    written: new Array<number>(count).fill(0),
    at: new Array<number>(count).fill(UNREAD),
  };
}

/** Reads a counter as its readers see it (X16). */
export function readCounter(book: CounterBook, index: number): number {
  const live = loaded(book, index);
  return book.counters[index]?.reads === 'beforeEvent' ? (book.before[index] ?? live) : live;
}

/** Moves a counter by what a writer wrote. */
export function moveCounter(book: CounterBook, index: number, fen: number): void {
  const live = loaded(book, index);
  const written = book.written[index] ?? 0;
  const isMax = book.counters[index]?.holds === 'max';
  book.now[index] = isMax ? Math.max(live, fen) : live + fen;
  book.written[index] = isMax ? Math.max(written, fen) : written + fen;
}

/** Gives the state after the event and the moves made. */
export function closeBook(
  book: CounterBook,
  scheme: string,
): { state: State; moves: CounterMove[] } {
  const states = book.states.slice();
  const moves: CounterMove[] = [];
  for (let index = 0; index < book.counters.length; index++) {
    const written = book.written[index] ?? 0;
    const counter = book.counters[index];
    if (written === 0 || !counter) continue;
    const afterFen = book.now[index] ?? 0;
    const key = keyFor(book, counter);
    const window = windowNumber(counter.window, book.civil, book.windowDay);
    moves.push({ counter: index, key, window, beforeFen: book.before[index] ?? 0, afterFen });
    store(states, book, index, { counter: counter.id, key, window, value: afterFen });
  }
  return { state: { scheme, counters: states }, moves };
}

/** Reads a counter of a state in the window of a day; for close events and display. */
export function counterValue(counter: Counter, state: State, key: string, on: Day): number {
  return valueIn(counter, state.counters, key, on);
}

/** Numbers the window a day falls in; equal numbers are one window. */
export function windowNumber(window: Window, civil: Civil, on: Day): number {
  switch (window.kind) {
    case 'calendarYear':
      return civil.year;
    case 'month':
      return civil.year * 12 + civil.month - 1;
    case 'lifetime':
      return 0;
    case 'day':
    case 'rolling':
      return on;
    case 'productYear': {
      const started =
        civil.month > window.month || (civil.month === window.month && civil.day >= window.day);
      return started ? civil.year : civil.year - 1;
    }
  }
}

/** The days that a window covers, half open; null for lifetime. */
export function windowSpan(window: Window, on: Day): { from: Day; until: Day } | null {
  const civil = dayToCivil(on);
  switch (window.kind) {
    case 'lifetime':
      return null;
    case 'calendarYear':
      return years(civil.year, 1, 1);
    case 'productYear':
      return years(windowNumber(window, civil, on), window.month, window.day);
    case 'month': {
      const from = dayFromCivil({ ...civil, day: 1 });
      return { from, until: plusMonths(from, 1) };
    }
    case 'day':
      return { from: on, until: (on + 1) as Day };
    case 'rolling':
      return { from: (plusMonths(on, -window.months) + 1) as Day, until: (on + 1) as Day };
  }
}

function years(year: number, month: number, day: number): { from: Day; until: Day } {
  return {
    from: dayFromCivil({ year, month, day }),
    until: dayFromCivil({ year: year + 1, month, day }),
  };
}

function loaded(book: CounterBook, index: number): number {
  const live = book.now[index] ?? UNREAD;
  if (live !== UNREAD) return live;
  const counter = book.counters[index];
  if (!counter) throw new RangeError(`no counter ${index}`);
  const key = keyFor(book, counter);
  const at = find(
    book.states,
    counter,
    key,
    windowNumber(counter.window, book.civil, book.windowDay),
  );
  const value =
    at >= 0 && counter.window.kind !== 'rolling'
      ? (book.states[at]?.value ?? 0)
      : valueIn(counter, book.states, key, book.windowDay);
  book.at[index] = at;
  book.before[index] = value;
  book.now[index] = value;
  return value;
}

function keyFor(book: CounterBook, counter: Counter): string {
  return counter.key === 'none' ? '' : (codeIn(book.profile, counter.key) ?? '');
}

/** Where a counter stands in a state; -1 where it does not. */
function find(
  states: readonly CounterState[],
  counter: Counter,
  key: string,
  window: number,
): number {
  for (let at = 0; at < states.length; at++) {
    const state = states[at];
    if (state?.counter === counter.id && state.window === window && state.key === key) return at;
  }
  return -1;
}

function valueIn(counter: Counter, states: readonly CounterState[], key: string, on: Day): number {
  if (counter.window.kind === 'rolling') return rollingValue(counter, states, key, on);
  const window = windowNumber(counter.window, dayToCivil(on), on);
  let latest: CounterState | null = null;
  for (const state of states) {
    if (state.counter !== counter.id || state.key !== key || state.window > window) continue;
    if (state.window === window) return state.value;
    if (latest === null || state.window > latest.window) latest = state;
  }
  return counter.carryOver === 'value' && latest ? latest.value : 0;
}

function rollingValue(
  counter: Counter,
  states: readonly CounterState[],
  key: string,
  on: Day,
): number {
  const span = windowSpan(counter.window, on);
  let value = 0;
  for (const state of states) {
    if (state.counter !== counter.id || state.key !== key) continue;
    if (span && (state.window < span.from || state.window >= span.until)) continue;
    value = counter.holds === 'max' ? Math.max(value, state.value) : value + state.value;
  }
  return value;
}

function store(
  states: CounterState[],
  book: CounterBook,
  index: number,
  fresh: CounterState,
): void {
  const found = book.at[index] ?? UNREAD;
  const at = found === UNREAD ? states.length : found;
  const counter = book.counters[index];
  if (counter?.window.kind !== 'rolling') states[at] = fresh;
  else {
    const value = rolled(counter, states[at]?.value ?? 0, book.written[index] ?? 0);
    states[at] = { ...fresh, value };
  }
}

/** A rolling counter keeps what each day wrote, since days leave the window one by one. */
function rolled(counter: Counter, known: number, written: number): number {
  return counter.holds === 'max' ? Math.max(known, written) : known + written;
}
