/**
 * Settles a person's history in the order that the law names, with late bills, reversals and
 * changes in mid-year. A run can start from an earlier one: it reuses every step whose input is
 * unchanged and replays from the first that is not.
 */
import type { Law, Program } from '../law/index.ts';
import { accepted, type Day, type Result, rejected } from '../units/index.ts';
import type { Event } from './event.ts';
import type { History, HistoryItem } from './history.ts';
import { pickProgram } from './pick-program.ts';
import {
  type Kept,
  located,
  type Planned,
  replay,
  type SettledHistory,
  type SettledStep,
} from './replay.ts';
import { sameContent } from './same-content.ts';
import type { Settled } from './settled.ts';
import { EMPTY_STATE, type State } from './state.ts';

export interface ReplayOptions {
  readonly earlier?: SettledHistory;
  /** State before the first event; absent: empty. */
  readonly start?: State;
  /** Programs no longer in force that stored hashes may name. */
  readonly archive?: readonly Program[];
  /** Corrections of law: a hash that is replaced, and the hash that replaces it. */
  readonly corrections?: Readonly<Record<string, string>>;
}

/**
 * Settles a history. Rejects `settlement/event_conflict`, `settlement/nothing_to_reverse`,
 * `law/unknown_hash`, and whatever `pickProgram` and `settle` reject, with the event's id in `at`.
 */
export function settleHistory(
  law: Law,
  history: History,
  options: ReplayOptions = {},
): Result<SettledHistory> {
  const planned = plansOf(law, history, options);
  if (!planned.ok) return planned;
  const { programs, pasts } = planned.value;
  const kept = new Map<string, Kept>();
  for (const upTo of pasts) {
    const before = runTo(law, history, options, { upTo, programs, kept });
    if (!before.ok) return before;
    keep(kept, before.value.steps);
  }
  return runTo(law, history, options, { upTo: history.items.length, programs, kept });
}

/** What is known of a history before anything is settled. */
export interface HistoryPlans {
  /** The law of every event, also of those that are reversed: it says what a reversal does. */
  readonly programs: ReadonlyMap<string, Program>;
  /** How many items were recorded before each reversal that leaves the results before it. */
  readonly pasts: readonly number[];
}

/** Picks the law of every event of a history. */
export function plansOf(law: Law, history: History, options: ReplayOptions): Result<HistoryPlans> {
  const recorded = readItems(history.items);
  if (!recorded.ok) return recorded;
  const programs = new Map<string, Program>();
  for (const [id, item] of recorded.value.events) {
    const program = programOf(law, history, item, options);
    if (!program.ok) return located(program, id);
    programs.set(id, program.value);
  }
  const isKept = (id: string) => programs.get(id)?.choices.reversal === 'keepPast';
  const pasts = recorded.value.reversals.flatMap(({ upTo, reverses }) =>
    isKept(reverses.event.id) ? [upTo] : [],
  );
  return accepted({ programs, pasts });
}

/** Notes the results that a reversal leaves as they were. */
function keep(kept: Map<string, Kept>, steps: readonly SettledStep[]): void {
  const fresh = new Map<string, { own: Settled; releases: SettledStep[] }>();
  for (const step of steps) {
    const { releasedBy } = step.settled;
    if (releasedBy === null) fresh.set(step.event.id, { own: step.settled, releases: [] });
    else fresh.get(releasedBy)?.releases.push(step);
  }
  for (const [id, result] of fresh) if (!kept.has(id)) kept.set(id, result);
}

interface RecordedEvent {
  readonly event: Event;
  readonly lawHash?: string;
}

interface Recorded {
  readonly events: ReadonlyMap<string, RecordedEvent>;
  /** `upTo`: how many items were recorded before it. */
  readonly reversals: readonly { readonly upTo: number; readonly reverses: RecordedEvent }[];
}

function readItems(items: readonly HistoryItem[]): Result<Recorded> {
  const events = new Map<string, RecordedEvent>();
  const reversed = new Set<string>();
  const reversalIds = new Map<string, HistoryItem>();
  const reversals: Recorded['reversals'][number][] = [];
  for (const [index, item] of items.entries()) {
    if (item.kind === 'event') {
      const known = events.get(item.event.id);
      if (known && !sameContent(known.event, item.event)) return conflict(item.event.id);
      if (!known) events.set(item.event.id, item);
      continue;
    }
    const seen = reversalIds.get(item.id);
    if (seen && !sameContent(seen, item)) return conflict(item.id);
    if (seen) continue;
    const reverses = events.get(item.reverses);
    if (!reverses || reversed.has(item.reverses)) {
      return rejected(
        'settlement/nothing_to_reverse',
        `冲销 ${item.id} 指向的 ${item.reverses} 不存在或已冲销，请核对单据号`,
        item.id,
      );
    }
    reversalIds.set(item.id, item);
    reversed.add(item.reverses);
    reversals.push({ upTo: index, reverses });
  }
  return accepted({ events, reversals });
}

function conflict(id: string): Result<never> {
  return rejected(
    'settlement/event_conflict',
    `单据号 ${id} 已用于另一内容，同一单据号只能对应同一内容；如需更正请先冲销再用新号`,
    id,
  );
}

interface Stretch {
  readonly upTo: number;
  readonly programs: ReadonlyMap<string, Program>;
  readonly kept: ReadonlyMap<string, Kept>;
}

function runTo(
  law: Law,
  history: History,
  options: ReplayOptions,
  { upTo, programs, kept }: Stretch,
): Result<SettledHistory> {
  const planned = plannedIn(history.items.slice(0, upTo), programs);
  if (!planned.ok) return planned;
  return replay({
    person: history.person,
    planned: planned.value,
    start: options.start ?? EMPTY_STATE,
    earlier: options.earlier?.steps ?? [],
    kept,
    programOf: (hash) => programUnder(law, hash, options),
  });
}

/** The events that count after some items, each with its Program, in the law's order. */
export function plannedIn(
  items: readonly HistoryItem[],
  programs: HistoryPlans['programs'],
): Result<readonly Planned[]> {
  const recorded = readItems(items);
  if (!recorded.ok) return recorded;
  const gone = new Set(items.flatMap((item) => (item.kind === 'reversal' ? [item.reverses] : [])));
  const planned: Planned[] = [];
  for (const [id, { event }] of recorded.value.events) {
    const program = programs.get(id);
    if (program && !gone.has(id)) planned.push({ event, program });
  }
  return accepted(inLawOrder(planned));
}

function programOf(
  law: Law,
  history: History,
  item: RecordedEvent,
  options: ReplayOptions,
): Result<Program> {
  if (item.lawHash === undefined) {
    return pickProgram(law, history.area, history.person, item.event);
  }
  return programUnder(law, item.lawHash, options);
}

/** The Program that a hash names, or the one that replaces it. */
function programUnder(law: Law, named: string, options: ReplayOptions): Result<Program> {
  const hash = options.corrections?.[named] ?? named;
  const found = [...law.programs, ...(options.archive ?? [])].find(
    (program) => program.hash === hash,
  );
  return found
    ? accepted(found)
    : rejected('law/unknown_hash', `找不到哈希为 ${hash} 的法规版本，请装入该版本`);
}

function inLawOrder(planned: readonly Planned[]): readonly Planned[] {
  const choices = planned[0]?.program.choices;
  if (choices?.order !== 'dischargedOn' || choices.lateBill !== 'replay') return planned;
  return planned.toSorted((left, right) => orderDay(left.event) - orderDay(right.event));
}

function orderDay(event: Event): Day {
  return event.kind === 'visit' ? event.dischargedOn : event.on;
}
