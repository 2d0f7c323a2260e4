/**
 * Carries out the operations of one event, one after the other. The cases are numbers, not names:
 * engines jump by a table over literals only. The name of each (`OP`) stands above it.
 */

import type { Amounts } from './columns.ts';
import { walkRare } from './interpret-rare.ts';
import { rounded, type Walking } from './walking.ts';

/**
 * Settles the events of a run, `from` up to `until`; `row`: where the numbers of its profile begin.
 * Places are those that `flatten` wrote, so that each element read is a number.
 */
export function walk(walking: Walking, row: number, from: number, until: number): void {
  const { code: c, registers: r, numbers, outputs, cells } = walking;
  const { eventProfile, atomFrom } = walking.bound;
  const { eventWidth } = walking.section;
  let at = 0;
  for (let event = from; event < until; ) {
    switch (c[at]) {
      // end
      case 0:
        end(c, r, outputs, event, at);
        event++;
        at = 0;
        break;
      // ifIs
      case 1:
        at = r[c[at + 1] as number] === c[at + 2] ? at + 4 : (c[at + 3] as number);
        break;
      // ifSome
      case 2:
        at = (r[c[at + 1] as number] as number) > 0 ? at + 3 : (c[at + 2] as number);
        break;
      // ifRoom
      case 3:
        at = ifRoom(c, r, at);
        break;
      // sum
      case 4:
        r[c[at + 1] as number] = left(c, r, at) + right(c, r, at);
        at += 4;
        break;
      // less
      case 5:
        r[c[at + 1] as number] = left(c, r, at) - right(c, r, at);
        at += 4;
        break;
      // room
      case 6:
        r[c[at + 1] as number] = roomOf(left(c, r, at), right(c, r, at));
        at += 4;
        break;
      // cell
      case 7: {
        const atom = atomFrom === null ? event : atomOf(atomFrom, event);
        r[c[at + 1] as number] = atom < 0 ? 0 : (cells[c[at + 2] as number]?.[atom] as number);
        at += 3;
        break;
      }
      // numbers
      case 8:
        at = load(c, r, numbers, (row + (eventProfile[event] as number)) * eventWidth, at);
        break;
      // moves
      case 9:
        at = moves(c, r, at);
        break;
      // tier
      case 10:
        at = tier(c, r, at);
        break;
      default:
        at = walkPlain(walking, at, event);
    }
  }
}

/** Puts what has come of an event into its columns; sums start from nothing again. */
function end(
  c: Int32Array,
  r: Float64Array,
  outputs: readonly Amounts[],
  event: number,
  from: number,
): void {
  const clears = from + 3 + 2 * (c[from + 1] as number);
  const last = clears + (c[from + 2] as number);
  let at = from + 3;
  for (; at < clears; at += 2) {
    const column = outputs[c[at + 1] as number] as Amounts;
    column[event] = r[c[at] as number] as number;
  }
  for (; at < last; at++) r[c[at] as number] = 0;
}

/** The only atom of an event; -1: it has none. */
function atomOf(atomFrom: Int32Array, event: number): number {
  const atom = atomFrom[event] as number;
  return atom < (atomFrom[event + 1] as number) ? atom : -1;
}

function left(c: Int32Array, r: Float64Array, at: number): number {
  return r[c[at + 2] as number] as number;
}

function right(c: Int32Array, r: Float64Array, at: number): number {
  return r[c[at + 3] as number] as number;
}

function roomOf(fen: number, taken: number): number {
  return fen > taken ? fen - taken : 0;
}

function ifRoom(c: Int32Array, r: Float64Array, at: number): number {
  const fen = left(c, r, at) - right(c, r, at);
  if (fen <= 0) return c[at + 4] as number;
  r[c[at + 1] as number] = fen;
  return at + 5;
}

function load(
  c: Int32Array,
  r: Float64Array,
  table: Float64Array,
  record: number,
  from: number,
): number {
  const last = from + 2 + 2 * (c[from + 1] as number);
  for (let at = from + 2; at < last; at += 2) {
    r[c[at] as number] = table[record + (c[at + 1] as number)] as number;
  }
  return last;
}

function moves(c: Int32Array, r: Float64Array, from: number): number {
  const sets = from + 3 + 2 * (c[from + 1] as number);
  const end = sets + 2 * (c[from + 2] as number);
  let at = from + 3;
  for (; at < sets; at += 2) r[c[at] as number] = r[c[at + 1] as number] as number;
  return added(c, r, at, end);
}

function tier(c: Int32Array, r: Float64Array, at: number): number {
  const before = left(c, r, at);
  const base = right(c, r, at);
  const deductible = r[c[at + 4] as number] as number;
  const end = before + base - deductible;
  let paid = 0;
  if (end > 0) {
    const start = before > deductible ? before - deductible : 0;
    const exact = worth(r, c[at + 11] as number, c[at + 12] as number, start, end);
    paid = rounded(exact, c[at + 7] as number);
    const most = (r[c[at + 5] as number] as number) - (r[c[at + 6] as number] as number);
    if (paid > most) paid = Math.max(most, 0);
  }
  r[c[at + 1] as number] = paid;
  r[c[at + 8] as number] = base - paid;
  const ofBase = c[at + 9] as number;
  r[ofBase] = (r[ofBase] as number) + base;
  const ofPaid = c[at + 10] as number;
  r[ofPaid] = (r[ofPaid] as number) + paid;
  return added(c, r, at + 14, at + 14 + 2 * (c[at + 13] as number));
}

/** Payment before rounding over `[start, end)`; bounds but the first, then rates, stand at `at`. */
function worth(r: Float64Array, at: number, count: number, start: number, end: number): number {
  const last = at + count - 1;
  let segment = at;
  let upper = end;
  while (segment < last) {
    upper = r[segment] as number;
    if (start < upper) break;
    segment++;
  }
  if (segment === last || end <= upper) return (end - start) * (r[segment + count - 1] as number);
  let exact = (upper - start) * (r[segment + count - 1] as number);
  for (segment++; segment < last; segment++) {
    const lower = upper;
    upper = r[segment] as number;
    if (end <= upper) return exact + (end - lower) * (r[segment + count - 1] as number);
    exact += (upper - lower) * (r[segment + count - 1] as number);
  }
  return exact + (end - upper) * (r[segment + count - 1] as number);
}

/** Adds pair by pair; where they end. */
function added(c: Int32Array, r: Float64Array, from: number, end: number): number {
  for (let at = from; at < end; at += 2) {
    const to = c[at] as number;
    r[to] = (r[to] as number) + (r[c[at + 1] as number] as number);
  }
  return end;
}

/** Operations on amounts that are not the most frequent. */
function walkPlain(walking: Walking, at: number, event: number): number {
  const { code: c, registers: r } = walking;
  const to = c[at + 1] as number;
  switch (c[at]) {
    // min
    case 11:
      r[to] = Math.min(left(c, r, at), right(c, r, at));
      return at + 4;
    // max
    case 12:
      r[to] = Math.max(left(c, r, at), right(c, r, at));
      return at + 4;
    // cap
    case 13:
      r[to] = Math.min(left(c, r, at), roomOf(right(c, r, at), r[c[at + 4] as number] as number));
      return at + 5;
    // set
    case 14:
      r[to] = left(c, r, at);
      return at + 3;
    // add
    case 15:
      r[to] = (r[to] as number) + left(c, r, at);
      return at + 3;
    // clear
    case 17:
      r[to] = 0;
      return at + 2;
    // pay
    case 26:
      return pay(c, r, at);
    default:
      return walkRare(walking, at, event);
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
