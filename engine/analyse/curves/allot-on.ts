/**
 * Allotting amounts that depend on the cost over rooms that do (X14), without the leftover fen.
 */
import type { Tier } from '../../law/index.ts';
import { type Cause, type Ground, isAbove, leastOf } from './ground.ts';
import {
  comparing,
  differenceOf,
  dividedOf,
  isEqual,
  isZero,
  type Quotient,
  timesOf,
  totalOf,
  ZERO,
} from './quotient.ts';

/** Allots an amount, at most the sum of the rooms, as the law says. */
export function allotOn(
  ground: Ground,
  amount: Quotient,
  rooms: readonly Quotient[],
  how: Tier['allot'],
  fromEnd: boolean,
  cause: Cause,
): readonly Quotient[] {
  if (isZero(amount)) return rooms.map(() => ZERO);
  if (rooms.length === 1) return [amount];
  return how === 'proRata'
    ? proRataOn(ground, amount, rooms, cause)
    : inOrderOn(ground, amount, rooms, fromEnd, cause);
}

function proRataOn(
  ground: Ground,
  amount: Quotient,
  rooms: readonly Quotient[],
  cause: Cause,
): readonly Quotient[] {
  const total = totalOf(rooms);
  if (isEqual(amount, total)) return rooms;
  if (!isAbove(ground, total, ZERO, cause)) return rooms.map(() => ZERO);
  ground.slackFen += rooms.length - 1;
  return rooms.map((room) => dividedOf(timesOf(amount, room), total));
}

function inOrderOn(
  ground: Ground,
  amount: Quotient,
  rooms: readonly Quotient[],
  fromEnd: boolean,
  cause: Cause,
): readonly Quotient[] {
  const parts = rooms.map(() => ZERO);
  let left = amount;
  for (let step = 0; step < rooms.length; step++) {
    if (isZero(left)) break;
    const index = fromEnd ? rooms.length - 1 - step : step;
    const room = rooms[index] ?? ZERO;
    const part =
      comparing(left, room, ground.at).length === 0 ? left : leastOf(ground, left, room, cause);
    parts[index] = part;
    left = differenceOf(left, part);
  }
  return parts;
}
