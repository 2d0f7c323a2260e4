/**
 * What both executions call for the rarer steps: spreading, allotting, odd roundings. It works on
 * scratch arrays; only products beyond the safe integers allocate.
 */
import {
  BP_WHOLE,
  divideRounded,
  proportionOf,
  ROUNDING_MODES,
  type RoundingMode,
} from '../units/index.ts';
import { type Rooms, takeInOrder, takeProRata } from './allotting.ts';
import type { AllotStep } from './lowered.ts';

/** Base, excess, deductible, paid, overCap, copay. */
const FATES = 6;

/** Ways to change a ratio, by the numbers that `rate` takes. */
export const RATES = ['add', 'multiply', 'multiplyOwnShare', 'replace'] as const;

/** Thrown by a guard: an amount of this event leaves the range that `settle` accepts. */
export class Stopped extends Error {
  readonly event: number;
  constructor(event: number) {
    super(`event ${event}`);
    this.event = event;
  }
}

/** Scratch and helpers of one run. */
export class Helpers {
  /** By fate, then by room: the base comes in, the fates go out. */
  readonly rooms: Float64Array;
  /** Excess by group of rooms. */
  readonly excess: Float64Array;
  /** By row: place of its atom among the atoms of the event. */
  readonly rank: Int32Array;
  readonly #allots: readonly AllotStep[];
  readonly #open: Rooms;
  /** Some of the same rooms. */
  readonly #some: Rooms;

  /** `most`: rooms of a part, parts, or twice the segments, whichever are more. */
  constructor(rows: number, most: number, allots: readonly AllotStep[]) {
    this.rooms = new Float64Array(most * FATES);
    this.excess = new Float64Array(most);
    this.rank = new Int32Array(Math.max(1, rows));
    this.#allots = allots;
    const left = new Float64Array(most);
    const rest = new Float64Array(most);
    const order = () => new Int32Array(most);
    this.#open = { left, order: order(), count: 0, rest };
    this.#some = { left, order: order(), count: 0, rest };
  }

  stop(event: number): never {
    throw new Stopped(event);
  }

  halfEven(exact: number): number {
    return divideRounded(exact, BP_WHOLE, 'halfEven');
  }

  /** A ratio under a modifier: `how` is add, multiply, multiplyOwnShare or replace by number. */
  rate(how: number, rate: number, by: number): number {
    let changed = by;
    if (how === 0) changed = rate + by;
    else if (how === 1) changed = proportionOf(rate, by, BP_WHOLE, 'halfUp');
    else if (how === 2) {
      changed = BP_WHOLE - proportionOf(BP_WHOLE - rate, by, BP_WHOLE, 'halfUp');
    }
    return Math.min(BP_WHOLE, Math.max(0, changed));
  }

  proportion(of: number, times: number, over: number, rounding: number): number {
    return over === 0 ? Number.NaN : proportionOf(of, times, over, modeOf(rounding));
  }

  /** Cost behind clipped payment; bounds and rates of `count` segments lie in the rooms. */
  behind(
    clipped: number,
    paid: number,
    start: number,
    length: number,
    count: number,
    rounding: number,
  ): number {
    if (clipped === 0) return 0;
    if (paid === 0) return length;
    const { rooms } = this;
    let worthLeft = clipped * BP_WHOLE;
    let cost = 0;
    for (let at = count - 1; at >= 0 && worthLeft > 0; at--) {
      const lower = rooms[at] ?? 0;
      const upper = at + 1 < count ? (rooms[at + 1] ?? 0) : start + length;
      const own = Math.min(start + length, upper) - Math.max(start, lower);
      if (own <= 0) continue;
      const rate = rooms[count + at] ?? 0;
      if (own * rate > worthLeft) {
        cost += divideRounded(worthLeft, rate, modeOf(rounding));
        break;
      }
      cost += own;
      worthLeft -= own * rate;
    }
    return Math.min(cost, length - paid);
  }

  /** Spreads an amount over the first `count` rooms, in their place. */
  spread(amount: number, count: number, isProRata: boolean): void {
    const open = this.#open;
    open.count = count;
    for (let room = 0; room < count; room++) {
      open.order[room] = room;
      open.left[room] = this.rooms[room] ?? 0;
      this.rooms[room] = 0;
    }
    if (isProRata) takeProRata(open, amount, this.rooms, 0);
    else takeInOrder(open, amount, this.rooms, 0, false);
  }

  /** Allots over the rooms what became of a part. */
  allot(step: number, deductible: number, paid: number, overCap: number): void {
    const { rooms } = this;
    const law = this.#allots[step];
    const open = this.#open;
    if (!law) throw new RangeError(`no allotment ${step}`);
    const count = law.rooms.length;
    open.count = 0;
    for (let room = 0; room < count; room++) {
      const base = rooms[room] ?? 0;
      open.left[room] = base;
      if (base > 0) this.#insert(law, room);
    }
    // A call of `fill` takes longer than a few rooms do.
    for (let at = count; at < count * FATES; at++) rooms[at] = 0;
    if (open.count === 1) {
      this.#giveOne(law, deductible, paid, overCap);
      return;
    }
    for (let group = 0; group < law.excess.length; group++) {
      const fen = this.excess[group] ?? 0;
      if (fen > 0) this.#takeOf(law, law.excess[group]?.rooms ?? [], fen, count);
    }
    this.#take(open, law, deductible, 2 * count, false);
    this.#take(open, law, paid, 3 * count, false);
    this.#take(open, law, overCap, 4 * count, true);
    for (let room = 0; room < count; room++) rooms[5 * count + room] = open.left[room] ?? 0;
  }

  /** All goes to the only room that has something in it. */
  #giveOne(law: AllotStep, deductible: number, paid: number, overCap: number): void {
    const { rooms } = this;
    const count = law.rooms.length;
    const room = this.#open.order[0] ?? 0;
    let excess = 0;
    for (let group = 0; group < law.excess.length; group++) excess += this.excess[group] ?? 0;
    const left = (rooms[room] ?? 0) - excess - deductible - paid - overCap;
    if (left < 0) throw new RangeError(`cannot allot over ${rooms[room]}`);
    rooms[count + room] = excess;
    rooms[2 * count + room] = deductible;
    rooms[3 * count + room] = paid;
    rooms[4 * count + room] = overCap;
    rooms[5 * count + room] = left;
  }

  /** The excess of some of the rooms. */
  #takeOf(law: AllotStep, of: readonly number[], fen: number, at: number): void {
    const some = this.#some;
    const { order, count } = this.#open;
    some.count = 0;
    for (let place = 0; place < count; place++) {
      const room = order[place] ?? 0;
      if (of.length === law.rooms.length || of.includes(room)) some.order[some.count++] = room;
    }
    this.#take(some, law, fen, at, true);
  }

  #take(open: Rooms, law: AllotStep, fen: number, at: number, isFromEnd: boolean): void {
    if (fen === 0) return;
    if (law.isProRata && open.count > 1) takeProRata(open, fen, this.rooms, at);
    else takeInOrder(open, fen, this.rooms, at, isFromEnd);
  }

  /** Rooms stand in the order of the law, those of one place in the order of the atoms. */
  #insert(law: AllotStep, room: number): void {
    const { order } = this.#open;
    let at = this.#open.count++;
    while (at > 0 && this.#isBefore(law, room, order[at - 1] ?? 0)) {
      order[at] = order[at - 1] ?? 0;
      at--;
    }
    order[at] = room;
  }

  #isBefore({ rooms }: AllotStep, room: number, other: number): boolean {
    const own = rooms[room];
    const its = rooms[other];
    if (!own || !its) return false;
    if (own.order !== its.order) return own.order < its.order;
    return (this.rank[own.row] ?? 0) < (this.rank[its.row] ?? 0);
  }
}

function modeOf(at: number): RoundingMode {
  return ROUNDING_MODES[at] ?? 'halfUp';
}
