/**
 * What must hold of any settled event, seen from its result alone: the matrix closes on every side,
 * atoms are the lines, nothing is below zero.
 */
import type { Atom, Event, Line, Settled, Visit } from '../../engine/settle/index.ts';
import { spreadOverLines } from '../../engine/settle/index.ts';
import { asRead, matchesFacets } from './as-read.ts';
import { hold, type Notes, same, sumOf } from './notes.ts';
import { lookAtPrices } from './price-invariants.ts';

/** Looks at the result of one event. */
export function lookAtEvent(notes: Notes, settled: Settled, event: Event): void {
  lookAtMatrix(notes, settled);
  const read = asRead(settled, event);
  if (read.kind === 'visit') {
    lookAtPrices(notes, settled, read);
    lookAtAtoms(notes, settled, read);
    lookAtLines(notes, settled, read);
  } else if (read.kind === 'allowance') {
    lookAtEntitlements(notes, settled);
  } else if (read.kind === 'contribution') {
    same(notes, 'the total is the base', settled.totalFen, read.premiumFen);
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

/** Tiers that do not apply, or wait, entitle to nothing. */
function lookAtEntitlements(notes: Notes, { trace, totalFen }: Settled): void {
  const hasPaid = trace.tiers.some(({ kind }) => kind === 'paid');
  hold(notes, 'nothing is due without a tier', hasPaid || totalFen === 0);
}

/** Recomputes the first cells from the lines: out of scope, over limit, first share, in scope. */
function lookAtAtoms(notes: Notes, settled: Settled, visit: Visit): void {
  const { atoms, totalFen } = settled;
  const seen = new Array<number>(visit.lines.length).fill(0);
  let firstBefore = -1;
  for (const atom of atoms) {
    const cells = [0, 0, 0, 0];
    for (const index of atom.lines) {
      seen[index] = (seen[index] ?? 0) + 1;
      const line = visit.lines[index];
      if (!line) continue;
      lookAtExclusion(notes, settled, atom, line);
      const own = firstCells(settled, atom, line, index);
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

function firstCells({ program, trace }: Settled, atom: Atom, line: Line, index: number): number[] {
  if (atom.exclusion >= 0) return [line.costFen, 0, 0, 0];
  const price = trace.prices.find((one) => one.line === index);
  const over = price?.overLimitFen ?? line.overLimitFen;
  const priced = line.costFen - over;
  const share =
    line.firstShareFen === null
      ? shareOf(program, priced, line.firstShareBp)
      : Math.min(line.firstShareFen, priced);
  return [0, over, share, priced - share];
}

/** The rule that puts a line out of scope matches it; one for all people that does would. */
function lookAtExclusion(notes: Notes, { program }: Settled, atom: Atom, { facets }: Line): void {
  const { outOfScope } = program.classification;
  const own = outOfScope[atom.exclusion];
  const holds = own
    ? matchesFacets(program, own.lines, facets)
    : !outOfScope.some(
        ({ lines, when }) => when.length === 0 && matchesFacets(program, lines, facets),
      );
  hold(notes, 'a line is out of scope where a rule says so', holds);
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
