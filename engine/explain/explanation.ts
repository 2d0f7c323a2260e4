/**
 * Explanation: plain JSON that says for every fen of a result who pays it and why. Self-contained:
 * a reader needs neither the law nor the engine. Amounts are fen, days "YYYY-MM-DD".
 */
import type { AboveCap, ChoiceValue, Mark, Modifier, Named, Unit } from '../law/index.ts';
import type { ResultKind } from '../settle/index.ts';
import type { RoundingMode } from '../units/index.ts';

export const EXPLANATION_VERSION = 1;

export interface Explanation {
  readonly version: typeof EXPLANATION_VERSION;
  readonly event: {
    readonly id: string;
    readonly kind: ResultKind;
    readonly lawDay: string;
    readonly windowDay: string;
    /** For an allowance that fell due: the event after which it did. */
    readonly releasedBy: string | null;
  };
  readonly law: { readonly scheme: string; readonly title: string; readonly hash: string };
  readonly totalFen: number;
  /** Every payer of the scheme, in order; with the person's they sum to the total. */
  readonly payers: readonly PayerShare[];
  readonly personFen: number;
  /** Why it stays with the person; sums to `personFen`. */
  readonly personBecause: readonly ReasonFen[];
  readonly atoms: readonly AtomExplained[];
  /** Facets that the law read as others. */
  readonly readings: readonly ReadingExplained[];
  /** Lines that a price rule priced. */
  readonly prices: readonly PriceExplained[];
  readonly tiers: readonly TierExplained[];
  readonly counters: readonly CounterExplained[];
  /** Assumed choices of the law that can have moved a fen here. */
  readonly assumedChoices: readonly ChoiceExplained[];
  /** Dated entries and modifiers behind the numbers; amounts name them by index. */
  readonly sources: readonly SourceExplained[];
}

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface PayerShare extends Named {
  readonly fen: number;
}

export interface ReasonFen extends Named {
  readonly fen: number;
}

/** Lines that the law does not tell apart: a row of the matrix. */
export interface AtomExplained extends Words {
  /** Indexes into the visit's lines. */
  readonly lines: readonly number[];
  readonly codes: Readonly<Record<string, string>>;
  readonly totalFen: number;
  /** The clause that puts the lines out of scope; null where none is named. */
  readonly exclusion: CitationExplained | null;
  readonly cells: readonly ReasonFen[];
  /** Parallel to `payers`. */
  readonly paidFen: readonly number[];
  readonly personFen: number;
  /** Why it stays with the person; sums to `personFen`. */
  readonly personBecause: readonly ReasonFen[];
}

export interface ReadingExplained extends Words {
  /** Codes by dimension. */
  readonly set: Readonly<Record<string, string>>;
  /** Indexes into the visit's lines; null: the event as a whole. */
  readonly lines: readonly number[] | null;
  readonly citation: CitationExplained;
}

/** What may be charged for a line (`amountFen`), and what of its cost is over the limit. */
export interface PriceExplained extends AmountExplained {
  readonly rule: string;
  /** Chinese. */
  readonly title: string;
  readonly line: number;
  readonly overLimitFen: number;
  /** As the line told it. */
  readonly toldOverLimitFen: number;
  readonly citation: CitationExplained;
}

export type TierExplained = TierApplied | TierPassedOver;

export interface TierPassedOver extends Words {
  readonly kind: 'skipped';
  readonly tier: string;
  readonly why: 'notInForce' | 'notCovered' | 'conditionNotMet' | 'notDueYet';
  /** What was asked: its conditions, or its counter against what it must reach. */
  readonly conditions: readonly ConditionExplained[];
}

/** A condition with its numbers in words. */
export interface ConditionExplained extends Words {
  readonly isMet: boolean;
  readonly unit: Unit;
  readonly value: number;
  readonly from: number | null;
  readonly until: number | null;
  /** Indexes into `sources`. */
  readonly sources: readonly number[];
}

/** A modifier under conditions. */
export interface ModifierExplained {
  readonly field: Modifier['field'];
  /** Part or cap; null: all. */
  readonly target: string | null;
  readonly hasActed: boolean;
  readonly conditions: readonly ConditionExplained[];
  readonly citation: CitationExplained;
}

export interface TierApplied extends Words {
  readonly kind: 'applied';
  readonly tier: string;
  readonly payer: Named;
  readonly baseFen: number;
  readonly conditions: readonly ConditionExplained[];
  /** Those under conditions, whether or not they acted. */
  readonly modifiers: readonly ModifierExplained[];
  /** Of an allowance: what the person is entitled to. */
  readonly entitlement: AmountExplained | null;
  readonly deductible: DeductibleExplained | null;
  readonly parts: readonly PartExplained[];
  readonly caps: readonly CapExplained[];
  /** What the law takes away for this person or event, and by which clause. */
  readonly removed: readonly RemovalExplained[];
  readonly paidFen: number;
  /** Where the year is settled as a whole: what this tier had paid before. */
  readonly paidBeforeFen: number | null;
  readonly rounding: RoundingMode;
}

export interface DeductibleExplained extends AmountExplained {
  /** `base`: `countedFen` is cost that has passed by, not deductible taken. */
  readonly counts: 'taken' | 'base';
  readonly countedFen: number;
  readonly takenFen: number;
  readonly leftFen: number;
}

export interface PartExplained {
  readonly id: string;
  /** Chinese; null where the law gives none. */
  readonly title: string | null;
  readonly base: readonly BaseCell[];
  readonly baseFen: number;
  readonly limit: LimitExplained | null;
  readonly countedFen: number;
  readonly deductibleFen: number;
  readonly segments: readonly SegmentExplained[];
  readonly rateSources: readonly number[];
  /** How modifiers lead to a flat rate; null where none do. */
  readonly rateFormula: Words | null;
  /** Payment before rounding, in fen × 10,000. */
  readonly exact: number;
  readonly roundedFen: number;
  /** After the caps. */
  readonly paidFen: number;
  readonly copayFen: number;
  readonly overCapFen: number;
}

export interface BaseCell extends ReasonFen {
  /** Index into `atoms`. */
  readonly atom: number;
}

export interface LimitExplained extends AmountExplained {
  readonly usedFen: number;
  readonly excessFen: number;
  /** Where each code has a limit for itself; the amounts above are their sums. */
  readonly groups: readonly LimitGroupExplained[];
}

/** The limit of one code of a line dimension. */
export interface LimitGroupExplained extends AmountExplained, Words {
  readonly code: string;
  readonly baseFen: number;
  readonly usedFen: number;
  readonly excessFen: number;
}

export interface SegmentExplained {
  readonly fromFen: number;
  readonly toFen: number;
  readonly rateBp: number;
  /** Fen × 10,000. */
  readonly exact: number;
}

export interface CapExplained extends AmountExplained {
  readonly id: string;
  /** The part whose payment it cuts; null: the tier's. */
  readonly part: string | null;
  readonly usedFen: number;
  readonly roomFen: number;
  readonly clippedFen: number;
  readonly aboveCap: AboveCap | null;
}

export interface RemovalExplained {
  readonly field: Modifier['field'];
  /** Part or cap; null: all. */
  readonly target: string | null;
  readonly citation: CitationExplained;
}

export interface AmountExplained {
  readonly amountFen: number;
  /** How it comes about from the event and the counters; null: a plain number of the law. */
  readonly formula: Words | null;
  /** Indexes into `sources`. */
  readonly sources: readonly number[];
}

export interface CitationExplained {
  readonly mark: Mark;
  readonly document: {
    readonly id: string;
    readonly number: string | null;
    readonly title: string;
  } | null;
  readonly clause: string | null;
  readonly why: string | null;
}

export interface SourceExplained extends CitationExplained {
  readonly parameter: string;
  readonly unit: Unit;
  readonly value: number | readonly number[];
  readonly from: string;
  /** How a modifier brought it in; null: the tier's own number. */
  readonly modifier: {
    readonly operation: 'add' | 'multiply' | 'multiplyOwnShare' | 'replace' | 'remove';
    readonly field: 'ratio' | 'deductible' | 'cap' | 'limit';
    readonly citation: CitationExplained;
  } | null;
}

export interface ChoiceExplained extends CitationExplained {
  readonly id: string;
  readonly settles: string | null;
  readonly is: ChoiceValue;
  readonly otherwise: readonly ChoiceValue[];
  /** Chinese for its values. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface CounterExplained {
  readonly counter: string;
  /** Chinese; null where the law gives none. */
  readonly title: string | null;
  readonly key: string;
  readonly unit: 'fen' | 'count';
  readonly before: number;
  readonly after: number;
}
