/**
 * Segments: payment over an interval of the segments' axis, and back from payment to cost.
 */
import type { AboveCap } from '../law/index.ts';
import { BP_WHOLE, divideRounded, type RoundingMode } from '../units/index.ts';
import type { SegmentTrace } from './settled.ts';

/** Cuts the interval [start, start + length) of an axis whose segments begin at `bounds`. */
export function segmentsOf(
  bounds: readonly number[],
  rates: readonly number[],
  start: number,
  length: number,
): SegmentTrace[] {
  let touched: SegmentTrace[] = [];
  const end = start + length;
  for (let index = 0; index < bounds.length; index++) {
    const lower = bounds[index] ?? 0;
    if (lower >= end) break;
    const upper = index + 1 < bounds.length ? (bounds[index + 1] ?? end) : end;
    const fromFen = Math.max(start, lower);
    const lengthFen = Math.min(end, upper) - fromFen;
    if (lengthFen <= 0) continue;
    const segment = { index, fromFen, lengthFen, rateBp: rates[index] ?? 0 };
    if (touched.length === 0) touched = [segment];
    else touched.push(segment);
  }
  return touched;
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
