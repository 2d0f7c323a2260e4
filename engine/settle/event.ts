/**
 * Events of a person: what the engine takes. Amounts are fen, days are civil days.
 */

import type { Facets } from '../law/index.ts';
import type { Day } from '../units/index.ts';
import type { Balances } from './balances.ts';

export interface Person {
  readonly id: string;
  /** Needed only where the law looks at age. */
  readonly bornOn: Day | null;
  readonly facts: readonly Fact[];
}

/**
 * Something true of a person for a span of days: insured as, class, employment; or a number that is
 * told, as decimal text.
 */
export interface Fact {
  readonly dimension: string;
  readonly code: string;
  readonly effectiveFrom: Day;
  /** null: until further notice. */
  readonly effectiveUntil: Day | null;
}

export type Event = Visit | Contribution | Allowance | Close;

/** A bill: an inpatient stay, an outpatient visit, a purchase. */
export interface Visit {
  readonly kind: 'visit';
  readonly id: string;
  readonly admittedOn: Day;
  readonly servedOn: Day;
  readonly dischargedOn: Day;
  readonly settledOn: Day;
  readonly facets: Facets;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly id: string;
  readonly costFen: number;
  /** Part of the cost above a price limit. */
  readonly overLimitFen: number;
  /** First share of what is left in basis points, or as an amount if the catalogue gives one. */
  readonly firstShareBp: number;
  readonly firstShareFen: number | null;
  readonly facets: Facets;
}

/** A premium that falls due; tiers on it are subsidies. */
export interface Contribution {
  readonly kind: 'contribution';
  readonly id: string;
  readonly on: Day;
  readonly premiumFen: number;
  readonly facets: Facets;
}

/** A cash benefit that is claimed. */
export interface Allowance {
  readonly kind: 'allowance';
  readonly id: string;
  readonly on: Day;
  /** At least one: each unit that the person works for, with its weight. */
  readonly bases: readonly AllowanceBase[];
  readonly days: number;
  readonly facets: Facets;
}

export interface AllowanceBase {
  readonly monthlyBaseFen: number;
  /** At least 1; a single base has weight 1. */
  readonly weight: number;
}

/** The end of a period: tiers on it run over finished results, held by counters. */
export interface Close {
  readonly kind: 'close';
  readonly id: string;
  /** Last day of the closed period; it picks the law and the windows. */
  readonly on: Day;
  readonly facets: Facets;
  /** Household members with their finished states; empty: the person alone. */
  readonly members: readonly Member[];
}

export interface Member {
  readonly personId: string;
  readonly state: Balances;
}
