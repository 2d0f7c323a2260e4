/**
 * Lines of a Xianning bill by what the text tells apart, in or out of catalogue and necessary or
 * not, and what a tier makes of an amount in each: pro rata, left-over fen to the largest
 * remainder.
 */
import { basisPoints, sumOf, whole } from './fraction.ts';
import { inProportion } from './spread.ts';

interface Line {
  readonly costFen: bigint;
  readonly isInCatalogue: boolean;
  readonly isNecessary: boolean;
  readonly overLimitFen: bigint;
  readonly firstShareBp: bigint;
}

export interface Pot {
  readonly isNecessary: boolean;
  readonly inScope: bigint;
  readonly firstShare: bigint;
  readonly overLimit: bigint;
  readonly outOfScope: bigint;
}

const EMPTY = { inScope: 0n, firstShare: 0n, overLimit: 0n, outOfScope: 0n };

/** What became of each room. */
export interface Split {
  readonly deductible: readonly bigint[];
  readonly paid: readonly bigint[];
  readonly above: readonly bigint[];
  readonly copay: readonly bigint[];
}

/** The pots of a bill in the order of their first line. */
export function potsOf(lines: readonly Line[]): Pot[] {
  const pots = new Map<string, Pot>();
  for (const line of lines) {
    const name = `${line.isInCatalogue} ${line.isNecessary}`;
    const { isNecessary } = line;
    const pot = pots.get(name) ?? { ...EMPTY, isNecessary };
    pots.set(name, line.isInCatalogue ? withLine(pot, line) : withWhole(pot, line));
  }
  return [...pots.values()];
}

function withLine(pot: Pot, { costFen, overLimitFen, firstShareBp }: Line): Pot {
  const share = whole(basisPoints(costFen - overLimitFen, firstShareBp), 'halfUp');
  const inScope = pot.inScope + costFen - overLimitFen - share;
  const overLimit = pot.overLimit + overLimitFen;
  return { ...pot, inScope, overLimit, firstShare: pot.firstShare + share };
}

function withWhole(pot: Pot, { costFen }: Line): Pot {
  return { ...pot, outOfScope: pot.outOfScope + costFen };
}

interface Amounts {
  readonly deductible: bigint;
  readonly paid: bigint;
  /** Clipped by a cap. */
  readonly above: bigint;
}

/** Spreads what a tier did over the rooms of its base, one step after the other. */
export function split(rooms: readonly bigint[], amounts: Amounts): Split {
  const deductible = inProportion(amounts.deductible, rooms);
  const afterDeductible = minus(rooms, deductible);
  const paid = inProportion(amounts.paid, afterDeductible);
  const afterPaid = minus(afterDeductible, paid);
  const above = inProportion(amounts.above, afterPaid);
  return { deductible, paid, above, copay: minus(afterPaid, above) };
}

/** Adds rooms that stand for the same pot: the row repeats every `size` rooms. */
export function splitAcross(parts: Split, size: number): Split {
  const fold = (row: readonly bigint[]) =>
    Array.from({ length: size }, (_, pot) => sumOf(row.filter((_, at) => at % size === pot)));
  return {
    deductible: fold(parts.deductible),
    paid: fold(parts.paid),
    above: fold(parts.above),
    copay: fold(parts.copay),
  };
}

/** Sum of a row. */
export function total(row: readonly bigint[]): bigint {
  return sumOf(row);
}

function minus(rooms: readonly bigint[], taken: readonly bigint[]): bigint[] {
  return rooms.map((room, index) => room - (taken[index] ?? 0n));
}
