/**
 * Carries out the operations of one event, one after the other. The cases are numbers, not names:
 * engines jump by a table over literals only. The name of each (`OP`) stands above it.
 */
import { BP_WHOLE, divideRounded, MAX_FEN, ROUNDING_MODES } from '../units/index.ts';
import type { Bound, BoundSection } from './bind.ts';
import type { Amounts } from './columns.ts';
import type { AllotStep, LoweredCounter } from './lowered.ts';

/** What the walk works on; operations and operands are those of `flatten`. */
export interface Walking {
  readonly code: Int32Array;
  readonly registers: Float64Array;
  /** Greatest write of counters that keep one, what others held before; by register. */
  readonly greatest: Float64Array;
  readonly numbers: Float64Array;
  readonly columns: readonly Amounts[];
  readonly cells: readonly (Amounts | null)[];
  readonly allots: readonly AllotStep[];
  readonly bound: Bound;
  readonly counters: readonly LoweredCounter[];
  readonly helpers: BoundSection['helpers'];
}

/**
 * Walks from the first operation to the end. `record`: place of the event's numbers; `atom`: its only
 * atom, -1: it has none. Places are those that `flatten` wrote, so each element read is a number.
 */
export function walk(walking: Walking, record: number, event: number, atom: number): void {
  const c = walking.code;
  const r = walking.registers;
  const n = walking.numbers;
  let at = 0;
  for (;;) {
    switch (c[at]) {
      // end
      case 0:
        return;
      // ifIs
      case 1:
        at = r[c[at + 1] as number] === c[at + 2] ? at + 4 : (c[at + 3] as number);
        break;
      // ifSome
      case 2:
        at = (r[c[at + 1] as number] as number) > 0 ? at + 3 : (c[at + 2] as number);
        break;
      // ifRoom
      case 3: {
        const left = (r[c[at + 2] as number] as number) - (r[c[at + 3] as number] as number);
        if (left > 0) {
          r[c[at + 1] as number] = left;
          at += 5;
        } else at = c[at + 4] as number;
        break;
      }
      // sum
      case 4:
        r[c[at + 1] as number] =
          (r[c[at + 2] as number] as number) + (r[c[at + 3] as number] as number);
        at += 4;
        break;
      // less
      case 5:
        r[c[at + 1] as number] =
          (r[c[at + 2] as number] as number) - (r[c[at + 3] as number] as number);
        at += 4;
        break;
      // room
      case 6: {
        const left = (r[c[at + 2] as number] as number) - (r[c[at + 3] as number] as number);
        r[c[at + 1] as number] = Math.max(left, 0);
        at += 4;
        break;
      }
      // min
      case 7: {
        const left = r[c[at + 2] as number] as number;
        const right = r[c[at + 3] as number] as number;
        r[c[at + 1] as number] = Math.min(left, right);
        at += 4;
        break;
      }
      // max
      case 8: {
        const left = r[c[at + 2] as number] as number;
        const right = r[c[at + 3] as number] as number;
        r[c[at + 1] as number] = Math.max(left, right);
        at += 4;
        break;
      }
      // cap
      case 9: {
        const fen = r[c[at + 2] as number] as number;
        const left = (r[c[at + 3] as number] as number) - (r[c[at + 4] as number] as number);
        r[c[at + 1] as number] = fen < left ? fen : Math.max(left, 0);
        at += 5;
        break;
      }
      // set
      case 10:
        r[c[at + 1] as number] = r[c[at + 2] as number] as number;
        at += 3;
        break;
      // add
      case 11:
        r[c[at + 1] as number] =
          (r[c[at + 1] as number] as number) + (r[c[at + 2] as number] as number);
        at += 3;
        break;
      // moves
      case 29: {
        const sets = at + 3 + 2 * (c[at + 1] as number);
        const end = sets + 2 * (c[at + 2] as number);
        for (at += 3; at < sets; at += 2) {
          r[c[at] as number] = r[c[at + 1] as number] as number;
        }
        for (; at < end; at += 2) {
          const to = c[at] as number;
          r[to] = (r[to] as number) + (r[c[at + 1] as number] as number);
        }
        break;
      }
      // clear
      case 13:
        r[c[at + 1] as number] = 0;
        at += 2;
        break;
      // number
      case 26:
        r[c[at + 1] as number] = n[record + (c[at + 2] as number)] as number;
        at += 3;
        break;
      // numbers
      case 30: {
        const end = at + 2 + 2 * (c[at + 1] as number);
        for (at += 2; at < end; at += 2) {
          r[c[at] as number] = n[record + (c[at + 1] as number)] as number;
        }
        break;
      }
      // cell
      case 28:
        r[c[at + 1] as number] =
          atom < 0 ? 0 : (walking.cells[c[at + 2] as number]?.[atom] as number);
        at += 3;
        break;
      // pay
      case 22:
        at = pay(c, r, at);
        break;
      // tier
      case 31: {
        const before = r[c[at + 2] as number] as number;
        const deductible = r[c[at + 4] as number] as number;
        const count = c[at + 8] as number;
        const end = before + (r[c[at + 3] as number] as number) - deductible;
        let paid = 0;
        if (end > 0) {
          const start = before > deductible ? before - deductible : 0;
          const exact =
            count === 1 || end <= (r[c[at + 10] as number] as number)
              ? (end - start) * (r[c[at + 9 + count] as number] as number)
              : worth(c, r, at + 9, count, start, end);
          paid = rounded(exact, c[at + 7] as number);
          const left = (r[c[at + 5] as number] as number) - (r[c[at + 6] as number] as number);
          if (paid > left) paid = Math.max(left, 0);
        }
        r[c[at + 1] as number] = paid;
        at += 9 + 2 * count;
        break;
      }
      default:
        at = walkRare(walking, at, event);
    }
  }
}

/** Payment over a stretch of segments. */
function pay(c: Int32Array, r: Float64Array, at: number): number {
  const start = r[c[at + 2] as number] as number;
  const end = r[c[at + 3] as number] as number;
  const rounding = c[at + 5] as number;
  const isEach = c[at + 6] === 1;
  const count = c[at + 7] as number;
  const bounds = at + 8;
  const rates = bounds + count;
  let exact = 0;
  if (count === 1 || end <= (r[c[bounds + 1] as number] as number)) {
    exact = (r[c[at + 4] as number] as number) * (r[c[rates] as number] as number);
    if (isEach) exact = rounded(exact, rounding);
  } else {
    for (let segment = 0; segment < count; segment++) {
      const lower = r[c[bounds + segment] as number] as number;
      if (lower >= end) break;
      const upper = segment + 1 < count ? (r[c[bounds + segment + 1] as number] as number) : end;
      const length = Math.min(end, upper) - Math.max(start, lower);
      if (length <= 0) continue;
      const worth = length * (r[c[rates + segment] as number] as number);
      exact += isEach ? rounded(worth, rounding) : worth;
    }
  }
  r[c[at + 1] as number] = isEach ? exact : rounded(exact, rounding);
  return rates + count;
}

/** Payment before rounding over `[start, end)` of segments whose bounds and rates begin at `at`. */
function worth(
  c: Int32Array,
  r: Float64Array,
  at: number,
  count: number,
  start: number,
  end: number,
): number {
  let exact = 0;
  for (let segment = 0; segment < count; segment++) {
    const lower = r[c[at + segment] as number] as number;
    if (lower >= end) break;
    const upper = segment + 1 < count ? (r[c[at + segment + 1] as number] as number) : end;
    const length = Math.min(end, upper) - Math.max(start, lower);
    if (length > 0) exact += length * (r[c[at + count + segment] as number] as number);
  }
  return exact;
}

/** A quotient by the whole; exact in doubles up to the greatest amount × 10,000. */
function rounded(exact: number, rounding: number): number {
  if (rounding === 0) return Math.floor((exact + BP_WHOLE / 2) / BP_WHOLE);
  return divideRounded(exact, BP_WHOLE, ROUNDING_MODES[rounding] ?? 'halfUp');
}

function walkRare(walking: Walking, at: number, event: number): number {
  const { code: c, registers: r, helpers: h, greatest } = walking;
  const operand = (place: number): number => c[at + place] ?? 0;
  const value = (place: number): number => r[operand(place)] ?? 0;
  const to = operand(1);
  switch (c[at]) {
    // raise
    case 12:
      if (value(2) > value(1)) r[to] = value(2);
      return at + 3;
    // note
    case 15:
      if (value(2) > value(1)) r[to] = value(2);
      if (value(2) > (greatest[to] ?? 0)) greatest[to] = value(2);
      return at + 3;
    // guard
    case 14:
      if (!(value(2) <= MAX_FEN)) h.stop(event);
      r[to] = value(2);
      return at + 3;
    // column
    case 27:
      r[to] = walking.columns[operand(2)]?.[event] ?? 0;
      return at + 3;
    // control
    case 32:
      r[to] = walking.bound.control[operand(2)] ?? 0;
      return at + 3;
    // flag
    case 33:
      walking.bound.control[operand(1)] = value(2);
      return at + 3;
    // fetch
    case 34:
      r[to] = fetchLines(walking, operand(2), operand(3), event);
      return at + 4;
    // keep
    case 35:
      if (value(3) > 0) keepLines(walking, operand(1), operand(2), event, value(3));
      return at + 4;
    // both
    case 21:
      r[to] = value(2) === 1 && value(3) === 1 ? 1 : 0;
      return at + 4;
    // share
    case 17:
      r[to] = rounded(value(2) * value(3), operand(4));
      return at + 5;
    // proportion
    case 16:
      r[to] = h.proportion(value(2), value(3), value(4), operand(5));
      return at + 6;
    // rate
    case 19:
      r[to] = h.rate(operand(4), value(2), value(3));
      return at + 5;
    // test
    case 20: {
      const isMet =
        (operand(3) < 0 || value(2) >= value(3)) && (operand(4) < 0 || value(2) < value(4));
      r[to] = isMet ? 1 : 0;
      return at + 5;
    }
    // lookUp
    case 18: {
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
    case 23: {
      const count = operand(7);
      for (let each = 0; each < 2 * count; each++) h.rooms[each] = value(8 + each);
      r[operand(1)] = h.behind(value(2), value(3), value(4), value(5), count, operand(6));
      return at + 8 + 2 * count;
    }
    // spread
    case 24: {
      const count = operand(3);
      for (let room = 0; room < count; room++) h.rooms[room] = value(4 + room);
      h.spread(value(1), count, operand(2) === 1);
      for (let room = 0; room < count; room++) {
        r[operand(4 + count + room)] = h.rooms[room] ?? 0;
      }
      return at + 4 + 2 * count;
    }
    // allot
    case 25: {
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
