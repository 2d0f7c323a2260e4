/**
 * Usage: which parameters the law reads, as what, over which days and for whom.
 */
import type { WrittenFormula } from '../compile/formula.ts';
import type { PolicyIn, SchemeIn } from '../scheme-parts.ts';
import { type Asker, askersOf, askersOfScheme, visitFormula } from './askers.ts';

type Where = Pick<Asker, 'span' | 'when' | 'lines'>;

/** One reading of a parameter. */
export interface Use extends Where {
  /** Full name. */
  readonly parameter: string;
  readonly as: Role;
}

/** What a parameter is to its reader. */
export type Role = 'amount' | 'factor' | 'bounds' | 'values' | 'each';

/** Two lists that are read side by side, by full name. */
export interface ListPair extends Where {
  readonly bounds: string;
  readonly values: string;
}

/** Lists every reading of a parameter by a tier and the changes to it. */
export function usesOf(tier: PolicyIn): readonly Use[] {
  return askersOf(tier).flatMap(usesBy);
}

/** Lists every reading of a parameter by a scheme outside its tiers. */
export function usesOfScheme(scheme: SchemeIn): readonly Use[] {
  return askersOfScheme(scheme).flatMap(usesBy);
}

/** Lists the pairs of lists that an asker reads: of segments, and of tables. */
export function listPairsBy({ formulas, rates, qualify, ...where }: Asker): readonly ListPair[] {
  const named: { readonly bounds: string; readonly values: string }[] = rates.flatMap((rate) =>
    'bounds' in rate ? [{ bounds: rate.bounds, values: rate.ratios }] : [],
  );
  for (const formula of formulas) {
    visitFormula(formula, ({ table }) => {
      if (table) named.push(table);
    });
  }
  return named.map(({ bounds, values }) => ({
    ...where,
    bounds: qualify(bounds),
    values: qualify(values),
  }));
}

/** Lists every reading of a parameter by an asker. */
export function usesBy({ formulas, factor, rates, qualify, ...where }: Asker): readonly Use[] {
  const uses: Use[] = [];
  const add = (as: Role, name: string, of?: string) =>
    uses.push({ ...where, parameter: qualify(name, of), as });
  for (const rate of rates) {
    if ('ratio' in rate) add('amount', rate.ratio);
    else {
      add('bounds', rate.bounds);
      add('values', rate.ratios);
    }
  }
  const note = (formula: WrittenFormula, as: Role) =>
    visitFormula(formula, ({ parameter, of, table, each }) => {
      if (parameter !== undefined) add(as, parameter, of);
      if (each) add('each', each.parameter);
      if (!table) return;
      add('bounds', table.bounds);
      add('values', table.values);
    });
  for (const formula of formulas) note(formula, 'amount');
  if (factor) note(factor, 'factor');
  return uses;
}
