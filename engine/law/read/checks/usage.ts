/**
 * Usage: which parameters a tier reads, over which days and for whom.
 */
import type { WrittenFormula } from '../compile/formula.ts';
import type { WrittenSelector } from '../compile/selector.ts';
import type { LawFile } from '../schema.ts';
import type { PolicyIn } from '../scheme-parts.ts';
import type { Span } from '../span.ts';

/** One reading of a parameter. */
export interface Use {
  /** Full name. */
  readonly parameter: string;
  readonly span: Span;
  /** All must match where the parameter is read. */
  readonly when: readonly WrittenSelector[];
}

/** Lists every reading of a parameter by a tier and the changes to it. */
export function usesOf(tier: PolicyIn): readonly Use[] {
  const { data } = tier.unit;
  const own = { span: tier.span, when: [data.when ?? {}] };
  const uses: Use[] = namesIn(data).map((name) => ({ parameter: tier.qualify(name), ...own }));
  for (const { written, span, qualify } of tier.changes) {
    const when = [data.when ?? {}, written.when ?? {}];
    for (const name of written.value ? parametersIn(written.value) : []) {
      uses.push({ parameter: qualify(name), span, when });
    }
  }
  return uses;
}

/** Lists the formulas of a policy, without those of its modifiers. */
export function formulasIn(policy: LawFile['policy']): readonly WrittenFormula[] {
  const { entitlement, deductible, caps, parts } = policy;
  const formulas = Object.values(caps ?? {}).map(({ amount }) => amount);
  if (entitlement) formulas.push(entitlement);
  if (deductible) formulas.push(deductible.amount);
  for (const { base, limit } of Object.values(parts)) {
    if (limit) formulas.push(limit.amount);
    for (const { weightBp } of base) if (weightBp) formulas.push(weightBp);
  }
  return formulas;
}

/** Visits every node of a formula. */
export function visitFormula(formula: WrittenFormula, visit: (one: WrittenFormula) => void): void {
  visit(formula);
  const { sum, min, max, minus, share, times, proportion } = formula;
  const inner = [
    ...(sum ?? min ?? max ?? []),
    ...(minus ? [minus.of, minus.less] : []),
    ...(share ? [share.of, share.rateBp] : []),
    ...(times ? [times.of, times.count] : []),
    ...(proportion ? [proportion.of, proportion.times, proportion.over] : []),
  ];
  for (const one of inner) visitFormula(one, visit);
}

function namesIn(policy: LawFile['policy']): readonly string[] {
  const rates = Object.values(policy.parts).flatMap(({ ratio, segments }) => [
    ...(ratio === undefined ? [] : [ratio]),
    ...(segments ? [segments.bounds, segments.ratios] : []),
  ]);
  return [...rates, ...formulasIn(policy).flatMap(parametersIn)];
}

function parametersIn(formula: WrittenFormula): readonly string[] {
  const names: string[] = [];
  visitFormula(formula, ({ parameter }) => {
    if (parameter !== undefined) names.push(parameter);
  });
  return names;
}
