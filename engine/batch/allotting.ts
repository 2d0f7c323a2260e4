/**
 * Allotting over rooms in scratch arrays: the same shares as `allotProRata` and `allotInOrder` of
 * the units, without allocating.
 */

/** What is left in each room, and which rooms take part, in order. */
export interface Rooms {
  readonly left: Float64Array;
  readonly order: Int32Array;
  /** How many of `order` take part. */
  count: number;
  /** Scratch, by place in the order. */
  readonly rest: Float64Array;
}

/** Allots pro rata by largest remainder, ties to the earlier; takes it from what is left. */
export function takeProRata(rooms: Rooms, amount: number, shares: Float64Array, at: number): void {
  const { left, order, count, rest } = rooms;
  if (amount === 0) return;
  let total = 0;
  for (let place = 0; place < count; place++) total += left[order[place] ?? 0] ?? 0;
  if (amount < 0 || amount > total) throw new RangeError(`cannot allot ${amount} over ${total}`);
  const isWide = amount * total > Number.MAX_SAFE_INTEGER;
  let over = amount;
  for (let place = 0; place < count; place++) {
    const room = order[place] ?? 0;
    const own = left[room] ?? 0;
    const product = amount * own;
    let share = Math.floor(product / total);
    let remainder = isWide ? wideRest(amount, own, share, total) : product - share * total;
    while (remainder < 0) {
      share--;
      remainder += total;
    }
    while (remainder >= total) {
      share++;
      remainder -= total;
    }
    rest[place] = remainder;
    shares[at + room] = (shares[at + room] ?? 0) + share;
    left[room] = own - share;
    over -= share;
  }
  for (; over > 0; over--) {
    let best = 0;
    for (let place = 1; place < count; place++) {
      if ((rest[place] ?? 0) > (rest[best] ?? 0)) best = place;
    }
    const room = order[best] ?? 0;
    shares[at + room] = (shares[at + room] ?? 0) + 1;
    left[room] = (left[room] ?? 0) - 1;
    rest[best] = -1;
  }
}

/** Fills the rooms one after the other, from the first or from the last. */
export function takeInOrder(
  rooms: Rooms,
  amount: number,
  shares: Float64Array,
  at: number,
  isFromEnd: boolean,
): void {
  const { left, order, count } = rooms;
  let open = amount;
  for (let step = 0; step < count && open > 0; step++) {
    const room = order[isFromEnd ? count - 1 - step : step] ?? 0;
    const own = left[room] ?? 0;
    const share = Math.min(own, open);
    shares[at + room] = (shares[at + room] ?? 0) + share;
    left[room] = own - share;
    open -= share;
  }
  if (open !== 0) throw new RangeError(`cannot allot ${amount}`);
}

/** Splits a double into two halves of 26 bits. */
const SPLITTER = 2 ** 27 + 1;

/** `a × b − q × t`, exact where the products pass 2^53 and the difference does not. */
function wideRest(a: number, b: number, q: number, t: number): number {
  const left = a * b;
  const right = q * t;
  return left - right + (errorOf(a, b, left) - errorOf(q, t, right));
}

/** What a product of two doubles lost in rounding (Dekker). */
function errorOf(a: number, b: number, product: number): number {
  const bigA = SPLITTER * a;
  const highA = bigA - (bigA - a);
  const lowA = a - highA;
  const bigB = SPLITTER * b;
  const highB = bigB - (bigB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}
