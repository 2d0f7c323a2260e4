/**
 * Breakpoints: where a curve bends or jumps, exactly, and by which word of the law.
 */
import { type Curve, type Piece, paidBy } from './curve.ts';
import type { Cause } from './ground.ts';
import { differenceOf, isEqual, type Quotient, valueBetween, valueOn } from './quotient.ts';
import { type Rational, rational } from './rational.ts';

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
    const changes = sidesOf(before, after).flatMap(([left, right]) =>
      isEqual(left, right) ? [] : [differenceOf(left, right)],
    );
    if (changes.length === 0) return [];
    const isJump = changes.some((change) => !isMet(change, before, after));
    return [
      {
        at: isJump ? rational(after.from) : (before.endsAt ?? rational(before.to)),
        isJump,
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

/** Whether two sides meet; where the place is not rational, their difference changes its sign. */
function isMet(change: Quotient, { endsAt, to }: Piece, { from }: Piece): boolean {
  if (endsAt) return valueBetween(change, endsAt).numerator === 0n;
  const [before, after] = [valueOn(change, to), valueOn(change, from)];
  return before.numerator * after.numerator <= 0n;
}
