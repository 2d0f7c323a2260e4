/**
 * Counters of a person: what each holds, in which window, under which key.
 * A window is named by its first day; a rolling counter keeps one entry a day.
 */
import { addMonths, type Iso, isoOf, mondayOf, partsOf } from './date.ts';
import { greatest, sumOf } from './fraction.ts';
import { fault } from './rejection.ts';
import type { Counter, Window } from './written.ts';

export interface CounterEntry {
  readonly counter: string;
  readonly key: string;
  readonly window: Iso;
  readonly value: bigint;
}

export interface Place {
  readonly counter: string;
  readonly key: string;
  /** The window day of the event. */
  readonly day: Iso;
}

/** What a counter holds for an event. */
export function read(entries: readonly CounterEntry[], law: Counter, at: Place): bigint {
  const own = entries.filter((entry) => entry.counter === at.counter && entry.key === at.key);
  if (law.window.kind === 'rolling') {
    const after = addMonths(at.day, -(law.window.months ?? fault('rolling needs months')));
    const within = own.filter((entry) => entry.window > after && entry.window <= at.day);
    return law.holds === 'max'
      ? within.reduce((most, entry) => greatest(most, entry.value), 0n)
      : sumOf(within.map((entry) => entry.value));
  }
  const window = windowOf(law.window, at.day);
  const here = own.find((entry) => entry.window === window);
  if (here) return here.value;
  if (law.carryOver !== 'value') return 0n;
  const before = own.filter((entry) => entry.window < window);
  before.sort((a, b) => (a.window < b.window ? 1 : -1));
  return before[0]?.value ?? 0n;
}

/** The counters after an amount is counted. Nothing opens no window. */
export function write(
  entries: readonly CounterEntry[],
  law: Counter,
  at: Place,
  amount: bigint,
): CounterEntry[] {
  if (amount === 0n) return [...entries];
  const window = windowOf(law.window, at.day);
  const isHere = (entry: CounterEntry) =>
    entry.counter === at.counter && entry.key === at.key && entry.window === window;
  const before =
    law.window.kind === 'rolling' ? (entries.find(isHere)?.value ?? 0n) : read(entries, law, at);
  const value = law.holds === 'max' ? greatest(before, amount) : before + amount;
  const entry = { counter: at.counter, key: at.key, window, value };
  return [...entries.filter((other) => !isHere(other)), entry];
}

/** The counters without those that are kept for one event only. */
export function kept(
  entries: readonly CounterEntry[],
  laws: Readonly<Record<string, Counter>>,
): readonly CounterEntry[] {
  return entries.filter(({ counter }) => laws[counter]?.window.kind !== 'event');
}

function windowOf(window: Window, day: Iso): Iso {
  switch (window.kind) {
    case 'day':
    case 'rolling':
      return day;
    case 'week':
      return mondayOf(day);
    case 'month':
      return `${day.slice(0, 7)}-01`;
    case 'calendarYear':
      return `${day.slice(0, 4)}-01-01`;
    case 'lifetime':
    case 'event':
      return '0000-01-01';
    case 'productYear': {
      const startsOn = window.startsOn ?? fault('productYear needs startsOn');
      const [year] = partsOf(day);
      const [month, date] = [Number(startsOn.slice(0, 2)), Number(startsOn.slice(3, 5))];
      return isoOf(day.slice(5) >= startsOn ? year : year - 1, month, date);
    }
  }
}
