/**
 * Prepared: a Program with its tables laid out for running, made once per Program and kept.
 */
import type { Result } from '../units/index.ts';
import type { Amount, AmountNode } from './amount.ts';
import type { Counter } from './counter-law.ts';
import type { Parameter } from './formula-law.ts';
import { type GivenFacets, givenFacets } from './given-key.ts';
import { type Layout, layoutOf } from './layout.ts';
import { bareFacet, changeDays, type Facet, type FacetTable, facetTable } from './profile.ts';
import type { Program } from './program.ts';
import type { EventKind, Selector } from './terms.ts';
import type { TierPlan } from './tier-plan.ts';
import { type Writes, type WritesInput, writesOf } from './writes.ts';

export interface Prepared {
  readonly program: Program;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly counterIndex: ReadonlyMap<string, number>;
  readonly counters: readonly CounterPlan[];
  /** The dimensions that readings look at. */
  readonly readingFacets: ReadonlyMap<string, Facet>;
  /** A null per counter, to copy. */
  readonly unopened: readonly null[];
  readonly kinds: Readonly<Record<EventKind, PreparedKind>>;
}

/** A counter with what is asked of it at every event. */
export interface CounterPlan {
  readonly law: Counter;
  readonly id: string;
  readonly hasKey: boolean;
  /** Each code of a line dimension counts for itself. */
  readonly isByLine: boolean;
  /** It starts from zero at each event and is not kept. */
  readonly isOfEvent: boolean;
  readonly isYearly: boolean;
  readonly isMax: boolean;
  readonly isRolling: boolean;
  /** A window that was not yet written starts from what other windows hold. */
  readonly looksBack: boolean;
  readonly readsBefore: boolean;
}

export interface PreparedKind extends Writes {
  readonly kind: EventKind;
  readonly layout: Layout;
  readonly facets: FacetTable;
  /** Line selectors of base entries, exclusions and price rules, by number. */
  readonly selectors: readonly Selector[];
  readonly selectorNumber: ReadonlyMap<unknown, number>;
  /** Some writer writes only for events that match. */
  readonly hasConditionalWriters: boolean;
  readonly writesInput: WritesInput;
  /** Ids of the tiers that write a counter keyed by a line dimension. */
  readonly lineWriters: ReadonlySet<string>;
  /** Close: counter indexes of the first reasons. */
  readonly closeCounters: readonly number[];
  /** Days on which some number or span changes, ascending. */
  readonly days: readonly number[];
  /** How many keys the person facets have. */
  readonly personSize: number;
  /** The facets of the event and of its lines, laid out for their keys. */
  readonly ofEvent: GivenFacets;
  readonly ofLine: GivenFacets;
  /** Zeros to copy: a row of cells, one of payments with the person's column, one without. */
  readonly blankCells: readonly number[];
  readonly blankPayments: readonly number[];
  readonly blankPaid: readonly number[];
  readonly plans: Map<string | number, KnownPlan>;
  /** Some code of a line is a class of its own: their number has no end. */
  readonly hasApart: boolean;
  /** Line classes met so far, by key. */
  readonly lineClasses: Map<string | number, LineClass>;
}

/** The law of a kind of event for one profile. */
export interface EventPlan {
  readonly isCovered: boolean;
  readonly tiers: readonly TierPlan[];
  /** Null where no exclusion asks the person or the event: then the class of a line tells. */
  readonly exclusions: readonly ExclusionPlan[] | null;
  readonly prices: readonly PricePlan[];
  readonly writes: Writes;
}

/** Lines that are out of scope for this profile. */
export interface ExclusionPlan {
  /** Index into `classification.outOfScope`. */
  readonly exclusion: number;
  /** Number of the line selector; -1: every line. */
  readonly lines: number;
}

export interface PricePlan {
  /** Index into `program.prices`. */
  readonly rule: number;
  readonly lines: number;
  readonly allowed: Amount;
  readonly told: readonly AmountNode[];
}

/** A plan, and what asking for it gives. */
export interface KnownPlan {
  readonly plan: EventPlan;
  readonly found: Result<EventPlan>;
}

/** Lines that no selector tells apart. */
export interface LineClass {
  readonly codes: readonly string[];
  /**
   * The first of `classification.outOfScope` that takes such lines out of scope, whomever it is
   * for; -1: none.
   */
  readonly exclusion: number;
  /** Per numbered line selector. */
  readonly matches: readonly boolean[];
  /** Some price rule takes such lines, whomever it is for. */
  readonly mayBePriced: boolean;
}

const kept = new WeakMap<Program, Prepared>();
/** The Program asked for last: most events ask for the same one. */
let latest: Prepared | null = null;

/** Gives the tables of a Program, making them at the first call. */
export function prepare(program: Program): Prepared {
  if (latest?.program === program) return latest;
  latest = kept.get(program) ?? keep(program);
  return latest;
}

/** Lets go of what was prepared for a Program; the next call of `prepare` makes it again. */
export function forget(program: Program): void {
  kept.delete(program);
  if (latest?.program === program) latest = null;
}

function keep(program: Program): Prepared {
  const fresh = prepared(program);
  kept.set(program, fresh);
  return fresh;
}

function prepared(program: Program): Prepared {
  const counterIndex = new Map(program.counters.map((counter, index) => [counter.id, index]));
  return {
    program,
    parameters: new Map(program.parameters.map((parameter) => [parameter.id, parameter])),
    counterIndex,
    counters: program.counters.map((counter) => planCounter(counter, program)),
    readingFacets: readingFacets(program),
    unopened: program.counters.map(() => null),
    kinds: {
      visit: prepareKind(program, 'visit', counterIndex),
      contribution: prepareKind(program, 'contribution', counterIndex),
      allowance: prepareKind(program, 'allowance', counterIndex),
      close: prepareKind(program, 'close', counterIndex),
    },
  };
}

function readingFacets(program: Program): Map<string, Facet> {
  const sides = program.readings.flatMap(({ when, lines }) => [...when, ...(lines ?? [])]);
  const named = new Set(sides.map(({ dimension }) => dimension));
  return new Map(
    program.dimensions
      .filter(({ id }) => named.has(id))
      .map((dimension) => [dimension.id, bareFacet(dimension)]),
  );
}

function planCounter(law: Counter, { dimensions }: Program): CounterPlan {
  return {
    law,
    id: law.id,
    hasKey: law.key !== 'none',
    isByLine: dimensions.some(({ id, of }) => of === 'line' && id === law.key),
    isOfEvent: law.window.kind === 'event',
    isYearly: law.window.kind === 'calendarYear',
    isMax: law.holds === 'max',
    isRolling: law.window.kind === 'rolling',
    looksBack: law.carryOver === 'value' && law.window.kind !== 'event',
    readsBefore: law.reads === 'beforeEvent',
  };
}

function sizeOf(facets: readonly Facet[]): number {
  return facets.reduce((size, facet) => size * facet.size, 1);
}

function prepareKind(
  program: Program,
  kind: EventKind,
  counterIndex: ReadonlyMap<string, number>,
): PreparedKind {
  const layout = layoutOf(program, kind);
  const sides = lineSides(program, kind).filter(({ lines }) => lines.length > 0);
  const selectorNumber = new Map<unknown, number>(sides.map((side, index) => [side, index]));
  const facets = facetTable(program, kind);
  const writesInput = { program, kind, layout, lineFacets: facets.line, selectorNumber };
  const writes = writesOf(writesInput, () => true);
  const writers = program.counters.flatMap((counter) => counter.writers);
  return {
    kind,
    layout,
    facets,
    personSize: sizeOf(facets.person),
    ofEvent: givenFacets(facets.event),
    ofLine: givenFacets(facets.line),
    selectors: sides.map(({ lines }) => lines),
    selectorNumber,
    tierWrites: writes.tierWrites,
    lineWrites: writes.lineWrites,
    eventWrites: writes.eventWrites,
    hasConditionalWriters: writers.some(({ when }) => when.length > 0),
    writesInput,
    lineWriters: new Set(
      program.tiers.flatMap(({ id }, index) =>
        (writes.lineWrites[index] ?? []).length > 0 ? [id] : [],
      ),
    ),
    closeCounters: layout.reasons
      .slice(0, kind === 'close' ? layout.firstCount : 0)
      .map((id) => counterIndex.get(id) ?? -1),
    days: changeDays(program),
    blankCells: layout.reasons.map(() => 0),
    blankPayments: [...program.payers.map(() => 0), 0],
    blankPaid: program.payers.map(() => 0),
    plans: new Map(),
    hasApart: facets.line.some(({ isApart }) => isApart),
    lineClasses: new Map(),
  };
}

/** Everything that picks lines: base entries, exclusions, price rules. */
function lineSides(program: Program, kind: EventKind): readonly { readonly lines: Selector }[] {
  const ofTiers = program.tiers
    .filter((tier) => tier.on === kind)
    .flatMap((tier) => tier.parts.flatMap((part) => part.base));
  if (kind !== 'visit') return ofTiers;
  const ofWriters = program.counters.flatMap((counter) =>
    counter.writers.flatMap((writer) => (writer.kind === 'residual' ? writer.base : [])),
  );
  return [...ofTiers, ...ofWriters, ...program.classification.outOfScope, ...program.prices];
}
