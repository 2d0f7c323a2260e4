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
  };
  readonly law: { readonly scheme: string; readonly title: string; readonly hash: string };
  readonly totalFen: number;
  /** Every payer of the scheme, in order; with the person's they sum to the total. */
  readonly payers: readonly PayerShare[];
  readonly personFen: number;
  /** Why it stays with the person; sums to `personFen`. */
  readonly personBecause: readonly ReasonFen[];
  readonly atoms: readonly AtomExplained[];
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
  readonly cells: readonly ReasonFen[];
  /** Parallel to `payers`. */
  readonly paidFen: readonly number[];
  readonly personFen: number;
}

export type TierExplained = TierApplied | TierPassedOver;

export interface TierPassedOver extends Words {
  readonly kind: 'skipped';
  readonly tier: string;
  readonly why: 'notInForce' | 'notCovered' | 'conditionNotMet' | 'notDueYet';
}

export interface TierApplied extends Words {
  readonly kind: 'applied';
  readonly tier: string;
  readonly payer: Named;
  readonly baseFen: number;
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
}

export interface CounterExplained {
  readonly counter: string;
  readonly key: string;
  readonly unit: 'fen' | 'count';
  readonly before: number;
  readonly after: number;
}
