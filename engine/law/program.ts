/**
 * Program: one scheme of law with its choices made, its overlays laid on and its links checked.
 * Plain readonly data, made by `law/read`, run by every execution. Its hash names the law for good.
 */
import type { Day, RoundingMode } from '../units/index.ts';
import type { Counter } from './counter-law.ts';
import type { Formula, Parameter } from './formula-law.ts';
import type { Citation, Dimension, Mark, Named, Selector } from './terms.ts';
import type { Tier } from './tier-law.ts';

export const PROGRAM_FORMAT = 1;

export interface Program {
  readonly format: typeof PROGRAM_FORMAT;
  /** Digest over the canonical JSON of everything else in the Program. */
  readonly hash: string;
  readonly id: string;
  readonly area: string;
  readonly title: string;
  /** In force from this day up to, not including, `until`. */
  readonly from: Day;
  readonly until: Day;
  readonly covers: Selector;
  readonly choices: SchemeChoices;
  /** Every named choice with its source, also those that tiers carry as fields. For the reader. */
  readonly chosen: readonly ChosenOption[];
  readonly dimensions: readonly Dimension[];
  /** Person classes, most favourable first; a person in none of them is `general`. */
  readonly classes: readonly PersonClass[];
  /** Facts that hold from an earlier day than they begin. */
  readonly backdating: readonly Backdating[];
  /** Facts that are read as others; the scheme's first, then its overlays', in order. */
  readonly readings: readonly Reading[];
  /** Price rules in order: the first that matches a line says what may be charged for it. */
  readonly prices: readonly PriceRule[];
  readonly classification: Classification;
  readonly payers: readonly Named[];
  readonly parameters: readonly Parameter[];
  /** In order of payment; the order is law. */
  readonly tiers: readonly Tier[];
  readonly counters: readonly Counter[];
}

export interface ChosenOption {
  /** `<file id>/<choice>`. */
  readonly id: string;
  readonly settles?: string;
  readonly is: ChoiceValue;
  readonly otherwise: readonly ChoiceValue[];
  /** Chinese for its values, by `String(value)`; display only. */
  readonly labels: Readonly<Record<string, string>>;
  readonly citation: Citation;
}
export type ChoiceValue = string | number | readonly string[];

/** What a scheme must say of days, order and change. */
export interface SchemeChoices {
  /** X11: the day whose law and person facts apply. */
  readonly lawDay: VisitDay;
  /** The day that puts a visit into the windows of counters (P11). */
  readonly windowDay: VisitDay;
  /** X12: order of a person's visits. `settledAt` is the order of the history. */
  readonly order: 'settledAt' | 'dischargedOn';
  /** X12: a bill that comes late re-settles later visits, or is settled on top of them. */
  readonly lateBill: 'replay' | 'keepPast';
  /** X07: the same for a reversal. */
  readonly reversal: 'replay' | 'keepPast';
  /** X12: what happens when a fund has paid too much. */
  readonly negativeDifference: 'recover' | 'waive' | 'hold';
  /** X12: differences below this many fen, per visit and payer, are not posted. */
  readonly leastDifferenceFen: number;
  /** X08: from which day a person class counts. */
  readonly classChange: 'fromDay' | 'wholeYear' | 'monthsBack';
  /** X09: a person with two enrolments on one day. */
  readonly doubleEnrolment: 'reject' | 'declaredOrder';
  /** X13: counters when a person comes from another scheme. */
  readonly schemeChange: 'keep' | 'reset' | 'map';
  /** For `map`: counter of the other scheme → counter of this one. */
  readonly counterMap: Readonly<Record<string, string>>;
}
export type VisitDay = 'admittedOn' | 'servedOn' | 'dischargedOn' | 'settledOn';

export interface PersonClass extends Named {
  /** Recognition lapses after so many months, where the law says so (P02). */
  readonly validMonths: number | null;
  /** Under `classChange: monthsBack`, visits so many months before recognition count too (P03). */
  readonly backMonths: number | null;
  /** X08 for this class; null: as the scheme's `classChange`. */
  readonly holds: SchemeChoices['classChange'] | null;
  readonly citation: Citation;
}

/**
 * A fact of these codes that begins after the birth (or 1 January of its year) by at most so many
 * days holds from that day on.
 */
export interface Backdating {
  readonly dimension: string;
  readonly codes: readonly string[];
  readonly to: 'birth' | 'yearStart';
  /** Parameter in days, not by any dimension; its value on the law day. */
  readonly within: string;
  readonly citation: Citation;
}

/** Sets facets before everything else of an event. Each sees what the ones before it set. */
export interface Reading {
  /** Of person and event. */
  readonly when: Selector;
  /** Sets facets of each line that matches; null: it sets facets of the event. */
  readonly lines: Selector | null;
  readonly set: readonly { readonly dimension: string; readonly code: string }[];
  /** Law days on which it acts. */
  readonly from: Day;
  readonly until: Day;
  readonly citation: Citation;
}

/** What may be charged for a line; the cost above it is over the limit. */
export interface PriceRule {
  /** `<prices file id>/<rule>`. */
  readonly id: string;
  readonly title: string;
  readonly lines: Selector;
  /** Of person and event. */
  readonly when: Selector;
  readonly allowed: Formula;
  readonly citation: Citation;
}

/** Splits each line into its first cells. */
export interface Classification {
  /** Lines that match one of them are `outOfScope` whole. */
  readonly outOfScope: readonly Exclusion[];
  /** X04 for the first share of a line. */
  readonly firstShareRounding: RoundingMode;
  /** X05. */
  readonly firstShareOrder: 'beforeDeductible';
}

export interface Exclusion {
  readonly lines: Selector;
  /** Of person and event. */
  readonly when: Selector;
  /** Null where the scheme writes one selector without a source. */
  readonly citation: Citation | null;
}

/** All compiled schemes of a body of law, the words they may use and the documents they cite. */
export interface Law {
  readonly programs: readonly Program[];
  /** Every dimension of the vocabulary, also those that no scheme looks at. */
  readonly dimensions: readonly Dimension[];
  readonly documents: readonly LawDocument[];
}

export interface LawDocument {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly issuedOn: Day | null;
  readonly mark: Exclude<Mark, 'assumed'>;
}
