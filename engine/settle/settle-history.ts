/**
 * Settles a person's history in the order that the law names, with late bills, reversals and
 * changes in mid-year. A run can start from an earlier one: it reuses every step whose input is
 * unchanged and replays from the first that is not.
 */
import type { Law, Program } from '../law/index.ts';
import { accepted, type Day, dayToCivil, type Result, rejected } from '../units/index.ts';
import type { Event } from './event.ts';
import type { History, HistoryItem } from './history.ts';
import { pickProgram } from './pick-program.ts';
import { lawDayOf, profileKeyOf } from './profile.ts';
import { sameContent } from './same-content.ts';
import { settle } from './settle.ts';
import type { Settled } from './settled.ts';
import { EMPTY_STATE, type State } from './state.ts';

export interface SettledHistory {
  /** In law order; reversed events are not among them. */
  readonly steps: readonly SettledStep[];
  readonly state: State;
  /** How many steps were taken over from the earlier run. */
  readonly reused: number;
}

export interface SettledStep {
  readonly event: Event;
  readonly settled: Settled;
  readonly stateBefore: State;
  readonly stateAfter: State;
  /** Equal for equal law, facts and recompute day. */
  readonly inputKey: string;
  /** The result was kept from before a reversal (`reversal: keepPast`). */
  readonly isKept: boolean;
}

export interface ReplayOptions {
  readonly earlier?: SettledHistory;
  /** State before the first event; absent: empty. */
  readonly start?: State;
  /** Programs no longer in force that stored hashes may name. */
  readonly archive?: readonly Program[];
  /** Corrections of law: a hash that is replaced, and the hash that replaces it. */
  readonly corrections?: Readonly<Record<string, string>>;
}

interface Planned {
  readonly event: Event;
  readonly program: Program;
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
  const recorded = readItems(history.items);
  if (!recorded.ok) return recorded;
  const kept = new Map<string, Settled>();
  for (const { upTo, reverses } of recorded.value.reversals) {
    const program = programOf(law, history, reverses, options);
    if (!program.ok) return located(program, reverses.event.id);
    if (program.value.choices.reversal !== 'keepPast') continue;
    const before = runTo(law, history, options, { upTo, kept });
    if (!before.ok) return before;
    for (const step of before.value.steps) kept.set(step.event.id, step.settled);
  }
  return runTo(law, history, options, { upTo: history.items.length, kept });
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
  const reversalIds = new Map<string, string>();
  const reversals: Recorded['reversals'][number][] = [];
  for (const [index, item] of items.entries()) {
    if (item.kind === 'event') {
      const known = events.get(item.event.id);
      if (known && !sameContent(known.event, item.event)) return conflict(item.event.id);
      if (!known) events.set(item.event.id, item);
      continue;
    }
    const seen = reversalIds.get(item.id);
    if (seen === item.reverses) continue;
    if (seen !== undefined) return conflict(item.id);
    const reverses = events.get(item.reverses);
    if (!reverses || reversed.has(item.reverses)) {
      return rejected(
        'settlement/nothing_to_reverse',
        `冲销 ${item.id} 指向的 ${item.reverses} 不存在或已冲销，请核对单据号`,
        item.id,
      );
    }
    reversalIds.set(item.id, item.reverses);
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
  readonly kept: ReadonlyMap<string, Settled>;
}

function runTo(
  law: Law,
  history: History,
  options: ReplayOptions,
  { upTo, kept }: Stretch,
): Result<SettledHistory> {
  const items = history.items.slice(0, upTo);
  const recorded = readItems(items);
  if (!recorded.ok) return recorded;
  const gone = new Set(items.flatMap((item) => (item.kind === 'reversal' ? [item.reverses] : [])));
  const planned: Planned[] = [];
  for (const [id, item] of recorded.value.events) {
    if (gone.has(id)) continue;
    const program = programOf(law, history, item, options);
    if (!program.ok) return located(program, id);
    planned.push({ event: item.event, program: program.value });
  }
  return run(history, inLawOrder(planned), options, kept);
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
  const hash = options.corrections?.[item.lawHash] ?? item.lawHash;
  const found = [...law.programs, ...(options.archive ?? [])].find(
    (program) => program.hash === hash,
  );
  return found
    ? accepted(found)
    : rejected('law/unknown_hash', `找不到哈希为 ${hash} 的法规版本，请装入该版本`, item.event.id);
}

function inLawOrder(planned: readonly Planned[]): readonly Planned[] {
  const choices = planned[0]?.program.choices;
  if (choices?.order !== 'dischargedOn' || choices.lateBill !== 'replay') return planned;
  return planned.toSorted((left, right) => orderDay(left.event) - orderDay(right.event));
}

function orderDay(event: Event): Day {
  return event.kind === 'visit' ? event.dischargedOn : event.on;
}

function run(
  history: History,
  planned: readonly Planned[],
  options: ReplayOptions,
  kept: ReadonlyMap<string, Settled>,
): Result<SettledHistory> {
  const recomputeDays = lastLawDays(planned);
  const earlier = options.earlier?.steps ?? [];
  const steps: SettledStep[] = [];
  let state = options.start ?? EMPTY_STATE;
  let canReuse =
    kept.size === 0 &&
    !earlier.some((step) => step.isKept) &&
    sameContent(earlier[0]?.stateBefore, state);
  let reused = 0;
  for (const { event, program } of planned) {
    const recomputeOn = recomputeDays.get(yearOf(program, event));
    const input = {
      event,
      person: history.person,
      state,
      program,
      ...(recomputeOn === undefined ? {} : { recomputeOn }),
    };
    const inputKey = inputKeyOf(input);
    if (!inputKey.ok) return located(inputKey, event.id);
    const before = earlier[steps.length];
    canReuse &&= before?.inputKey === inputKey.value && sameContent(before.event, event);
    if (canReuse && before) {
      steps.push(before);
      state = before.stateAfter;
      reused++;
      continue;
    }
    const step = settle(input);
    if (!step.ok) return located(step, event.id);
    steps.push({
      event,
      settled: kept.get(event.id) ?? step.value.settled,
      stateBefore: state,
      stateAfter: step.value.state,
      inputKey: inputKey.value,
      isKept: kept.has(event.id),
    });
    state = step.value.state;
  }
  return accepted({ steps, state, reused });
}

/** X13 `recompute`: per Program and calendar year, the law day of the last event. */
function lastLawDays(planned: readonly Planned[]): Map<string, Day> {
  const days = new Map<string, Day>();
  for (const { event, program } of planned) {
    if (!program.tiers.some((tier) => tier.midYearChange === 'recompute')) continue;
    days.set(yearOf(program, event), lawDayOf(program, event));
  }
  return days;
}

function yearOf(program: Program, event: Event): string {
  const day = event.kind === 'visit' ? event[program.choices.windowDay] : event.on;
  return `${program.hash}|${dayToCivil(day).year}`;
}

function inputKeyOf(input: Parameters<typeof settle>[0]): Result<string> {
  const own = profileKeyOf(input, lawDayOf(input.program, input.event));
  if (!own.ok || input.recomputeOn === undefined) return own;
  const then = profileKeyOf(input, input.recomputeOn);
  return then.ok ? accepted(`${own.value}|${then.value}`) : then;
}

function located<T>(result: Result<T>, id: string): Result<T> {
  if (result.ok) return result;
  const { code, message, at } = result.rejection;
  return rejected(code, message, at ?? id);
}
