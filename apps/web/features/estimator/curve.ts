/**
 * The curve of a person's share over the cost of one bill, at sampled costs, with its jumps found
 * to the fen. For display: what lies between two samples is not looked at unless it bends.
 */
import { allotProRata, divideRounded } from '../../../../engine/units/index.ts';
import type { Answers } from './answers.ts';

export interface Curve {
  readonly points: readonly Point[];
  readonly cliffs: readonly Cliff[];
}

export interface Point {
  readonly costFen: number;
  readonly personFen: number;
}

/** One fen more of cost moves the person's share by far more than a fen. */
export interface Cliff {
  readonly before: Point;
  readonly after: Point;
}

/** What answers leave to the person; null where the law rejects them. */
export type Share = (answers: Answers) => number | null;

const SAMPLES = 160;
/** Costs of several lines round each for itself; a jump is more than that. */
const LEAST_JUMP_FEN = 500;
/** Slopes that differ by less are one: rounding to the fen over a step. */
const LEAST_BEND = 0.001;

/**
 * Draws the share from no cost to the greatest, the bill keeping its composition. Null where the
 * law rejects the answers, or where no cost is told.
 */
export function curveOf(answers: Answers, untilFen: number, share: Share): Curve | null {
  const weights = answers.visit.bill.map(({ costFen }) => costFen);
  if (weights.every((weight) => weight === 0) || untilFen < SAMPLES) return null;
  const at = (costFen: number): Point | null => {
    const personFen = share(scaled(answers, weights, costFen));
    return personFen === null ? null : { costFen, personFen };
  };
  const step = divideRounded(untilFen, SAMPLES, 'down');
  const points: Point[] = [];
  for (let sample = 0; sample <= SAMPLES; sample++) {
    const point = at(sample * step);
    if (!point) return null;
    points.push(point);
  }
  const cliffs = bentPairs(points).flatMap(([from, to]) => jumpWithin(from, to, at) ?? []);
  return { points: withCliffs(points, cliffs), cliffs };
}

function scaled(answers: Answers, weights: readonly number[], costFen: number): Answers {
  const costs = inProportion(costFen, weights);
  const bill = answers.visit.bill.map((row, index) => ({ ...row, costFen: costs[index] ?? 0 }));
  return { ...answers, visit: { ...answers.visit, bill } };
}

/** The rooms grow with the cost: an allotment never exceeds them. */
function inProportion(costFen: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const times = Math.max(1, divideRounded(costFen, total, 'up'));
  return allotProRata(
    costFen,
    weights.map((weight) => weight * times),
  );
}

/** Neighbours whose slope is not that of the step before, or not that of the step after. */
function bentPairs(points: readonly Point[]): (readonly [Point, Point])[] {
  const pairs = points.slice(1).flatMap((to, index) => {
    const from = points[index];
    return from ? [[from, to] as const] : [];
  });
  const slopes = pairs.map(
    ([from, to]) => (to.personFen - from.personFen) / (to.costFen - from.costFen),
  );
  const differs = (left: number, right: number | undefined) =>
    right === undefined || Math.abs(left - right) > LEAST_BEND;
  return pairs.filter((_, index) => {
    const slope = slopes[index] ?? 0;
    return differs(slope, slopes[index - 1]) || differs(slope, slopes[index + 1]);
  });
}

/** Halves towards the steeper half down to one fen; null where the share bends without a jump. */
function jumpWithin(from: Point, to: Point, at: (costFen: number) => Point | null): Cliff | null {
  let before = from;
  let after = to;
  while (after.costFen - before.costFen > 1) {
    const middle = at(divideRounded(before.costFen + after.costFen, 2, 'down'));
    if (!middle) return null;
    if (steepness(before, middle) > steepness(middle, after)) after = middle;
    else before = middle;
  }
  return Math.abs(after.personFen - before.personFen) >= LEAST_JUMP_FEN ? { before, after } : null;
}

function steepness(from: Point, to: Point): number {
  return Math.abs((to.personFen - from.personFen) / (to.costFen - from.costFen));
}

function withCliffs(points: readonly Point[], cliffs: readonly Cliff[]): readonly Point[] {
  const all = new Map(
    [...points, ...cliffs.flatMap(({ before, after }) => [before, after])].map((point) => [
      point.costFen,
      point,
    ]),
  );
  return [...all.values()].sort((left, right) => left.costFen - right.costFen);
}
