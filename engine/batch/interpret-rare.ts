/**
 * Carries out the operations that few laws need; see `interpret-steps`.
 */
import { MAX_FEN } from '../units/index.ts';
import type { BoundSection } from './bind.ts';
import type { CounterAt } from './generate-counters.ts';
import { closeCounter, gatherAtoms, openCounter } from './interpret-counters.ts';
import type { AllotStep } from './lowered.ts';
import { rounded, type Walking } from './walking.ts';

/** Operations that few laws need. */
export function walkRare(walking: Walking, at: number, event: number): number {
  const { code: c, registers: r, helpers: h, greatest } = walking;
  const operand = (place: number): number => c[at + place] ?? 0;
  const value = (place: number): number => r[operand(place)] ?? 0;
  const to = operand(1);
  switch (c[at]) {
    // raise
    case 16:
      if (value(2) > value(1)) r[to] = value(2);
      return at + 3;
    // note
    case 19:
      if (value(2) > value(1)) r[to] = value(2);
      if (value(2) > (greatest[to] ?? 0)) greatest[to] = value(2);
      return at + 3;
    // guard
    case 18:
      if (!(value(2) <= MAX_FEN)) h.stop(event);
      r[to] = value(2);
      return at + 3;
    // column
    case 30:
      r[to] = walking.columns[operand(2)]?.[event] ?? 0;
      return at + 3;
    // control
    case 31:
      r[to] = walking.bound.control[operand(2)] ?? 0;
      return at + 3;
    // flag
    case 32:
      walking.bound.control[operand(1)] = value(2);
      return at + 3;
    // fetch
    case 33:
      r[to] = fetchLines(walking, operand(2), operand(3), event);
      return at + 4;
    // keep
    case 34:
      if (value(3) > 0) keepLines(walking, operand(1), operand(2), event, value(3));
      return at + 4;
    // open
    case 35:
      openCounter(walking, walking.opened[operand(1)] as CounterAt, event);
      return at + 2;
    // close
    case 36:
      closeCounter(walking, walking.closed[operand(1)] as CounterAt, event);
      return at + 2;
    // gather
    case 37:
      gatherAtoms(walking, event);
      return at + 1;
    // both
    case 25:
      r[to] = value(2) === 1 && value(3) === 1 ? 1 : 0;
      return at + 4;
    default:
      return walkFormula(walking, at);
  }
}

/** Operations of formulas. */
function walkFormula(walking: Walking, at: number): number {
  const { code: c, registers: r, helpers: h } = walking;
  const operand = (place: number): number => c[at + place] ?? 0;
  const value = (place: number): number => r[operand(place)] ?? 0;
  const to = operand(1);
  switch (c[at]) {
    // share
    case 21:
      r[to] = rounded(value(2) * value(3), operand(4));
      return at + 5;
    // proportion
    case 20:
      r[to] = h.proportion(value(2), value(3), value(4), operand(5));
      return at + 6;
    // rate
    case 23:
      r[to] = h.rate(operand(4), value(2), value(3));
      return at + 5;
    // test
    case 24: {
      const isMet =
        (operand(3) < 0 || value(2) >= value(3)) && (operand(4) < 0 || value(2) < value(4));
      r[to] = isMet ? 1 : 0;
      return at + 5;
    }
    // lookUp
    case 22: {
      const count = operand(3);
      let row = 0;
      while (row + 1 < count && value(2) >= value(4 + row + 1)) row++;
      r[to] = value(4 + count + row);
      return at + 4 + 2 * count;
    }
    default:
      return walkAllotting(walking, at);
  }
}

function fetchLines({ bound, counters }: Walking, at: number, code: number, event: number): number {
  const law = counters[at];
  const window = bound.windows[at]?.[event] ?? 0;
  if (!law) throw new RangeError(`no counter ${at}`);
  return law.window.kind === 'rolling'
    ? bound.store.openRolling(law.slot, code, bound.starts[at]?.[event] ?? 0, window, false)
    : bound.store.open(law.slot, code, window, law.carries);
}

function keepLines(
  { bound, counters }: Walking,
  at: number,
  code: number,
  event: number,
  fen: number,
): void {
  const law = counters[at];
  const window = bound.windows[at]?.[event] ?? 0;
  if (!law) throw new RangeError(`no counter ${at}`);
  if (law.window.kind === 'rolling') bound.store.putRolling(law.slot, code, window, fen, false);
  else bound.store.add(law.slot, code, window, fen, law.carries);
}

function walkAllotting({ code: c, registers: r, helpers: h, allots }: Walking, at: number): number {
  const operand = (place: number): number => c[at + place] ?? 0;
  const value = (place: number): number => r[operand(place)] ?? 0;
  switch (c[at]) {
    // behind
    case 27: {
      const count = operand(7);
      for (let each = 0; each < 2 * count; each++) h.rooms[each] = value(8 + each);
      r[operand(1)] = h.behind(value(2), value(3), value(4), value(5), count, operand(6));
      return at + 8 + 2 * count;
    }
    // spread
    case 28: {
      const count = operand(3);
      for (let room = 0; room < count; room++) h.rooms[room] = value(4 + room);
      h.spread(value(1), count, operand(2) === 1);
      for (let room = 0; room < count; room++) {
        r[operand(4 + count + room)] = h.rooms[room] ?? 0;
      }
      return at + 4 + 2 * count;
    }
    // allot
    case 29: {
      const step = allots[operand(1)];
      if (!step) throw new RangeError(`no allotment ${operand(1)}`);
      allot(step, operand(1), r, h);
      return at + 2;
    }
    default:
      throw new RangeError(`no operation ${c[at]}`);
  }
}

function allot(step: AllotStep, number: number, r: Float64Array, h: BoundSection['helpers']): void {
  const { rooms, excess } = step;
  const count = rooms.length;
  for (let room = 0; room < count; room++) h.rooms[room] = r[rooms[room]?.base ?? 0] ?? 0;
  for (let group = 0; group < excess.length; group++) {
    h.excess[group] = r[excess[group]?.excess ?? 0] ?? 0;
  }
  h.allot(number, r[step.deductible] ?? 0, r[step.paid] ?? 0, r[step.overCap] ?? 0);
  for (let at = 0; at < count; at++) {
    const room = rooms[at];
    if (!room) break;
    r[room.excess] = h.rooms[count + at] ?? 0;
    r[room.deductible] = h.rooms[2 * count + at] ?? 0;
    r[room.paid] = h.rooms[3 * count + at] ?? 0;
    r[room.overCap] = h.rooms[4 * count + at] ?? 0;
    r[room.copay] = h.rooms[5 * count + at] ?? 0;
  }
}
