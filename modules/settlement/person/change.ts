/**
 * A change of a person as `settlement.commit` takes it. Absent parts change nothing.
 */
import type { State } from '../../../engine/settle/index.ts';
import type { SealedEntry } from '../../ledger/index.ts';
import type { SettlementFacts, UploadedLine, Visit } from '../model.ts';
import type { NewResult } from '../settle/settle-visit.ts';

export interface PersonChange {
  readonly visit?: Visit & { readonly contact: string | null };
  readonly batch?: {
    readonly visitId: string;
    readonly chargeNo: string;
    readonly lines: readonly UploadedLine[];
  };
  readonly withdraw?: readonly {
    readonly visitId: string;
    readonly batchId: number;
    readonly withdrawn: readonly string[];
  }[];
  readonly settlement?: NewSettlement;
  readonly results?: readonly NewResult[];
  readonly entries?: readonly SealedEntry[];
  readonly state?: State;
  readonly lastDay?: string | null;
  readonly filing?: FilingChange;
  readonly events?: readonly {
    readonly topic: string;
    readonly key: string;
    readonly payload: unknown;
  }[];
}

export interface NewSettlement {
  readonly settlementId: string;
  readonly visitId: string;
  readonly institution: string;
  readonly kind: 'settle' | 'reverse';
  readonly reverses: string | null;
  readonly msgid: string;
  readonly event: unknown;
  readonly facts: SettlementFacts;
  /** Batches that are bound to a settlement, or freed by its reversal. */
  readonly batches: readonly number[];
  readonly bindTo: string | null;
}

/** `version`: the one that the change makes. */
export type FilingChange =
  | {
      readonly filingId: string;
      readonly version: number;
      readonly kind: 'transfer' | 'specialDisease';
      readonly institution: string;
      readonly from: string;
      readonly until: string | null;
      readonly said: Readonly<Record<string, string>>;
      readonly at: string;
      readonly fact: { readonly dimension: string; readonly code: string } | null;
    }
  | {
      readonly filingId: string;
      readonly version: number;
      readonly revokedAt: string;
      readonly why: string;
    };
