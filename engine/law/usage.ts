/**
 * Usage: which parameters and counters the events of one kind touch, read or write.
 */
import { EVENT_MEASURES, type Writer } from './counter-law.ts';
import type { Condition, Formula } from './formula-law.ts';
import type { Program } from './program.ts';
import type { EventKind } from './terms.ts';
import type { Part, Tier } from './tier-law.ts';

export interface Usage {
  readonly parameters: ReadonlySet<string>;
  readonly counters: ReadonlySet<string>;
  /** Dimensions whose numbers, or held codes, formulas read. */
  readonly told: ReadonlySet<string>;
  /** Numbers of the event that formulas and writers name. */
  readonly measures: ReadonlySet<string>;
}

interface Notes {
  readonly parameters: Set<string>;
  readonly counters: Set<string>;
  readonly told: Set<string>;
  readonly measures: Set<string>;
}

/** Collects what the tiers, writers and price rules on one kind of event name. */
export function usedBy(program: Program, kind: EventKind): Usage {
  const notes: Notes = {
    parameters: new Set(),
    counters: new Set(),
    told: new Set(),
    measures: new Set(),
  };
  for (const tier of program.tiers) if (tier.on === kind) noteTier(notes, tier);
  for (const counter of program.counters) {
    for (const writer of counter.writers) {
      if (!isWritten(program, kind, writer)) continue;
      notes.counters.add(counter.id);
      if (writer.kind === 'event') notes.measures.add(writer.measure);
    }
  }
  if (kind === 'visit') for (const { allowed } of program.prices) noteFormula(notes, allowed);
  return notes;
}

/** Tells whether events of a kind can make a writer write. */
export function isWritten(program: Program, kind: EventKind, writer: Writer): boolean {
  if (writer.kind === 'residual') return kind === 'visit';
  if (writer.kind === 'event') return hasMeasure(kind, writer.measure);
  return program.tiers.some((tier) => tier.id === writer.tier && tier.on === kind);
}

/** Tells whether events of a kind carry a measure. */
export function hasMeasure(kind: EventKind, measure: string): boolean {
  return (EVENT_MEASURES[kind] as readonly string[]).includes(measure);
}

function noteTier(notes: Notes, tier: Tier): void {
  noteCounter(notes, tier.paidCounter);
  if (tier.entitlement) noteFormula(notes, tier.entitlement);
  noteConditions(notes, tier.onlyIf);
  if (tier.fallsDue) {
    noteCounter(notes, tier.fallsDue.counter);
    noteFormula(notes, tier.fallsDue.atLeast);
  }
  for (const part of tier.parts) notePart(notes, part);
  for (const use of [...(tier.deductible ? [tier.deductible] : []), ...tier.caps]) {
    noteFormula(notes, use.amount);
    noteCounter(notes, use.counter);
  }
  for (const modifier of tier.modifiers) {
    if (modifier.value) noteFormula(notes, modifier.value);
    noteConditions(notes, modifier.onlyIf);
  }
}

function notePart(notes: Notes, { base, limit, rates }: Part): void {
  for (const entry of base) {
    if (entry.weightBp) noteFormula(notes, entry.weightBp);
    for (const id of entry.counters) noteCounter(notes, id);
  }
  if (limit) noteFormula(notes, limit.amount);
  noteCounter(notes, limit?.counter ?? null);
  if (rates.kind === 'flat') notes.parameters.add(rates.ratio);
  else {
    notes.parameters.add(rates.bounds);
    notes.parameters.add(rates.ratios);
    noteCounter(notes, rates.position);
  }
}

function noteCounter({ counters }: Notes, id: string | null): void {
  if (id !== null) counters.add(id);
}

function noteConditions(notes: Notes, conditions: readonly Condition[]): void {
  for (const { of, from, until } of conditions) {
    for (const side of [of, from, until]) if (side) noteFormula(notes, side);
  }
}

function noteFormula(notes: Notes, node: Formula): void {
  if (node.kind === 'parameter' || node.kind === 'each') notes.parameters.add(node.parameter);
  if (node.kind === 'counter') notes.counters.add(node.counter);
  if (node.kind === 'event') notes.measures.add(node.measure);
  if (node.kind === 'facet' || node.kind === 'each') notes.told.add(node.dimension);
  if (node.kind === 'table') {
    notes.parameters.add(node.bounds);
    notes.parameters.add(node.values);
  }
  for (const child of childrenOf(node)) noteFormula(notes, child);
}

/** The formulas directly inside a formula. */
export function childrenOf(node: Formula): readonly Formula[] {
  switch (node.kind) {
    case 'parameter':
    case 'event':
    case 'counter':
    case 'facet':
    case 'each':
    case 'own':
    case 'line':
      return [];
    case 'table':
      return [node.at];
    case 'sum':
    case 'min':
    case 'max':
      return node.of;
    case 'minus':
      return [node.of, node.less];
    case 'share':
      return [node.of, node.rateBp];
    case 'times':
      return [node.of, node.count];
    case 'proportion':
      return [node.of, node.times, node.over];
  }
}
