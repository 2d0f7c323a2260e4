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

/** So many rooms may a part have. */
export const MOST_ROOMS = 4_096;
/** Base, excess, deductible, paid, overCap, copay. */
const FATES = 6;

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
  readonly rooms = new Float64Array(MOST_ROOMS * FATES);
  /** Excess by group of rooms. */
  readonly excess = new Float64Array(MOST_ROOMS);
  /** By row: place of its atom among the atoms of the event. */
  readonly rank: Int32Array;
  readonly #allots: readonly AllotStep[];
  readonly #open: Rooms = {
    left: new Float64Array(MOST_ROOMS),
    order: new Int32Array(MOST_ROOMS),
    count: 0,
    rest: new Float64Array(MOST_ROOMS),
  };

  constructor(rows: number, allots: readonly AllotStep[]) {
    this.rank = new Int32Array(Math.max(1, rows));
    this.#allots = allots;
  }

  stop(event: number): never {
    throw new Stopped(event);
  }

  halfEven(exact: number): number {
    return divideRounded(exact, BP_WHOLE, 'halfEven');
  }

  rateAdd(rate: number, by: number): number {
    return whole(rate + by);
  }

  rateReplace(_rate: number, by: number): number {
    return whole(by);
  }

  rateMultiply(rate: number, by: number): number {
    return whole(proportionOf(rate, by, BP_WHOLE, 'halfUp'));
  }

  rateOwnShare(rate: number, by: number): number {
    return whole(BP_WHOLE - proportionOf(BP_WHOLE - rate, by, BP_WHOLE, 'halfUp'));
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
    if (!law) throw new RangeError(`no allotment ${step}`);
    const count = law.rooms.length;
    const { left } = this.#open;
    for (let room = 0; room < count; room++) left[room] = rooms[room] ?? 0;
    rooms.fill(0, count, count * FATES);
    for (let group = 0; group < law.excess.length; group++) {
      const fen = this.excess[group] ?? 0;
      if (fen > 0) this.#take(law, law.excess[group]?.rooms ?? [], fen, count, true);
    }
    if (deductible > 0) this.#take(law, null, deductible, 2 * count, false);
    if (paid > 0) this.#take(law, null, paid, 3 * count, false);
    if (overCap > 0) this.#take(law, null, overCap, 4 * count, true);
    for (let room = 0; room < count; room++) rooms[5 * count + room] = left[room] ?? 0;
  }

  #take(
    law: AllotStep,
    only: readonly number[] | null,
    fen: number,
    at: number,
    isFromEnd: boolean,
  ): void {
    const open = this.#open;
    open.count = 0;
    const count = only === null ? law.rooms.length : only.length;
    for (let index = 0; index < count; index++) {
      this.#insert(law, only === null ? index : (only[index] ?? 0));
    }
    if (law.isProRata) takeProRata(open, fen, this.rooms, at);
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

function whole(rate: number): number {
  return Math.min(BP_WHOLE, Math.max(0, rate));
}
