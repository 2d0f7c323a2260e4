/**
 * Formulas as the Program carries them: parameters by their full name.
 */
import type { RoundingMode } from '../../../units/index.ts';
import type { Condition, Formula } from '../../formula-law.ts';

export interface WrittenFormula {
  readonly parameter?: string;
  /** File of the parameter, where it is another's. */
  readonly of?: string;
  readonly event?: string;
  readonly counter?: string;
  readonly facet?: string;
  readonly line?: 'costFen';
  readonly own?: 'base';
  readonly sum?: readonly WrittenFormula[];
  readonly min?: readonly WrittenFormula[];
  readonly max?: readonly WrittenFormula[];
  readonly minus?: { readonly of: WrittenFormula; readonly less: WrittenFormula };
  readonly share?: {
    readonly of: WrittenFormula;
    readonly rateBp: WrittenFormula;
    readonly rounding: RoundingMode;
  };
  readonly times?: { readonly of: WrittenFormula; readonly count: WrittenFormula };
  readonly proportion?: {
    readonly of: WrittenFormula;
    readonly times: WrittenFormula;
    readonly over: WrittenFormula;
    readonly rounding: RoundingMode;
  };
  readonly table?: {
    readonly at: WrittenFormula;
    readonly bounds: string;
    readonly values: string;
  };
  readonly each?: { readonly dimension: string; readonly parameter: string };
}

export interface WrittenCondition {
  readonly of: WrittenFormula;
  readonly from?: WrittenFormula;
  readonly until?: WrittenFormula;
}

/** Gives the full name of a parameter that a file names, of its own or of another file. */
export type Qualify = (name: string, of?: string) => string;

/** Compiles a written formula; the checks proved that it has exactly one operation. */
export function formulaOf(written: WrittenFormula, qualify: Qualify): Formula {
  const { parameter, event, counter, facet, line, own } = written;
  if (parameter !== undefined) {
    return { kind: 'parameter', parameter: qualify(parameter, written.of) };
  }
  if (event !== undefined) return { kind: 'event', measure: event };
  if (counter !== undefined) return { kind: 'counter', counter };
  if (facet !== undefined) return { kind: 'facet', dimension: facet };
  if (line !== undefined) return { kind: 'line', measure: line };
  if (own !== undefined) return { kind: 'own', measure: own };
  return compositeOf(written, qualify);
}

/** Compiles the conditions on numbers. */
export function conditionsOf(
  written: readonly WrittenCondition[] | undefined,
  qualify: Qualify,
): readonly Condition[] {
  const bound = (formula: WrittenFormula | undefined) =>
    formula ? formulaOf(formula, qualify) : null;
  return (written ?? []).map(({ of, from, until }) => ({
    of: formulaOf(of, qualify),
    from: bound(from),
    until: bound(until),
  }));
}

function compositeOf(written: WrittenFormula, qualify: Qualify): Formula {
  const of = (inner: WrittenFormula) => formulaOf(inner, qualify);
  const { sum, min, max, minus, share, times, proportion, table, each } = written;
  if (sum) return { kind: 'sum', of: sum.map(of) };
  if (min) return { kind: 'min', of: min.map(of) };
  if (max) return { kind: 'max', of: max.map(of) };
  if (minus) return { kind: 'minus', of: of(minus.of), less: of(minus.less) };
  if (times) return { kind: 'times', of: of(times.of), count: of(times.count) };
  if (share) {
    return { kind: 'share', of: of(share.of), rateBp: of(share.rateBp), rounding: share.rounding };
  }
  if (proportion) {
    const { times: count, over, rounding } = proportion;
    return {
      kind: 'proportion',
      of: of(proportion.of),
      times: of(count),
      over: of(over),
      rounding,
    };
  }
  if (table) {
    const { bounds, values } = table;
    return { kind: 'table', at: of(table.at), bounds: qualify(bounds), values: qualify(values) };
  }
  if (each) {
    return { kind: 'each', dimension: each.dimension, parameter: qualify(each.parameter) };
  }
  throw new Error('a formula without an operation passed the checks');
}
