/**
 * Segments: payment over an interval of the segments' axis, and back from payment to cost.
 */
import type { AboveCap } from '../law/index.ts';
import { BP_WHOLE, divideRounded, type RoundingMode } from '../units/index.ts';
import type { SegmentTrace } from './settled.ts';

export interface SegmentSum {
  readonly touched: readonly SegmentTrace[];
  /** Fen × 10,000. */
  readonly exact: number;
  /** Sum of the rounded segments; used where the law rounds each. */
  readonly roundedEachFen: number;
}

const NONE: SegmentSum = { touched: [], exact: 0, roundedEachFen: 0 };

/** Pays the interval [start, start + length) of an axis whose segments begin at `bounds`. */
export function paySegments(
  bounds: readonly number[],
  rates: readonly number[],
  start: number,
  length: number,
  rounding: RoundingMode,
): SegmentSum {
  if (length === 0) return NONE;
  const touched: SegmentTrace[] = [];
  const end = start + length;
  let exact = 0;
  let roundedEachFen = 0;
  for (let index = 0; index < bounds.length; index++) {
    const lower = bounds[index] ?? 0;
    if (lower >= end) break;
    const upper = bounds[index + 1] ?? end;
    const fromFen = Math.max(start, lower);
    const lengthFen = Math.min(end, upper) - fromFen;
    if (lengthFen <= 0) continue;
    const rateBp = rates[index] ?? 0;
    const worth = lengthFen * rateBp;
    exact += worth;
    roundedEachFen += divideRounded(worth, BP_WHOLE, rounding);
    touched.push({ index, fromFen, lengthFen, rateBp });
  }
  return { touched, exact, roundedEachFen };
}

const BEHIND: Readonly<Record<Exclude<AboveCap, 'clippedPayment'>, RoundingMode>> = {
  costBehindRoundedDown: 'down',
  costBehindRoundedUp: 'up',
  costBehindRoundedHalfUp: 'halfUp',
};

/** X15: what above the cap means, in fen, for a clipped payment over payable cost. */
export function aboveCapFen(
  how: AboveCap,
  touched: readonly SegmentTrace[],
  amounts: { readonly clippedFen: number; readonly payableFen: number; readonly paidFen: number },
): number {
  const { clippedFen, payableFen, paidFen } = amounts;
  if (how === 'clippedPayment' || clippedFen === 0) return clippedFen;
  if (paidFen === 0) return payableFen;
  let worthLeft = clippedFen * BP_WHOLE;
  let costFen = 0;
  for (let index = touched.length - 1; index >= 0 && worthLeft > 0; index--) {
    const segment = touched[index];
    if (!segment) break;
    const worth = segment.lengthFen * segment.rateBp;
    if (worth > worthLeft) {
      costFen += divideRounded(worthLeft, segment.rateBp, BEHIND[how]);
      break;
    }
    costFen += segment.lengthFen;
    worthLeft -= worth;
  }
  return Math.min(costFen, payableFen - paidFen);
}
