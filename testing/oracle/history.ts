/**
 * A person's history: order, duplicates, reversals, years settled anew, change of scheme.
 */
import { carriedOver } from './carry.ts';
import type { CounterEntry } from './counters.ts';
import type { Iso } from './date.ts';
import { dayOf, type Event, type Item, type Person } from './event.ts';
import { matches } from './facts.ts';
import { lookAll } from './looks.ts';
import type { Note } from './note.ts';
import { fault, Rejected } from './rejection.ts';
import type { Scheme, Tier } from './scheme.ts';
import { type EventResult, settleEvent } from './settle.ts';

export interface HistoryOf {
  readonly schemes: readonly Scheme[];
  readonly area: string;
  readonly person: Person;
  readonly items: readonly Item[];
  readonly note: Note;
}

export interface HistoryResult {
  /** In the order of the law. */
  readonly events: readonly EventResult[];
  readonly scheme: string | null;
  readonly counters: readonly CounterEntry[];
}

/** An event with the scheme that its law day picks. */
interface Placed {
  readonly event: Event;
  readonly scheme: Scheme;
}

/** Settles a history as its schemes order it. */
export function settleItems(history: HistoryOf): HistoryResult {
  const steps = withoutDuplicates(history.items, history.note);
  const placed = new Map<string, Placed>();
  for (const step of steps) {
    if (step.kind === 'event') {
      placed.set(step.event.id, { event: step.event, scheme: pickScheme(history, step.event) });
    }
  }
  let alive: Placed[] = [];
  const kept = new Map<string, EventResult>();
  for (const step of steps) {
    if (step.kind === 'event') {
      alive.push(placed.get(step.event.id) ?? fault('event without a scheme'));
      continue;
    }
    const reversed = placed.get(step.reverses) ?? fault('reversal without an event');
    const mode = reversed.scheme.choice('reversal');
    history.note(`reversal.${mode}`);
    if (mode === 'keepPast') {
      for (const result of run(history, alive).events) {
        if (!kept.has(result.id)) kept.set(result.id, { ...result, isKept: true });
      }
    }
    alive = alive.filter(({ event }) => event.id !== step.reverses);
  }
  const final = run(history, alive);
  return { ...final, events: final.events.map((event) => kept.get(event.id) ?? event) };
}

/** The items without repeated events; rejects what contradicts itself. */
function withoutDuplicates(items: readonly Item[], note: Note): Item[] {
  const events = new Map<string, string>();
  const reversed = new Set<string>();
  const steps: Item[] = [];
  for (const item of items) {
    if (item.kind === 'event') {
      const content = canonical(item.event);
      const known = events.get(item.event.id);
      if (known !== undefined && known !== content) {
        throw new Rejected('settlement/event_conflict', item.event.id);
      }
      if (known !== undefined) note('duplicate');
      else steps.push(item);
      events.set(item.event.id, content);
      continue;
    }
    if (!events.has(item.reverses) || reversed.has(item.reverses)) {
      throw new Rejected('settlement/nothing_to_reverse', item.reverses);
    }
    reversed.add(item.reverses);
    steps.push(item);
  }
  return steps;
}

/** The scheme of the area that covers the person and is in force; its facets must be told. */
function pickScheme({ schemes, area, person, note }: HistoryOf, event: Event): Scheme {
  const covering = schemes
    .filter((scheme) => scheme.area === area)
    .map((scheme) => ({ scheme, day: dayOf(event, scheme.choice('lawDay')) }))
    .filter(({ scheme, day }) => matches({ scheme, person, event, day, note }, scheme.covers));
  if (covering.length === 0) throw new Rejected('settlement/person_not_enrolled', event.id);
  const inForce = covering.filter(({ scheme, day }) => scheme.from <= day && day < scheme.until);
  if (inForce.length > 1) throw new Rejected('settlement/two_schemes', event.id);
  const isOver = covering.some(({ scheme, day }) => day >= scheme.until);
  if (!inForce[0]) throw new Rejected(isOver ? 'law/expired' : 'law/not_yet', event.id);
  lookAll({ ...inForce[0], person, event, note });
  return inForce[0].scheme;
}

/** Settles events from nothing, in the order of the law. */
function run(history: HistoryOf, recorded: readonly Placed[]): HistoryResult {
  const order = inOrder(recorded);
  if (order.some(({ event }, index) => event !== recorded[index]?.event)) history.note('lateBill');
  let scheme: Scheme | null = null;
  let counters: readonly CounterEntry[] = [];
  const events = order.map((placed) => {
    const isNew = scheme !== null && scheme.id !== placed.scheme.id;
    if (isNew) history.note(`schemeChange.${placed.scheme.choice('schemeChange')}`);
    counters = carriedOver({ scheme: scheme?.id ?? null, counters }, placed.scheme);
    scheme = placed.scheme;
    const own = dayOf(placed.event, scheme.choice('lawDay'));
    const lawDayOf = (tier: Tier): Iso =>
      tier.policy.midYearChange === 'recompute' ? lawDayAnew(order, placed, history.note) : own;
    const at = { ...placed, person: history.person, lawDayOf };
    const result = settleEvent(at, counters, history.note);
    counters = result.counters;
    return result;
  });
  return { events, scheme: order.at(-1)?.scheme.id ?? null, counters };
}

function inOrder(recorded: readonly Placed[]): Placed[] {
  const choice = recorded[0]?.scheme.choice;
  if (choice?.('order') !== 'dischargedOn' || choice('lateBill') !== 'replay') return [...recorded];
  const day = (placed: Placed) => dayOf(placed.event, 'dischargedOn');
  return [...recorded].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

/**
 * X13 `recompute`: the law day under which all events of a scheme's year settle the tiers that
 * recompute, which is that of the year's last event.
 */
function lawDayAnew(order: readonly Placed[], { scheme, event }: Placed, note: Note): Iso {
  const yearOf = (placed: Placed) => dayOf(placed.event, scheme.choice('windowDay')).slice(0, 4);
  const year = yearOf({ scheme, event });
  const last = order
    .filter((other) => other.scheme.id === scheme.id && yearOf(other) === year)
    .at(-1);
  const day = dayOf(last?.event ?? event, scheme.choice('lawDay'));
  if (day !== dayOf(event, scheme.choice('lawDay'))) note('recompute.anew');
  return day;
}

/** One text for the content of an event, whatever the order of its keys. */
function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${key}:${canonical(inner)}`).join()}}`;
}
