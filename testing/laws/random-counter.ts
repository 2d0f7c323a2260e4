/**
 * Random counters: windows, keys, holds, and who writes them.
 */
import type { Chance } from './chance.ts';
import { chosen, type Draft, newChoice, type Written } from './draft.ts';
import { CITED } from './vocabulary.ts';

export interface CounterOptions {
  readonly writers: readonly Written[];
  readonly holds?: 'sum' | 'max';
  /** False: not kept apart by an event dimension. */
  readonly mayHaveKey?: boolean;
  /** True: the window must run at least over a year. */
  readonly isLong?: boolean;
}

/** Writes a counter into a file; gives its id. */
export function newCounter(draft: Draft, name: string, options: CounterOptions): string {
  const { chance, counters } = draft;
  const id = `${draft.id}.${name}${Object.keys(counters).length}`;
  const window = randomWindow(chance, options.isLong ?? false);
  const key = options.mayHaveKey !== false && chance.is(0.22) ? randomKey(chance) : null;
  const isByChoice = chance.is(0.1);
  const needsReads = new Set(options.writers.map((writer) => writer.tier)).size > 1;
  counters[id] = {
    window: isByChoice ? windowByChoice(draft, window, options.isLong ?? false) : window,
    ...(key === null ? {} : { key }),
    ...(options.holds === 'max' ? { holds: 'max' } : {}),
    writers: options.writers,
    ...(needsReads || chance.is(0.2)
      ? { reads: chosen(draft, 'reads', ['afterEarlierTiers', 'beforeEvent']) }
      : {}),
    ...(isYearly(window) && !isByChoice && chance.is(0.12) ? { carryOver: 'value' } : {}),
    source: CITED,
  };
  return id;
}

function randomKey(chance: Chance): string {
  return chance.weighted([
    ['disease', 5],
    ['level', 1],
    ['setting', 1],
    ['none', 1],
  ]);
}

function randomWindow(chance: Chance, isLong: boolean): Written {
  const kind = chance.weighted([
    ['calendarYear', 6],
    ['productYear', 2],
    ['lifetime', 1.5],
    ['rolling', 2],
    ['month', isLong ? 0 : 1.5],
    ['day', isLong ? 0 : 1],
  ]);
  if (kind === 'productYear') return { kind, startsOn: chance.pick(['07-01', '04-15', '12-31']) };
  if (kind === 'rolling') return { kind, months: isLong ? 12 : chance.pick([1, 3, 12, 24]) };
  return { kind };
}

function windowByChoice(draft: Draft, window: Written, isLong: boolean): Written {
  const { choice } = newChoice(draft, 'window', ['one', 'other']);
  return { choice, options: { one: window, other: randomWindow(draft.chance, isLong) } };
}

function isYearly(window: Written): boolean {
  return ['month', 'calendarYear', 'productYear'].includes(String(window.kind));
}
