/**
 * Findings: what the analysis proves of a scheme. Each carries a smallest counterexample that
 * `settle` has settled again; one that does not show what is found is a fault and throws.
 */
import type { Citation } from '../../law/index.ts';
import type { Close, Event, Person } from '../../settle/index.ts';
import type { Day } from '../../units/index.ts';
import type { Mix } from '../curves/scene.ts';
import type { Codes } from './profiles.ts';

export const FINDING_KINDS = [
  /** One more yuan of cost, and the payers together pay less, by more than one fen a tier. */
  'cliff',
  /** The same, but little by little over a stretch of cost. */
  'erosion',
  /** A dearer bill lowers what the person bears. */
  'dearerIsCheaper',
  /** A more favoured class bears more than the next on the same bill. */
  'poorerPaysMore',
  /** A bill of a lower grade costs the person more than the same bill of a higher one. */
  'lowerGradePaysMore',
  /** Somebody referred bears more than somebody who is not. */
  'referralPaysMore',
  /** Somebody recognised earlier bears more than somebody recognised later. */
  'earlierFilingPaysMore',
  /** Two tiers claim the same money of the same bill: the later finds nothing. */
  'tiersOverlap',
  /** People of an area for whom no scheme is in force. */
  'nobodyCovers',
  /** Bills on which no tier of the scheme pays anything. */
  'noTierApplies',
  /** A tier, modifier or cap that can never act in this scheme. */
  'neverApplies',
  /** A segment that no bill reaches before the payment is capped. */
  'segmentNeverReached',
  /** A cap that no bill can reach. */
  'capNeverBinds',
  /** A tier of the year's end that pays nothing after any bill. */
  'closeNeverPays',
  /** A choice whose other answers give the same law. */
  'choiceChangesNothing',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** Id of the scheme; of the area for `nobodyCovers`. */
  readonly scheme: string;
  readonly day: Day;
  /** One Chinese sentence with the amounts. */
  readonly text: string;
  /** What the law says there. */
  readonly because: readonly Because[];
  /** Codes of the person and the bill; null where it is not about one. */
  readonly along: Codes | null;
  readonly mix: Mix | null;
  /** The smallest counterexample, settled again. */
  readonly runs: readonly Run[];
  /** How many combinations of profile and mix show the same; this is the smallest of them. */
  readonly alike: number;
  /** It is of bill and year's end together, and was not in the bill alone, or is worse. */
  readonly atYearEnd: boolean;
  /** Chinese: what the year's end makes of it; null where it pays nothing there. */
  readonly afterYearEnd: string | null;
}

/** A finding about bills alone. */
export const OF_BILLS = { atYearEnd: false, afterYearEnd: null } as const;

export interface Because {
  /** Tier, choice or parameter, and its Chinese title. */
  readonly id: string;
  readonly title: string;
  readonly citation: Citation;
}

/** A settlement that shows a finding. */
export interface Run {
  /** Chinese: whose, and what it costs. */
  readonly label: string;
  readonly person: Person;
  readonly event: Event;
  /** The close after it, where the year's end is looked at. */
  readonly close: Close | null;
  readonly program: string;
  /** Of the bill; of the year where there is a close. */
  readonly totalFen: number;
  readonly personFen: number;
  /** What each tier paid, in the order of the law; only those that paid. */
  readonly paid: readonly { readonly tier: string; readonly fen: number }[];
  /** Code of the rejection where the engine settles nothing. */
  readonly rejected: string | null;
}

/** Throws where a re-run does not show what was found: that is a defect of the analysis. */
export function assertShown(isShown: boolean, finding: Pick<Finding, 'kind' | 'text'>): void {
  if (!isShown) {
    throw new Error(`the re-run does not show the finding ${finding.kind}: ${finding.text}`);
  }
}
