/**
 * Counters at one event: values are read in the event's window under the event's key, moved by
 * writers, and put back as the next state.
 */
import {
  type Counter,
  type CounterPlan,
  type Prepared,
  windowNumber,
  windowSpan,
} from '../law/index.ts';
import { type Civil, type Day, dayToCivil } from '../units/index.ts';
import type { Balances, CounterState } from './balances.ts';
import { codeIn, type Profile } from './profile.ts';
import type { CounterMove } from './settled.ts';

export interface CounterBook {
  readonly counters: readonly CounterPlan[];
  /** Before the event; once the book is closed, after it. */
  states: readonly CounterState[];
  readonly windowDay: Day;
  readonly civil: Civil;
  /** Tells the event's code of a counter's key. */
  readonly profile: Profile;
  /** By counter; null until first touched. */
  readonly open: (OpenCounter | null)[];
  /** Of counters keyed by a line dimension, by counter and code; null until first touched. */
  byLine: Map<string, OpenCounter> | null;
  /** How many counters this event moved. */
  moved: number;
}

interface OpenCounter extends CounterMove {
  afterFen: number;
  /** What this event wrote: the sum or the greatest of its writes. */
  writtenFen: number;
  /** Where in `states` this window of the counter was found; -1 where it was not. */
  readonly at: number;
}

/** Opens the counters for an event. */
export function openBook(
  prepared: Prepared,
  state: Balances,
  windowDay: Day,
  profile: Profile,
): CounterBook {
  return {
    counters: prepared.counters,
    states: state.counters,
    windowDay,
    civil: dayToCivil(windowDay),
    profile,
    open: prepared.unopened.slice(),
    byLine: null,
    moved: 0,
  };
}

/** Reads a counter as its readers see it (X16). */
export function readCounter(book: CounterBook, index: number): number {
  return seen(book, index, opened(book, index));
}

function seen({ counters }: CounterBook, index: number, open: OpenCounter): number {
  return counters[index]?.readsBefore ? open.beforeFen : open.afterFen;
}

/** Moves a counter by what a writer wrote. */
export function moveCounter(book: CounterBook, index: number, fen: number): void {
  move(book, index, opened(book, index), fen);
}

/** Reads what a counter keyed by a line dimension holds for the lines of a code. */
export function readLineCounter(book: CounterBook, index: number, code: string): number {
  return seen(book, index, openedByLine(book, index, code));
}

/** Moves what a counter keyed by a line dimension holds for the lines of a code. */
export function moveLineCounter(book: CounterBook, index: number, code: string, fen: number): void {
  move(book, index, openedByLine(book, index, code), fen);
}

function move(book: CounterBook, index: number, open: OpenCounter, fen: number): void {
  if (fen === 0) return;
  if (open.writtenFen === 0) book.moved++;
  const isMax = book.counters[index]?.isMax;
  open.afterFen = isMax ? Math.max(open.afterFen, fen) : open.afterFen + fen;
  open.writtenFen = isMax ? Math.max(open.writtenFen, fen) : open.writtenFen + fen;
}

/** Puts in what the event has written, and gives its moves; nothing written opens no window. */
export function closeBook(book: CounterBook): readonly CounterMove[] {
  const states = book.states.slice();
  const moves = new Array<CounterMove>(book.moved);
  let moved = 0;
  let haveMoved = false;
  for (let index = 0; index < book.open.length; index++) {
    const open = book.open[index];
    const counter = book.counters[index];
    if (open === null || open === undefined || counter === undefined) continue;
    if (open.writtenFen === 0) continue;
    moves[moved++] = open;
    if (counter.isOfEvent) continue;
    const { key, window } = open;
    const at: number =
      open.at >= 0 && haveMoved ? find(states, open.at, counter.id, key, window) : open.at;
    const value: number = counter.isRolling
      ? rolled(counter.isMax, at < 0 ? 0 : (states[at]?.value ?? 0), open.writtenFen)
      : open.afterFen;
    haveMoved =
      bringHome(states, index, at, { counter: counter.id, key, window, value }) || haveMoved;
  }
  if (book.byLine !== null) closeLines(book, states, moves, moved);
  book.states = states;
  return moves;
}

/** The counters that lines have moved, each code for itself. */
function closeLines(
  book: CounterBook,
  states: CounterState[],
  moves: CounterMove[],
  moved: number,
): void {
  let at = moved;
  for (const open of book.byLine?.values() ?? []) {
    const counter = book.counters[open.counter];
    if (!counter || open.writtenFen === 0) continue;
    moves[at++] = open;
    if (counter.isOfEvent) continue;
    const { key, window } = open;
    const home = find(states, open.at, counter.id, key, window);
    const known = home < 0 ? 0 : (states[home]?.value ?? 0);
    const value = counter.isRolling ? rolled(counter.isMax, known, open.writtenFen) : open.afterFen;
    states[home < 0 ? states.length : home] = { counter: counter.id, key, window, value };
  }
}

/**
 * Puts a value in: the window written last goes to the counter's own index, where the next event
 * looks first. Tells whether another counter had to make room.
 */
function bringHome(
  states: CounterState[],
  index: number,
  found: number,
  fresh: CounterState,
): boolean {
  const at = found < 0 ? states.length : found;
  const home = states[index];
  if (home === undefined || at === index) {
    states[at] = fresh;
    return false;
  }
  states[at] = home;
  states[index] = fresh;
  return true;
}

/** Reads a counter of a state in the window of a day; for close events and display. */
export function counterValue(counter: Counter, state: Balances, key: string, on: Day): number {
  return valueIn(counter, state.counters, key, on);
}

/** Kept short: mostly the counter is open already. */
function opened(book: CounterBook, index: number): OpenCounter {
  return book.open[index] ?? openedFirst(book, index);
}

function openedFirst(book: CounterBook, index: number): OpenCounter {
  const counter = book.counters[index];
  if (counter === undefined) throw new RangeError(`no counter ${index}`);
  const key = counter.hasKey ? keyFor(book, counter.law) : '';
  const open = freshlyOpened(book, index, counter, key);
  book.open[index] = open;
  return open;
}

function openedByLine(book: CounterBook, index: number, code: string): OpenCounter {
  book.byLine ??= new Map();
  const name = `${index}|${code}`;
  const known = book.byLine.get(name);
  if (known) return known;
  const counter = book.counters[index];
  if (!counter) throw new RangeError(`no counter ${index}`);
  const open = freshlyOpened(book, index, counter, code);
  book.byLine.set(name, open);
  return open;
}

function freshlyOpened(
  book: CounterBook,
  index: number,
  counter: CounterPlan,
  key: string,
): OpenCounter {
  const window = windowOf(book, counter);
  const at = counter.isOfEvent ? -1 : find(book.states, index, counter.id, key, window);
  let fen = 0;
  if (counter.isRolling || (at < 0 && counter.looksBack)) {
    fen = valueIn(counter.law, book.states, key, book.windowDay);
  } else if (at >= 0) {
    fen = book.states[at]?.value ?? 0;
  }
  return { counter: index, key, window, beforeFen: fen, afterFen: fen, writtenFen: 0, at };
}

function windowOf(book: CounterBook, counter: CounterPlan): number {
  if (!counter.isYearly) return windowNumber(counter.law.window, book.civil, book.windowDay);
  return book.civil.year;
}

/** The code under which an event counts; empty where the counter has no key. */
export function keyFor(book: CounterBook, counter: Counter): string {
  const code = counter.key === 'none' ? '' : codeIn(book.profile, counter.key);
  return typeof code === 'string' ? code : '';
}

/** Where a counter stands in a state, most likely at the hint; -1 where it does not. */
function find(
  states: readonly CounterState[],
  hint: number,
  counter: string,
  key: string,
  window: number,
): number {
  const home = states[hint];
  if (home?.counter === counter && home.window === window && home.key === key) return hint;
  for (let at = 0; at < states.length; at++) {
    const state = states[at];
    if (state?.counter === counter && state.window === window && state.key === key) return at;
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

/** A rolling counter keeps what each day wrote, since days leave the window one by one. */
function rolled(isMax: boolean, known: number, written: number): number {
  return isMax ? Math.max(known, written) : known + written;
}
