/**
 * A person's history: order, duplicates, reversals, years settled anew, change of scheme.
 */
import { carriedOver } from './carry.ts';
import type { CounterEntry } from './counters.ts';
import type { Iso } from './date.ts';
import { dayOf, type Event, type Item, type Person } from './event.ts';
import { matches } from './facts.ts';
import type { Note } from './note.ts';
import { releaseAgain, releaseDue, tierOf, type Waiting } from './pending.ts';
import { asRead } from './read-as.ts';
import { fault, Rejected } from './rejection.ts';
import type { Scene } from './scene.ts';
import type { Scheme, Tier } from './scheme.ts';
import { type EventAtScheme, type EventResult, settleEvent } from './settle.ts';

export interface HistoryOf {
  readonly schemes: readonly Scheme[];
  readonly area: string;
  readonly person: Person;
  readonly items: readonly Item[];
  readonly note: Note;
}

export interface HistoryResult {
  /** In the order of the law, each followed by what it released. */
  readonly events: readonly EventResult[];
  readonly scheme: string | null;
  readonly counters: readonly CounterEntry[];
  /** Allowances that still wait, oldest first: at the end, and after each event. */
  readonly pending: readonly WaitingTiers[];
  readonly pendingAfter: ReadonlyMap<string, readonly WaitingTiers[]>;
}

interface WaitingTiers {
  readonly id: string;
  readonly tiers: readonly string[];
}

/** An event with the scheme that its law day picks. */
interface Placed {
  readonly event: Event;
  readonly scheme: Scheme;
}

/** Results that a reversal left as they were: of each event, its own and those it released. */
type Kept = ReadonlyMap<string, readonly EventResult[]>;

/** Settles a history as its schemes order it. */
export function settleItems(history: HistoryOf): HistoryResult {
  const steps = withoutDuplicates(history.items, history.note);
  const placed = new Map<string, Placed>();
  for (const step of steps) {
    if (step.kind === 'event') placed.set(step.event.id, placedBy(history, step.event));
  }
  let alive: Placed[] = [];
  const kept = new Map<string, readonly EventResult[]>();
  for (const step of steps) {
    if (step.kind === 'event') {
      alive.push(placed.get(step.event.id) ?? fault('event without a scheme'));
      continue;
    }
    const reversed = placed.get(step.reverses) ?? fault('reversal without an event');
    const mode = reversed.scheme.choice('reversal');
    history.note(`reversal.${mode}`);
    if (mode === 'keepPast') {
      for (const [id, results] of byEvent(run(history, alive, kept).events)) {
        if (!kept.has(id)) kept.set(id, results);
      }
    }
    alive = alive.filter(({ event }) => event.id !== step.reverses);
  }
  return run(history, alive, kept);
}

/** Results to keep, by the event that they belong to or that released them. */
function byEvent(results: readonly EventResult[]): Map<string, EventResult[]> {
  const groups = new Map<string, EventResult[]>();
  for (const result of results) {
    const id = result.releasedBy ?? result.id;
    groups.set(id, [...(groups.get(id) ?? []), { ...result, isKept: true }]);
  }
  return groups;
}

/** The items without what was recorded twice; rejects what contradicts itself. */
function withoutDuplicates(items: readonly Item[], note: Note): Item[] {
  const known = new Map<string, string>();
  const events = new Set<string>();
  const reversed = new Set<string>();
  return items.filter((item) => {
    const id = item.kind === 'event' ? item.event.id : item.id;
    const name = `${item.kind} ${id}`;
    const content = canonical(item);
    const before = known.get(name);
    if (before !== undefined && before !== content) {
      throw new Rejected('settlement/event_conflict', id);
    }
    known.set(name, content);
    if (before !== undefined) {
      note(`duplicate.${item.kind}`);
      return false;
    }
    if (item.kind === 'event') {
      events.add(id);
      return true;
    }
    if (!events.has(item.reverses) || reversed.has(item.reverses)) {
      throw new Rejected('settlement/nothing_to_reverse', item.reverses);
    }
    reversed.add(item.reverses);
    return true;
  });
}

/** The scheme of the area that covers the person and is in force. */
function placedBy({ schemes, area, person, note }: HistoryOf, event: Event): Placed {
  const scenes = schemes
    .filter((scheme) => scheme.area === area)
    .map((scheme) => ({ scheme, person, event, note, day: dayOf(event, scheme.choice('lawDay')) }));
  const covering = coveringOf(scenes);
  const inForce = covering.filter(({ scheme, day }) => scheme.from <= day && day < scheme.until);
  if (inForce.length > 1) throw new Rejected('settlement/two_schemes', event.id);
  const isOver = covering.some(({ scheme, day }) => day >= scheme.until);
  const [picked] = inForce;
  if (!picked) throw new Rejected(isOver ? 'law/expired' : 'law/not_yet', event.id);
  return { event, scheme: picked.scheme };
}

/** The schemes that cover the person. One for which a facet is not told does not. */
function coveringOf(scenes: readonly Scene[]): Scene[] {
  const missing: Rejected[] = [];
  const covering = scenes.filter((scene) => {
    try {
      return matches(scene, scene.scheme.covers);
    } catch (error) {
      if (!(error instanceof Rejected) || error.code !== 'settlement/facet_missing') throw error;
      missing.push(error);
      return false;
    }
  });
  if (covering.length > 0) return covering;
  throw missing[0] ?? new Rejected('settlement/person_not_enrolled', 'no scheme covers');
}

/** Settles events from nothing, in the order of the law. */
function run(history: HistoryOf, recorded: readonly Placed[], kept: Kept): HistoryResult {
  const { person, note } = history;
  const order = inOrder(recorded);
  if (order.some(({ event }, index) => event !== recorded[index]?.event)) note('lateBill');
  let scheme: Scheme | null = null;
  let counters: readonly CounterEntry[] = [];
  let waiting: readonly Waiting[] = [];
  const pending = new Map<string, readonly WaitingTiers[]>();
  const keptFor = releasedAmong(order, kept);
  const events = order.flatMap((placed): EventResult[] => {
    const isNew = scheme !== null && scheme.id !== placed.scheme.id;
    if (isNew) note(`schemeChange.${placed.scheme.choice('schemeChange')}`);
    counters = carriedOver({ scheme: scheme?.id ?? null, counters }, placed.scheme);
    scheme = placed.scheme;
    const own = dayOf(placed.event, scheme.choice('lawDay'));
    const lawDayOf = (tier: Tier): Iso =>
      tier.policy.midYearChange === 'recompute' ? lawDayAnew(order, placed, note) : own;
    const event = asRead({ ...placed, person, note, day: own });
    const at: EventAtScheme = { ...placed, event, person, lawDayOf };
    const [keptResult, ...keptReleases] = kept.get(placed.event.id) ?? [];
    const anew = settleEvent(at, counters, note, keptResult ? { waited: keptResult.waiting } : {});
    const result = keptResult ?? anew;
    const { windowDay } = anew;
    const asking = { event: result.id, scheme: scheme.id, windowDay, keptFor };
    const after = keptResult
      ? releaseAgain(waiting, anew.counters, keptReleases, note)
      : releaseDue(waiting, anew.counters, asking, note);
    counters = after.counters;
    waiting = after.waiting;
    if (result.waiting.length > 0) waiting = [...waiting, { at, tiers: result.waiting }];
    pending.set(result.id, waiting.map(waitingTiers));
    return [result, ...after.results];
  });
  return {
    events,
    scheme: order.at(-1)?.scheme.id ?? null,
    counters,
    pending: waiting.map(waitingTiers),
    pendingAfter: pending,
  };
}

/** The tiers that the kept results of these events release. */
function releasedAmong(order: readonly Placed[], kept: Kept): Set<string> {
  const releases = order.flatMap(({ event }) => kept.get(event.id)?.slice(1) ?? []);
  return new Set(releases.flatMap(({ id, tiers }) => tiers.map(({ tier }) => tierOf(id, tier))));
}

function waitingTiers({ at, tiers }: Waiting): WaitingTiers {
  return { id: at.event.id, tiers };
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
