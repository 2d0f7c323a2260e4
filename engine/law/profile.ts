/**
 * Profile: the codes by which an event is told apart by the law, and a key that is equal exactly
 * where every selector and every dated value of the law answers alike.
 */
import type { Codes } from './look-up.ts';
import type { Program } from './program.ts';
import type { Dimension, EventKind, Selector } from './terms.ts';
import type { Modifier } from './tier-law.ts';
import { isWritten, usedBy } from './usage.ts';

/** One dimension that the law looks at for a kind of event. */
export interface Facet {
  readonly dimension: Dimension;
  /** Code → class; codes that the law never names share class 0. */
  readonly classes: ReadonlyMap<string, number>;
  /** The codes that the law names; the class of each is its place, from 1. */
  readonly named: readonly string[];
  /** Codes of the vocabulary; null where any code will do. */
  readonly allowed: ReadonlySet<string> | null;
  /** For integers: ascending starts of the classes after the first. */
  readonly breaks: readonly number[];
  /** Each code is a class of its own: lines of it have a limit or a count for themselves. */
  readonly isApart: boolean;
  /** Of a line: only readings look at it, and a line need not tell it. */
  readonly mayBeUntold: boolean;
  /** Of a person: the code of the one fact in force, without more ado. */
  readonly isFact: boolean;
  readonly size: number;
}

/** Facets by what they belong to, in a fixed order. */
export interface FacetTable {
  readonly person: readonly Facet[];
  readonly event: readonly Facet[];
  readonly line: readonly Facet[];
  /** Of the person: formulas read the number, or each held code, not only its class. */
  readonly told: readonly Facet[];
}

/** Collects the facets that selectors, formulas, parameters and counters of a Program look at. */
export function facetTable(program: Program, kind: EventKind): FacetTable {
  const named = new Map<string, Named>();
  for (const selector of selectorsOn(program, kind)) noteSelector(named, selector);
  const used = usedBy(program, kind);
  for (const parameter of program.parameters) {
    if (!used.parameters.has(parameter.id)) continue;
    for (const [depth, dimension] of parameter.by.entries()) {
      for (const entry of parameter.entries)
        noteValue(namedOf(named, dimension), entry.value, depth);
    }
  }
  for (const dimension of used.told) namedOf(named, dimension);
  const apart = new Set<string>();
  for (const counter of program.counters) {
    if (counter.key !== 'none' && used.counters.has(counter.id)) apart.add(counter.key);
  }
  for (const tier of program.tiers) {
    for (const { limit } of tier.parts) if (tier.on === kind && limit?.per) apart.add(limit.per);
  }
  for (const dimension of apart) namedOf(named, dimension);
  const asked = new Set(named.keys());
  if (kind === 'visit') for (const { lines } of program.readings) noteSelector(named, lines ?? []);
  const of = { program, named, apart, asked };
  const person = facetsOf(of, 'person');
  return {
    person,
    event: facetsOf(of, 'event'),
    line: facetsOf(of, 'line'),
    told: person.filter(({ dimension }) => used.told.has(dimension.id)),
  };
}

function selectorsOn(program: Program, kind: EventKind): Selector[] {
  const writers = program.counters.flatMap((counter) =>
    counter.writers.filter((writer) => isWritten(program, kind, writer)),
  );
  const tiers = program.tiers.filter((tier) => tier.on === kind);
  const ofBill =
    kind === 'visit'
      ? [...program.classification.outOfScope, ...program.prices].flatMap((rule) => [
          rule.lines,
          rule.when,
        ])
      : [];
  return [
    program.covers,
    ...ofBill,
    ...tiers.flatMap((tier) => [
      tier.when,
      ...tier.parts.flatMap((part) => part.base.map((entry) => entry.lines)),
      ...tier.caps.map((cap) => cap.when),
      ...tier.modifiers.map((modifier) => modifier.when),
    ]),
    ...writers.flatMap((writer) => [
      writer.when,
      ...(writer.kind === 'residual' ? writer.base.map((entry) => entry.lines) : []),
    ]),
  ];
}

/** Tells whether codes by dimension lie in a selector's box. */
export function matches(selector: Selector, codeOf: (dimension: string) => Codes): boolean {
  return selector.every((side) => {
    const code = codeOf(side.dimension);
    if (code === null) return false;
    if (typeof code !== 'string') return side.codes?.some((each) => code.includes(each)) ?? false;
    if (side.codes) return side.codes.includes(code);
    const value = Number(code);
    const { from, until } = side.interval ?? { from: null, until: null };
    return (from === null || value >= from) && (until === null || value < until);
  });
}

/** All days on which some number or span of the Program changes, ascending. */
export function changeDays(program: Program): number[] {
  const days = new Set<number>();
  const add = (span: { from: number; until: number | null }) => {
    days.add(span.from);
    if (span.until !== null) days.add(span.until);
  };
  const addAll = (modifiers: readonly Modifier[]) => {
    for (const modifier of modifiers) add(modifier);
  };
  for (const parameter of program.parameters) for (const entry of parameter.entries) add(entry);
  for (const tier of program.tiers) {
    add(tier);
    addAll(tier.modifiers);
  }
  return [...days].sort((a, b) => a - b);
}

interface Named {
  readonly codes: Set<string>;
  readonly breaks: Set<number>;
}

function namedOf(named: Map<string, Named>, dimension: string): Named {
  const known = named.get(dimension);
  if (known) return known;
  const fresh = { codes: new Set<string>(), breaks: new Set<number>() };
  named.set(dimension, fresh);
  return fresh;
}

function noteSelector(named: Map<string, Named>, selector: Selector): void {
  for (const side of selector) {
    const { codes, breaks } = namedOf(named, side.dimension);
    for (const code of side.codes ?? []) codes.add(code);
    for (const bound of [side.interval?.from, side.interval?.until]) {
      if (bound !== null && bound !== undefined) breaks.add(bound);
    }
  }
}

function noteValue(into: Named, value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [code, inner] of Object.entries(value)) {
    if (depth === 0) into.codes.add(code);
    else noteValue(into, inner, depth - 1);
  }
}

interface Looks {
  readonly program: Program;
  readonly named: ReadonlyMap<string, Named>;
  readonly apart: ReadonlySet<string>;
  /** Dimensions that must be told. */
  readonly asked: ReadonlySet<string>;
}

function facetsOf({ program, named, apart, asked }: Looks, of: Dimension['of']): Facet[] {
  return program.dimensions.flatMap((dimension) => {
    const found = named.get(dimension.id);
    if (!found || dimension.of !== of) return [];
    const codes = [...found.codes];
    const breaks = [...found.breaks].sort((a, b) => a - b);
    const isApart = of === 'line' && apart.has(dimension.id);
    const mayBeUntold = !asked.has(dimension.id);
    const bounds = breaks.length + (mayBeUntold ? 1 : 0);
    return [
      {
        dimension,
        named: codes,
        classes: new Map(codes.map((code, index) => [code, index + 1])),
        allowed: allowedIn(dimension),
        breaks,
        isApart,
        mayBeUntold,
        isFact: isFact(program, dimension),
        size: isApart ? Number.POSITIVE_INFINITY : sizeOf(dimension, codes.length, bounds),
      },
    ];
  });
}

/** A facet whose codes the law tells apart in no way. */
export function bareFacet(dimension: Dimension): Facet {
  return {
    dimension,
    named: [],
    classes: new Map(),
    allowed: allowedIn(dimension),
    breaks: [],
    isApart: false,
    mayBeUntold: false,
    isFact: false,
    size: 1,
  };
}

function allowedIn({ kind, codes }: Dimension): ReadonlySet<string> | null {
  return kind === 'codes' ? new Set(codes.map((code) => code.id)) : null;
}

function isFact({ backdating }: Program, { id, many }: Dimension): boolean {
  const isWorkedOut = id === 'personClass' || id === 'ageYears' || many;
  return !isWorkedOut && !backdating.some(({ dimension }) => dimension === id);
}

/** How many classes a facet has. Of several codes, each set of named ones is a class. */
function sizeOf(dimension: Dimension, codes: number, bounds: number): number {
  if (dimension.many) return 2 ** (codes + 1);
  return dimension.kind === 'integer' ? bounds + 1 : codes + 1;
}
