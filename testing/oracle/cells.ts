/**
 * Atoms of an event and the cells of money that are still personal in each.
 */
import { carriedOver } from './carry.ts';
import { type CounterEntry, read } from './counters.ts';
import type { Event, Line, Visit } from './event.ts';
import { codeOf, ifTold, matches } from './facts.ts';
import { keyOf } from './formula.ts';
import { basisPoints, least, sumOf, whole } from './fraction.ts';
import { overLimitOf, type Price, priceOf } from './prices.ts';
import { fault } from './rejection.ts';
import type { Scene } from './scene.ts';
import { type Scheme, selectorsOf } from './scheme.ts';
import type { Interval, Selector } from './written.ts';

/** Atoms of an event, with what the price rules made of each line. */
export interface FirstAtoms {
  readonly atoms: Atom[];
  readonly prices: readonly (Price | null)[];
}

export interface Atom {
  /** Indexes of its lines, or of the member it stands for. */
  readonly lines: readonly number[];
  /** Facets of its first line; no selector tells the others from it. */
  readonly facets: Readonly<Record<string, string>>;
  /** Still personal, by reason. */
  readonly personal: Map<string, bigint>;
  /** Paid, by payer. */
  readonly paid: Map<string, bigint>;
}

/** The atoms of an event before any tier. */
export function firstAtoms(scene: Scene, entries: readonly CounterEntry[]): FirstAtoms {
  const { event } = scene;
  switch (event.kind) {
    case 'visit': {
      const prices = event.lines.map((line) => priceOf(scene, line));
      return { atoms: atomsOfVisit(scene, event, prices), prices };
    }
    case 'contribution':
      return { atoms: [atom([], {}, [['premium', BigInt(event.premiumFen)]])], prices: [] };
    case 'allowance':
      return { atoms: [atom([], {}, [])], prices: [] };
    case 'close': {
      const own = event.members.map((member) => carriedOver(member, scene.scheme));
      const members = own.length > 0 ? own : [entries];
      const atoms = members.map((counters, index) => atomOfMember(scene, counters, index));
      return { atoms, prices: [] };
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

function atomsOfVisit(scene: Scene, visit: Visit, prices: readonly (Price | null)[]): Atom[] {
  const atoms = new Map<string, Atom & { lines: number[] }>();
  const sidesOf = lineSides(scene.scheme);
  const apart = dimensionsApart(scene.scheme);
  visit.lines.forEach((line, index) => {
    const name = JSON.stringify([
      ...sidesOf.map(([id, sides]) =>
        toldApart(
          ifTold(() => codeOf(scene, id, line)),
          sides,
        ),
      ),
      ...apart.map((id) => codeOf(scene, id, line)),
    ]);
    const known = atoms.get(name) ?? { ...atom([], line.facets, []), lines: [] };
    atoms.set(name, known);
    known.lines.push(index);
    const cells = firstCells(scene, line, prices[index] ?? null);
    for (const [reason, amount] of cells) addTo(known.personal, reason, amount);
  });
  return [...atoms.values()];
}

/** Line dimensions whose codes each count for themselves: limits are given or counted by them. */
function dimensionsApart({ tiers, counters, dimensions }: Scheme): string[] {
  const per = tiers.flatMap(({ policy }) =>
    Object.values(policy.parts).flatMap(({ limit }) => limit?.per ?? []),
  );
  const keys = Object.values(counters).flatMap(({ key }) => key ?? []);
  return [...new Set([...per, ...keys])].filter((id) => dimensions[id]?.of === 'line').sort();
}

/**
 * What selectors see of a code: the code where one names it, an integer's bound it has reached.
 * Only readings may look at a code that is not told: they see none that they name, and no number.
 */
function toldApart(code: string | undefined, sides: readonly Side[]): string {
  if (code === undefined) return sides.some(isInterval) ? 'no number' : `/${-Infinity}`;
  const bounds = sides.flatMap((side) => (isInterval(side) ? [side.from, side.until] : []));
  const reached = bounds.filter((bound) => bound !== undefined && Number(code) >= bound);
  const isNamed = sides.some((side) => !isInterval(side) && side.includes(code));
  return `${isNamed ? code : ''}/${Math.max(-Infinity, ...reached.map(Number))}`;
}

type Side = Selector[string];

function isInterval(side: Side): side is Interval {
  return !Array.isArray(side);
}

/** The line dimensions that selectors name, with all the sides that name each. */
function lineSides(scheme: Scheme): [string, Side[]][] {
  const all = selectorsOf(scheme).flatMap((selector) => Object.entries(selector));
  const named = [...new Set(all.map(([id]) => id))].sort();
  return named
    .filter((id) => scheme.dimensions[id]?.of === 'line')
    .map((id) => [id, all.filter(([other]) => other === id).map(([, side]) => side)]);
}

function firstCells(scene: Scene, line: Line, price: Price | null): [string, bigint][] {
  const cost = BigInt(line.costFen);
  const { outOfScope, firstShareRounding } = scene.scheme;
  const excluding = outOfScope
    .map(({ when, lines }) => [matches(scene, when ?? {}), matches(scene, lines ?? {}, line)])
    .findIndex(([isMet, isListed]) => isMet && isListed);
  if (excluding >= 0) {
    scene.note(`outOfScope.${excluding === 0 ? 'first' : 'later'}`);
    return [['outOfScope', cost]];
  }
  const overLimit = overLimitOf(line, price);
  const left = cost - overLimit;
  const firstShare =
    line.firstShareFen === null
      ? whole(basisPoints(left, BigInt(line.firstShareBp)), firstShareRounding)
      : least(left, BigInt(line.firstShareFen));
  return [
    ['overLimit', overLimit],
    ['firstShare', firstShare],
    ['inScope', left - firstShare],
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

function closeDay(event: Event) {
  return event.kind === 'close' ? event.on : fault('not a close');
}

function atom(
  lines: readonly number[],
  facets: Readonly<Record<string, string>>,
  cells: readonly (readonly [string, bigint])[],
): Atom {
  return { lines, facets, personal: new Map(cells), paid: new Map() };
}
