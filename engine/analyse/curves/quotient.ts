/**
 * Quotient: an amount as a function of the cost on one stretch of it: a polynomial over another
 * that is nowhere 0 there. Amounts of most laws are straight lines; what a law allots in proportion
 * to amounts that both depend on the cost is bent.
 */
import {
  addPolynomials,
  commonDivisor,
  commonPolynomial,
  contentOf,
  dividedBy,
  NOTHING,
  type Polynomial,
  polynomialAt,
  productOf,
  scaledPolynomial,
  shifted,
} from './polynomial.ts';
import {
  addRationals,
  productOfRationals,
  quotientOf,
  type Rational,
  rational,
} from './rational.ts';
import { CurveRefused } from './refused.ts';

export interface Quotient {
  readonly over: Polynomial;
  readonly under: Polynomial;
}

const ONE: Polynomial = [1n];

export const ZERO: Quotient = { over: NOTHING, under: ONE };
/** The cost itself. */
export const COST: Quotient = { over: [0n, 1n], under: ONE };

/** Powers above this are refused: a law that bends so often is not worth its curve. */
const MOST_POWER = 16;

export function constant(value: number | bigint | Rational): Quotient {
  if (typeof value === 'object') return reduced([value.numerator], [value.denominator]);
  const whole = BigInt(value);
  return whole === 0n ? ZERO : { over: [whole], under: ONE };
}

export function sumOf(left: Quotient, right: Quotient): Quotient {
  if (left.over.length === 0) return right;
  if (right.over.length === 0) return left;
  if (isSame(left.under, right.under)) {
    return reduced(addPolynomials(left.over, right.over), left.under);
  }
  return reduced(
    addPolynomials(productOf(left.over, right.under), productOf(right.over, left.under)),
    productOf(left.under, right.under),
  );
}

export function totalOf(quotients: readonly Quotient[]): Quotient {
  return quotients.reduce(sumOf, ZERO);
}

export function differenceOf(left: Quotient, right: Quotient): Quotient {
  return sumOf(left, { ...right, over: scaledPolynomial(right.over, -1n) });
}

export function timesOf(left: Quotient, right: Quotient): Quotient {
  if (left.over.length === 0 || right.over.length === 0) return ZERO;
  return reduced(productOf(left.over, right.over), productOf(left.under, right.under));
}

/** The divisor must be positive where the quotient is used. */
export function dividedOf(left: Quotient, right: Quotient): Quotient {
  if (left.over.length === 0) return ZERO;
  return reduced(productOf(left.over, right.under), productOf(left.under, right.over));
}

/** A share in basis points, not rounded. */
export function shareOfBp(amount: Quotient, bp: number): Quotient {
  if (bp === 0) return ZERO;
  if (bp === WHOLE_BP) return amount;
  return reduced(
    scaledPolynomial(amount.over, BigInt(bp)),
    scaledPolynomial(amount.under, BigInt(WHOLE_BP)),
  );
}

const WHOLE_BP = 10_000;

/** The value at a cost. */
export function valueOn(quotient: Quotient, at: bigint): Rational {
  return rational(polynomialAt(quotient.over, at), polynomialAt(quotient.under, at));
}

/** The value anywhere between two fen. */
export function valueBetween({ over, under }: Quotient, at: Rational): Rational {
  return quotientOf(polynomialBetween(over, at), polynomialBetween(under, at));
}

function polynomialBetween(polynomial: Polynomial, at: Rational): Rational {
  return polynomial.reduceRight<Rational>(
    (value, coefficient) => addRationals(productOfRationals(value, at), rational(coefficient)),
    rational(0n),
  );
}

/** What it is `by` further to the right: q(x + by). */
export function movedOf({ over, under }: Quotient, by: bigint): Quotient {
  return reduced(shifted(over, by), shifted(under, by));
}

export function isZero({ over }: Quotient): boolean {
  return over.length === 0;
}

export function isConstant({ over, under }: Quotient): boolean {
  return over.length <= 1 && under.length === 1;
}

/** A constant's value; null where it depends on the cost. */
export function constantOf(quotient: Quotient): Rational | null {
  return isConstant(quotient) ? rational(quotient.over[0] ?? 0n, quotient.under[0] ?? 1n) : null;
}

/** A straight line. */
export function isStraight({ over, under }: Quotient): boolean {
  return over.length <= 2 && under.length === 1;
}

/** The rise per fen of a straight line. */
export function slopeOf({ over, under }: Quotient): Rational {
  return rational(over[1] ?? 0n, under[0] ?? 1n);
}

export function isEqual(left: Quotient, right: Quotient): boolean {
  return isSame(left.over, right.over) && isSame(left.under, right.under);
}

/**
 * Has the sign of the first less the second, wherever both stand; `at` is one of these costs, since
 * a divisor keeps its sign on its stretch.
 */
export function comparing(left: Quotient, right: Quotient, at: bigint): Polynomial {
  if (isSame(left.under, right.under)) {
    return signed(addPolynomials(left.over, scaledPolynomial(right.over, -1n)), left.under, at);
  }
  const under = productOf(left.under, right.under);
  const over = addPolynomials(
    productOf(left.over, right.under),
    scaledPolynomial(productOf(right.over, left.under), -1n),
  );
  return signed(over, under, at);
}

function signed(over: Polynomial, under: Polynomial, at: bigint): Polynomial {
  return under.length > 1 && polynomialAt(under, at) < 0n ? scaledPolynomial(over, -1n) : over;
}

function isSame(left: Polynomial, right: Polynomial): boolean {
  return left === right || (left.length === right.length && left.every((c, i) => c === right[i]));
}

/** Divides common factors out; a divisor that is a number is positive. */
function reduced(over: Polynomial, under: Polynomial): Quotient {
  if (over.length === 0) return ZERO;
  let top = over;
  let bottom = under;
  if (under.length > 1) {
    const common = commonPolynomial(over, under);
    if (common.length > 1) {
      const left = dividedBy(over, common);
      const right = dividedBy(under, common);
      top = scaledPolynomial(left.quotient, right.times);
      bottom = scaledPolynomial(right.quotient, left.times);
    }
  }
  if (top.length > MOST_POWER || bottom.length > MOST_POWER) {
    throw new CurveRefused('curve/too_bent', '金额对费用的依赖过于弯曲，不画曲线');
  }
  const content = commonDivisor(contentOf(top), contentOf(bottom));
  const isTurned = bottom.length === 1 && (bottom[0] ?? 1n) < 0n;
  if (content === 1n && !isTurned) return { over: top, under: bottom };
  const divisor = isTurned ? -content : content;
  return {
    over: top.map((coefficient) => coefficient / divisor),
    under: bottom.map((coefficient) => coefficient / divisor),
  };
}
