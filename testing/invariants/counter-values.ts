/**
 * What the counters of a state hold in a window under a key, worked out from the state alone.
 */
import type { Counter, Program } from '../../engine/law/index.ts';
import { type CounterState, type State, windowNumber } from '../../engine/settle/index.ts';
import { type Day, dayToCivil, plusMonths } from '../../engine/units/index.ts';

/** The state as a scheme takes it over; a release changes no scheme. */
export function enteredState(
  { id, choices }: Program,
  state: State,
  isRelease: boolean,
): readonly CounterState[] {
  const { scheme, counters } = state;
  if (isRelease || scheme === id || scheme === null || choices.schemeChange === 'keep') {
    return counters;
  }
  if (choices.schemeChange === 'reset') return [];
  return counters.flatMap((entry) => {
    const counter = choices.counterMap[entry.counter];
    return counter === undefined ? [] : [{ ...entry, counter }];
  });
}

/** What a counter holds in the window of a day under a key. */
export function valueIn(
  counter: Counter,
  states: readonly CounterState[],
  key: string,
  on: Day,
): number {
  const own = states.filter((entry) => entry.counter === counter.id && entry.key === key);
  const { window } = counter;
  if (window.kind === 'event') return 0;
  if (window.kind === 'rolling') {
    const after = plusMonths(on, -window.months);
    const within = own.filter((entry) => entry.window > after && entry.window <= on);
    const values = within.map(({ value }) => value);
    return counter.holds === 'max'
      ? Math.max(0, ...values)
      : values.reduce((sum, value) => sum + value, 0);
  }
  const number = windowNumber(window, dayToCivil(on), on);
  const here = own.find((entry) => entry.window === number);
  if (here || counter.carryOver !== 'value') return here?.value ?? 0;
  const before = own.filter((entry) => entry.window < number);
  return before.sort((a, b) => b.window - a.window)[0]?.value ?? 0;
}

/** All that is not nothing, as one text. */
export function textOfStates(states: readonly CounterState[]): string {
  const told = states
    .filter(({ value }) => value !== 0)
    .map(({ counter, key, window, value }) => `${counter}[${key}]@${window}=${value}`);
  return told.sort().join(' ');
}
