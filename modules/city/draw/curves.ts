/**
 * Curves built with + − × ÷ only. `Math.exp`, `Math.log` and `Math.pow` may differ in their last
 * digit between versions of the engine, and a content hash would see it.
 */
import type { Draws } from './chance.ts';

const { LN2 } = Math;

/** e to the power of x. */
export function exp(x: number): number {
  const halvings = 10;
  let y = x / 1024;
  y = 1 + y * (1 + (y / 2) * (1 + (y / 3) * (1 + (y / 4) * (1 + y / 5))));
  for (let i = 0; i < halvings; i++) y *= y;
  return y;
}

/** The natural logarithm of x, above 0. */
export function ln(x: number): number {
  let halves = 0;
  let y = x;
  for (; y > 1.5; halves++) y /= 2;
  for (; y < 0.75; halves--) y *= 2;
  const z = (y - 1) / (y + 1);
  const square = z * z;
  let sum = 0;
  for (let k = 41; k >= 1; k -= 2) sum = sum * square + 1 / k;
  return 2 * z * sum + halves * LN2;
}

/** The square root of x, by Newton's steps. */
function root(x: number): number {
  let y = Math.max(x, 1);
  for (let i = 0; i < 40; i++) y = (y + x / y) / 2;
  return y;
}

const TAIL = 0.02425;
const A = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269];
const A2 = [-30.66479806614716, 2.506628277459239];
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972];
const B2 = -13.28068155288572;
const C = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838];
const C2 = [-2.549732539343734, 4.374664141464968, 2.938163982698783];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];

/** The quantile of the standard normal distribution (Acklam's fractions), p from 0 to 1. */
function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < TAIL) {
    const q = root(-2 * ln(p));
    return series([...C, ...C2], q) / (series(D, q) * q + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (series([...A, ...A2], r) * q) / (series([...B, B2], r) * r + 1);
}

function series(factors: readonly number[], x: number): number {
  return factors.reduce((sum, factor) => sum * x + factor, 0);
}

const CELLS = 4096;

/** Quantiles of a distribution, drawn from by one number and a line between two quantiles. */
export type Curve = Float64Array;

/** A lognormal curve of mean 1; a greater `sigma` has a heavier tail. */
export function lognormal(sigma: number): Curve {
  const curve = new Float64Array(CELLS + 1);
  for (let i = 0; i <= CELLS; i++) {
    const p = i === 0 ? 0.1 / CELLS : i === CELLS ? 1 - 0.1 / CELLS : i / CELLS;
    curve[i] = exp(sigma * normalQuantile(p) - (sigma * sigma) / 2);
  }
  return curve;
}

/** Draws from a curve. */
export function drawCurve(curve: Curve, draws: Draws): number {
  const x = draws.next();
  const cell = x >>> 20;
  const low = curve[cell] ?? 0;
  return low + ((x & 0xfffff) / 1048576) * ((curve[cell + 1] ?? low) - low);
}

/** Draws a count of mean `rate`; above 60 it is the rate with a spread of its root. */
export function drawCount(rate: number, draws: Draws): number {
  if (rate <= 0) return 0;
  if (rate > 60) return Math.floor(rate * (0.85 + 0.3 * draws.unit()));
  let left = draws.unit();
  let weight = exp(-rate);
  let count = 0;
  while (left > weight && count < 200) {
    left -= weight;
    count++;
    weight *= rate / count;
  }
  return count;
}
