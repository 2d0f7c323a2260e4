/**
 * Exact rationals: a whole numerator over a positive whole denominator, without common factor.
 */
import { commonDivisor } from './polynomial.ts';

export interface Rational {
  readonly numerator: bigint;
  /** Positive. */
  readonly denominator: bigint;
}

/** Throws where the denominator is nothing. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('nothing divides by nothing');
  const divisor = commonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function addRationals(left: Rational, right: Rational): Rational {
  return rational(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

export function minusRational(left: Rational, right: Rational): Rational {
  return addRationals(left, { ...right, numerator: -right.numerator });
}

export function productOfRationals(left: Rational, right: Rational): Rational {
  return rational(left.numerator * right.numerator, left.denominator * right.denominator);
}

export function quotientOf(left: Rational, right: Rational): Rational {
  return rational(left.numerator * right.denominator, left.denominator * right.numerator);
}

/** Negative, 0 or positive as the first is less, equal or more. */
export function compareRationals(left: Rational, right: Rational): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The greatest whole number that is not above it. */
export function floorOf({ numerator, denominator }: Rational): bigint {
  const whole = numerator / denominator;
  return whole * denominator > numerator ? whole - 1n : whole;
}

/** The nearest whole number, halves up; for display. */
export function nearestOf(value: Rational): number {
  return Number(floorOf(addRationals(value, rational(1n, 2n))));
}

/** For display and drawing only. */
export function asNumber({ numerator, denominator }: Rational): number {
  const whole = numerator / denominator;
  const rest = numerator - whole * denominator;
  return Number(whole) + Number((rest * SCALE) / denominator) / Number(SCALE);
}

const SCALE = 10n ** 15n;

/** `3`, `-1/3`. */
export function rationalText({ numerator, denominator }: Rational): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}
