/**
 * Carries out the operations of one event, one after the other. The cases are numbers, not names:
 * engines jump by a table over literals only. The name of each (`OP`) stands above it.
 */
import { walkRare } from './interpret-rare.ts';

import { rounded, type Walking } from './walking.ts';

/**
 * Walks from the first operation to the end. `record`: place of the event's numbers; `atom`: its
 * only atom, -1: it has none. Places are those that `flatten` wrote, so that each element read is a
 * number.
 */
export function walk(walking: Walking, record: number, event: number, atom: number): void {
  const c = walking.code;
  const r = walking.registers;
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
      // number
      case 26:
        r[c[at + 1] as number] = walking.numbers[record + (c[at + 2] as number)] as number;
        at += 3;
        break;
      // numbers
      case 30:
        at = numbers(c, r, walking.numbers, record, at);
        break;
      // cell
      case 28:
        r[c[at + 1] as number] =
          atom < 0 ? 0 : (walking.cells[c[at + 2] as number]?.[atom] as number);
        at += 3;
        break;
      // moves
      case 29:
        at = moves(c, r, at);
        break;
      // tier
      case 31:
        at = tier(c, r, at);
        break;
      default:
        at = walkPlain(walking, at, event);
    }
  }
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

function numbers(
  c: Int32Array,
  r: Float64Array,
  table: Float64Array,
  record: number,
  from: number,
): number {
  const end = from + 2 + 2 * (c[from + 1] as number);
  for (let at = from + 2; at < end; at += 2) {
    r[c[at] as number] = table[record + (c[at + 1] as number)] as number;
  }
  return end;
}

function moves(c: Int32Array, r: Float64Array, from: number): number {
  const sets = from + 3 + 2 * (c[from + 1] as number);
  const end = sets + 2 * (c[from + 2] as number);
  let at = from + 3;
  for (; at < sets; at += 2) r[c[at] as number] = r[c[at + 1] as number] as number;
  for (; at < end; at += 2) {
    const to = c[at] as number;
    r[to] = (r[to] as number) + (r[c[at + 1] as number] as number);
  }
  return end;
}

function tier(c: Int32Array, r: Float64Array, at: number): number {
  const before = left(c, r, at);
  const deductible = r[c[at + 4] as number] as number;
  const count = c[at + 8] as number;
  const end = before + right(c, r, at) - deductible;
  let paid = 0;
  if (end > 0) {
    const start = before > deductible ? before - deductible : 0;
    const isFirst = count === 1 || end <= (r[c[at + 10] as number] as number);
    const exact = isFirst
      ? (end - start) * (r[c[at + 9 + count] as number] as number)
      : worth(c, r, at + 9, count, start, end);
    paid = rounded(exact, c[at + 7] as number);
    const most = (r[c[at + 5] as number] as number) - (r[c[at + 6] as number] as number);
    if (paid > most) paid = Math.max(most, 0);
  }
  r[c[at + 1] as number] = paid;
  return at + 9 + 2 * count;
}

/** Operations on amounts that are not the most frequent. */
function walkPlain(walking: Walking, at: number, event: number): number {
  const { code: c, registers: r } = walking;
  const to = c[at + 1] as number;
  switch (c[at]) {
    // min
    case 7:
      r[to] = Math.min(left(c, r, at), right(c, r, at));
      return at + 4;
    // max
    case 8:
      r[to] = Math.max(left(c, r, at), right(c, r, at));
      return at + 4;
    // cap
    case 9:
      r[to] = Math.min(left(c, r, at), roomOf(right(c, r, at), r[c[at + 4] as number] as number));
      return at + 5;
    // set
    case 10:
      r[to] = left(c, r, at);
      return at + 3;
    // add
    case 11:
      r[to] = (r[to] as number) + left(c, r, at);
      return at + 3;
    // clear
    case 13:
      r[to] = 0;
      return at + 2;
    // pay
    case 22:
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
