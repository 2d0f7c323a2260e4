/**
 * What must hold of the counters of an event: tiers read what stood there, writers moved them by
 * what the tiers did, and the next state is the one before plus the moves.
 */
import type { Counter, Part, Program, TierMeasure } from '../../engine/law/index.ts';
import {
  type CounterMove,
  type CounterState,
  type Event,
  type Settled,
  type State,
  type TierPaid,
  windowNumber,
} from '../../engine/settle/index.ts';
import { dayToCivil } from '../../engine/units/index.ts';
import { asRead, codeAmong } from './as-read.ts';
import { enteredState, textOfStates, valueIn } from './counter-values.ts';
import { hold, type Notes, same, sumOf } from './notes.ts';

/** An event with what its counters hold as its tiers run. */
interface Course {
  readonly settled: Settled;
  readonly event: Event;
  /** The state as the scheme took it over. */
  readonly entered: readonly CounterState[];
  /** What writers have written so far, by counter; undefined where a `when` may have kept one. */
  readonly written: Map<string, number | undefined>;
}

/** Looks at the counters of one event between the states before and after it. */
export function lookAtCounters(
  notes: Notes,
  settled: Settled,
  event: Event,
  [stateBefore, stateAfter]: readonly [State, State],
): void {
  const { program, trace, releasedBy } = settled;
  const course: Course = {
    settled,
    event: asRead(settled, event),
    entered: enteredState(program, stateBefore, releasedBy !== null),
    written: new Map(),
  };
  for (const tier of trace.tiers) {
    if (tier.kind === 'skipped') continue;
    lookAtReads(notes, course, tier);
    for (const counter of program.counters) writeOf(course, counter, tier);
  }
  if (releasedBy === null) for (const counter of program.counters) writeEvent(course, counter);
  lookAtMoves(notes, course);
  const told = (states: readonly CounterState[]) =>
    textOfStates(states.filter(({ counter }) => isToldByMoves(program, counter)));
  const moved = told(movedState(course));
  const next = told(stateAfter.counters);
  same(notes, 'the next state is the one before and the moves', next, moved);
}

function counterOf({ counters }: Program, id: string): Counter {
  const found = counters.find((counter) => counter.id === id);
  if (!found) throw new RangeError(`no counter ${id}`);
  return found;
}

/** The greatest of many days does not tell what this day brought. */
function isToldByMoves({ counters }: Program, id: string): boolean {
  const counter = counters.find((one) => one.id === id);
  return counter?.window.kind !== 'rolling' || counter.holds !== 'max';
}

function isByLine({ dimensions }: Program, { key }: Counter): boolean {
  return dimensions.find(({ id }) => id === key)?.of === 'line';
}

/** The code under which the event counts. */
function keyOf({ settled: { program }, event }: Course, { key }: Counter): string {
  return key === 'none' ? '' : codeAmong(program, event.facets, key);
}

function beforeOf(course: Course, counter: Counter, key: string): number {
  return valueIn(counter, course.entered, key, course.settled.windowDay);
}

/** What a reader sees; undefined where that depends on whom a writer's `when` matches. */
function readIn(course: Course, id: string | null, code?: string): number | undefined {
  if (id === null) return 0;
  const counter = counterOf(course.settled.program, id);
  const before = beforeOf(course, counter, code ?? keyOf(course, counter));
  if (counter.reads === 'beforeEvent' || !course.written.has(id)) return before;
  if (isByLine(course.settled.program, counter)) return undefined;
  const written = course.written.get(id);
  return written === undefined ? undefined : together(counter, before, written);
}

function together({ holds }: Counter, value: number, written: number): number {
  return holds === 'max' ? Math.max(value, written) : value + written;
}

function lookAtReads(notes: Notes, course: Course, tier: TierPaid): void {
  const { law } = tier.plan;
  const reads = (
    invariant: string,
    actual: number | undefined,
    id: string | null,
    code?: string,
  ) => {
    const expected = readIn(course, id, code);
    if (expected !== undefined) same(notes, invariant, actual, expected);
  };
  for (const [index, part] of law.parts.entries()) {
    const trace = tier.parts[index];
    if (!trace) continue;
    const counter = part.limit?.counter ?? null;
    for (const { usedFen, code } of trace.limit?.groups ?? []) {
      reads('a limit of one code reads its counter', usedFen, counter, code);
    }
    if (trace.limit && !trace.limit.groups) {
      reads('a limit reads its counter', trace.limit.usedFen, counter);
    }
    const [first] = trace.segments;
    if (!first || tier.paidBeforeFen !== null) continue;
    const start = positionOf(course, tier, part);
    if (start === undefined) continue;
    const before = trace.plan.measure === 'gross' ? trace.deductibleFen : 0;
    same(notes, 'segments start at their position', first.fromFen, before + start);
  }
  if (tier.deductible) {
    const { countedFen } = tier.deductible;
    reads('a deductible reads its counter', countedFen, law.deductible?.counter ?? null);
  }
  for (const [index, { id }] of tier.plan.caps.entries()) {
    const counter = law.caps.find((cap) => cap.id === id)?.counter ?? null;
    reads('a cap reads its counter', tier.caps[index]?.usedFen, counter);
  }
  if (tier.paidBeforeFen !== null) {
    reads('catching up reads what was paid', tier.paidBeforeFen, law.paidCounter);
  }
}

function positionOf(
  course: Course,
  { plan, deductible }: TierPaid,
  part: Part,
): number | undefined {
  const { rates } = part;
  if (rates.kind === 'flat') return 0;
  if (rates.position !== null) return readIn(course, rates.position);
  const isDerived = plan.law.deductible?.counts === 'base' && plan.law.parts.length === 1;
  if (!isDerived || !deductible) return 0;
  const { countedFen, amountFen } = deductible;
  return rates.measure === 'gross' ? countedFen : Math.max(0, countedFen - amountFen);
}

function writeOf(course: Course, counter: Counter, tier: TierPaid): void {
  for (const writer of counter.writers) {
    if (writer.kind !== 'tier' || writer.tier !== tier.plan.law.id) continue;
    const part = tier.plan.law.parts.findIndex(({ id }) => id === writer.part);
    write(
      course,
      counter,
      writer.when.length > 0 ? undefined : measured(tier, part, writer.measure),
    );
  }
}

function writeEvent(course: Course, counter: Counter): void {
  for (const writer of counter.writers) {
    if (writer.kind === 'tier') continue;
    const isOpen = writer.kind === 'residual' || writer.when.length > 0;
    write(course, counter, isOpen ? undefined : eventNumber(course, writer.measure));
  }
}

/** A number of the event, as far as its result tells it. */
function eventNumber({ settled, event }: Course, measure: string): number | undefined {
  if (measure === 'eventCount') return 1;
  if (measure === 'totalCostFen') return event.kind === 'visit' ? settled.totalFen : 0;
  if (measure === 'premiumFen') return event.kind === 'contribution' ? settled.totalFen : 0;
  return undefined;
}

/** Notes what a writer wrote; undefined: it is not known. */
function write({ written }: Course, { id, holds }: Counter, fen: number | undefined): void {
  const sum = written.has(id) ? written.get(id) : 0;
  const isKnown = sum !== undefined && fen !== undefined;
  const both = isKnown ? (holds === 'max' ? Math.max(sum, fen) : sum + fen) : undefined;
  written.set(id, both);
}

function measured({ parts, deductible }: TierPaid, only: number, measure: TierMeasure): number {
  if (measure === 'deductibleAmount') return deductible?.amountFen ?? 0;
  const chosen = parts.filter((_, index) => only < 0 || index === only);
  return sumOf(
    chosen.map((part) => {
      const excess = part.limit?.excessFen ?? 0;
      const by = {
        base: sumOf(part.baseFen),
        counted: part.countedFen,
        limitExcess: excess,
        deductible: part.deductibleFen,
        afterDeductible: part.countedFen - part.deductibleFen,
        paid: part.paidFen,
        copay: part.copayFen,
        overCap: part.overCapFen + excess,
      };
      return by[measure];
    }),
  );
}

function lookAtMoves(notes: Notes, course: Course): void {
  const { program, trace, windowDay } = course.settled;
  const moved = new Map<string, CounterMove[]>();
  for (const move of trace.counters) {
    const counter = program.counters[move.counter];
    if (!counter) throw new RangeError(`no counter ${move.counter}`);
    const others = moved.get(counter.id) ?? [];
    hold(notes, 'a counter moves once', !others.some(({ key }) => key === move.key));
    moved.set(counter.id, [...others, move]);
    const number = windowNumber(counter.window, dayToCivil(windowDay), windowDay);
    same(notes, 'a move is in the window of the event', move.window, number);
    const before = beforeOf(course, counter, move.key);
    same(notes, 'a move starts where the state was', move.beforeFen, before);
    const key = isByLine(program, counter) ? move.key : keyOf(course, counter);
    same(notes, 'a move is under the code of the event', move.key, key);
  }
  for (const [id, fen] of course.written) {
    if (fen === undefined) continue;
    const moves = moved.get(id) ?? [];
    const counter = counterOf(program, id);
    hold(notes, 'what is written is moved', fen === 0 || moves.length > 0, id);
    const ends = sumOf(moves.map(({ afterFen }) => afterFen));
    const starts = sumOf(moves.map(({ beforeFen }) => beforeFen));
    if (moves.length === 0) continue;
    same(notes, 'a move ends where its writers left it', ends, together(counter, starts, fen));
  }
}

/** The state with the moves of the event made. */
function movedState({ settled, entered }: Course): CounterState[] {
  const { program, trace } = settled;
  const after = [...entered];
  for (const { counter: index, key, window, beforeFen, afterFen } of trace.counters) {
    const counter = program.counters[index];
    if (!counter || counter.window.kind === 'event') continue;
    const at = after.findIndex(
      (entry) => entry.counter === counter.id && entry.key === key && entry.window === window,
    );
    const known = after[at]?.value ?? 0;
    const isRolling = counter.window.kind === 'rolling' && counter.holds === 'sum';
    const value = isRolling ? known + afterFen - beforeFen : afterFen;
    after.splice(at < 0 ? after.length : at, at < 0 ? 0 : 1, {
      counter: counter.id,
      key,
      window,
      value,
    });
  }
  return after;
}
