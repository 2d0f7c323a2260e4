/**
 * What the law counts from event to event: counters, their windows, and what writes to them.
 */

import type { Citation, EventKind, Selector } from './terms.ts';
import type { BaseEntry, TierMeasure } from './tier-law.ts';

export interface Counter {
  readonly id: string;
  /** Chinese, for display; null: the id stands for it. */
  readonly title: string | null;
  readonly window: Window;
  /**
   * `none`, or the event or line dimension whose code keeps a count of its own. Of a line: only
   * tiers write it, room by room, and only a limit `per` the same dimension reads it.
   */
  readonly key: string;
  readonly holds: 'sum' | 'max';
  readonly writers: readonly Writer[];
  /** X16: readers see what this event's earlier tiers wrote, or the value before the event. */
  readonly reads: 'afterEarlierTiers' | 'beforeEvent';
  /** At a new window: start from zero, or from the value of the window before. */
  readonly carryOver: 'none' | 'value';
  readonly citation: Citation;
}

export type Window =
  | { readonly kind: 'day' | 'month' | 'calendarYear' | 'lifetime' }
  /** Starts from zero at each event and is not kept. */
  | { readonly kind: 'event' }
  /** Monday to Sunday. */
  | { readonly kind: 'week' }
  /** Starts each year on this month and day. */
  | { readonly kind: 'productYear'; readonly month: number; readonly day: number }
  | { readonly kind: 'rolling'; readonly months: number };

export type Writer = {
  /** It writes only for events that match. */
  readonly when: Selector;
} & (
  | {
      readonly kind: 'tier';
      readonly tier: string;
      readonly part: string | null;
      readonly measure: TierMeasure;
    }
  /** After the last tier. */
  | { readonly kind: 'event'; readonly measure: string }
  /** After the last tier: what is still personal in these cells. */
  | { readonly kind: 'residual'; readonly base: readonly BaseEntry[] }
);

/** Numbers an event carries that formulas and writers may name, by kind of event. */
export const EVENT_MEASURES = {
  visit: ['totalCostFen', 'inScopeFen', 'stayDays', 'eventCount'],
  contribution: ['premiumFen', 'eventCount'],
  allowance: ['monthlyBaseFen', 'weightedBaseFen', 'weightCount', 'days', 'eventCount'],
  close: ['eventCount'],
} as const satisfies Record<EventKind, readonly string[]>;
