/** Faults in counters, their windows and their writers. */
import type { Fault } from './fault.ts';

const COUNTERS = 'engine/settle/counters.ts';
const SETTLE = 'engine/settle/settle.ts';

export const COUNTER_FAULTS: readonly Fault[] = [
  {
    id: 'greatest-added-up',
    file: COUNTERS,
    find: "const isMax = book.counters[index]?.holds === 'max';",
    replace: 'const isMax = false;',
    about: 'A counter of the greatest deductible adds them up.',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'year-does-not-reset',
    file: COUNTERS,
    find: 'return civil.year;',
    replace: 'return 0;',
    about: 'A counter of the calendar year never starts anew.',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'product-year-starts-late',
    file: COUNTERS,
    find: 'civil.day >= window.day',
    replace: 'civil.day > window.day',
    about: 'The first day of a product year belongs to the year before.',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'month-of-any-year',
    file: COUNTERS,
    find: 'return civil.year * 12 + civil.month - 1;',
    replace: 'return civil.month;',
    about: 'January of next year continues the counter of January.',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'rolling-window-a-day-long',
    file: COUNTERS,
    find: 'plusMonths(on, -window.months) + 1',
    replace: 'plusMonths(on, -window.months)',
    about: 'The same day so many months ago is still in the window.',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'rolling-day-overwritten',
    file: COUNTERS,
    find: ': known + written;',
    replace: ': written;',
    about: 'The second visit of a day wipes out the first in a rolling window.',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'before-event-ignored',
    file: COUNTERS,
    find: "book.counters[index]?.reads === 'beforeEvent' ? open.beforeFen : open.afterFen",
    replace: 'open.afterFen',
    about: 'A counter shows its readers what the same visit has written (X16).',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'key-ignored',
    file: COUNTERS,
    find: "counter.key === 'none' ? '' : (codeIn(book.profile, counter.key) ?? '')",
    replace: "''",
    about: 'Codes that count for themselves share one count.',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'carry-over-from-later-window',
    file: COUNTERS,
    find: '|| state.window > window',
    replace: '',
    about: 'A late bill starts from the value of a window that comes after it.',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'carry-over-from-oldest-window',
    file: COUNTERS,
    find: 'state.window > latest.window',
    replace: 'state.window < latest.window',
    about: 'A new window starts from the value of the oldest one.',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'residual-writer-skipped',
    file: SETTLE,
    find: 'fen += row[reason] ?? 0;',
    replace: '',
    about: 'What is still personal after the last tier is not counted.',
    likely: 'engine/settle/counters.test.ts',
  },
  {
    id: 'window-by-law-day',
    file: SETTLE,
    find: "event.kind === 'visit' ? event[program.choices.windowDay] : event.on;",
    replace: 'lawDay;',
    about: 'A stay over the turn of the year counts in the year whose law it follows.',
    likely: 'engine/settle/measures.test.ts',
  },
];
