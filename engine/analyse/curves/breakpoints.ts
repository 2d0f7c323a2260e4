/**
 * Breakpoints: where a curve bends or jumps, exactly, and by which word of the law.
 */
import { type Curve, type Piece, paidBy } from './curve.ts';
import type { Cause } from './ground.ts';
import { differenceOf, isEqual, isStraight, type Quotient, slopeOf, valueOn } from './quotient.ts';
import {
  addRationals,
  compareRationals,
  minusRational,
  quotientOf,
  type Rational,
  rational,
} from './rational.ts';

export interface Breakpoint {
  /** Open cost in fen: where the two sides meet; at a jump the first fen after it. */
  readonly at: Rational;
  /** Something is not the same on both sides even without rounding. */
  readonly isJump: boolean;
  /** What the person bears is another function of the cost after it. */
  readonly isOfPerson: boolean;
  readonly cause: Cause | null;
  readonly before: Piece;
  readonly after: Piece;
}

/** The breakpoints of a curve, in order; where nothing changes there is none. */
export function breakpointsOf({ pieces }: Curve): readonly Breakpoint[] {
  return pieces.flatMap((after, index) => {
    const before = pieces[index - 1];
    if (!before) return [];
    const changed = sidesOf(before, after).filter(([left, right]) => !isEqual(left, right));
    if (changed.length === 0) return [];
    const meetings = changed.map(([left, right]) => meetingOf(left, right, before.to, after.from));
    const meeting = meetings.find((one) => one !== null) ?? null;
    return [
      {
        at: meeting ?? rational(after.from),
        isJump: meetings.includes(null),
        isOfPerson: !isEqual(before.person, after.person),
        cause: before.endsBy,
        before,
        after,
      },
    ];
  });
}

function sidesOf(before: Piece, after: Piece): readonly (readonly [Quotient, Quotient])[] {
  const tiers = after.tiers.map(({ tier }) => [paidBy(before, tier), paidBy(after, tier)] as const);
  return [[before.person, after.person], ...tiers];
}

/** Where two sides meet between neighbouring fen; null where they do not: there is a jump. */
function meetingOf(left: Quotient, right: Quotient, to: bigint, from: bigint): Rational | null {
  const difference = differenceOf(left, right);
  if (!isStraight(difference)) {
    return isNearZero(valueOn(difference, to), valueOn(difference, from)) ? rational(from) : null;
  }
  const slope = slopeOf(difference);
  if (slope.numerator === 0n) return null;
  const rise = minusRational(rational(0n), valueOn(difference, 0n));
  const at = quotientOf(rise, slope);
  const isBetween =
    compareRationals(at, rational(to)) >= 0 && compareRationals(at, rational(from)) <= 0;
  return isBetween ? at : null;
}

/** Bent sides meet somewhere between two fen if their difference changes its sign there. */
function isNearZero(before: Rational, after: Rational): boolean {
  return (
    compareRationals(before, rational(0n)) * compareRationals(after, rational(0n)) <= 0 ||
    compareRationals(absolute(addRationals(before, after)), rational(1n)) < 0
  );
}

function absolute({ numerator, denominator }: Rational): Rational {
  return { numerator: numerator < 0n ? -numerator : numerator, denominator };
}
