/**
 * A person as enrolled, and filings.
 */
import type { Fact, Person } from '../../engine/settle/index.ts';
import type { Day } from '../../engine/units/index.ts';

export interface Enrolled {
  readonly personId: number;
  readonly personNo: string;
  /** Pooling area, as the law names it. */
  readonly area: string;
  /** Six digits: where insured. */
  readonly region: string;
  readonly bornOn: Day;
  /** 0 unknown, 1 male, 2 female, 9 not stated. */
  readonly sex: string;
  readonly certificateType: string;
  readonly facts: readonly EnrolledFact[];
  readonly filings: readonly Filing[];
  /** Opens the sealed columns; whoever calls it writes an audit row. */
  readonly identity: () => Identity;
}

export interface Identity {
  readonly name: string;
  readonly certificateNo: string;
}

export interface EnrolledFact extends Fact {
  readonly factId: number;
  /** The filing, document or load that says so. */
  readonly source: string;
}

export type FilingKind = 'transfer' | 'specialDisease';

export interface Filing {
  readonly filingId: string;
  readonly kind: FilingKind;
  readonly institution: string;
  readonly effectiveFrom: Day;
  /** null: until further notice. */
  readonly effectiveUntil: Day | null;
  /** What the filing says, as plain data of its kind. */
  readonly said: Readonly<Record<string, string>>;
}

/** What is needed to enrol a person. */
export interface NewPerson {
  readonly personNo: string;
  readonly area: string;
  readonly region: string;
  readonly bornOn: string;
  readonly sex: string;
  readonly certificateType: string;
  readonly name: string;
  readonly certificateNo: string;
  readonly phone: string | null;
  readonly facts: readonly NewFact[];
}

export interface NewFact {
  readonly dimension: string;
  readonly code: string;
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
}

/** The person as the engine takes it. */
export function toPerson({ personNo, bornOn, facts }: Enrolled): Person {
  return { id: personNo, bornOn, facts };
}

/** The code of a fact that holds on a day, or null. */
export function factOn(
  { facts }: { readonly facts: readonly Fact[] },
  dimension: string,
  on: Day,
): string | null {
  const found = facts.find(
    (fact) =>
      fact.dimension === dimension &&
      fact.effectiveFrom <= on &&
      (fact.effectiveUntil === null || on < fact.effectiveUntil),
  );
  return found?.code ?? null;
}

/** The filings of a kind that hold on a day. */
export function filingsOn({ filings }: Enrolled, kind: FilingKind, on: Day): readonly Filing[] {
  return filings.filter(
    (filing) =>
      filing.kind === kind &&
      filing.effectiveFrom <= on &&
      (filing.effectiveUntil === null || on < filing.effectiveUntil),
  );
}
