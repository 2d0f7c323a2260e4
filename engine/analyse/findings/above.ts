/**
 * Two curves of the same bill: where the first person bears more than the second.
 */
import type { Curve, Piece } from '../curves/curve.ts';
import { signRuns } from '../curves/polynomial.ts';
import { comparing, constant, differenceOf, sumOf, valueOn } from '../curves/quotient.ts';
import { floorOf } from '../curves/rational.ts';

/** Where one person bears more than another, in open cost. */
export interface Above {
  /** The first such fen. */
  readonly at: number;
  readonly worst: { readonly at: number; readonly fen: number };
}

/** Where the first person bears more than the second, beyond roundings; null: nowhere. */
export function firstAbove(left: Curve, right: Curve): Above | null {
  let first: number | null = null;
  let worst = { at: 0, fen: 0 };
  for (const [a, b] of overlaps(left, right)) {
    const [from, to] = shared(a, b);
    const slack = constant(a.slackFen + b.slackFen + left.scene.program.tiers.length);
    const above = comparing(a.person, sumOf(b.person, slack), from);
    for (const run of signRuns(above, from, to)) {
      if (run.sign <= 0) continue;
      first ??= Number(run.from);
      for (const at of [run.from, run.to]) {
        const fen = Number(floorOf(valueOn(differenceOf(a.person, b.person), at)));
        if (fen > worst.fen) worst = { at: Number(at), fen };
      }
    }
  }
  return first === null ? null : { at: first, worst };
}

function shared(a: Piece, b: Piece): readonly [from: bigint, to: bigint] {
  return [later(a.from, b.from), a.to + b.to - later(a.to, b.to)];
}

function later(left: bigint, right: bigint): bigint {
  if (left > right) return left;
  return right;
}

/** The pieces of two curves that share some cost, in order. */
function overlaps(left: Curve, right: Curve): readonly (readonly [Piece, Piece])[] {
  const pairs: (readonly [Piece, Piece])[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [left.pieces[i], right.pieces[j]];
    if (!a || !b) return pairs;
    pairs.push([a, b]);
    if (a.to <= b.to) i++;
    if (b.to <= a.to) j++;
  }
}
