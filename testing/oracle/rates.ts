/**
 * What the rates of a part make of its payable cost, and which cost lies behind a clipped payment.
 */

import type { Rounding } from './fraction.ts';
import { basisPoints, type Fraction, fraction, least, plus, whole } from './fraction.ts';
import type { Segment } from './numbers.ts';
import { fault } from './rejection.ts';

/** A segment that the payable cost touches. */
export interface Touched {
  readonly length: bigint;
  readonly rateBp: bigint;
}

/** The segments that the interval from `start` over `length` touches, in ascending order. */
export function touchedBy(segments: readonly Segment[], start: bigint, length: bigint): Touched[] {
  const end = start + length;
  return segments
    .map(({ from, until, rateBp }) => {
      const low = start > from ? start : from;
      const high = until === null || end < until ? end : until;
      return { length: high > low ? high - low : 0n, rateBp };
    })
    .filter((touched) => touched.length > 0n);
}

/** Payment before rounding. */
export function exactPayment(touched: readonly Touched[]): Fraction {
  return touched
    .map(({ length, rateBp }) => basisPoints(length, rateBp))
    .reduce(plus, fraction(0n));
}

/** Payment rounded once, or segment by segment. */
export function payment(touched: readonly Touched[], rounding: Rounding, each: string): bigint {
  if (each !== 'segment') return whole(exactPayment(touched), rounding);
  return touched.reduce(
    (sum, { length, rateBp }) => sum + whole(basisPoints(length, rateBp), rounding),
    0n,
  );
}

/**
 * X15: the part of the payable cost that counts as above the cap.
 * `clipped` is what the cap took from the part's payment, `paid` what it left.
 */
export function aboveCap(
  law: string,
  touched: readonly Touched[],
  { clipped, paid }: { readonly clipped: bigint; readonly paid: bigint },
): bigint {
  if (clipped === 0n) return 0n;
  if (law === 'clippedPayment') return clipped;
  const payable = touched.reduce((sum, { length }) => sum + length, 0n);
  if (paid === 0n) return payable;
  const rounding = ROUNDINGS[law] ?? fault(`unknown aboveCap ${law}`);
  let cost = 0n;
  let left = clipped * 10_000n;
  for (const { length, rateBp } of [...touched].reverse()) {
    if (left === 0n) break;
    const here = length * rateBp;
    cost += here <= left ? length : whole(fraction(left, rateBp), rounding);
    left -= least(here, left);
  }
  return least(cost, payable - paid);
}

const ROUNDINGS: Readonly<Record<string, Rounding>> = {
  costBehindRoundedDown: 'down',
  costBehindRoundedUp: 'up',
  costBehindRoundedHalfUp: 'halfUp',
};
