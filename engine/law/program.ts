/**
 * Program: one scheme of law with its choices made, its overlays laid on and its links checked.
 * Plain readonly data, made by `law/read`, run by every execution. Its hash names the law for good.
 */
import type { Day, RoundingMode } from '../units/index.ts';

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
  readonly classification: Classification;
  readonly payers: readonly Named[];
  readonly parameters: readonly Parameter[];
  /** In order of payment; the order is law. */
  readonly tiers: readonly Tier[];
  readonly counters: readonly Counter[];
}

export interface Named {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

export type Mark = 'seed' | 'official' | 'secondary' | 'assumed';

/** Where a number or a choice comes from. `assumed` carries `why`; every other mark a document and clause. */
export interface Citation {
  readonly mark: Mark;
  readonly document?: string;
  readonly clause?: string;
  readonly why?: string;
}

export interface ChosenOption {
  /** `<file id>/<choice>`. */
  readonly id: string;
  readonly settles?: string;
  readonly is: ChoiceValue;
  readonly otherwise: readonly ChoiceValue[];
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

/** A facet that selectors and parameters may look at. */
export interface Dimension {
  readonly id: string;
  readonly of: 'person' | 'event' | 'line';
  readonly zh: string;
  readonly en: string;
  /** Allowed codes. Empty for an integer dimension, and for an open one (any code). */
  readonly codes: readonly Named[];
  readonly kind: 'codes' | 'open' | 'integer';
  /** The code that a missing facet means; without it a missing facet is a rejection. */
  readonly absentMeans: string | null;
}

/** A box: each named dimension must match, by one of its codes or by its half-open interval. */
export type Selector = readonly SelectorSide[];
export interface SelectorSide {
  readonly dimension: string;
  readonly codes?: readonly string[];
  /** Half open; null is unbounded. */
  readonly interval?: { readonly from: number | null; readonly until: number | null };
}

export interface PersonClass extends Named {
  /** Recognition lapses after so many months, where the law says so (P02). */
  readonly validMonths: number | null;
  /** Under `classChange: monthsBack`, visits of so many months before recognition count too (P03). */
  readonly backMonths: number | null;
  readonly citation: Citation;
}

/** Splits each line into its first cells. */
export interface Classification {
  /** Lines that match are `outOfScope` whole. */
  readonly outOfScope: Selector;
  /** X04 for the first share of a line. */
  readonly firstShareRounding: RoundingMode;
  /** X05. */
  readonly firstShareOrder: 'beforeDeductible';
}

/** Unit of a parameter, told by the end of its name. */
export type Unit = 'Fen' | 'Bp' | 'Count' | 'Days' | 'FenList' | 'BpList';

export interface Parameter {
  /** `<policy or overlay id>/<name>`. */
  readonly id: string;
  readonly unit: Unit;
  readonly by: readonly string[];
  /** Ascending, not overlapping; a gap means the law gives no value then. */
  readonly entries: readonly DatedEntry[];
}

export interface DatedEntry {
  readonly parameter: string;
  readonly from: Day;
  /** null: until further notice. */
  readonly until: Day | null;
  /** Nested by the parameter's dimensions; the leaves are numbers or lists of numbers. */
  readonly value: DatedValue;
  readonly citation: Citation;
}
export type DatedValue = number | readonly number[] | { readonly [code: string]: DatedValue };

export type EventKind = 'visit' | 'contribution' | 'allowance' | 'close';

export interface Tier {
  readonly id: string;
  readonly title: string;
  readonly payer: string;
  readonly on: EventKind;
  /** For `close` only: over one person or over a household. */
  readonly scope: 'person' | 'household';
  readonly from: Day;
  readonly until: Day;
  readonly when: Selector;
  readonly citation: Citation;
  /** X04. */
  readonly rounding: RoundingMode;
  readonly roundEach: 'part' | 'segment';
  /** X14. */
  readonly allot: 'declaredOrder' | 'proRata';
  /** X13. */
  readonly midYearChange: 'incremental' | 'catchUp' | 'recompute';
  /** Counter of this tier's own payments, for `catchUp`. */
  readonly paidCounter: string | null;
  /** X15; null where the tier has no cap on payment. */
  readonly aboveCap: AboveCap | null;
  /** For `allowance` only: what the person is entitled to before it is paid. */
  readonly entitlement: Formula | null;
  readonly parts: readonly Part[];
  readonly deductible: Deductible | null;
  readonly caps: readonly Cap[];
  /** The policy's own, then those of the overlays in the scheme's order. */
  readonly modifiers: readonly Modifier[];
}

export type AboveCap =
  | 'clippedPayment'
  | 'costBehindRoundedDown'
  | 'costBehindRoundedUp'
  | 'costBehindRoundedHalfUp';

export interface Part {
  readonly id: string;
  readonly base: readonly BaseEntry[];
  readonly limit: Limit | null;
  readonly rates: Rates;
}

/** Cells that count, wholly or by weight. */
export interface BaseEntry {
  /** Reasons: a first reason, `<tier>.<outcome>` for all parts of a tier, or `<tier>/<part>.<outcome>`. */
  readonly reasons: readonly string[];
  /** For `close`: counters whose value is the base. Exclusive with `reasons`. */
  readonly counters: readonly string[];
  readonly lines: Selector;
  /** Null: the whole cell. */
  readonly weightBp: Formula | null;
}

/** X02, "before the ratio": the base counts only up to an amount. */
export interface Limit {
  readonly amount: Formula;
  /** What earlier events have used of it; null: each event has the whole. */
  readonly counter: string | null;
}

export type Rates =
  | { readonly kind: 'flat'; readonly ratio: string }
  | {
      readonly kind: 'segments';
      /** Parameter: ascending lower bounds, the first is 0. */
      readonly bounds: string;
      /** Parameter: one ratio a segment. */
      readonly ratios: string;
      /** X01: bounds are measured on the counted base, or on what exceeds the deductible. */
      readonly measure: 'gross' | 'excess';
      /** What earlier events have used of the segments; null: each event starts at 0. */
      readonly position: string | null;
    };

export interface Deductible {
  readonly amount: Formula;
  /** What earlier events have used of it; null: each event bears it anew. */
  readonly counter: string | null;
  /** The counter holds deductible taken, or base passed by (a threshold on the cumulated base). */
  readonly counts: 'taken' | 'base';
  /** X06: which part uses it up. A list names the parts in order. */
  readonly use: 'proRata' | readonly string[];
}

/** X02, "after the ratio": a cap on the payment. */
export interface Cap {
  readonly id: string;
  readonly amount: Formula;
  readonly counter: string | null;
}

export interface Modifier {
  readonly field: 'ratio' | 'deductible' | 'cap' | 'limit';
  /** Part, for ratio and limit, or cap; null: all. */
  readonly target: string | null;
  readonly when: Selector;
  readonly operation: 'add' | 'multiply' | 'replace' | 'remove';
  /** Null for `remove`. Bp for ratio and multiply, fen otherwise. */
  readonly value: Formula | null;
  /** For `multiply` of an amount. */
  readonly rounding: RoundingMode;
  readonly citation: Citation;
  readonly from: Day;
  readonly until: Day;
}

export type Formula =
  | { readonly kind: 'parameter'; readonly parameter: string }
  | { readonly kind: 'event'; readonly measure: string }
  | { readonly kind: 'counter'; readonly counter: string }
  | { readonly kind: 'sum' | 'min' | 'max'; readonly of: readonly Formula[] }
  /** Never below zero. */
  | { readonly kind: 'minus'; readonly of: Formula; readonly less: Formula }
  | {
      readonly kind: 'share';
      readonly of: Formula;
      readonly rateBp: Formula;
      readonly rounding: RoundingMode;
    }
  | { readonly kind: 'times'; readonly of: Formula; readonly count: Formula }
  | {
      readonly kind: 'proportion';
      readonly of: Formula;
      readonly times: Formula;
      readonly over: Formula;
      readonly rounding: RoundingMode;
    };

export interface Counter {
  readonly id: string;
  readonly window: Window;
  /** `none`, or the event dimension whose code keeps a count of its own. */
  readonly key: string;
  readonly holds: 'sum' | 'max';
  readonly writers: readonly Writer[];
  /** X16: readers see what this event's earlier tiers wrote, or the value before the event. */
  readonly reads: 'afterEarlierTiers' | 'beforeEvent';
  /** At a new window: start from zero, or from the value of the window before. */
  readonly carryOver: 'none' | 'value';
  readonly citation: Citation;
}

export type Window =
  | { readonly kind: 'day' | 'month' | 'calendarYear' | 'lifetime' }
  /** Starts each year on this month and day. */
  | { readonly kind: 'productYear'; readonly month: number; readonly day: number }
  | { readonly kind: 'rolling'; readonly months: number };

export type Writer =
  | {
      readonly kind: 'tier';
      readonly tier: string;
      readonly part: string | null;
      readonly measure: TierMeasure;
    }
  /** After the last tier. */
  | { readonly kind: 'event'; readonly measure: string }
  /** After the last tier: what is still personal in these cells. */
  | { readonly kind: 'residual'; readonly base: readonly BaseEntry[] };

/** What a tier did with an event, in fen, over all its parts or one. */
export const TIER_MEASURES = [
  'base',
  'counted',
  'limitExcess',
  'deductible',
  'afterDeductible',
  'deductibleAmount',
  'paid',
  'copay',
  'overCap',
] as const;
export type TierMeasure = (typeof TIER_MEASURES)[number];

/** Reasons of cells before any tier, by kind of event. */
export const FIRST_REASONS = {
  visit: ['outOfScope', 'overLimit', 'firstShare', 'inScope'],
  contribution: ['premium'],
  allowance: [],
  close: [],
} as const satisfies Record<EventKind, readonly string[]>;

/** What a tier turns its base into, besides what it pays. */
export const OUTCOMES = ['deductible', 'copay', 'overCap'] as const;

/** Numbers an event carries that formulas and writers may name, by kind of event. */
export const EVENT_MEASURES = {
  visit: ['totalCostFen', 'inScopeFen', 'stayDays', 'eventCount'],
  contribution: ['premiumFen', 'eventCount'],
  allowance: ['monthlyBaseFen', 'days', 'eventCount'],
  close: ['eventCount'],
} as const satisfies Record<EventKind, readonly string[]>;

/** All compiled schemes of a body of law, and the documents they cite. */
export interface Law {
  readonly programs: readonly Program[];
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
