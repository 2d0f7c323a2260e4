/**
 * Prepared: a Program with its tables laid out for running, made once per Program and kept.
 */
import { accepted, type Day, type Result } from '../units/index.ts';
import type { Codes, ValueLookup } from './amount.ts';
import type { Counter, Writer } from './counter-law.ts';
import type { Parameter } from './formula-law.ts';
import { type Layout, layoutOf, reasonIndexes } from './layout.ts';
import { planTier, type TierPlan } from './plan.ts';
import { changeDays, type Facet, type FacetTable, facetTable, matches } from './profile.ts';
import type { Program } from './program.ts';
import type { EventKind, Selector } from './terms.ts';
import { type BaseEntry, TIER_MEASURES, type TierMeasure } from './tier-law.ts';
import { hasMeasure } from './usage.ts';

export interface Prepared {
  readonly program: Program;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly counterIndex: ReadonlyMap<string, number>;
  readonly counters: readonly CounterPlan[];
  /** A null per counter, to copy. */
  readonly unopened: readonly null[];
  readonly kinds: Readonly<Record<EventKind, PreparedKind>>;
}

/** A counter with what is asked of it at every event. */
export interface CounterPlan {
  readonly law: Counter;
  readonly id: string;
  readonly hasKey: boolean;
  readonly isYearly: boolean;
  readonly isMax: boolean;
  readonly isRolling: boolean;
  /** A window that was not yet written starts from what other windows hold. */
  readonly looksBack: boolean;
  readonly readsBefore: boolean;
}

export interface PreparedKind {
  readonly kind: EventKind;
  readonly layout: Layout;
  readonly facets: FacetTable;
  /** Line selectors of base entries, by number. */
  readonly selectors: readonly Selector[];
  readonly selectorNumber: ReadonlyMap<unknown, number>;
  /** Per tier of the Program: the counters it writes, in declared order. */
  readonly tierWrites: readonly (readonly TierWrite[])[];
  readonly eventWrites: readonly EventWrite[];
  /** Close: counter indexes of the first reasons. */
  readonly closeCounters: readonly number[];
  /** Days on which some number or span changes, ascending. */
  readonly days: readonly number[];
  /** How many keys person and event facets have. */
  readonly personSize: number;
  readonly eventSize: number;
  /** Zeros to copy: a row of cells, one of payments with the person's column, one without. */
  readonly blankCells: readonly number[];
  readonly blankPayments: readonly number[];
  readonly blankPaid: readonly number[];
  readonly plans: Map<string | number, EventPlan>;
  /** Line classes met so far, by key. */
  readonly lineClasses: Map<string | number, LineClass>;
}

/** The law of a kind of event for one profile. */
export interface EventPlan {
  readonly isCovered: boolean;
  readonly tiers: readonly TierPlan[];
  /** The tiers as what asking for them gives. */
  readonly found: Result<readonly TierPlan[]>;
}

/** Lines that no selector tells apart. */
export interface LineClass {
  readonly codes: readonly string[];
  readonly isOutOfScope: boolean;
  /** Per numbered line selector. */
  readonly matches: readonly boolean[];
}

export interface TierWrite {
  readonly counter: number;
  /** Part index, or -1 for the whole tier. */
  readonly part: number;
  readonly measure: TierMeasure;
}

export type EventWrite =
  | { readonly kind: 'event'; readonly counter: number; readonly measure: string }
  | {
      readonly kind: 'residual';
      readonly counter: number;
      readonly base: readonly { readonly reasons: readonly number[]; readonly lines: number }[];
    };

const kept = new WeakMap<Program, Prepared>();
/** The Program asked for last: most events ask for the same one. */
let latest: Prepared | null = null;

/** Gives the tables of a Program, making them at the first call. */
export function prepare(program: Program): Prepared {
  if (latest?.program === program) return latest;
  latest = kept.get(program) ?? keep(program);
  return latest;
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
    counters: program.counters.map(planCounter),
    unopened: program.counters.map(() => null),
    kinds: {
      visit: prepareKind(program, 'visit', counterIndex),
      contribution: prepareKind(program, 'contribution', counterIndex),
      allowance: prepareKind(program, 'allowance', counterIndex),
      close: prepareKind(program, 'close', counterIndex),
    },
  };
}

/** Looks the plan of a profile up, or makes it. Throws `ValueMissing`. */
export function planFor(
  prepared: Prepared,
  kind: PreparedKind,
  key: string | number,
  day: Day,
  codeOf: (dimension: string) => Codes,
): EventPlan {
  const known = kind.plans.get(key);
  if (known) return known;
  const lookup: ValueLookup = {
    day,
    parameters: prepared.parameters,
    counterIndex: prepared.counterIndex,
    codeOf,
  };
  const input = {
    program: prepared.program,
    layout: kind.layout,
    lineSelectors: kind.selectorNumber,
    lookup,
  };
  const isCovered = matches(prepared.program.covers, codeOf);
  const tiers = kind.layout.tiers.flatMap((index) => {
    const tier = prepared.program.tiers[index];
    return isCovered && tier ? [planTier(input, index, tier)] : [];
  });
  const plan = { isCovered, tiers, found: accepted(tiers) };
  kind.plans.set(key, plan);
  return plan;
}

function planCounter(law: Counter): CounterPlan {
  return {
    law,
    id: law.id,
    hasKey: law.key !== 'none',
    isYearly: law.window.kind === 'calendarYear',
    isMax: law.holds === 'max',
    isRolling: law.window.kind === 'rolling',
    looksBack: law.carryOver === 'value',
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
  const entries = baseEntries(program, kind).filter((entry) => entry.lines.length > 0);
  const selectorNumber = new Map<unknown, number>(entries.map((entry, index) => [entry, index]));
  const facets = facetTable(program, kind);
  return {
    kind,
    layout,
    facets,
    personSize: sizeOf(facets.person),
    eventSize: sizeOf(facets.event),
    selectors: entries.map((entry) => entry.lines),
    selectorNumber,
    tierWrites: program.tiers.map((tier) =>
      program.counters.flatMap((counter, index) =>
        counter.writers.flatMap((writer) =>
          writer.kind === 'tier' && writer.tier === tier.id && tier.on === kind
            ? [
                {
                  counter: index,
                  part: tier.parts.findIndex((part) => part.id === writer.part),
                  measure: TIER_MEASURES.find((own) => own === writer.measure) ?? 'paid',
                },
              ]
            : [],
        ),
      ),
    ),
    eventWrites: program.counters.flatMap((counter, index) =>
      counter.writers.flatMap((writer) =>
        eventWrite(program, layout, kind, index, writer, selectorNumber),
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
    lineClasses: new Map(),
  };
}

function eventWrite(
  program: Program,
  layout: Layout,
  kind: EventKind,
  counter: number,
  writer: Writer,
  selectorNumber: ReadonlyMap<unknown, number>,
): EventWrite[] {
  if (writer.kind === 'event') {
    return hasMeasure(kind, writer.measure)
      ? [{ kind: 'event', counter, measure: writer.measure }]
      : [];
  }
  if (writer.kind !== 'residual' || kind !== 'visit') return [];
  const base = writer.base.map((entry) => ({
    reasons: reasonIndexes(layout, program, entry),
    lines: selectorNumber.get(entry) ?? -1,
  }));
  return [{ kind: 'residual', counter, base }];
}

function baseEntries(program: Program, kind: EventKind): BaseEntry[] {
  const ofTiers = program.tiers
    .filter((tier) => tier.on === kind)
    .flatMap((tier) => tier.parts.flatMap((part) => part.base));
  if (kind !== 'visit') return ofTiers;
  const ofWriters = program.counters.flatMap((counter) =>
    counter.writers.flatMap((writer) => (writer.kind === 'residual' ? writer.base : [])),
  );
  return [...ofTiers, ...ofWriters];
}
