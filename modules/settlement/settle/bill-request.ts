/**
 * What settling a bill asks for, whoever sends it.
 */
import type { Day } from '../../../engine/units/index.ts';
import type { Batch, Visit } from '../model.ts';
import type { MessageContext } from '../services.ts';

/** Who asks, and the provider that gave the care. */
export interface BillContext extends Pick<MessageContext, 'services' | 'provider' | 'scope'> {
  readonly envelope: Pick<MessageContext['envelope'], 'msgid'>;
}

export interface BillRequest {
  readonly visit: Visit;
  /** Batches that are settled together; all free. */
  readonly batches: readonly Batch[];
  readonly settlementId: string;
  readonly totalFen: number;
  readonly medType: string;
  readonly insuranceType: string;
  readonly credentialType: string;
  readonly usesAccount: boolean;
  readonly invoiceNo: string | null;
  readonly isMidStay: boolean;
  readonly dischargedOn: Day | null;
  /** The claim by which a person who has paid it has it paid back. */
  readonly claimId?: string;
}
