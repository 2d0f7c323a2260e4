/**
 * Exact fractions of fen, and the four ways a fraction becomes whole. Amounts are never negative.
 */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export type Rounding = 'halfUp' | 'halfEven' | 'down' | 'up';

/** The fraction `over ÷ under`. */
export function fraction(over: bigint, under = 1n): Fraction {
  if (under <= 0n) throw new RangeError(`a fraction needs a positive divisor, not ${under}`);
  return { over, under };
}

/** Adds two fractions. */
export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.over * b.under + b.over * a.under, a.under * b.under);
}

/** Takes so many basis points of an amount, exactly. */
export function basisPoints(amount: bigint, rateBp: bigint): Fraction {
  return fraction(amount * rateBp, 10_000n);
}

/** Rounds to a whole number. */
export function whole(value: Fraction, rounding: Rounding): bigint {
  const floor = value.over / value.under;
  const rest = value.over - floor * value.under;
  if (rest === 0n) return floor;
  switch (rounding) {
    case 'down':
      return floor;
    case 'up':
      return floor + 1n;
    case 'halfUp':
      return rest * 2n >= value.under ? floor + 1n : floor;
    case 'halfEven':
      if (rest * 2n === value.under) return floor % 2n === 0n ? floor : floor + 1n;
      return rest * 2n > value.under ? floor + 1n : floor;
  }
}

/** Tells whether a fraction lies exactly between two whole numbers. */
export function isTie(value: Fraction): boolean {
  return (value.over * 2n) % value.under === 0n && value.over % value.under !== 0n;
}

/** The lesser of two amounts. */
export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** The greater of two amounts. */
export function greatest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** What is left of `a` after `b`, never below nothing. */
export function leftOf(a: bigint, b: bigint): bigint {
  return a > b ? a - b : 0n;
}

/** Sum of amounts. */
export function sumOf(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}
