/**
 * What must hold of the counters of an event: tiers read what stood there, writers moved them by
 * what the tiers did, and the next state is the one before plus the moves. For laws whose counters
 * run by calendar year and have no key, as those of this repository do.
 */
import type { Counter, Part, Program, TierMeasure } from '../../engine/law/index.ts';
import type { Event, Settled, State, TierPaid } from '../../engine/settle/index.ts';
import { dayToCivil } from '../../engine/units/index.ts';
import { hold, type Notes, same, sumOf } from './notes.ts';

/** By counter: before the event, after the writers so far, and what was written. */
interface Book {
  readonly before: Map<string, number>;
  readonly now: Map<string, number>;
  readonly written: Map<string, number>;
}

/** Looks at the counters of one event between the states before and after it. */
export function lookAtCounters(
  notes: Notes,
  settled: Settled,
  event: Event,
  [stateBefore, stateAfter]: readonly [State, State],
): void {
  const { program, trace } = settled;
  const year = dayToCivil(settled.windowDay).year;
  const entered = asEntered(program, stateBefore);
  const book: Book = { before: valuesIn(entered, year), now: new Map(), written: new Map() };
  for (const tier of trace.tiers) {
    if (tier.kind === 'skipped') continue;
    lookAtReads(notes, program, tier, book);
    for (const counter of program.counters) writeOf(counter, tier, book);
  }
  for (const counter of program.counters) writeEvent(counter, settled, event, book);
  lookAtMoves(notes, settled, year, book);
  const expected = [...entered.entries()].filter(([key]) => !book.now.has(key));
  const after = new Map(expected);
  for (const [counter, value] of book.now) after.set(`${counter}@${year}`, value);
  same(
    notes,
    'the next state is the one before and the moves',
    textOf(keyed(stateAfter)),
    textOf(after),
  );
}

/** The state as the scheme takes it over, by counter and year. */
function asEntered({ id, choices }: Program, state: State): Map<string, number> {
  const all = keyed(state);
  if (state.scheme === id || state.scheme === null || choices.schemeChange === 'keep') return all;
  if (choices.schemeChange === 'reset') return new Map();
  const mapped = [...all].flatMap(([key, value]) => {
    const [counter = '', year] = key.split('@');
    const to = choices.counterMap[counter];
    return to === undefined ? [] : [[`${to}@${year}`, value] as const];
  });
  return new Map(mapped);
}

function keyed(state: State): Map<string, number> {
  return new Map(
    state.counters.map(({ counter, window, value }) => [`${counter}@${window}`, value]),
  );
}

function valuesIn(all: ReadonlyMap<string, number>, year: number): Map<string, number> {
  const ending = `@${year}`;
  return new Map(
    [...all].flatMap(([key, value]) =>
      key.endsWith(ending) ? [[key.slice(0, -ending.length), value] as const] : [],
    ),
  );
}

function textOf(all: ReadonlyMap<string, number>): string {
  const told = [...all].filter(([, value]) => value !== 0).map(([key, value]) => `${key}=${value}`);
  return told.sort().join(' ');
}

function readIn(program: Program, id: string | null, { before, now }: Book): number {
  if (id === null) return 0;
  const { reads } = counterOf(program, id);
  const first = before.get(id) ?? 0;
  return reads === 'beforeEvent' ? first : (now.get(id) ?? first);
}

function counterOf({ counters }: Program, id: string): Counter {
  const found = counters.find((counter) => counter.id === id);
  if (found?.key !== 'none' || found.window.kind !== 'calendarYear') {
    throw new RangeError(`${id}: these invariants know counters by calendar year without a key`);
  }
  return found;
}

function lookAtReads(notes: Notes, program: Program, tier: TierPaid, book: Book): void {
  const { law } = tier.plan;
  for (const [index, part] of law.parts.entries()) {
    const trace = tier.parts[index];
    if (!trace) continue;
    if (trace.limit) {
      const counter = part.limit?.counter ?? null;
      const read = readIn(program, counter, book);
      same(notes, 'a limit reads its counter', trace.limit.usedFen, read);
    }
    const [first] = trace.segments;
    if (!first || tier.paidBeforeFen !== null) continue;
    const before = trace.plan.measure === 'gross' ? trace.deductibleFen : 0;
    const start = before + positionOf(program, tier, part, book);
    same(notes, 'segments start at their position', first.fromFen, start);
  }
  if (tier.deductible) {
    const counter = law.deductible?.counter ?? null;
    const read = readIn(program, counter, book);
    same(notes, 'a deductible reads its counter', tier.deductible.countedFen, read);
  }
  const caps = law.caps.filter(({ id }) => tier.plan.caps.some((cap) => cap.id === id));
  for (const [index, cap] of caps.entries()) {
    const read = readIn(program, cap.counter, book);
    same(notes, 'a cap reads its counter', tier.caps[index]?.usedFen, read);
  }
  if (tier.paidBeforeFen !== null) {
    const read = readIn(program, law.paidCounter, book);
    same(notes, 'catching up reads what was paid', tier.paidBeforeFen, read);
  }
}

function positionOf(
  program: Program,
  { plan, deductible }: TierPaid,
  part: Part,
  book: Book,
): number {
  const { rates } = part;
  if (rates.kind === 'flat') return 0;
  if (rates.position !== null) return readIn(program, rates.position, book);
  const isDerived =
    rates.measure === 'excess' &&
    plan.law.deductible?.counts === 'base' &&
    plan.law.parts.length === 1;
  return isDerived && deductible ? Math.max(0, deductible.countedFen - deductible.amountFen) : 0;
}

function writeOf(counter: Counter, tier: TierPaid, book: Book): void {
  for (const writer of counter.writers) {
    if (writer.kind !== 'tier' || writer.tier !== tier.plan.law.id) continue;
    const part = tier.plan.law.parts.findIndex(({ id }) => id === writer.part);
    write(counter, measured(tier, part, writer.measure), book);
  }
}

function writeEvent(counter: Counter, settled: Settled, event: Event, book: Book): void {
  for (const writer of counter.writers) {
    if (writer.kind === 'residual') throw new RangeError('no law here counts what is left');
    if (writer.kind !== 'event') continue;
    if (writer.measure !== 'totalCostFen') throw new RangeError(`unknown ${writer.measure}`);
    if (event.kind === 'visit') write(counter, settled.totalFen, book);
  }
}

function write({ id, holds }: Counter, fen: number, { before, now, written }: Book): void {
  const value = now.get(id) ?? before.get(id) ?? 0;
  const sum = written.get(id) ?? 0;
  now.set(id, holds === 'max' ? Math.max(value, fen) : value + fen);
  written.set(id, holds === 'max' ? Math.max(sum, fen) : sum + fen);
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

function lookAtMoves(
  notes: Notes,
  { trace, program }: Settled,
  year: number,
  { before, now, written }: Book,
): void {
  const moved = new Set<string>();
  for (const { counter, window, beforeFen, afterFen } of trace.counters) {
    const id = program.counters[counter]?.id ?? '';
    hold(notes, 'a counter moves once', !moved.has(id));
    moved.add(id);
    same(notes, 'a move is in the window of the event', window, year);
    same(notes, 'a move starts where the state was', beforeFen, before.get(id) ?? 0);
    same(notes, 'a move ends where its writers left it', afterFen, now.get(id) ?? 0);
  }
  for (const [id, fen] of written) {
    hold(notes, 'what is written is moved', fen === 0 || moved.has(id), id);
  }
}
