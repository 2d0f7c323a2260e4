/**
 * What a city adds up to while it is made: whole numbers by name, and each person's cost for the
 * shares of the costliest. Sums of parts are the sums of the city, whatever the order.
 */
export const TOTALS = [
  'people',
  'insured',
  'employees',
  'residents',
  'births',
  'deaths',
  'age0to14',
  'age15to59',
  'age60',
  'age65',
  'chronicPeople',
  'chronicAge60',
  'poor',
  'poorInsured',
  'visits',
  'lines',
  'stays',
  'reversed',
  'costFen',
  'inScopeFen',
  'ownFen',
  'incomeEmployeeFen',
  'incomeResidentFen',
  'spentEmployeeFen',
  'spentResidentFen',
  'stayInScopeEmployeeFen',
  'stayBasicEmployeeFen',
  'stayInScopeResidentFen',
  'stayBasicResidentFen',
  'stayCriticalResidentFen',
  'poorSeriousInScopeFen',
  'poorSeriousThreeFen',
  'poorCostFen',
  'poorFourFen',
  'poorStayCostFen',
  'poorStayOwnFen',
  'poorStayInScopeFen',
  'poorCountyInScopeFen',
  'poorCountyPersonFen',
  'aidBills',
  'aidFen',
  'aidSeriousBaseFen',
  'aidSeriousFen',
  'premiumAidFen',
  'productPeople',
  'productPremiumFen',
  'productPaidFen',
  'crossVisits',
  'crossVisitFundFen',
  'crossStays',
  'crossStayFundFen',
  'crossStayCostFen',
  'crossStayDirectFen',
  'provinceStayCostFen',
  'provinceStayDirectFen',
  'stayCostFen',
  'stayByItemFen',
] as const;

export type TotalName = (typeof TOTALS)[number];

/** Index of each total. */
export const AT = Object.fromEntries(TOTALS.map((name, index) => [name, index])) as Readonly<
  Record<TotalName, number>
>;

/** Sums of one part. */
export class Totals {
  readonly sums = new Float64Array(TOTALS.length);
  /** Cost of each insured person in the part, by order of making. */
  costs = new Float64Array(1024);
  counted = 0;

  add(index: number, value: number): void {
    this.sums[index] = (this.sums[index] ?? 0) + value;
  }

  /** Notes what one insured person cost in the year. */
  person(costFen: number): void {
    if (this.counted === this.costs.length) {
      const grown = new Float64Array(this.costs.length * 2);
      grown.set(this.costs);
      this.costs = grown;
    }
    this.costs[this.counted++] = costFen;
  }
}

/** Sums of all parts, by name. */
export type Sums = Readonly<Record<TotalName, number>>;

/** Adds up parts. */
export function sumsOf(parts: readonly Float64Array[]): Sums {
  const whole = new Float64Array(TOTALS.length);
  for (const part of parts) {
    for (let i = 0; i < whole.length; i++) whole[i] = (whole[i] ?? 0) + (part[i] ?? 0);
  }
  return Object.fromEntries(TOTALS.map((name, index) => [name, whole[index] ?? 0])) as Sums;
}
