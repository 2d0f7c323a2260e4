/**
 * The hand-written loop over W2: what a programmer would write for these three tiers and nothing
 * else. It is the yardstick of the generated kernel and writes each tier's payment per claim.
 * Indexes stay within the arrays by the layout of `W2`, so each element read is a number.
 */
import { TIER1, TIER2, TIER3, type W2 } from './w2.ts';

const ROW1 = Float64Array.from(TIER1.rates);
const ROW2 = Float64Array.from(TIER2.rates);
const ROW3 = Float64Array.from(TIER3.rates);
const [X1, Y1] = TIER1.bounds;
const [X2, Y2] = TIER2.bounds;
const [X3, Y3] = TIER3.bounds;

const DEDUCTIBLE1 = Float64Array.from(TIER1.deductible);
const DEDUCTIBLE2 = Float64Array.from(TIER2.deductible);
const DEDUCTIBLE3 = Float64Array.from(TIER3.deductible);
const CAP1 = Float64Array.from(TIER1.cap);
const CAP2 = Float64Array.from(TIER2.cap);
const CAP3 = Float64Array.from(TIER3.cap);

/** Payments in fen per claim and tier. */
export type W2Paid = readonly [Int32Array, Int32Array, Int32Array];

/** Pays people `from` up to `until`. */
export function runW2ByHand(data: W2, [out1, out2, out3]: W2Paid, from: number, until: number) {
  const { type, personClass, start, costFen, level } = data;
  for (let p = from; p < until; p++) {
    let s = start[p] as number;
    const e = start[p + 1] as number;
    if (s === e) continue;
    const t = type[p] as number;
    const c = personClass[p] as number;
    const k1 = t * 9;
    const k = c * 3;
    const a2 = ROW2[k] as number;
    const a3 = ROW3[k] as number;
    let over1 = -(DEDUCTIBLE1[t] as number);
    let over2 = -(DEDUCTIBLE2[c] as number);
    let over3 = -(DEDUCTIBLE3[c] as number);
    let room1 = CAP1[t] as number;
    let room2 = CAP2[c] as number;
    let room3 = CAP3[c] as number;
    for (; s < e; s++) {
      const cost = costFen[s] as number;
      const q = k1 + (level[s] as number) * 3;
      let hi = over1 + cost;
      let pay = 0;
      if (hi > 0) {
        let lo = 0;
        if (over1 > 0) lo = over1;
        pay = hi <= X1 ? (hi - lo) * (ROW1[q] as number) : across(ROW1, q, X1, Y1, lo, hi);
        pay = Math.floor((pay + 5000) / 10000);
        if (pay > room1) pay = room1;
        room1 -= pay;
      }
      over1 = hi;
      out1[s] = pay;
      let rest = cost - pay;
      hi = over2 + rest;
      pay = 0;
      if (hi > 0) {
        let lo = 0;
        if (over2 > 0) lo = over2;
        pay = hi <= X2 ? (hi - lo) * a2 : across(ROW2, k, X2, Y2, lo, hi);
        pay = Math.floor((pay + 5000) / 10000);
        if (pay > room2) pay = room2;
        room2 -= pay;
      }
      over2 = hi;
      out2[s] = pay;
      rest -= pay;
      pay = 0;
      if (c > 0) {
        hi = over3 + rest;
        if (hi > 0) {
          let lo = 0;
          if (over3 > 0) lo = over3;
          pay = hi <= X3 ? (hi - lo) * a3 : across(ROW3, k, X3, Y3, lo, hi);
          pay = Math.floor((pay + 5000) / 10000);
          if (pay > room3) pay = room3;
          room3 -= pay;
        }
        over3 = hi;
      }
      out3[s] = pay;
    }
  }
}

/** What three segments pay for cost that leaves the first of them, in fen × 10,000. */
function across(
  rates: Float64Array,
  row: number,
  x: number,
  y: number,
  lo: number,
  hi: number,
): number {
  let from2 = x;
  if (lo > x) from2 = lo;
  let until2 = y;
  if (hi < y) until2 = hi;
  let from3 = y;
  if (lo > y) from3 = lo;
  return (
    (lo < x ? x - lo : 0) * (rates[row] as number) +
    (until2 > from2 ? until2 - from2 : 0) * (rates[row + 1] as number) +
    (hi > from3 ? hi - from3 : 0) * (rates[row + 2] as number)
  );
}
