/**
 * A curve as plain data: points to draw, exact breakpoints and functions as text. For JSON, charts
 * and tables.
 */
import type { Citation } from '../../law/index.ts';
import { type Breakpoint, breakpointsOf } from './breakpoints.ts';
import { type Curve, type Piece, paidBy } from './curve.ts';
import type { Cause } from './ground.ts';
import { isStraight, type Quotient, slopeOf, valueOn } from './quotient.ts';
import { asNumber, nearestOf, quotientOf, rationalText } from './rational.ts';

export const CURVE_VERSION = 1;

export interface CurveData {
  readonly version: typeof CURVE_VERSION;
  readonly scheme: string;
  readonly schemeTitle: string;
  readonly law: string;
  readonly mix: string;
  /** Those that pay on some bill. */
  readonly tiers: readonly CurveTier[];
  readonly points: readonly CurvePoint[];
  readonly breaks: readonly CurveBreak[];
  readonly pieces: readonly CurvePiece[];
}

export interface CurveTier {
  readonly id: string;
  readonly title: string;
  readonly payer: string;
  readonly payerTitle: string;
}

/** Rounded for drawing only; in fen. */
export interface CurvePoint {
  readonly cost: number;
  readonly total: number;
  readonly person: number;
  /** Parallel to the tiers. */
  readonly paid: readonly number[];
}

export interface CurveBreak {
  /** Open cost in fen, exact: `31250`, `100000/3`. */
  readonly at: string;
  /** The same three as whole fen. */
  readonly costFen: number;
  readonly totalFen: number;
  readonly personFen: number;
  readonly isJump: boolean;
  readonly isOfPerson: boolean;
  /** Chinese: which word of which tier. */
  readonly says: string;
  readonly citations: readonly Citation[];
}

/** From a fen to a fen, both included; functions of the open cost in fen. */
export interface CurvePiece {
  readonly from: string;
  readonly to: string;
  readonly person: string;
  /** What one more yuan costs the person, in yuan; null where the piece is bent. */
  readonly personSlope: string | null;
  readonly paid: readonly string[];
  readonly slackFen: number;
}

/** Puts a curve into plain data. */
export function curveData(curve: Curve): CurveData {
  const { program, mix } = curve.scene;
  const paying = program.tiers.flatMap((tier, index) =>
    curve.pieces.some((piece) => paidBy(piece, index).over.length > 0) ? [{ tier, index }] : [],
  );
  const indexes = paying.map(({ index }) => index);
  const pointOn = (piece: Piece, at: bigint): CurvePoint => ({
    cost: Number(at),
    total: asNumber(valueOn(piece.total, at)),
    person: asNumber(valueOn(piece.person, at)),
    paid: indexes.map((index) => asNumber(valueOn(paidBy(piece, index), at))),
  });
  return {
    version: CURVE_VERSION,
    scheme: program.id,
    schemeTitle: program.title,
    law: program.hash,
    mix: mix.title,
    tiers: paying.map(({ tier: { id, title, payer } }) => ({
      id,
      title,
      payer,
      payerTitle: program.payers.find((one) => one.id === payer)?.zh ?? payer,
    })),
    points: curve.pieces.flatMap((piece) => costsOf(piece).map((at) => pointOn(piece, at))),
    breaks: breakpointsOf(curve).map((one) => breakData(curve, one)),
    pieces: curve.pieces.map((piece) => ({
      from: String(piece.from),
      to: String(piece.to),
      person: functionText(piece.person),
      personSlope: isStraight(piece.person) ? rationalText(slopeOf(piece.person)) : null,
      paid: indexes.map((index) => functionText(paidBy(piece, index))),
      slackFen: piece.slackFen,
    })),
  };
}

function breakData(
  curve: Curve,
  { at, isJump, isOfPerson, cause, ...sides }: Breakpoint,
): CurveBreak {
  // Where the sides meet, the last fen before it is as good as the place itself.
  const [piece, fen] = isJump ? [sides.after, sides.after.from] : [sides.before, sides.before.to];
  return {
    at: rationalText(at),
    costFen: nearestOf(at),
    totalFen: nearestOf(valueOn(piece.total, fen)),
    personFen: nearestOf(valueOn(piece.person, fen)),
    isJump,
    isOfPerson,
    says: cause ? saysOf(curve, cause) : '',
    citations: cause ? citationsOf(cause) : [],
  };
}

/** Ends of a piece; of a bent one also costs in between. */
function costsOf({ from, to, person }: Piece): readonly bigint[] {
  if (from === to) return [from];
  if (isStraight(person)) return [from, to];
  const steps = 24n;
  const all = Array.from({ length: Number(steps) + 1 }, (_, step) => {
    return from + ((to - from) * BigInt(step)) / steps;
  });
  return [...new Set(all)];
}

const WORDS: Readonly<Record<Cause['word'], string>> = {
  price: '收费限价',
  weight: '计入比例',
  limit: '计入限额',
  deductible: '起付线',
  segment: '分段',
  cap: '封顶线',
  catchUp: '补差',
  condition: '适用条件',
  formula: '数额公式',
  allotment: '分摊',
};

function saysOf({ scene: { program } }: Curve, { word, tier, part, id }: Cause): string {
  const law = program.tiers[tier];
  if (!law) return WORDS[word];
  const title = law.parts.find((one) => one.id === part)?.title ?? null;
  const where = law.parts.length > 1 && part !== null ? `（${title ?? part}）` : '';
  const which = word === 'segment' && id !== null ? `第${Number(id) + 1}段` : WORDS[word];
  return `${law.title}${where}：${which}${word === 'cap' && id !== null ? `（${id}）` : ''}`;
}

/** The sources of the numbers behind a break, each once. */
function citationsOf({ sources }: Cause): readonly Citation[] {
  const all = sources.flatMap(({ entry, modifier }) => [
    entry.citation,
    ...(modifier ? [modifier.citation] : []),
  ]);
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** `3/10·x + 700`, or a quotient of two of them; x is the open cost in fen. */
function functionText({ over, under }: Quotient): string {
  const top = polynomialText(over);
  if (under.length > 1) return `(${top}) / (${polynomialText(under)})`;
  const [divisor = 1n] = under;
  const terms = over.flatMap((coefficient, power) => {
    if (coefficient === 0n) return [];
    const by = quotientOf(
      { numerator: coefficient, denominator: 1n },
      { numerator: divisor, denominator: 1n },
    );
    return [`${rationalText(by)}${powerText(power)}`];
  });
  return terms.reverse().join(' + ') || '0';
}

function polynomialText(polynomial: readonly bigint[]): string {
  const terms = polynomial.flatMap((coefficient, power) =>
    coefficient === 0n ? [] : [`${coefficient}${powerText(power)}`],
  );
  return terms.reverse().join(' + ') || '0';
}

function powerText(power: number): string {
  if (power === 0) return '';
  return power === 1 ? '·x' : `·x^${power}`;
}
