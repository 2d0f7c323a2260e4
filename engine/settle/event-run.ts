/**
 * What the tiers of one event share while they run. It also answers what amounts ask of the event.
 */
import type { AmountReader, LineClass, PreparedKind, Writes } from '../law/index.ts';
import { type CounterBook, readCounter, readLineCounter } from './counters.ts';
import type { Event } from './event.ts';
import { measureOf } from './measures.ts';
import { codeIn, type Profile } from './profile.ts';
import type { Atom, PriceTrace } from './settled.ts';

/** What an event brings before any tier has run. */
export interface First {
  readonly atoms: readonly Atom[];
  readonly classes: readonly LineClass[];
  readonly totalFen: number;
  readonly prices: readonly PriceTrace[];
}

export interface EventRun extends AmountReader {
  readonly event: Event;
  readonly kind: PreparedKind;
  readonly book: CounterBook;
  readonly writes: Writes;
  /** Told numbers and held codes are those of this profile. */
  profile: Profile;
  /** Of an allowance it grows with each tier that applies. */
  totalFen: number;
  /** The base of the tier that runs. */
  ownFen: number;
  /** What the tiers so far have paid. */
  settledFen: number;
  /** Profile of the day under which tiers are settled anew; null: they are not. */
  recomputed: Profile | null;
  /** The code of the lines whose limit is being worked out. */
  lineCode: string;
  /** Of an allowance: what each tier of its kind entitles to; null before the first. */
  entitled: number[] | null;
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
  writes: Writes,
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
    writes,
    profile: book.profile,
    totalFen: first.totalFen,
    ownFen: 0,
    settledFen: 0,
    recomputed: null,
    lineCode: '',
    entitled: null,
    inScopeFen,
    cells,
    classes: first.classes,
    payments: copies(kind.blankPayments, atoms.length),
    paidFen: kind.blankPaid.slice(),
    measure,
    counter,
    told,
    held,
    own,
    lineCost: noLine,
  };
}

function copies(row: readonly number[], count: number): number[][] {
  if (count === 1) return [row.slice()];
  const rows: number[][] = [];
  for (let index = 0; index < count; index++) rows.push(row.slice());
  return rows;
}

function told(this: EventRun, dimension: string): number {
  return toldNumber(this.profile, dimension);
}

function held(this: EventRun, dimension: string): readonly string[] {
  return heldCodes(this.profile, dimension);
}

function own(this: EventRun): number {
  return this.ownFen;
}

function noLine(): never {
  throw new RangeError('no line here');
}

/** A told number of the person or the event. */
export function toldNumber(profile: Profile, dimension: string): number {
  const code = codeIn(profile, dimension);
  if (typeof code !== 'string') throw new RangeError(`no number ${dimension}`);
  return Number(code);
}

/** The codes that the person holds of a dimension of several. */
export function heldCodes(profile: Profile, dimension: string): readonly string[] {
  const codes = codeIn(profile, dimension);
  if (codes === null || typeof codes === 'string') throw new RangeError(`no codes ${dimension}`);
  return codes;
}

function counter(this: EventRun, index: number): number {
  const { book, lineCode } = this;
  return book.counters[index]?.isByLine
    ? readLineCounter(book, index, lineCode)
    : readCounter(book, index);
}

function measure(this: EventRun, name: string): number {
  return measureOf(this.event, name, this.totalFen, this.inScopeFen);
}
