/**
 * People and what happened to them, as the oracle takes it: ISO dates, whole fen.
 */
import type { Standing } from './carry.ts';
import type { Iso } from './date.ts';

export interface Person {
  readonly id: string;
  readonly bornOn: Iso | null;
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly dimension: string;
  readonly code: string;
  readonly effectiveFrom: Iso;
  readonly effectiveUntil: Iso | null;
}

type Facets = Readonly<Record<string, string>>;

export interface Line {
  readonly id: string;
  readonly costFen: number;
  readonly overLimitFen: number;
  readonly firstShareBp: number;
  readonly firstShareFen: number | null;
  readonly facets: Facets;
}

export interface Visit {
  readonly kind: 'visit';
  readonly id: string;
  readonly admittedOn: Iso;
  readonly servedOn: Iso;
  readonly dischargedOn: Iso;
  readonly settledOn: Iso;
  readonly facets: Facets;
  readonly lines: readonly Line[];
}

export interface Contribution {
  readonly kind: 'contribution';
  readonly id: string;
  readonly on: Iso;
  readonly premiumFen: number;
  readonly facets: Facets;
}

interface AnyAllowance {
  readonly kind: 'allowance';
  readonly id: string;
  readonly on: Iso;
  readonly days: number;
  readonly facets: Facets;
}

/** With one base, or with the bases of several employers, each with its weight. */
export type Allowance = AnyAllowance &
  (
    | { readonly monthlyBaseFen: number }
    | { readonly bases: readonly { readonly monthlyBaseFen: number; readonly weight: number }[] }
  );

export interface Close {
  readonly kind: 'close';
  readonly id: string;
  readonly on: Iso;
  readonly facets: Facets;
  /** Empty: the person alone. */
  readonly members: readonly (Standing & { readonly personId: string })[];
}

export type Event = Visit | Contribution | Allowance | Close;

export type Item =
  | { readonly kind: 'event'; readonly event: Event }
  | {
      readonly kind: 'reversal';
      readonly id: string;
      readonly reverses: string;
      readonly on: Iso;
    };

/** Day that puts a visit in its place by the named choice; other events have one day. */
export function dayOf(event: Event, choice: string): Iso {
  if (event.kind !== 'visit') return event.on;
  switch (choice) {
    case 'admittedOn':
      return event.admittedOn;
    case 'servedOn':
      return event.servedOn;
    case 'dischargedOn':
      return event.dischargedOn;
    case 'settledOn':
      return event.settledOn;
    default:
      throw new Error(`oracle: no such day: ${choice}`);
  }
}
