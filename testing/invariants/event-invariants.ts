/**
 * What must hold of any settled event, seen from its result alone: the matrix closes on every side,
 * atoms are the lines, nothing is below zero.
 */
import type { Event, Line, Settled, Visit } from '../../engine/settle/index.ts';
import { spreadOverLines } from '../../engine/settle/index.ts';
import { hold, type Notes, same, sumOf } from './notes.ts';

/** Looks at the result of one event. */
export function lookAtEvent(notes: Notes, settled: Settled, event: Event): void {
  lookAtMatrix(notes, settled);
  if (event.kind === 'visit') {
    lookAtAtoms(notes, settled, event);
    lookAtLines(notes, settled, event);
  } else if (event.kind === 'contribution') {
    same(notes, 'the total is the base', settled.totalFen, event.premiumFen);
  }
}

function lookAtMatrix(notes: Notes, settled: Settled): void {
  const { atoms, matrix, residual, paidFen, personFen, totalFen } = settled;
  const payers = paidFen.length;
  const columns = new Array<number>(payers + 1).fill(0);
  same(notes, 'a row per atom', matrix.length, atoms.length);
  same(notes, 'a row per atom', residual.length, atoms.length);
  let all = 0;
  for (const [index, atom] of atoms.entries()) {
    const row = matrix[index] ?? [];
    const left = residual[index] ?? [];
    same(notes, 'rows sum to atoms', sumOf(row), atom.totalFen);
    same(notes, 'first cells sum to atoms', sumOf(atom.cells), atom.totalFen);
    same(notes, 'residual cells and payments are the atom', sumOf(left), row[payers]);
    hold(notes, 'nothing is below zero', areAmounts(row), `row ${row}`);
    hold(notes, 'nothing is below zero', areAmounts(left), `residual ${left}`);
    for (const [column, fen] of row.entries()) columns[column] = (columns[column] ?? 0) + fen;
    all += atom.totalFen;
  }
  for (const [payer, fen] of paidFen.entries()) {
    same(notes, 'columns sum to payers', columns[payer], fen);
  }
  same(notes, 'columns sum to payers', columns[payers], personFen);
  same(notes, 'payers and person sum to the total', sumOf(paidFen) + personFen, totalFen);
  same(notes, 'atoms sum to the total', all, totalFen);
  hold(notes, 'the person pays something between nothing and all', isBetween(personFen, totalFen));
}

function areAmounts(values: readonly number[]): boolean {
  for (const value of values) if (!Number.isSafeInteger(value) || value < 0) return false;
  return true;
}

function isBetween(value: number, most: number): boolean {
  return value >= 0 && value <= most;
}

/** Recomputes the first cells from the lines: out of scope, over limit, first share, in scope. */
function lookAtAtoms(notes: Notes, settled: Settled, visit: Visit): void {
  const { atoms, totalFen, program, trace } = settled;
  const priced = new Map(trace.prices.map((price) => [price.line, price]));
  const seen = new Array<number>(visit.lines.length).fill(0);
  let firstBefore = -1;
  for (const atom of atoms) {
    const cells = [0, 0, 0, 0];
    for (const index of atom.lines) {
      seen[index] = (seen[index] ?? 0) + 1;
      const line = visit.lines[index];
      if (!line) continue;
      const isOut = isToldByLines(program) ? isOutOfScope(program, line) : atom.exclusion >= 0;
      const allowed = priced.get(index)?.allowedFen ?? line.costFen;
      const over = Math.max(line.overLimitFen, line.costFen - Math.min(line.costFen, allowed));
      const left = line.costFen - over;
      const told = line.firstShareFen ?? shareOf(program, left, line.firstShareBp);
      const share = Math.min(left, told);
      const own = isOut ? [line.costFen, 0, 0, 0] : [0, over, share, left - share];
      for (const [reason, fen] of own.entries()) cells[reason] = (cells[reason] ?? 0) + fen;
    }
    same(notes, 'first cells are what the lines say', atom.cells.join(), cells.join());
    const first = atom.lines[0] ?? -1;
    hold(notes, 'atoms stand in the order of their first line', first > firstBefore);
    firstBefore = first;
  }
  hold(
    notes,
    'each line is in one atom',
    seen.every((times) => times === 1),
  );
  const cost = sumOf(visit.lines.map((line) => line.costFen));
  same(notes, 'the total is the base', totalFen, cost);
}

/** Lines alone say what is out of scope: no exclusion asks the person, and no line is read anew. */
function isToldByLines({ classification, readings }: Settled['program']): boolean {
  return readings.length === 0 && classification.outOfScope.every(({ when }) => when.length === 0);
}

function isOutOfScope({ classification, dimensions }: Settled['program'], line: Line): boolean {
  return classification.outOfScope.some(({ lines }) =>
    lines.every(({ dimension, codes, interval }) => {
      const meant = dimensions.find(({ id }) => id === dimension)?.absentMeans;
      const code = line.facets[dimension] ?? meant ?? '';
      if (codes) return codes.includes(code);
      const from = interval?.from ?? Number.NEGATIVE_INFINITY;
      return Number(code) >= from && Number(code) < (interval?.until ?? Number.POSITIVE_INFINITY);
    }),
  );
}

function shareOf({ classification }: Settled['program'], fen: number, rateBp: number): number {
  return roundedPart(BigInt(fen) * BigInt(rateBp), 10_000n, classification.firstShareRounding);
}

/** A quotient as its name says, in whole numbers. */
export function roundedPart(numerator: bigint, over: bigint, rounding: string): number {
  const floor = numerator / over;
  const twice = (numerator - floor * over) * 2n;
  const isUp = {
    halfUp: twice >= over,
    halfEven: twice > over || (twice === over && floor % 2n === 1n),
    up: twice > 0n,
    down: false,
  }[rounding];
  return Number(isUp ? floor + 1n : floor);
}

function lookAtLines(notes: Notes, settled: Settled, visit: Visit): void {
  const payers = new Array<number>(settled.paidFen.length).fill(0);
  for (const [index, share] of spreadOverLines(settled, visit).entries()) {
    const cost = visit.lines[index]?.costFen;
    same(notes, 'lines close', sumOf(share.paidFen) + share.personFen, cost);
    hold(notes, 'nothing is below zero', areAmounts([...share.paidFen, share.personFen]));
    for (const [payer, fen] of share.paidFen.entries()) payers[payer] = (payers[payer] ?? 0) + fen;
  }
  same(notes, 'lines sum to payers', payers.join(), settled.paidFen.join());
}
