/**
 * The written law after its choices are made, and events with ISO dates: what the oracle reads.
 * Shapes follow docs/decisions/0001-law-language.md; nothing here comes from the engine.
 */
import type { Iso } from './date.ts';
import type { Rounding } from './fraction.ts';

export type Selector = Readonly<Record<string, readonly string[] | Interval>>;
export interface Interval {
  readonly from?: number;
  readonly until?: number;
}

export type Value = number | readonly number[] | { readonly [code: string]: Value };
export interface Parameter {
  readonly by?: readonly string[];
  readonly from: Readonly<Record<Iso, { readonly value: Value | null }>>;
}
export type Parameters = Readonly<Record<string, Parameter>>;

export interface Formula {
  readonly parameter?: string;
  /** File that has the parameter, where that is another one. */
  readonly of?: string;
  readonly event?: string;
  readonly counter?: string;
  readonly facet?: string;
  readonly line?: string;
  readonly own?: string;
  readonly table?: { readonly at: Formula; readonly bounds: string; readonly values: string };
  readonly each?: { readonly dimension: string; readonly parameter: string };
  readonly sum?: readonly Formula[];
  readonly min?: readonly Formula[];
  readonly max?: readonly Formula[];
  readonly minus?: { readonly of: Formula; readonly less: Formula };
  readonly share?: { readonly of: Formula; readonly rateBp: Formula; readonly rounding: Rounding };
  readonly times?: { readonly of: Formula; readonly count: Formula };
  readonly proportion?: {
    readonly of: Formula;
    readonly times: Formula;
    readonly over: Formula;
    readonly rounding: Rounding;
  };
}

export interface Condition {
  readonly of: Formula;
  readonly from?: Formula;
  readonly until?: Formula;
}

export interface BaseEntry {
  readonly reasons?: readonly string[];
  readonly counters?: readonly string[];
  readonly lines?: Selector;
  readonly weightBp?: Formula;
}

export interface AmountWithCounter {
  readonly amount: Formula;
  readonly counter?: string;
}

export interface Cap extends AmountWithCounter {
  readonly when?: Selector;
  readonly part?: string;
}

export interface Part {
  readonly base: readonly BaseEntry[];
  readonly limit?: AmountWithCounter & { readonly per?: string };
  readonly ratio?: string;
  readonly segments?: {
    readonly bounds: string;
    readonly ratios: string;
    readonly measure: 'gross' | 'excess';
    readonly position?: string;
  };
}

export interface Change {
  readonly field: 'ratio' | 'deductible' | 'cap' | 'limit';
  readonly target?: string;
  readonly when?: Selector;
  readonly onlyIf?: readonly Condition[];
  readonly operation: 'add' | 'multiply' | 'multiplyOwnShare' | 'replace' | 'remove';
  readonly value?: Formula;
  readonly rounding?: Rounding;
}

export interface Window {
  readonly kind:
    | 'event'
    | 'day'
    | 'week'
    | 'month'
    | 'calendarYear'
    | 'lifetime'
    | 'productYear'
    | 'rolling';
  readonly startsOn?: string;
  readonly months?: number;
}

export interface Writer {
  readonly tier?: string;
  readonly part?: string;
  readonly event?: string;
  readonly residual?: readonly BaseEntry[];
  readonly measure?: Measure;
  readonly when?: Selector;
}

export interface Counter {
  readonly window: Window;
  readonly key?: string;
  readonly holds?: 'sum' | 'max';
  readonly writers: readonly Writer[];
  readonly reads?: 'afterEarlierTiers' | 'beforeEvent';
  readonly carryOver?: 'none' | 'value';
}

export interface Choice {
  readonly is: string | number | readonly string[];
}

export type EventKind = 'visit' | 'contribution' | 'allowance' | 'close';

export interface Policy {
  readonly kind: 'policy';
  readonly id: string;
  readonly payer: string;
  readonly on: EventKind;
  readonly effectiveFrom?: Iso;
  readonly effectiveUntil?: Iso;
  readonly when?: Selector;
  readonly parameters: Parameters;
  readonly choices?: Readonly<Record<string, Choice>>;
  readonly rounding: Rounding;
  readonly roundEach?: 'part' | 'segment';
  readonly allot: 'declaredOrder' | 'proRata';
  readonly midYearChange: 'incremental' | 'catchUp' | 'recompute';
  readonly paidCounter?: string;
  readonly aboveCap?: string;
  readonly entitlement?: Formula;
  readonly onlyIf?: readonly Condition[];
  readonly fallsDue?: { readonly counter: string; readonly atLeast: Formula };
  readonly parts: Readonly<Record<string, Part>>;
  readonly deductible?: AmountWithCounter & {
    readonly counts: 'taken' | 'base';
    readonly use?: 'proRata' | readonly string[];
  };
  readonly caps?: Readonly<Record<string, Cap>>;
  readonly counters?: Readonly<Record<string, Counter>>;
  readonly modifiers?: readonly Change[];
}

/** How a facet is read as another: of the event, or of the lines that match. */
export interface ReadAs {
  readonly when?: Selector;
  readonly lines?: Selector;
  readonly set: Readonly<Record<string, string>>;
}

export interface Backdating {
  readonly dimension: string;
  readonly codes: readonly string[];
  readonly to: 'birth' | 'yearStart';
  readonly within: Formula;
}

export interface PriceRule {
  readonly id: string;
  readonly lines?: Selector;
  readonly when?: Selector;
  readonly allowed: Formula;
}

export interface Prices {
  readonly kind: 'prices';
  readonly id: string;
  readonly parameters: Parameters;
  readonly rules: readonly PriceRule[];
}

export interface Exclusion {
  readonly lines?: Selector;
  readonly when?: Selector;
}

export interface Overlay {
  readonly kind: 'overlay';
  readonly id: string;
  readonly effectiveFrom?: Iso;
  readonly effectiveUntil?: Iso;
  readonly parameters?: Parameters;
  readonly choices?: Readonly<Record<string, Choice>>;
  readonly readAs?: readonly ReadAs[];
  readonly changes?: readonly (Change & { readonly to: string })[];
}

export interface SchemeFile {
  readonly kind: 'scheme';
  readonly id: string;
  readonly area: string;
  readonly effectiveFrom: Iso;
  readonly effectiveUntil: Iso;
  readonly covers: Selector;
  readonly personClasses: readonly string[];
  readonly classification: {
    readonly outOfScope: Selector | readonly Exclusion[];
    readonly firstShareRounding: Rounding;
  };
  readonly tiers: readonly string[];
  readonly overlays?: readonly string[];
  readonly prices?: readonly string[];
  readonly parameters?: Parameters;
  readonly readAs?: readonly ReadAs[];
  readonly backdating?: Backdating | readonly Backdating[];
  readonly counters?: Readonly<Record<string, Counter>>;
  readonly counterMap?: Readonly<Record<string, string>>;
  readonly choices: Readonly<Record<string, Choice>>;
}

export interface PersonClass {
  readonly holds?: 'fromDay' | 'wholeYear' | 'monthsBack';
  readonly validMonths?: number;
  readonly backMonths?: number;
}

export interface Dimension {
  readonly of: 'person' | 'event' | 'line';
  readonly codes?: Readonly<Record<string, unknown>>;
  readonly values?: 'open' | 'integer';
  readonly absentMeans?: string;
  readonly many?: boolean;
}

export const MEASURES = [
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
export type Measure = (typeof MEASURES)[number];
export type Measures = Record<Measure, bigint>;
