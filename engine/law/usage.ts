/**
 * Usage: which parameters and counters the events of one kind touch, read or write.
 */
import { EVENT_MEASURES } from './counter-law.ts';
import type { Formula } from './formula-law.ts';
import type { Program } from './program.ts';
import type { EventKind } from './terms.ts';
import type { Tier } from './tier-law.ts';

export interface Usage {
  readonly parameters: ReadonlySet<string>;
  readonly counters: ReadonlySet<string>;
}

/** Collects what the tiers and writers on one kind of event name. */
export function usedBy(program: Program, kind: EventKind): Usage {
  const parameters = new Set<string>();
  const counters = new Set<string>();
  const formula = (node: Formula) => noteFormula(node, parameters, counters);
  const counter = (id: string | null) => {
    if (id !== null) counters.add(id);
  };
  const tiers = program.tiers.filter((tier) => tier.on === kind);
  for (const tier of tiers) {
    noteTier(tier, formula, counter, parameters);
  }
  for (const declared of program.counters) {
    const writes = declared.writers.some((writer) => {
      if (writer.kind === 'tier') return tiers.some((tier) => tier.id === writer.tier);
      if (writer.kind === 'residual') return kind === 'visit';
      return hasMeasure(kind, writer.measure);
    });
    if (writes) counters.add(declared.id);
  }
  return { parameters, counters };
}

/** Tells whether events of a kind carry a measure. */
export function hasMeasure(kind: EventKind, measure: string): boolean {
  return (EVENT_MEASURES[kind] as readonly string[]).includes(measure);
}

function noteTier(
  tier: Tier,
  formula: (node: Formula) => void,
  counter: (id: string | null) => void,
  parameters: Set<string>,
): void {
  counter(tier.paidCounter);
  if (tier.entitlement) formula(tier.entitlement);
  for (const part of tier.parts) {
    for (const entry of part.base) {
      if (entry.weightBp) formula(entry.weightBp);
      for (const id of entry.counters) counter(id);
    }
    if (part.limit) formula(part.limit.amount);
    counter(part.limit?.counter ?? null);
    if (part.rates.kind === 'flat') parameters.add(part.rates.ratio);
    else {
      parameters.add(part.rates.bounds);
      parameters.add(part.rates.ratios);
      counter(part.rates.position);
    }
  }
  if (tier.deductible) formula(tier.deductible.amount);
  counter(tier.deductible?.counter ?? null);
  for (const cap of tier.caps) {
    formula(cap.amount);
    counter(cap.counter);
  }
  for (const modifier of tier.modifiers) if (modifier.value) formula(modifier.value);
}

function noteFormula(node: Formula, parameters: Set<string>, counters: Set<string>): void {
  if (node.kind === 'parameter') parameters.add(node.parameter);
  if (node.kind === 'counter') counters.add(node.counter);
  for (const child of childrenOf(node)) noteFormula(child, parameters, counters);
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
