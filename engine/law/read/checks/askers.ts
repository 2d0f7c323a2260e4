/**
 * Askers: the places of the law that read numbers, with the days and the people for whom they do.
 */
import type { WrittenCounter } from '../compile/counter.ts';
import { backdatingIn } from '../compile/facts.ts';
import type { Qualify, WrittenCondition, WrittenFormula } from '../compile/formula.ts';
import type { WrittenSelector } from '../compile/selector.ts';
import type { LawFile } from '../schema.ts';
import { type ChangeIn, type PolicyIn, qualifierOf, type SchemeIn } from '../scheme-parts.ts';
import type { Span } from '../span.ts';
import type { Unit } from '../unit.ts';

/** A place that reads numbers. */
export interface Asker {
  readonly formulas: readonly WrittenFormula[];
  /** A formula that multiplies an amount. */
  readonly factor: WrittenFormula | null;
  /** Parameters of ratios and of segments, by bare name. */
  readonly rates: readonly Rate[];
  readonly qualify: Qualify;
  readonly span: Span;
  /** All must match where the numbers are read. */
  readonly when: readonly WrittenSelector[];
  /** The line dimension that its parameters may go by: that of a limit by line. */
  readonly lines: string | null;
}

type Rate = { readonly ratio: string } | { readonly bounds: string; readonly ratios: string };

type Policy = LawFile['policy'];

/** Lists the askers of a tier and of the changes to it. */
export function askersOf(tier: PolicyIn): readonly Asker[] {
  const { data } = tier.unit;
  const own = { ...NOTHING, qualify: tier.qualify, span: tier.span, when: [data.when ?? {}] };
  const parts = Object.values(data.parts);
  const limits = parts.flatMap(({ limit, base }): Asker[] => {
    if (!limit) return [];
    const lines = limit.per ?? null;
    const when = lines === null ? own.when : [...own.when, codesOfLines(lines, base)];
    return [{ ...own, formulas: [limit.amount], when, lines }];
  });
  const caps = Object.values(data.caps ?? {}).flatMap((cap): Asker[] =>
    cap ? [{ ...own, formulas: [cap.amount], when: [...own.when, cap.when ?? {}] }] : [],
  );
  const changes = tier.changes.map((change) => askerOf(change, tier));
  return [
    { ...own, formulas: plainFormulas(data), rates: ratesIn(data) },
    ...limits,
    ...caps,
    ...changes,
  ];
}

/** Lists the askers of a scheme outside its tiers. */
export function askersOfScheme({ unit, span, prices }: SchemeIn): readonly Asker[] {
  const own = { ...NOTHING, qualify: qualifierOf(unit.id), span, when: [] };
  const within = backdatingIn(unit.data).map((one): WrittenFormula => one.within);
  const weights = weightsIn(unit.data.counters);
  const priced = prices.flatMap((one) => askersOfPrices(one, span));
  return [{ ...own, formulas: [...within, ...weights] }, ...priced];
}

/** Lists the askers of price rules. */
export function askersOfPrices({ id, data }: Unit<'prices'>, span: Span): readonly Asker[] {
  return data.rules.map(({ allowed, lines, when }) => ({
    ...NOTHING,
    formulas: [allowed],
    qualify: qualifierOf(id),
    span,
    when: [lines ?? {}, when ?? {}],
  }));
}

/** Lists the formulas of a policy, without those of its modifiers. */
export function formulasIn(policy: Policy): readonly WrittenFormula[] {
  const limits = Object.values(policy.parts).flatMap(({ limit }) => (limit ? [limit.amount] : []));
  const caps = Object.values(policy.caps ?? {}).flatMap((cap) => (cap ? [cap.amount] : []));
  return [...plainFormulas(policy), ...limits, ...caps];
}

/** Visits every node of a formula. */
export function visitFormula(formula: WrittenFormula, visit: (one: WrittenFormula) => void): void {
  visit(formula);
  const { sum, min, max, minus, share, times, proportion, table } = formula;
  const inner = [
    ...(sum ?? min ?? max ?? []),
    ...(minus ? [minus.of, minus.less] : []),
    ...(share ? [share.of, share.rateBp] : []),
    ...(times ? [times.of, times.count] : []),
    ...(proportion ? [proportion.of, proportion.times, proportion.over] : []),
    ...(table ? [table.at] : []),
  ];
  for (const one of inner) visitFormula(one, visit);
}

/** Lists the formulas of conditions. */
export function sidesOf(
  conditions: readonly WrittenCondition[] | undefined,
): readonly WrittenFormula[] {
  return (conditions ?? []).flatMap(({ of, from, until }) => [
    of,
    ...(from ? [from] : []),
    ...(until ? [until] : []),
  ]);
}

const NOTHING = { formulas: [], factor: null, rates: [], lines: null } as const;

function askerOf({ written, span, qualify }: ChangeIn, tier: PolicyIn): Asker {
  const { field, operation, value, onlyIf } = written;
  const isFactor = operation === 'multiply' && field !== 'ratio' && value?.parameter !== undefined;
  return {
    ...NOTHING,
    formulas: [...sidesOf(onlyIf), ...(value && !isFactor ? [value] : [])],
    factor: isFactor ? value : null,
    qualify,
    span,
    when: [tier.unit.data.when ?? {}, written.when ?? {}],
    lines: perOf(tier, written),
  };
}

function ratesIn({ parts }: Policy): readonly Rate[] {
  return Object.values(parts).flatMap(({ ratio, segments }): Rate[] => [
    ...(ratio === undefined ? [] : [{ ratio }]),
    ...(segments ? [segments] : []),
  ]);
}

/** The line dimension by which every limit goes that a change reaches; null where they differ. */
function perOf({ unit }: PolicyIn, { field, target }: ChangeIn['written']): string | null {
  if (field !== 'limit') return null;
  const limits = Object.entries(unit.data.parts).flatMap(([id, { limit }]) =>
    limit && (target === undefined || target === id) ? [limit.per ?? null] : [],
  );
  const [first = null, ...others] = limits;
  return others.every((one) => one === first) ? first : null;
}

type Base = Policy['parts'][string]['base'];

/** Codes that the lines of a base can have, where every entry names them. */
function codesOfLines(dimension: string, base: Base): WrittenSelector {
  const named = base.map(({ lines }) => lines?.[dimension]);
  const codes = named.flatMap((side) => (Array.isArray(side) ? side : []));
  return named.every((side) => Array.isArray(side)) ? { [dimension]: [...new Set(codes)] } : {};
}

function plainFormulas(policy: Policy): readonly WrittenFormula[] {
  const { entitlement, fallsDue, deductible, parts, onlyIf, counters } = policy;
  const bases = Object.values(parts).flatMap(({ base }) => base);
  return [
    ...(entitlement ? [entitlement] : []),
    ...(fallsDue ? [fallsDue.atLeast] : []),
    ...(deductible ? [deductible.amount] : []),
    ...sidesOf(onlyIf),
    ...bases.flatMap(({ weightBp }) => weightBp ?? []),
    ...weightsIn(counters),
  ];
}

function weightsIn(
  counters: Readonly<Record<string, WrittenCounter>> | undefined,
): readonly WrittenFormula[] {
  const writers = Object.values(counters ?? {}).flatMap((counter) => counter.writers);
  return writers.flatMap(({ residual }) =>
    (residual ?? []).flatMap(({ weightBp }) => weightBp ?? []),
  );
}
