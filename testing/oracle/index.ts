/**
 * The oracle: a slow and plain second reading of docs/decisions/0001-law-language.md and its second
 * part, 0003-whole-language.md.
 * It takes the written law and a person's history and settles them with exact fractions.
 * It shares nothing with the engine, so that the two agree only where both read the page alike.
 */
import type { Flips } from './choose.ts';
import type { CounterEntry } from './counters.ts';
import { type Difference, differencesOf } from './differences.ts';
import type { Item, Person } from './event.ts';
import { type HistoryResult, settleItems } from './history.ts';
import type { Note } from './note.ts';
import { Rejected } from './rejection.ts';
import { schemesOf } from './scheme.ts';

export type { CounterEntry } from './counters.ts';
export type { Difference } from './differences.ts';
export type { Event, Fact, Item, Line, Person, Visit } from './event.ts';
export type { HistoryResult } from './history.ts';
export type { Note } from './note.ts';
export type { EventResult, TierResult } from './settle.ts';
export { MEASURES, type Measure, type Measures } from './written.ts';

export interface OracleInput {
  /** The YAML files as plain objects. */
  readonly files: readonly object[];
  readonly area: string;
  readonly person: Person;
  readonly items: readonly Item[];
  /** Other choices, by `<file id>/<choice>`. */
  readonly flips?: Flips;
  /** Hears what the law was made to do, so that a trial can tell what it reached. */
  readonly note?: Note;
}

export type Answer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly code: string };

/** Settles a person's history under the written law. */
export function oracle(input: OracleInput): Answer<HistoryResult> {
  return answer(() => settleItems(historyOf(input)));
}

/** Settles two histories of a person and tells the payments that differ. */
export function oracleDifferences(
  input: Omit<OracleInput, 'items'>,
  before: readonly Item[],
  after: readonly Item[],
): Answer<{ readonly differences: readonly Difference[] }> {
  return answer(() => {
    const settle = (items: readonly Item[]) => settleItems(historyOf({ ...input, items }));
    const { schemes } = historyOf({ ...input, items: [] });
    return { differences: differencesOf(settle(before), settle(after), schemes) };
  });
}

/** The counters that are not empty, in a stable order. */
export function standing(counters: readonly CounterEntry[]): CounterEntry[] {
  const name = (entry: CounterEntry) => `${entry.counter} ${entry.key} ${entry.window}`;
  return counters
    .filter((entry) => entry.value !== 0n)
    .sort((a, b) => (name(a) < name(b) ? -1 : 1));
}

function historyOf({ files, area, person, items, flips, note }: OracleInput) {
  const hears = note ?? (() => {});
  return { schemes: schemesOf(files, flips ?? {}, hears), area, person, items, note: hears };
}

function answer<T>(settle: () => T): Answer<T> {
  try {
    return { ok: true, ...settle() };
  } catch (error) {
    if (error instanceof Rejected) return { ok: false, code: error.code };
    throw error;
  }
}
