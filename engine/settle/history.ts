/**
 * A person's history: what was recorded, in the order it was recorded.
 */
import type { Day } from '../units/index.ts';
import type { Event, Person } from './event.ts';

export interface History {
  readonly area: string;
  readonly person: Person;
  readonly items: readonly HistoryItem[];
}

export type HistoryItem =
  /** `lawHash`: the Program under which it was settled before, if it was. */
  | { readonly kind: 'event'; readonly event: Event; readonly lawHash?: string }
  | {
      readonly kind: 'reversal';
      readonly id: string;
      readonly reverses: string;
      readonly on: Day;
    };
