/**
 * Formulas as the Program carries them: parameters by their full name.
 */
import type { RoundingMode } from '../../../units/index.ts';
import type { Formula } from '../../formula-law.ts';

export interface WrittenFormula {
  readonly parameter?: string;
  readonly event?: string;
  readonly counter?: string;
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
}

/** Gives the full name of a parameter that a file names. */
export type Qualify = (name: string) => string;

/** Compiles a written formula; the shape check proved that it has exactly one operation. */
export function formulaOf(written: WrittenFormula, qualify: Qualify): Formula {
  const of = (inner: WrittenFormula) => formulaOf(inner, qualify);
  const { parameter, event, counter, sum, min, max, minus, share, times, proportion } = written;
  if (parameter !== undefined) return { kind: 'parameter', parameter: qualify(parameter) };
  if (event !== undefined) return { kind: 'event', measure: event };
  if (counter !== undefined) return { kind: 'counter', counter };
  if (sum) return { kind: 'sum', of: sum.map(of) };
  if (min) return { kind: 'min', of: min.map(of) };
  if (max) return { kind: 'max', of: max.map(of) };
  if (minus) return { kind: 'minus', of: of(minus.of), less: of(minus.less) };
  if (times) return { kind: 'times', of: of(times.of), count: of(times.count) };
  if (share) {
    return { kind: 'share', of: of(share.of), rateBp: of(share.rateBp), rounding: share.rounding };
  }
  if (proportion) {
    return {
      kind: 'proportion',
      of: of(proportion.of),
      times: of(proportion.times),
      over: of(proportion.over),
      rounding: proportion.rounding,
    };
  }
  throw new Error('a formula without an operation passed the shape check');
}
