/**
 * What is collected of the events, and the columns that it becomes once the rows of the atoms are
 * known.
 */
import type { OpenSection } from './build-sections.ts';
import { type Allocate, Growing } from './build-store.ts';
import type { Amounts, Columns, Dataset, Pasts } from './columns.ts';

/** People collected: what the law is lowered for, and what `columnsOf` makes columns of. */
export interface Collected {
  readonly dataset: Dataset;
  readonly store: Store;
}

/** Everything collected so far, event by event. */
export class Store {
  readonly sections: OpenSection[] = [];
  persons = 0;
  /** Those that count first, then those of pasts. */
  events = 0;
  counted = 0;
  atoms = 0;
  readonly personRun = new Growing();
  /** End of the pasts of each person. */
  readonly personPast = new Growing();
  /** First run of each past. */
  readonly pastRun = new Growing();
  /** Of events whose result is that of an earlier past: where they stand, and where it is. */
  readonly results: { readonly at: number; readonly from: number }[] = [];
  readonly runFrom = new Growing();
  readonly runSection = new Growing();
  readonly runProfile = new Growing();
  readonly eventProfile = new Growing();
  readonly eventShape = new Growing();
  readonly windowDays: number[] = [];
  /** Section of each event. */
  readonly sectionOf = new Growing();
  /** End of the atoms of each event. */
  readonly atomUntil = new Growing();
  readonly atomClass = new Growing();
  private readonly cellColumns: Growing[] = [];
  readonly numbers = new Map<string, Growing>();
  readonly keys = new Map<string, Growing>();
  readonly keyCodes = new Map<string, Map<string, number>>();
  eventFen = 0;
  personEvents = 0;
  isAscending = true;
  /** First and last window day of a person, each pair once. */
  readonly spans = new Set<string>();

  /** First cells by place, filled up to the atom that is written next. */
  cell(place: number): Growing {
    while (this.cellColumns.length <= place) this.cellColumns.push(new Growing());
    const column = this.cellColumns[place] ?? new Growing();
    column.fillTo(this.atoms);
    return column;
  }

  get places(): number {
    return this.cellColumns.length;
  }

  /** A column by name, filled up to the event that is written next. */
  number(name: string): Growing {
    return filledTo(this.numbers, name, this.events);
  }

  key(dimension: string): Growing {
    return filledTo(this.keys, dimension, this.events);
  }

  /** The place of a code among those of its dimension. */
  keyPlace(dimension: string, code: string): number {
    const codes = this.keyCodes.get(dimension) ?? new Map<string, number>();
    this.keyCodes.set(dimension, codes);
    const known = codes.get(code) ?? codes.size;
    codes.set(code, known);
    return known;
  }
}

function filledTo(columns: Map<string, Growing>, name: string, length: number): Growing {
  const column = columns.get(name) ?? new Growing();
  columns.set(name, column);
  column.fillTo(length);
  return column;
}

/**
 * Writes the columns. `atomRows` gives, by section, the row of each atom class (those of the
 * lowered law); atoms of an event in one row become one atom, in the place of the first.
 */
export function columnsOf(
  { dataset, store }: Collected,
  atomRows: readonly (readonly number[])[],
  allocate: Allocate = (bytes) => new ArrayBuffer(bytes),
): Columns {
  const { events } = store;
  const atoms = joinedAtoms(store, atomRows);
  const isWithoutDays = dataset.windows === 'one' && !asksDays(dataset);
  const windowDay = isWithoutDays ? null : new Int32Array(allocate(events * 4));
  windowDay?.set(store.windowDays);
  const byEvent = (column: Growing): Growing => {
    column.fillTo(events);
    return column;
  };
  return {
    persons: store.persons,
    events: store.counted,
    personRun: withStart(store.personRun, allocate),
    runFrom: withEnd(store.runFrom, events, allocate),
    runSection: store.runSection.uint8(allocate),
    runProfile: store.runProfile.uint16(allocate),
    eventProfile: store.eventProfile.small(allocate),
    eventShape: atoms.isOneEach ? null : store.eventShape.small(allocate),
    windowDay,
    atomFrom: atoms.isOneEach ? null : atoms.from.int32(allocate),
    atomRow: atoms.isOneEach ? null : atoms.row.small(allocate),
    cells: atoms.cells.map((column, place): Amounts | null =>
      isHeld(dataset, place) ? column.amounts(allocate) : null,
    ),
    numbers: Object.fromEntries(
      [...store.numbers].map(([name, column]) => [name, byEvent(column).amounts(allocate)]),
    ),
    keys: Object.fromEntries(
      [...store.keys].map(([name, column]) => [name, byEvent(column).uint16(allocate)]),
    ),
    pasts: store.pastRun.length === 0 ? null : pastsOf(store, allocate),
  };
}

/** Begins from ends: nothing lies before the first. */
function withStart(ends: Growing, allocate: Allocate): Int32Array {
  const all = new Int32Array(allocate((ends.length + 1) * 4));
  all.set(ends.int32(onHeap), 1);
  return all;
}

function withEnd(begins: Growing, end: number, allocate: Allocate): Int32Array {
  const all = new Int32Array(allocate((begins.length + 1) * 4));
  all.set(begins.int32(onHeap));
  all[begins.length] = end;
  return all;
}

function pastsOf(store: Store, allocate: Allocate): Pasts {
  const resultAt = new Int32Array(allocate(store.events * 4));
  for (let event = 0; event < store.events; event++) resultAt[event] = event;
  for (const { at, from } of store.results) resultAt[at] = from;
  return {
    events: store.events - store.counted,
    personPast: withStart(store.personPast, allocate),
    pastRun: withEnd(store.pastRun, store.runFrom.length, allocate),
    resultAt,
  };
}

/** Whether some class of atoms may hold cells at a place: then the law asks for the column. */
function isHeld({ sections }: Dataset, place: number): boolean {
  return sections.some(({ classes }) => classes.some(({ holds }) => holds[place]));
}

const onHeap: Allocate = (bytes) => new ArrayBuffer(bytes);

/** Rolling counters, waiting tiers and other schemes' counters of one id ask for the day. */
function asksDays({ sections }: Dataset): boolean {
  return sections.some(
    ({ program }) =>
      sections.some((other) => other.program !== program) ||
      program.tiers.some(({ fallsDue }) => fallsDue !== null) ||
      program.counters.some(({ window }) => window.kind === 'rolling'),
  );
}

interface JoinedAtoms {
  readonly from: Growing;
  readonly row: Growing;
  readonly cells: readonly Growing[];
  /** Each event has one atom, of row 0. */
  readonly isOneEach: boolean;
}

function joinedAtoms(store: Store, atomRows: readonly (readonly number[])[]): JoinedAtoms {
  const given = Array.from({ length: store.places }, (_, place) => store.cell(place));
  const cells = given.map(() => new Growing());
  const from = new Growing();
  const row = new Growing();
  let isOneEach = true;
  let atom = 0;
  for (let event = 0; event < store.events; event++) {
    from.push(row.length);
    const rows = atomRows[store.sectionOf.at(event)] ?? [];
    const sums = new Map<number, number[]>();
    for (const until = store.atomUntil.at(event); atom < until; atom++) {
      const own = rows[store.atomClass.at(atom)] ?? 0;
      const sum = sums.get(own) ?? given.map(() => 0);
      for (let place = 0; place < given.length; place++) {
        sum[place] = (sum[place] ?? 0) + (given[place]?.at(atom) ?? 0);
      }
      sums.set(own, sum);
    }
    if (sums.size !== 1 || !sums.has(0)) isOneEach = false;
    for (const [own, sum] of sums) {
      row.push(own);
      for (const [place, fen] of sum.entries()) cells[place]?.push(fen);
    }
  }
  from.push(row.length);
  return { from, row, cells, isOneEach };
}
