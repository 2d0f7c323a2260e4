/**
 * An operator takes a settlement back, once for each key, as the preview said.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import { findByPersonId } from '../../enrolment/index.ts';
import { type Order, takeOrder } from '../person/order.ts';
import type { Services } from '../services.ts';
import { findSettlement } from '../store/read.ts';
import { changedSince } from './change-fact.ts';
import { previewReversal, type ReversalPreview } from './preview-reversal.ts';
import { reversalChange } from './reversal-change.ts';

export interface ReversalOrder extends Order {
  readonly settlementId: string;
  /** Of the preview that was agreed to. */
  readonly version: number;
}

/**
 * Gives what was moved. Rejects as `previewReversal`, `settlement/changed_since` where the person
 * has other bills than the preview saw, and `message/id_reused`.
 */
export async function reverseSettlement(
  services: Services,
  scope: RequestScope,
  { key, settlementId, basis, version }: ReversalOrder,
): Promise<Result<ReversalPreview & { readonly reversalId: string }>> {
  const personId = Number(/^(\d{1,15})S\d{1,9}$/.exec(settlementId)?.[1] ?? -1);
  const enrolled = await findByPersonId(services.database, services.vault, personId);
  if (!enrolled) {
    return rejected('settlement/settlement_unknown', '没有这个结算，请核对结算编号', settlementId);
  }
  const input = { settlementId, basis, version };
  const named = { name: 'settlement.reverse', key, input, personNo: enrolled.personNo };
  return takeOrder(services, scope, named, async (file) => {
    const shown = await previewReversal(services, scope, settlementId);
    if (!shown.ok) return shown;
    if (shown.value.version !== version) return changedSince();
    const found = await findSettlement(services.database, personId, settlementId);
    if (!found) throw new RangeError(`settlement ${settlementId} is gone`);
    const made = await reversalChange(services, scope, file, {
      original: found.settlement,
      institution: found.settlement.institution,
      msgid: key,
      basis,
    });
    if (!made.ok) return made;
    return accepted({
      change: made.value.change,
      output: { ...shown.value, reversalId: made.value.own.settlementId },
      action: 'settlement.reverse',
      subject: settlementId,
    });
  });
}
