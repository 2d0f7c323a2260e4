/**
 * The dimensions that a Program looks at, wherever it names them.
 */

import type { Condition, Formula } from '../../formula-law.ts';
import type { Program } from '../../program.ts';
import type { Selector } from '../../terms.ts';
import type { BaseEntry, Tier } from '../../tier-law.ts';
import { childrenOf } from '../../usage.ts';

export type Undimensioned = Omit<Program, 'hash' | 'dimensions'>;

/** Lists the dimensions that selectors, formulas, parameters, counters and facts name, sorted. */
export function dimensionsNamed(program: Undimensioned): readonly string[] {
  const named = new Set<string>();
  for (const selector of selectorsIn(program)) {
    for (const { dimension } of selector) named.add(dimension);
  }
  for (const formula of formulasIn(program)) noteFormula(formula, named);
  for (const { by } of program.parameters) for (const id of by) named.add(id);
  for (const { key } of program.counters) if (key !== 'none') named.add(key);
  for (const { dimension } of program.backdating) named.add(dimension);
  for (const { set } of program.readings) for (const { dimension } of set) named.add(dimension);
  for (const { parts } of program.tiers) {
    for (const { limit } of parts) if (limit?.per) named.add(limit.per);
  }
  return [...named].sort();
}

function selectorsIn(program: Undimensioned): readonly Selector[] {
  const { covers, classification, readings, prices, tiers, counters } = program;
  const written = counters.flatMap(({ writers }) => writers);
  const residual = written.flatMap((writer) => (writer.kind === 'residual' ? writer.base : []));
  return [
    covers,
    ...classification.outOfScope.flatMap(({ lines, when }) => [lines, when]),
    ...readings.flatMap(({ lines, when }) => [when, lines ?? []]),
    ...prices.flatMap(({ lines, when }) => [lines, when]),
    ...tiers.flatMap(({ when, modifiers, caps }) => [
      when,
      ...[...modifiers, ...caps].map((one) => one.when),
    ]),
    ...written.map(({ when }) => when),
    ...[...tiers.flatMap(basesOf), ...residual].map(({ lines }) => lines),
  ];
}

function formulasIn({ tiers, prices, counters }: Undimensioned): readonly Formula[] {
  const residual = counters.flatMap(({ writers }) =>
    writers.flatMap((writer) => (writer.kind === 'residual' ? writer.base : [])),
  );
  return [
    ...prices.map(({ allowed }) => allowed),
    ...tiers.flatMap(formulasOf),
    ...residual.flatMap(({ weightBp }) => weightBp ?? []),
  ];
}

function formulasOf(tier: Tier): readonly Formula[] {
  const { onlyIf, fallsDue, entitlement, parts, deductible, caps, modifiers } = tier;
  const amounts = [
    fallsDue?.atLeast,
    entitlement,
    deductible?.amount,
    ...parts.map(({ limit }) => limit?.amount),
    ...basesOf(tier).map(({ weightBp }) => weightBp),
    ...caps.map(({ amount }) => amount),
    ...modifiers.map(({ value }) => value),
    ...[...onlyIf, ...modifiers.flatMap((one) => one.onlyIf)].flatMap(sidesOf),
  ];
  return amounts.flatMap((formula) => formula ?? []);
}

function sidesOf({ of, from, until }: Condition): readonly (Formula | null)[] {
  return [of, from, until];
}

function basesOf({ parts }: Tier): readonly BaseEntry[] {
  return parts.flatMap(({ base }) => base);
}

function noteFormula(formula: Formula, named: Set<string>): void {
  if (formula.kind === 'facet' || formula.kind === 'each') named.add(formula.dimension);
  for (const inner of childrenOf(formula)) noteFormula(inner, named);
}
