/**
 * Random counters: windows, keys, holds, and who writes them.
 */
import type { Chance } from './chance.ts';
import { commonOr, newChoice } from './choices.ts';
import type { Draft, Written } from './draft.ts';
import { randomWhen } from './random-selector.ts';
import { CITED, type LineKey } from './vocabulary.ts';

export interface CounterOptions {
  readonly writers: readonly Written[];
  readonly holds?: 'sum' | 'max';
  /** False: not kept apart by an event dimension. */
  readonly mayHaveKey?: boolean;
  /** The line dimension by which it counts. */
  readonly key?: LineKey;
  /** True: the window must run at least over a year. */
  readonly isLong?: boolean;
  /** True: it starts from zero at each event. */
  readonly isHere?: boolean;
  /** False: it counts all events. */
  readonly mayHaveWhen?: boolean;
}

/** Writes a counter into a file; gives its id. */
export function newCounter(draft: Draft, name: string, options: CounterOptions): string {
  const { chance, counters } = draft;
  const id = `${draft.id}.${name}${Object.keys(counters).length}`;
  const isLong = options.isLong ?? false;
  const window = options.isHere ? { kind: 'event' } : randomWindow(chance, isLong);
  const isByChoice = !options.isHere && chance.is(0.1);
  const mayHaveKey = options.mayHaveKey !== false && options.key === undefined;
  const key = options.key ?? (mayHaveKey && chance.is(0.22) ? randomKey(chance) : null);
  const needsReads = new Set(options.writers.map((writer) => writer.tier)).size > 1;
  const mayHaveWhen = options.mayHaveWhen !== false;
  counters[id] = {
    ...(chance.is(0.05) ? { title: '一种累计' } : {}),
    window: isByChoice ? windowByChoice(draft, window, isLong) : window,
    ...(key === null ? {} : { key }),
    ...(options.holds === 'max' ? { holds: 'max' } : {}),
    writers: options.writers.map((writer) =>
      mayHaveWhen && chance.is(0.12)
        ? { ...writer, when: randomWhen(chance, 'personAndEvent') }
        : writer,
    ),
    ...(needsReads || chance.is(0.2)
      ? { reads: commonOr(draft, 'reads', ['afterEarlierTiers', 'beforeEvent']) }
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
    ['week', isLong ? 0 : 1.2],
    ['day', isLong ? 0 : 1],
    ['event', isLong ? 0 : 0.4],
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
