/**
 * Atoms of an event and the cells of money that are still personal in each.
 */
import { type CounterEntry, read } from './counters.ts';
import type { Event, Line, Visit } from './event.ts';
import { codeOf, matches, type Scene } from './facts.ts';
import { basisPoints, sumOf, whole } from './fraction.ts';
import { fault } from './rejection.ts';
import { type Scheme, selectorsOf } from './scheme.ts';

export interface Atom {
  /** Indexes of its lines, or of the member it stands for. */
  readonly lines: readonly number[];
  /** The facets that its lines share; nothing else of them is looked at. */
  readonly facets: Readonly<Record<string, string>>;
  /** Still personal, by reason. */
  readonly personal: Map<string, bigint>;
  /** Paid, by payer. */
  readonly paid: Map<string, bigint>;
}

/** The atoms of an event before any tier. */
export function firstAtoms(scene: Scene, entries: readonly CounterEntry[]): Atom[] {
  const { event } = scene;
  switch (event.kind) {
    case 'visit':
      return atomsOfVisit(scene, event);
    case 'contribution':
      return [atom([], {}, [['premium', BigInt(event.premiumFen)]])];
    case 'allowance':
      return [atom([], {}, [])];
    case 'close': {
      const members = event.members.length > 0 ? event.members.map((m) => m.counters) : [entries];
      return members.map((counters, index) => atomOfMember(scene, counters, index));
    }
  }
}

/** Adds to a cell. */
export function addTo(cells: Map<string, bigint>, name: string, amount: bigint): void {
  cells.set(name, (cells.get(name) ?? 0n) + amount);
}

/** Everything in an atom: personal and paid. */
export function totalOf({ personal, paid }: Atom): bigint {
  return sumOf(personal.values()) + sumOf(paid.values());
}

/** Name of the cell that holds a counter at a close. */
export function counterCell(counter: string): string {
  return `counter ${counter}`;
}

function atomsOfVisit(scene: Scene, visit: Visit): Atom[] {
  const dimensions = lineDimensions(scene.scheme);
  const atoms = new Map<string, Atom & { lines: number[] }>();
  visit.lines.forEach((line, index) => {
    const facets = Object.fromEntries(dimensions.map((id) => [id, codeOf(scene, id, line)]));
    const name = JSON.stringify(facets);
    const known = atoms.get(name) ?? { ...atom([], facets, []), lines: [] };
    atoms.set(name, known);
    known.lines.push(index);
    for (const [reason, amount] of firstCells(scene, line)) addTo(known.personal, reason, amount);
  });
  return [...atoms.values()];
}

function firstCells(scene: Scene, line: Line): [string, bigint][] {
  const cost = BigInt(line.costFen);
  const { outOfScope, firstShareRounding } = scene.scheme.classification;
  if (matches(scene, outOfScope, line)) return [['outOfScope', cost]];
  const overLimit = BigInt(line.overLimitFen);
  const firstShare =
    line.firstShareFen === null
      ? whole(basisPoints(cost - overLimit, BigInt(line.firstShareBp)), firstShareRounding)
      : BigInt(line.firstShareFen);
  return [
    ['overLimit', overLimit],
    ['firstShare', firstShare],
    ['inScope', cost - overLimit - firstShare],
  ];
}

function atomOfMember(scene: Scene, entries: readonly CounterEntry[], index: number): Atom {
  const { scheme, event } = scene;
  const named = scheme.tiers
    .filter(({ policy }) => policy.on === 'close')
    .flatMap(({ policy }) => Object.values(policy.parts))
    .flatMap((part) => part.base.flatMap((entry) => entry.counters ?? []));
  const cells = [...new Set(named)].map((id): [string, bigint] => {
    const law = scheme.counters[id] ?? fault(`no counter ${id}`);
    const key = keyOf(scene, id);
    return [counterCell(id), read(entries, law, { counter: id, key, day: closeDay(event) })];
  });
  return atom([index], {}, cells);
}

/** The key under which an event counts. */
export function keyOf(scene: Scene, counter: string): string {
  const key = scene.scheme.counters[counter]?.key ?? 'none';
  return key === 'none' ? '' : codeOf(scene, key);
}

function closeDay(event: Event) {
  return event.kind === 'close' ? event.on : fault('not a close');
}

function lineDimensions(scheme: Scheme): string[] {
  const named = new Set(selectorsOf(scheme).flatMap((selector) => Object.keys(selector)));
  return [...named].filter((id) => scheme.dimensions[id]?.of === 'line').sort();
}

function atom(
  lines: readonly number[],
  facets: Readonly<Record<string, string>>,
  cells: readonly (readonly [string, bigint])[],
): Atom {
  return { lines, facets, personal: new Map(cells), paid: new Map() };
}
