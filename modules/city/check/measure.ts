/** What a city gives for a published figure, in the figure's unit and scaled to the real city. */
import type { Levers } from '../people/profile.ts';
import type { Measured, PublishedFigure } from './published.ts';
import type { Sums, TotalName } from './totals.ts';

export interface Generated {
  readonly sums: Sums;
  readonly levers: Levers;
}

/** Measures a figure. `insured` is the number of insured people of the real city. */
export function measure(
  { of, unit, years = 1 }: PublishedFigure,
  { sums, levers }: Generated,
  insured: number,
): number {
  const scale = insured / sums.insured;
  const given = raw(of, sums, levers, scale);
  return (unit === 'bp' ? 10_000 : unit === 'months' ? 100 : 1) * given * years;
}

function raw(of: Measured, sums: Sums, levers: Levers, scale: number): number {
  if ('total' in of) return added(of.total, sums) * scale;
  if ('share' in of) return added(of.share, sums) / added(of.over, sums);
  if ('lessShare' in of) return 1 - added(of.lessShare, sums) / added(of.over, sums);
  if ('balance' in of) {
    return (balanceOf('employee', sums, levers) + balanceOf('resident', sums, levers)) * scale;
  }
  if ('months' in of)
    return balanceOf(of.months, sums, levers) / (FUNDS[of.months].spent(sums) / 12);
  const fund = FUNDS[of.monthsBefore];
  return levers[fund.opening] / (levers[fund.before] / 12);
}

const FUNDS = {
  employee: {
    income: (sums: Sums) => sums.incomeEmployeeFen,
    spent: (sums: Sums) => sums.spentEmployeeFen,
    opening: 'openingEmployeeFen',
    before: 'beforeEmployeeFen',
  },
  resident: {
    income: (sums: Sums) => sums.incomeResidentFen,
    spent: (sums: Sums) => sums.spentResidentFen,
    opening: 'openingResidentFen',
    before: 'beforeResidentFen',
  },
} as const;

/** Balance of a fund at the end of the year, fen, for the people made. */
function balanceOf(name: keyof typeof FUNDS, sums: Sums, levers: Levers): number {
  const fund = FUNDS[name];
  return levers[fund.opening] * sums.insured + fund.income(sums) - fund.spent(sums);
}

function added(names: readonly string[], sums: Sums): number {
  return names.reduce((sum, name) => sum + totalOf(name, sums), 0);
}

function totalOf(name: string, sums: Sums): number {
  const value = sums[name as TotalName];
  if (value === undefined) throw new RangeError(`no total ${name}`);
  return value;
}
