/**
 * Numbers of windows, by event: equal numbers are one window.
 */
import { windowNumber } from '../law/index.ts';
import { asDay, dayToCivil } from '../units/index.ts';
import type { LoweredCounter } from './lowered.ts';

/** By counter: the window of each event; null where the data stay within one. */
export function windowsOf(
  counters: readonly LoweredCounter[],
  windowDay: Int32Array | null,
): (Int32Array | null)[] {
  const known = new Map<string, Int32Array>();
  return counters.map(({ window, isOneWindow }) => {
    if (isOneWindow) return null;
    if (windowDay === null) throw new RangeError('no column of window days');
    const name = JSON.stringify(window);
    const found = known.get(name);
    if (found) return found;
    const fresh = windowDay.map((day) => {
      const on = asDay(day);
      return windowNumber(window, dayToCivil(on), on);
    });
    known.set(name, fresh);
    return fresh;
  });
}
