/**
 * Groups events that may take one course: by what the law does for them, and by which parts of
 * tiers look at their atoms.
 */
import type { Cells } from './cells.ts';
import type { Section } from './columns.ts';

/** Of so many events one must be of a group. */
const RAREST = 20_000;

export interface Group {
  readonly kind: number;
  /** The lists of rows that its atoms are of, the most common first. */
  readonly lists: readonly RowList[];
  readonly events: number;
}

export interface RowList {
  readonly rows: readonly number[];
  /** Numbers of the lists of classes. */
  readonly shapes: readonly number[];
  readonly events: number;
}

/** Events of a kind with a list of atom classes. */
export interface Place {
  readonly kind: number;
  readonly shape: number;
  readonly rows: readonly number[];
  readonly events: number;
}

/** Where events are, by kind and list of classes; those of kind 0 are left out. */
export function placesOf(section: Section, kindOf: readonly number[], cells: Cells): Place[] {
  const found = new Map<string, Place & { events: number }>();
  for (const { pair, shape: given, events } of section.seen) {
    const kind = kindOf[pair] ?? 0;
    const classes = section.shapes[given];
    if (kind === 0 || (!classes && cells.rows > 1)) continue;
    const shape = cells.rows === 1 ? 0 : given;
    const name = `${kind}/${shape}`;
    const known = found.get(name);
    if (known) {
      known.events += events;
      continue;
    }
    const listed = [...new Set((classes ?? []).map((own) => cells.rowOf[own] ?? 0))];
    found.set(name, { kind, shape, rows: cells.rows === 1 ? [0] : listed, events });
  }
  return [...found.values()];
}

/**
 * The groups of events, the most common first, without the rarest. `list`: their atoms are looked
 * at by the same parts one after the other; `set`: in any order, any number of them.
 */
export function groupsOf(
  { places, all, readers }: { places: readonly Place[]; all: number; readers: readonly string[] },
  by: 'list' | 'set',
): Group[] {
  const found = groupedBy(places, ({ kind, rows }) => {
    const looks = rows.map((row) => readers[row] ?? '');
    return JSON.stringify([kind, by === 'list' ? looks : [...new Set(looks)].sort()]);
  });
  return [...found.values()]
    .map((own) => groupOf(own))
    .filter(({ events }) => events * RAREST >= all)
    .sort((left, right) => right.events - left.events);
}

function groupOf(places: readonly Place[]): Group {
  const lists = [...groupedBy(places, ({ rows }) => rows.join()).values()].map(
    (own): RowList => ({
      rows: own[0]?.rows ?? [],
      shapes: own.map(({ shape }) => shape),
      events: own.reduce((sum, { events }) => sum + events, 0),
    }),
  );
  lists.sort((left, right) => right.events - left.events);
  const events = lists.reduce((sum, own) => sum + own.events, 0);
  return { kind: places[0]?.kind ?? 0, lists, events };
}

function groupedBy<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = nameOf(one);
    const known = groups.get(name);
    if (known) known.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}

/** By row: the parts of tiers that look at its atoms. */
export function readersOf({ parts, rowOf, rows }: Cells): string[] {
  const found = Array.from({ length: rows }, () => new Set<string>());
  for (const [index, tier] of parts.entries()) {
    for (const [at, { rooms }] of (tier ?? []).entries()) {
      for (const { atomClass } of rooms) found[rowOf[atomClass] ?? 0]?.add(`${index}/${at}`);
    }
  }
  return found.map((own) => [...own].join());
}
