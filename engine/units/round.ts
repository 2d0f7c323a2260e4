/**
 * The only divisions of money. Every call names its rounding; the law names which.
 */
import { BP_WHOLE } from './fen.ts';

export const ROUNDING_MODES = ['halfUp', 'halfEven', 'down', 'up'] as const;
/** How a fraction of a fen becomes a fen. Amounts are never negative, so up is away from zero. */
export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** Divides two non-negative safe integers and rounds the quotient as named. */
export function divideRounded(
  numerator: number,
  denominator: number,
  rounding: RoundingMode,
): number {
  const floor = wholeQuotient(numerator, denominator);
  const rest = numerator - floor * denominator;
  if (rest === 0 || rounding === 'down') return floor;
  if (rounding === 'up') return floor + 1;
  const twice = rest * 2;
  if (twice !== denominator) return twice > denominator ? floor + 1 : floor;
  return rounding === 'halfUp' || floor % 2 === 1 ? floor + 1 : floor;
}

/** Small quotients stay small integers of V8: it keeps those in place, others in boxes. */
const SMALL = 2 ** 31;

/**
 * The whole part of a quotient of non-negative safe integers. A quotient of doubles can come out
 * one too high, never too low by a whole; the remainder tells. (`%` of doubles is far slower.)
 */
export function wholeQuotient(numerator: number, denominator: number): number {
  const quotient = numerator / denominator;
  const floor = quotient < SMALL ? quotient | 0 : Math.floor(quotient);
  return floor * denominator > numerator ? floor - 1 : floor;
}

/** Takes a share in basis points of an amount in fen. */
export function shareOf(fen: number, rateBp: number, rounding: RoundingMode): number {
  return divideRounded(fen * rateBp, BP_WHOLE, rounding);
}

/** Computes `amount × times ÷ over` exactly, then rounds. `over` is at least 1. */
export function proportionOf(
  amount: number,
  times: number,
  over: number,
  rounding: RoundingMode,
): number {
  const product = amount * times;
  if (product <= Number.MAX_SAFE_INTEGER) return divideRounded(product, over, rounding);
  return divideRoundedBig(BigInt(amount) * BigInt(times), BigInt(over), rounding);
}

function divideRoundedBig(numerator: bigint, denominator: bigint, rounding: RoundingMode): number {
  const floor = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n || rounding === 'down') return Number(floor);
  if (rounding === 'up') return Number(floor + 1n);
  const twice = rest * 2n;
  if (twice !== denominator) return Number(twice > denominator ? floor + 1n : floor);
  return Number(rounding === 'halfUp' || floor % 2n === 1n ? floor + 1n : floor);
}
