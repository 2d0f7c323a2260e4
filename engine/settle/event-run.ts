/**
 * What the tiers of one event share while they run. It also answers what amounts ask of the event.
 */
import type { AmountReader, LineClass, PreparedKind } from '../law/index.ts';
import { type CounterBook, readCounter } from './counters.ts';
import type { Event } from './event.ts';
import { measureOf } from './measures.ts';
import type { Atom } from './settled.ts';

/** What an event brings before any tier has run. */
export interface First {
  readonly atoms: readonly Atom[];
  readonly classes: readonly LineClass[];
  readonly totalFen: number;
}

export interface EventRun extends AmountReader {
  readonly event: Event;
  readonly kind: PreparedKind;
  readonly book: CounterBook;
  readonly totalFen: number;
  readonly inScopeFen: number;
  /** Row per atom, column per reason: what is still personal. */
  readonly cells: readonly number[][];
  /** Parallel to the atoms; empty where the event has no lines. */
  readonly classes: readonly LineClass[];
  /** Row per atom, column per payer, the person last. */
  readonly payments: readonly number[][];
  /** By payer. */
  readonly paidFen: number[];
}

/** Index of `inScope` among the first reasons of a visit. */
const IN_SCOPE = 3;

/** Lays the first cells out for the tiers. */
export function openRun(
  kind: PreparedKind,
  event: Event,
  first: First,
  book: CounterBook,
): EventRun {
  const { atoms } = first;
  const cells = copies(kind.blankCells, atoms.length);
  let inScopeFen = 0;
  for (let index = 0; index < atoms.length; index++) {
    const row = cells[index] ?? [];
    const given = atoms[index]?.cells ?? [];
    for (let reason = 0; reason < given.length; reason++) row[reason] = given[reason] ?? 0;
    if (event.kind === 'visit') inScopeFen += given[IN_SCOPE] ?? 0;
  }
  return {
    event,
    kind,
    book,
    totalFen: first.totalFen,
    inScopeFen,
    cells,
    classes: first.classes,
    payments: copies(kind.blankPayments, atoms.length),
    paidFen: kind.blankPaid.slice(),
    measure,
    counter,
    told: noNumber,
    held: noCodes,
    own: noNumber,
    lineCost: noNumber,
  };
}

function copies(row: readonly number[], count: number): number[][] {
  if (count === 1) return [row.slice()];
  const rows: number[][] = [];
  for (let index = 0; index < count; index++) rows.push(row.slice());
  return rows;
}

function noNumber(): number {
  return Number.NaN;
}

function noCodes(): never[] {
  return [];
}

function counter(this: EventRun, index: number): number {
  return readCounter(this.book, index);
}

function measure(this: EventRun, name: string): number {
  return measureOf(this.event, name, this.totalFen, this.inScopeFen);
}
