/**
 * Which dimensions the law of a kind of event looks at. All of them must be told before an event is
 * settled, whether or not its amounts come to need them.
 */
import type { Event } from './event.ts';
import { codeOf, codesHeld } from './facts.ts';
import { carries } from './measures.ts';
import type { Scene } from './scene.ts';
import type { PriceRule, Scheme, Tier } from './scheme.ts';
import type { Parameters, Selector, Writer } from './written.ts';

/** Looks up every facet that the event needs; rejects what is missing, unknown or contradictory. */
export function lookAll(scene: Scene): void {
  const { scheme, event } = scene;
  const known = remembered.get(scheme) ?? new Map<string, Set<string>>();
  remembered.set(scheme, known);
  const dimensions = known.get(event.kind) ?? dimensionsOf(scheme, event);
  known.set(event.kind, dimensions);
  for (const dimension of dimensions) {
    const { of, many } = scheme.dimensions[dimension] ?? {};
    if (many) codesHeld(scene, dimension);
    else if (of !== 'line') codeOf(scene, dimension);
    else if (event.kind === 'visit') {
      for (const line of event.lines) codeOf(scene, dimension, line);
    }
  }
}

const remembered = new WeakMap<Scheme, Map<string, Set<string>>>();

function dimensionsOf(scheme: Scheme, event: Event): Set<string> {
  const tiers = scheme.tiers.filter(({ policy }) => policy.on === event.kind);
  const writers = Object.entries(scheme.counters).flatMap(([id, { writers: all }]) =>
    all.filter((writer) => mayWrite(writer, tiers, event)).map((writer) => ({ id, writer })),
  );
  const counters = [
    ...tiers.flatMap(({ policy }) => countersOf(policy)),
    ...writers.map((w) => w.id),
  ];
  const keys = counters.flatMap((id) => scheme.counters[id]?.key ?? []);
  return new Set([
    ...Object.keys(scheme.covers),
    ...tiers.flatMap((tier) => [...namedBy(tier), ...numbersBy(scheme, tier)]),
    ...writers.flatMap(({ writer }) => namedByWriter(writer, event)),
    ...keys.filter((key) => key !== 'none'),
    ...(event.kind === 'visit' ? namedByBill(scheme) : []),
  ]);
}

function named(...selectors: readonly (Selector | undefined)[]): string[] {
  return selectors.flatMap((selector) => Object.keys(selector ?? {}));
}

function namedBy({ policy, modifiers }: Tier): string[] {
  const parts = Object.values(policy.parts);
  return [
    ...named(policy.when),
    ...named(...parts.flatMap(({ base }) => base.map(({ lines }) => lines))),
    ...parts.flatMap(({ limit }) => limit?.per ?? []),
    ...named(...Object.values(policy.caps ?? {}).map(({ when }) => when)),
    ...named(...modifiers.map(({ when }) => when)),
  ];
}

function namedByWriter({ when, residual }: Writer, event: Event): string[] {
  const lines = event.kind === 'visit' ? (residual ?? []).map((entry) => entry.lines) : [];
  return named(when, ...lines);
}

function namedByBill(scheme: Scheme): string[] {
  return [
    ...scheme.outOfScope.flatMap(({ when, lines }) => named(when, lines)),
    ...scheme.prices.flatMap((rule) => [
      ...named(rule.when, rule.lines),
      ...lookedAt(scheme, rule.parameters, rule.allowed),
    ]),
  ];
}

function numbersBy(scheme: Scheme, { policy, modifiers }: Tier): string[] {
  const { parameters, modifiers: _, counters: __, choices: ___, ...own } = policy;
  return [
    ...lookedAt(scheme, parameters, own),
    ...modifiers.flatMap(({ parameters: of, value, onlyIf }) =>
      lookedAt(scheme, of, { value, onlyIf }),
    ),
  ];
}

const NUMBERS = ['parameter', 'ratio', 'bounds', 'ratios', 'values'];

/** The dimensions that a tree of formulas looks at: of its numbers, and told numbers. */
function lookedAt(scheme: Scheme, parameters: PriceRule['parameters'], tree: unknown): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const from = parametersFor(scheme, parameters, tree);
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value !== 'string') return lookedAt(scheme, parameters, value);
    if (key === 'facet' || key === 'dimension') return [value];
    return NUMBERS.includes(key) ? (from[value]?.by ?? []) : [];
  });
}

function parametersFor(scheme: Scheme, parameters: Parameters, tree: object): Parameters {
  const isElsewhere = 'parameter' in tree && 'of' in tree && typeof tree.of === 'string';
  return isElsewhere ? scheme.parametersOf(String(tree.of)) : parameters;
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

function mayWrite({ tier, event: number, residual }: Writer, tiers: readonly Tier[], event: Event) {
  return (
    (residual !== undefined && event.kind === 'visit') ||
    tiers.some(({ policy }) => policy.id === tier) ||
    (number !== undefined && carries(event, number))
  );
}
