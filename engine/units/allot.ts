/**
 * Allotting: a whole amount goes over parts so that the parts sum to it and none exceeds its room.
 * Callers guarantee 0 ≤ amount ≤ sum of rooms; anything else is a fault and throws.
 */
import { wholeQuotient } from './round.ts';

/** Fills the rooms one after the other. `fromEnd` starts at the last room. */
export function allotInOrder(amount: number, rooms: readonly number[], fromEnd = false): number[] {
  const parts = new Array<number>(rooms.length).fill(0);
  let left = amount;
  for (let step = 0; step < rooms.length && left > 0; step++) {
    const index = fromEnd ? rooms.length - 1 - step : step;
    const part = Math.min(left, rooms[index] ?? 0);
    parts[index] = part;
    left -= part;
  }
  if (left !== 0 || amount < 0) throw new RangeError(`cannot allot ${amount} over ${rooms}`);
  return parts;
}

/**
 * Allots in proportion to the rooms: each gets the floor of its share, and the fen left over go
 * to the largest remainders, ties to the earlier room.
 */
export function allotProRata(amount: number, rooms: readonly number[]): number[] {
  let total = 0;
  for (const room of rooms) total += room;
  if (amount < 0 || amount > total) throw new RangeError(`cannot allot ${amount} over ${rooms}`);
  if (amount === 0) return new Array<number>(rooms.length).fill(0);
  if (amount === total) return rooms.slice();
  return amount * total <= Number.MAX_SAFE_INTEGER
    ? proRata(amount, total, rooms)
    : proRataBig(amount, total, rooms);
}

function proRata(amount: number, total: number, rooms: readonly number[]): number[] {
  const parts: number[] = [];
  const remainders: number[] = [];
  let left = amount;
  for (const room of rooms) {
    const part = wholeQuotient(amount * room, total);
    const remainder = amount * room - part * total;
    parts.push(part);
    remainders.push(remainder);
    left -= part;
  }
  return withLeftOver(parts, remainders, left);
}

function proRataBig(amount: number, total: number, rooms: readonly number[]): number[] {
  const parts: number[] = [];
  const remainders: number[] = [];
  let left = amount;
  for (const room of rooms) {
    const product = BigInt(amount) * BigInt(room);
    const part = Number(product / BigInt(total));
    parts.push(part);
    remainders.push(Number(product % BigInt(total)));
    left -= part;
  }
  return withLeftOver(parts, remainders, left);
}

function withLeftOver(parts: number[], remainders: number[], leftOver: number): number[] {
  for (let left = leftOver; left > 0; left--) {
    let best = 0;
    for (let i = 1; i < remainders.length; i++) {
      if ((remainders[i] ?? 0) > (remainders[best] ?? 0)) best = i;
    }
    parts[best] = (parts[best] ?? 0) + 1;
    remainders[best] = -1;
  }
  return parts;
}
