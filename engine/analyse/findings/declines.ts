/**
 * Declines: stretches of cost on which an amount falls while the cost grows.
 */
import { type Curve, type Piece, pieceAt } from '../curves/curve.ts';
import { signRuns } from '../curves/polynomial.ts';
import { comparing, differenceOf, movedOf, type Quotient, valueOn } from '../curves/quotient.ts';
import { asNumber, floorOf, minusRational } from '../curves/rational.ts';

/** From the last fen before it falls to the last on which it still falls, in open cost. */
export interface Decline {
  readonly from: number;
  readonly to: number;
  /** Whole fen, rounded down. */
  readonly dropFen: number;
  /** By how many fen two settlements may differ from the curve. */
  readonly slackFen: number;
}

export type Watched = (piece: Piece) => Quotient;

export const PERSON: Watched = ({ person }) => person;
/** What all payers together pay. */
export const PAYERS: Watched = ({ total, person }) => differenceOf(total, person);

/** Finds the stretches on which an amount falls; those within roundings are left out. */
export function declinesOf(curve: Curve, watched: Watched): readonly Decline[] {
  const open: { from: bigint; to: bigint }[] = [];
  const note = (from: bigint, to: bigint): void => {
    const before = open.at(-1);
    if (before?.to === from) open[open.length - 1] = { from: before.from, to };
    else open.push({ from, to });
  };
  for (const [index, piece] of curve.pieces.entries()) {
    const amount = watched(piece);
    if (piece.from < piece.to) {
      const rise = comparing(movedOf(amount, 1n), amount, piece.from);
      for (const run of signRuns(rise, piece.from, piece.to - 1n)) {
        if (run.sign < 0) note(run.from, run.to + 1n);
      }
    }
    const next = curve.pieces[index + 1];
    if (next && fallsTo(watched, piece, next)) note(piece.to, next.from);
  }
  return open.flatMap(({ from, to }) => {
    const drop = Number(from) === Number(to) ? null : declineOf(curve, watched, from, to);
    return drop ? [drop] : [];
  });
}

function fallsTo(watched: Watched, piece: Piece, next: Piece): boolean {
  const rise = minusRational(valueOn(watched(next), next.from), valueOn(watched(piece), piece.to));
  return rise.numerator < 0n;
}

function declineOf(curve: Curve, watched: Watched, from: bigint, to: bigint): Decline | null {
  const [first, last] = [pieceAt(curve, from), pieceAt(curve, to)];
  const drop = minusRational(valueOn(watched(first), from), valueOn(watched(last), to));
  const dropFen = Number(floorOf(drop));
  const slackFen = first.slackFen + last.slackFen;
  if (dropFen <= slackFen + last.tiers.length) return null;
  return { from: Number(from), to: Number(to), dropFen, slackFen };
}

/** The least cost above `from` at which the fall is more than `fen`, by halving. */
export function firstFall(
  { from, to }: Decline,
  fallBy: (to: number) => number,
  fen: number,
): number {
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fallBy(middle) > fen) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * A decline as the engine has it: a condition may hold some fen of cost earlier or later than on
 * the curve, since the engine asks of rounded amounts. As on the curve where none shows it.
 */
export function settledDecline(
  { mostFen }: Curve,
  decline: Decline,
  fallBetween: (from: number, to: number) => number,
  fen: number,
): Decline {
  const most = COST_OF_FEN * (decline.slackFen + 1);
  for (let by = 0; by <= most; by++) {
    const [from, to] = [Math.max(0, decline.from - by), Math.min(mostFen, decline.to + by)];
    if (fallBetween(from, to) > fen) return { ...decline, from, to };
  }
  return decline;
}

/** What a rounded fen may be worth in cost: amounts of less than a tenth of it are rare. */
export const COST_OF_FEN = 10;

/** The greatest fall within one yuan, and where it begins. */
export function steepestYuan(
  curve: Curve,
  watched: Watched,
  { from, to }: Decline,
): { readonly at: number; readonly dropFen: number } {
  const starts = curve.pieces
    .flatMap((piece) => [Number(piece.from) - YUAN, Number(piece.from) - 1, Number(piece.from)])
    .filter((at) => at >= Math.max(0, from - YUAN) && at <= to);
  let best = { at: from, dropFen: 0 };
  for (const at of [Math.max(0, from), ...starts]) {
    const end = Math.min(curve.mostFen, at + YUAN);
    const value = (cost: number) => valueOn(watched(pieceAt(curve, BigInt(cost))), BigInt(cost));
    const dropFen = asNumber(minusRational(value(at), value(end)));
    if (dropFen > best.dropFen) best = { at, dropFen };
  }
  return best;
}

const YUAN = 100;
