/**
 * Ground: the stretch of cost on which a walk's answers hold. The walk asks as it would at the
 * first cost; each answer cuts the stretch off where it would change.
 */
import type { Source } from '../../law/index.ts';
import { lastWhile, type Polynomial, type Sign, signAt } from './polynomial.ts';
import { comparing, type Quotient, ZERO } from './quotient.ts';
import { type Rational, rational } from './rational.ts';

/** The word of the law at which a curve bends or breaks. */
export interface Cause {
  readonly word:
    | 'price'
    | 'weight'
    | 'limit'
    | 'deductible'
    | 'segment'
    | 'cap'
    | 'catchUp'
    | 'condition'
    | 'formula'
    | 'allotment';
  /** Index into `program.tiers`; -1: no tier. */
  readonly tier: number;
  readonly part: string | null;
  /** Cap, or number of the segment that begins. */
  readonly id: string | null;
  /** Dated numbers behind it. */
  readonly sources: readonly Source[];
}

export interface Ground {
  readonly at: bigint;
  /** Included. It only shrinks. */
  until: bigint;
  /** What ends it; null: the greatest cost that was asked for. */
  endsBy: Cause | null;
  /** Where exactly the answer changes; null where that is no rational number, or unknown. */
  endsAt: Rational | null;
  /**
   * By how many fen the engine may differ: one for each rounding that it makes and the curve leaves
   * out; where the law counts back from a payment to its cost, what a fen of payment is worth.
   */
  slackFen: number;
}

export function openGround(at: bigint, until: bigint): Ground {
  return { at, until, endsBy: null, endsAt: null, slackFen: 0 };
}

const ABOVE = (sign: Sign): boolean => sign > 0;
const NOT_ABOVE = (sign: Sign): boolean => sign <= 0;
const NOT_BELOW = (sign: Sign): boolean => sign >= 0;

/** Whether the first is more than the second. */
export function isAbove(ground: Ground, left: Quotient, right: Quotient, cause: Cause): boolean {
  const difference = comparing(left, right, ground.at);
  const is = signAt(difference, ground.at) > 0;
  shrink(ground, difference, is ? ABOVE : NOT_ABOVE, cause);
  return is;
}

/**
 * Whether the first is more than the second, or is about to be: for lengths, which may as well be
 * nothing at the first fen.
 */
export function isGrowingAbove(
  ground: Ground,
  left: Quotient,
  right: Quotient,
  cause: Cause,
): boolean {
  const difference = comparing(left, right, ground.at);
  const is = signSoon(ground, difference) > 0;
  shrink(ground, difference, is ? NOT_BELOW : NOT_ABOVE, cause);
  return is;
}

/** The sign at the first fen; where that is nothing, at the next. */
function signSoon({ at, until }: Ground, difference: Polynomial): Sign {
  const sign = signAt(difference, at);
  return sign === 0 && difference.length > 0 && until > at ? signAt(difference, at + 1n) : sign;
}

/** The lesser of two; where they are equal, the one that is the lesser for longer. */
export function leastOf(ground: Ground, left: Quotient, right: Quotient, cause: Cause): Quotient {
  const difference = comparing(left, right, ground.at);
  const isLeft = signSoon(ground, difference) <= 0;
  const isMet = isLeft ? NOT_ABOVE : NOT_BELOW;
  shrink(ground, difference, isMet, cause);
  return isLeft ? left : right;
}

export function greatestOf(
  ground: Ground,
  left: Quotient,
  right: Quotient,
  cause: Cause,
): Quotient {
  return leastOf(ground, left, right, cause) === left ? right : left;
}

export function notBelowZero(ground: Ground, quotient: Quotient, cause: Cause): Quotient {
  return greatestOf(ground, quotient, ZERO, cause);
}

function shrink(
  ground: Ground,
  difference: Polynomial,
  isMet: (sign: Sign) => boolean,
  cause: Cause,
): void {
  const until = lastWhile(difference, ground.at, ground.until, isMet);
  if (until >= ground.until) return;
  ground.until = until;
  ground.endsBy = cause;
  const [start = 0n, slope = 0n] = difference;
  ground.endsAt = difference.length === 2 ? rational(-start, slope) : null;
}
