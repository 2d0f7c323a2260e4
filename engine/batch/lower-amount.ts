/**
 * Lowers amounts and conditions: the same formula for all profiles of a variant, its numbers read
 * from tables where they differ.
 */
import type { Amount, AmountNode, ConditionPlan } from '../law/index.ts';
import type { RoundingMode } from '../units/index.ts';
import { seenRegister } from './lower-counters.ts';
import type { Reg } from './lowered.ts';
import {
  boundOf,
  guarded,
  least,
  literal,
  literalOf,
  notLowered,
  number,
  once,
  room,
  sum,
  value,
  type Workshop,
} from './workshop.ts';

/** Pairs of profiles for which a tier has one form, and what the tier reads besides the event. */
export interface Scope {
  /** Indexes of the pairs; what is lowered is parallel to them. */
  readonly pairs: readonly number[];
  /** The base of the tier that asks; null where none is known. */
  readonly own: Reg | null;
  /** Told numbers and held codes are those of the later day (X13 `recompute`). */
  readonly isAgain: boolean;
  /** The code of the lines whose limit is worked out. */
  readonly lineCode: string | null;
}

/** The form of a formula: equal where only numbers differ. */
export function formOf(node: AmountNode): string {
  switch (node.kind) {
    case 'constant':
    case 'each':
      return '#';
    case 'event':
      return node.measure;
    case 'counter':
      return `c${node.counter}`;
    case 'facet':
      return `f(${node.dimension})`;
    case 'own':
    case 'line':
      return node.kind;
    case 'table':
      return `t${node.bounds.length}(${formOf(node.at)})`;
    case 'sum':
    case 'min':
    case 'max':
      return `${node.kind}(${node.of.map(formOf).join()})`;
    case 'minus':
      return `minus(${formOf(node.of)},${formOf(node.less)})`;
    case 'proportion':
      return `p(${[node.of, node.times, node.over].map(formOf).join()})${node.rounding}`;
  }
}

/** The register that holds an amount. */
export function amount(shop: Workshop, scope: Scope, of: readonly Amount[]): Reg {
  return lowerNode(
    shop,
    scope,
    of.map(({ node }) => node),
  );
}

function lowerNode(shop: Workshop, scope: Scope, nodes: readonly AmountNode[]): Reg {
  const [first] = nodes;
  if (!first) throw new RangeError('no amount');
  switch (first.kind) {
    case 'constant':
    case 'each': {
      const own = number(shop, scope.pairs, valuesOf(shop, scope, nodes));
      return guarded(
        shop,
        own,
        nodes.every(({ kind }) => kind === 'constant'),
      );
    }
    case 'event':
      return measure(shop, first.measure);
    case 'counter':
      return seenRegister(shop, first.counter, scope.lineCode);
    case 'facet':
      return told(shop, scope, first.dimension);
    case 'own':
      if (scope.own === null) throw new RangeError('no base here');
      return scope.own;
    case 'line':
      throw new RangeError('a line outside of a price rule');
    case 'table':
      return lookedUp(shop, scope, nodes as readonly Extract<AmountNode, { kind: 'table' }>[]);
    case 'sum':
      return guarded(shop, sum(shop, childrenOf(shop, scope, nodes)));
    case 'min':
      return least(shop, childrenOf(shop, scope, nodes));
    case 'max':
      return greatest(shop, childrenOf(shop, scope, nodes));
    case 'minus': {
      const [of = 0, taken = 0] = childrenOf(shop, scope, nodes);
      return room(shop, of, taken);
    }
    case 'proportion': {
      const [of = 0, times = 0, over = 0] = childrenOf(shop, scope, nodes);
      const isSafe = (literalOf(shop, over) ?? 0) > 0;
      return guarded(shop, proportion(shop, of, times, over, first.rounding), isSafe);
    }
  }
}

function childrenOf(shop: Workshop, scope: Scope, nodes: readonly AmountNode[]): Reg[] {
  const rows = nodes.map(partsOf);
  return (rows[0] ?? []).map((_, at) =>
    lowerNode(
      shop,
      scope,
      rows.flatMap((row) => row[at] ?? []),
    ),
  );
}

function partsOf(node: AmountNode): readonly AmountNode[] {
  switch (node.kind) {
    case 'sum':
    case 'min':
    case 'max':
      return node.of;
    case 'minus':
      return [node.of, node.less];
    case 'proportion':
      return [node.of, node.times, node.over];
    default:
      return [];
  }
}

/** `of × times ÷ over`; a bound is kept only where `over` is a number. */
export function proportion(
  shop: Workshop,
  of: Reg,
  times: Reg,
  over: Reg,
  rounding: RoundingMode,
): Reg {
  const divisor = Math.max(1, literalOf(shop, over) ?? 1);
  const bound = Math.ceil((boundOf(shop, of) * boundOf(shop, times)) / divisor);
  // What leaves the range of amounts stops the run, so that a greater bound is never met.
  const to = value(shop, Math.min(bound, Number.MAX_SAFE_INTEGER));
  shop.steps.push({ op: 'proportion', to, of, times, over, rounding });
  return to;
}

function greatest(shop: Workshop, of: readonly Reg[]): Reg {
  const to = value(shop, Math.max(...of.map((reg) => boundOf(shop, reg))));
  shop.steps.push({ op: 'max', to, of });
  return to;
}

function lookedUp(
  shop: Workshop,
  scope: Scope,
  nodes: readonly Extract<AmountNode, { kind: 'table' }>[],
): Reg {
  const at = lowerNode(
    shop,
    scope,
    nodes.map((node) => node.at),
  );
  const column = (list: 'bounds' | 'values', row: number) =>
    number(
      shop,
      scope.pairs,
      nodes.map((node) => node[list][row] ?? Number.NaN),
    );
  const rows = nodes[0]?.bounds ?? [];
  const bounds = rows.map((_, row) => column('bounds', row));
  const values = rows.map((_, row) => column('values', row));
  const to = value(shop, Math.max(...values.map((reg) => boundOf(shop, reg))));
  shop.steps.push({ op: 'lookUp', to, at, bounds, values });
  return to;
}

/** Numbers of the law, and sums over held codes: both are one number for a pair of profiles. */
function valuesOf(shop: Workshop, scope: Scope, nodes: readonly AmountNode[]): number[] {
  return nodes.map((node, index) => {
    if (node.kind === 'constant') return node.value;
    if (node.kind !== 'each') return Number.NaN;
    const pair = shop.section.pairs[scope.pairs[index] ?? -1];
    const profile = shop.section.persons[pair?.person ?? -1];
    const codes = (scope.isAgain && profile?.heldAgain) || profile?.held;
    let total = 0;
    for (const code of codes?.[node.dimension] ?? []) {
      total += node.values.get(code) ?? node.otherwise ?? Number.NaN;
    }
    return total;
  });
}

/** A number of the event. */
export function measure(shop: Workshop, name: string): Reg {
  if (name === 'eventCount') return literal(shop, 1);
  if (name === 'totalCostFen' || name === 'premiumFen') return totalOf(shop);
  if (name === 'inScopeFen') return inScope(shop);
  return numberColumn(shop, name, name === 'monthlyBaseFen');
}

const TOTAL = 'total';
const IN_SCOPE = 'inScope';

/** The sum of an event's first cells; worked out before the first tier where a tier names it. */
function totalOf(shop: Workshop): Reg {
  return once(shop, TOTAL, () => ({ kind: 'value', bound: shop.eventFen }));
}

function inScope(shop: Workshop): Reg {
  return once(shop, IN_SCOPE, () => ({ kind: 'value', bound: shop.eventFen }));
}

/** Which first cells the sums over them need: all, and those at a place. */
export const FIRST_SUMS = [
  { name: TOTAL, place: null },
  { name: IN_SCOPE, place: 3 },
] as const;

function told(shop: Workshop, { isAgain }: Scope, dimension: string): Reg {
  return numberColumn(shop, isAgain ? `again:${dimension}` : dimension, false);
}

function numberColumn(shop: Workshop, name: string, mayLack: boolean): Reg {
  const bound = shop.numberBounds[name];
  if (bound === undefined) throw notLowered(`${name}（没有这一列）`);
  const reg = once(shop, `n:${name}`, () => ({ kind: 'number', name, bound }));
  return guarded(shop, reg, !mayLack);
}

/** 1 where all conditions hold. All are worked out, whether or not one fails. */
export function conditions(
  shop: Workshop,
  scope: Scope,
  of: readonly (readonly ConditionPlan[])[],
): Reg {
  const tests = (of[0] ?? []).map((_, at) =>
    test(
      shop,
      scope,
      of.flatMap((row) => row[at] ?? []),
    ),
  );
  const [only] = tests;
  if (only === undefined) return literal(shop, 1);
  if (tests.length === 1) return only;
  const to = value(shop, 1);
  shop.steps.push({ op: 'all', to, of: tests });
  return to;
}

/** 1 where a condition holds. */
export function test(shop: Workshop, scope: Scope, of: readonly ConditionPlan[]): Reg {
  const side = (pick: (plan: ConditionPlan) => Amount | null): Reg | null => {
    const amounts = of.flatMap((plan) => pick(plan) ?? []);
    return amounts.length === 0 ? null : amount(shop, scope, amounts);
  };
  const what = side((plan) => plan.of) ?? literal(shop, 0);
  const from = side((plan) => plan.from);
  const until = side((plan) => plan.until);
  const to = value(shop, 1);
  shop.steps.push({ op: 'test', to, of: what, from, until });
  return to;
}

/** The form of conditions, as of a formula. */
export function formOfConditions(plans: readonly ConditionPlan[]): string {
  return plans
    .map(({ of, from, until }) =>
      [of, from, until].map((side) => (side ? formOf(side.node) : '-')).join(),
    )
    .join(';');
}
