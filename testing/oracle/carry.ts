/**
 * X13: the counters of a person who comes from another scheme.
 */
import type { CounterEntry } from './counters.ts';
import { fault } from './rejection.ts';
import type { Scheme } from './scheme.ts';

export interface Standing {
  /** Scheme that the counters belong to; null before the first event. */
  readonly scheme: string | null;
  readonly counters: readonly CounterEntry[];
}

/** The counters as the scheme takes them over. */
export function carriedOver({ scheme, counters }: Standing, to: Scheme): readonly CounterEntry[] {
  if (scheme === null || scheme === to.id) return counters;
  switch (to.choice('schemeChange')) {
    case 'keep':
      return counters;
    case 'reset':
      return [];
    case 'map':
      return counters.flatMap((entry) => {
        const counter = to.counterMap[entry.counter];
        return counter === undefined ? [] : [{ ...entry, counter }];
      });
    default:
      return fault('unknown schemeChange');
  }
}
