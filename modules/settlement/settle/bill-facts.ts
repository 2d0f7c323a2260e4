/**
 * What a settlement keeps of how it was asked for and paid.
 */

import type { SettlementFacts } from '../model.ts';
import type { PersonFile } from '../person/change-person.ts';
import type { BillContext, BillRequest } from './bill-request.ts';
import { isTreatedFirst } from './treat-first.ts';

/** What a settlement keeps besides event and result. */
export function factsOf(
  request: BillRequest,
  file: PersonFile,
  money: { readonly accountFen: number; readonly isTreatFirst: boolean },
): SettlementFacts {
  return {
    medType: request.medType,
    insuranceType: request.insuranceType,
    credentialType: request.credentialType,
    invoiceNo: request.invoiceNo,
    batches: request.batches.map(({ batchId }) => batchId),
    isMidStay: request.isMidStay,
    accountFen: money.accountFen,
    balanceFen: file.chain.accountFen,
    isTreatFirst: money.isTreatFirst,
    ...(request.claimId === undefined ? {} : { claimId: request.claimId }),
  };
}

/** Whether what would be cash is owed. */
export function isTreatFirst(
  { services, provider }: BillContext,
  file: PersonFile,
  { claimId }: BillRequest,
): boolean {
  const { enrolled, visit } = file;
  if (!visit || claimId !== undefined) return false;
  return isTreatedFirst(visit, {
    classes: services.treatFirst.get(enrolled.area) ?? [],
    facts: enrolled.facts,
    region: enrolled.region,
    providerRegion: provider.region,
  });
}
