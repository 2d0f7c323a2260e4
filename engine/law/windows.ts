/**
 * The windows of counters: which one a day falls in, and the days that it covers.
 */

import {
  asDay,
  type Civil,
  type Day,
  dayFromCivil,
  dayToCivil,
  plusMonths,
} from '../units/index.ts';
import type { Window } from './counter-law.ts';

/** Numbers the window a day falls in; equal numbers are one window. */
export function windowNumber(window: Window, civil: Civil, on: Day): number {
  switch (window.kind) {
    case 'calendarYear':
      return civil.year;
    case 'month':
      return civil.year * 12 + civil.month - 1;
    case 'lifetime':
    case 'event':
      return 0;
    case 'week':
      return weekNumber(on);
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

/** The days that a window covers, half open; null for a lifetime and for a single event. */
export function windowSpan(window: Window, on: Day): { from: Day; until: Day } | null {
  const civil = dayToCivil(on);
  switch (window.kind) {
    case 'lifetime':
    case 'event':
      return null;
    case 'week': {
      const from = asDay(weekNumber(on) * 7 - DAYS_TO_MONDAY);
      return { from, until: asDay(from + 7) };
    }
    case 'calendarYear':
      return years(civil.year, 1, 1);
    case 'productYear':
      return years(windowNumber(window, civil, on), window.month, window.day);
    case 'month': {
      const from = dayFromCivil({ ...civil, day: 1 });
      return { from, until: plusMonths(from, 1) };
    }
    case 'day':
      return { from: on, until: asDay(on + 1) };
    case 'rolling':
      return { from: asDay(plusMonths(on, -window.months) + 1), until: asDay(on + 1) };
  }
}

/** The first day of the count, 1970-01-01, is a Thursday. */
const DAYS_TO_MONDAY = 3;

function weekNumber(on: Day): number {
  const days = on + DAYS_TO_MONDAY;
  const weekday = ((days % 7) + 7) % 7;
  return (days - weekday) / 7;
}

function years(year: number, month: number, day: number): { from: Day; until: Day } {
  return {
    from: dayFromCivil({ year, month, day }),
    until: dayFromCivil({ year: year + 1, month, day }),
  };
}
