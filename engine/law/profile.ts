/**
 * Profile: the codes by which an event is told apart by the law, and a key that is equal exactly
 * where every selector and every dated value of the law answers alike.
 */
import type { Codes } from './amount.ts';
import type { Program } from './program.ts';
import type { Dimension, EventKind, Selector } from './terms.ts';
import type { BaseEntry, Modifier } from './tier-law.ts';
import { usedBy } from './usage.ts';

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
  readonly size: number;
}

/** Facets by what they belong to, in a fixed order. */
export interface FacetTable {
  readonly person: readonly Facet[];
  readonly event: readonly Facet[];
  readonly line: readonly Facet[];
}

/** Collects the facets that selectors, parameters and counters of a Program look at. */
export function facetTable(program: Program, kind: EventKind): FacetTable {
  const named = new Map<string, Named>();
  const note = (selector: Selector) => noteSelector(named, selector);
  note(program.covers);
  if (kind === 'visit') {
    for (const { lines, when } of program.classification.outOfScope) {
      note(lines);
      note(when);
    }
  }
  for (const tier of program.tiers) {
    if (tier.on !== kind) continue;
    note(tier.when);
    for (const part of tier.parts) for (const entry of part.base) note(entry.lines);
    for (const modifier of tier.modifiers) note(modifier.when);
  }
  if (kind === 'visit') for (const entry of residualBases(program)) note(entry.lines);
  const used = usedBy(program, kind);
  for (const parameter of program.parameters) {
    if (!used.parameters.has(parameter.id)) continue;
    for (const [depth, dimension] of parameter.by.entries()) {
      for (const entry of parameter.entries)
        noteValue(namedOf(named, dimension), entry.value, depth);
    }
  }
  for (const counter of program.counters) {
    if (counter.key !== 'none' && used.counters.has(counter.id)) namedOf(named, counter.key);
  }
  return {
    person: facetsOf(program, named, 'person'),
    event: facetsOf(program, named, 'event'),
    line: facetsOf(program, named, 'line'),
  };
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

function residualBases(program: Program): BaseEntry[] {
  return program.counters.flatMap((counter) =>
    counter.writers.flatMap((writer) => (writer.kind === 'residual' ? writer.base : [])),
  );
}

function facetsOf(program: Program, named: Map<string, Named>, of: Dimension['of']): Facet[] {
  return program.dimensions.flatMap((dimension) => {
    const found = named.get(dimension.id);
    if (!found || dimension.of !== of) return [];
    const codes = [...found.codes];
    const breaks = [...found.breaks].sort((a, b) => a - b);
    return [
      {
        dimension,
        named: codes,
        classes: new Map(codes.map((code, index) => [code, index + 1])),
        allowed:
          dimension.kind === 'codes' ? new Set(dimension.codes.map((code) => code.id)) : null,
        breaks,
        size: dimension.kind === 'integer' ? breaks.length + 1 : codes.length + 1,
      },
    ];
  });
}

/** So many codes are found faster by looking at each than in a map. */
const FEW = 8;

/** The class of a code that the law names; 0 for any other. */
function namedClass({ named, classes }: Facet, code: string): number {
  if (named.length > FEW) return classes.get(code) ?? 0;
  for (let index = 0; index < named.length; index++) if (named[index] === code) return index + 1;
  return 0;
}

/** Tells the class of a code; integers arrive as decimal text. -1: not in the vocabulary. */
export function classOf(facet: Facet, code: string): number {
  const named = namedClass(facet, code);
  if (named > 0) return named;
  if (facet.dimension.kind !== 'integer') {
    return facet.allowed === null || facet.allowed.has(code) ? 0 : -1;
  }
  if (!INTEGER.test(code)) return -1;
  const value = Number(code);
  let index = 0;
  for (const start of facet.breaks) if (value >= start) index++;
  return index;
}

const INTEGER = /^-?\d+$/;

/** Greatest number of profiles that still have a numeric key. */
const MAX_NUMERIC = 2 ** 40;

/**
 * One key for equal classes: a number where it fits, else text. `codeOf` gives the code of a facet
 * for the subject; null where it is missing or unknown makes the key null.
 */
export function profileKey<T>(
  facets: readonly Facet[],
  subject: T,
  codeOf: (subject: T, facet: Facet) => string | null,
): number | string | null {
  let key = 0;
  let size = 1;
  for (let index = 0; index < facets.length; index++) {
    const facet = facets[index];
    if (!facet) break;
    size *= facet.size;
    if (size > MAX_NUMERIC) return textKey(facets, subject, codeOf);
    const code = codeOf(subject, facet);
    const named = code === null ? -1 : classOf(facet, code);
    if (named < 0) return null;
    key = key * facet.size + named;
  }
  return key;
}

function textKey<T>(
  facets: readonly Facet[],
  subject: T,
  codeOf: (subject: T, facet: Facet) => string | null,
): string | null {
  const classes: number[] = [];
  for (const facet of facets) {
    const code = codeOf(subject, facet);
    const named = code === null ? -1 : classOf(facet, code);
    if (named < 0) return null;
    classes.push(named);
  }
  return classes.join(',');
}
