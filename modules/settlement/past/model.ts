/**
 * A past that comes in from outside, bill by bill in the order of recording, and what it settles
 * to.
 */
import type { State } from '../../../engine/settle/index.ts';
import type { Day } from '../../../engine/units/index.ts';
import type { SealedEntry } from '../../ledger/index.ts';
import type { Batch, UploadedLine, Visit } from '../model.ts';
import type { NewSettlement } from '../person/change.ts';
import type { NewResult } from '../settle/settle-visit.ts';

export interface PastBill {
  readonly kind: 'bill';
  /** Names it for a reversal, and stands where a message's id would. */
  readonly id: string;
  readonly institution: string;
  /** Six digits: where the institution is. */
  readonly providerRegion: string;
  readonly visit: Pick<Visit, 'kind' | 'beginAt' | 'endAt' | 'details'>;
  readonly lines: readonly UploadedLine[];
  readonly servedOn: Day;
  readonly dischargedOn: Day;
  readonly settledOn: Day;
  readonly recordedAt: Date;
  /** Paid from the personal account, fen: a fact of the past, at most what the person pays. */
  readonly accountFen: number;
}

export interface PastReversal {
  readonly kind: 'reversal';
  readonly id: string;
  /** The id of the bill. */
  readonly reverses: string;
  readonly recordedAt: Date;
}

export interface PersonPast {
  readonly personId: number;
  /** Six digits: where insured. */
  readonly region: string;
  /** Changes of the person before the first bill: filings. */
  readonly version: number;
  /** What the personal account held before the first bill, in fen, and since when. */
  readonly openingFen: number;
  readonly openedAt: Date;
  /** In the order of recording. */
  readonly items: readonly (PastBill | PastReversal)[];
}

export interface PastSettlement extends NewSettlement {
  readonly version: number;
  readonly at: Date;
}

/** A bill that the law refused: its visit and lines are kept, unsettled. */
export interface RefusedBill {
  readonly id: string;
  readonly code: string;
  readonly message: string;
}

/** All rows that a person's past leaves. */
export interface SettledPast {
  readonly personId: number;
  /** 0: nothing ever changed. */
  readonly version: number;
  readonly state: State;
  readonly lastDay: string | null;
  readonly visits: readonly Visit[];
  readonly batches: readonly Batch<UploadedLine>[];
  readonly settlements: readonly PastSettlement[];
  readonly results: readonly (NewResult & { readonly version: number })[];
  readonly entries: readonly SealedEntry[];
  readonly refused: readonly RefusedBill[];
}
