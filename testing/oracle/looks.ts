/**
 * Which dimensions the law of a kind of event looks at. All of them must be told before an event is
 * settled, whether or not its amounts come to need them.
 */
import type { Event } from './event.ts';
import { codeOf, type Scene } from './facts.ts';
import { numberOf } from './formula.ts';
import type { Scheme, Tier } from './scheme.ts';
import type { Counter, Parameters, Selector } from './written.ts';

/** Looks up every facet that the event needs; rejects what is missing, unknown or contradictory. */
export function lookAll(scene: Scene): void {
  const { scheme, event } = scene;
  const known = remembered.get(scheme) ?? new Map<string, Set<string>>();
  remembered.set(scheme, known);
  const dimensions = known.get(event.kind) ?? dimensionsOf(scheme, event);
  known.set(event.kind, dimensions);
  for (const dimension of dimensions) {
    if (scheme.dimensions[dimension]?.of !== 'line') codeOf(scene, dimension);
    else if (event.kind === 'visit') {
      for (const line of event.lines) codeOf(scene, dimension, line);
    }
  }
}

const remembered = new WeakMap<Scheme, Map<string, Set<string>>>();

function dimensionsOf(scheme: Scheme, event: Event): Set<string> {
  const named = new Set(Object.keys(scheme.covers));
  const select = (selector: Selector | undefined) => {
    for (const dimension of Object.keys(selector ?? {})) named.add(dimension);
  };
  const tiers = scheme.tiers.filter(({ policy }) => policy.on === event.kind);
  const counters = new Set<string>();
  for (const tier of tiers) {
    select(tier.policy.when);
    for (const { base } of Object.values(tier.policy.parts))
      for (const { lines } of base) select(lines);
    for (const { when } of tier.modifiers) select(when);
    for (const dimension of numbersBy(tier)) named.add(dimension);
    for (const id of countersOf(tier.policy)) counters.add(id);
  }
  for (const [id, counter] of Object.entries(scheme.counters)) {
    if (isWrittenBy(counter, tiers, event)) counters.add(id);
    for (const { residual } of counter.writers) {
      if (event.kind === 'visit') for (const { lines } of residual ?? []) select(lines);
    }
  }
  if (event.kind === 'visit') select(scheme.classification.outOfScope);
  for (const id of counters) {
    const key = scheme.counters[id]?.key ?? 'none';
    if (key !== 'none') named.add(key);
  }
  return named;
}

function numbersBy({ policy, modifiers }: Tier): string[] {
  const { parameters, modifiers: _, ...own } = policy;
  return [
    ...byOf(parameters, namesUnder(own, ['parameter', 'ratio', 'bounds', 'ratios'])),
    ...modifiers.flatMap((change) =>
      byOf(change.parameters, namesUnder(change.value, ['parameter'])),
    ),
  ];
}

function byOf(parameters: Parameters, names: readonly string[]): string[] {
  return names.flatMap((name) => parameters[name]?.by ?? []);
}

function countersOf(policy: Tier['policy']): string[] {
  const { counters: _, modifiers, ...own } = policy;
  const bases = Object.values(policy.parts).flatMap(({ base }) => base);
  return [
    ...namesUnder(own, ['counter', 'paidCounter', 'position']),
    ...namesUnder(modifiers, ['counter']),
    ...bases.flatMap((entry) => entry.counters ?? []),
  ];
}

/** All texts that stand under one of the keys, however deep. */
function namesUnder(tree: unknown, keys: readonly string[]): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' && keys.includes(key) ? [value] : namesUnder(value, keys),
  );
}

function isWrittenBy(counter: Counter, tiers: readonly Tier[], event: Event): boolean {
  return counter.writers.some(
    ({ tier, event: number, residual }) =>
      (residual && event.kind === 'visit') ||
      tiers.some(({ policy }) => policy.id === tier) ||
      (number !== undefined && numberOf(event, number, 0n) !== undefined),
  );
}
