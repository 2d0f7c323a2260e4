/**
 * Spreads an amount over rooms. What is spread always adds up, and no room overflows.
 */
import { least } from './fraction.ts';
import { fault } from './rejection.ts';

/** Fills the rooms from the first on. */
export function fromFirst(amount: bigint, rooms: readonly bigint[]): bigint[] {
  let left = amount;
  const filled = rooms.map((room) => {
    const here = least(left, room);
    left -= here;
    return here;
  });
  if (left !== 0n) fault(`${amount} does not fit into ${rooms}`);
  return filled;
}

/** Fills the rooms from the last on. */
export function fromLast(amount: bigint, rooms: readonly bigint[]): bigint[] {
  return fromFirst(amount, [...rooms].reverse()).reverse();
}

/** Gives each room the floor of its share, then a fen to each largest remainder, earlier first. */
export function inProportion(amount: bigint, rooms: readonly bigint[]): bigint[] {
  const all = rooms.reduce((sum, room) => sum + room, 0n);
  if (amount > all) fault(`${amount} does not fit into ${rooms}`);
  if (amount === 0n) return rooms.map(() => 0n);
  const shares = rooms.map((room, place) => {
    const floor = (amount * room) / all;
    return { place, floor, rest: amount * room - floor * all };
  });
  let left = amount - shares.reduce((sum, share) => sum + share.floor, 0n);
  const filled = shares.map((share) => share.floor);
  const byRest = [...shares].sort((a, b) =>
    a.rest === b.rest ? a.place - b.place : a.rest > b.rest ? -1 : 1,
  );
  for (const { place, floor } of byRest) {
    if (left === 0n) break;
    filled[place] = floor + 1n;
    left -= 1n;
  }
  return filled;
}
