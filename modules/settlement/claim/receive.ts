/**
 * A claim is received with its papers and invoices. An invoice serves once in the whole city.
 */
import { accepted, parseDay, type Result, rejected } from '../../../engine/units/index.ts';
import { mayAct, type RequestScope } from '../../../platform/access/index.ts';
import { DatabaseError } from '../../../platform/database/index.ts';
import { lastClaimDay } from '../../law/index.ts';
import type { Decided, PersonFile } from '../person/change-person.ts';
import { type Order, takeOrder } from '../person/order.ts';
import type { Services } from '../services.ts';
import { settlementsOf } from '../store/read.ts';
import {
  type ClaimedCare,
  type ClaimStatus,
  type Invoice,
  type Paper,
  type Payee,
  refuseTold,
} from './model.ts';
import { insertClaim, storeStep } from './store.ts';

export interface NewClaimOrder extends Order {
  readonly personNo: string;
  /** `YYYY-MM-DD` */
  readonly receivedOn: string;
  readonly care: ClaimedCare;
  readonly papers: readonly Paper[];
  readonly invoices: readonly Invoice[];
  readonly payee: Payee;
}

export interface ClaimState {
  readonly claimId: string;
  readonly status: ClaimStatus;
}

/**
 * Rejects `settlement/person_unknown`, `access/region_denied`, `claim/day_invalid`,
 * `claim/invoice_missing`, `claim/total_mismatch`, `claim/too_late`, `claim/invoice_used` and
 * `message/id_reused`.
 */
export async function receiveClaim(
  services: Services,
  scope: RequestScope,
  order: NewClaimOrder,
): Promise<Result<ClaimState>> {
  const refused = refuseTold(order.care, order.invoices, order.receivedOn);
  if (refused) return refused;
  const { key, personNo } = order;
  const named = { name: 'claim.receive', key, input: order, personNo };
  try {
    return await takeOrder<ClaimState>(services, scope, named, (file) =>
      decideReceipt(services, scope, file, order),
    );
  } catch (fault) {
    if (fault instanceof DatabaseError && fault.constraint === 'claim_invoice_once') {
      return invoiceUsed();
    }
    throw fault;
  }
}

function invoiceUsed(): Result<never> {
  return rejected(
    'claim/invoice_used',
    '发票已用于另一次报销或结算，同一发票只能用一次；前一次撤回或不予受理后才可再用',
  );
}

async function decideReceipt(
  services: Services,
  scope: RequestScope,
  file: PersonFile,
  order: NewClaimOrder,
): Promise<Result<Decided>> {
  const { enrolled, head } = file;
  if (!mayAct(scope.principal, enrolled.region)) return regionDenied();
  const late = refuseLate(services, enrolled.area, order);
  if (late) return late;
  const { personId } = head;
  const own = await settlementsOf(services.database, personId);
  const settled = new Set(standing(own).map(({ facts }) => facts.invoiceNo));
  const { invoices, care, papers, payee, receivedOn, basis } = order;
  if (invoices.some(({ number }) => settled.has(number))) return invoiceUsed();
  const version = head.version + 1;
  const claimId = `${personId}C${version}`;
  const totalFen = invoices.reduce((sum, { totalFen: fen }) => sum + fen, 0);
  const status = 'received';
  return accepted({
    change: {},
    also: async (tx) => {
      const claim = { claimId, receivedOn, care, papers, totalFen, invoices, payee };
      await insertClaim(tx, services.vault, personId, claim);
      await storeStep(
        tx,
        { personId, claimId },
        { version, status, at: scope.at, principal: scope.principal.id, reasons: [basis] },
      );
    },
    output: { claimId, status } satisfies ClaimState,
    action: 'claim.receive',
    subject: claimId,
  });
}

/** By the day on which the papers came in, not the one on which a clerk wrote them down. */
function refuseLate(
  { claimDeadlines, lawBook }: Services,
  area: string,
  { care, receivedOn }: NewClaimOrder,
): Result<never> | null {
  const endedOn = parseDay(care.endOn);
  if (endedOn === undefined) throw new RangeError('the days of a claim were read before');
  const last = lastClaimDay(claimDeadlines.get(area) ?? [], endedOn);
  if (last === null || receivedOn <= last.on) return null;
  const title = lawBook.law.documents.find(({ id }) => id === last.document)?.title;
  const assumed = last.mark === 'assumed' ? '，推定' : '';
  return rejected(
    'claim/too_late',
    `${care.endOn} 结束的就诊最迟 ${last.on} 交报销材料（${title ?? last.document} ${last.clause}${assumed}），` +
      `收件日 ${receivedOn} 已逾期，不能受理`,
    last.on,
  );
}

/** Settlements that were not taken back. */
function standing(all: Awaited<ReturnType<typeof settlementsOf>>) {
  const gone = new Set(all.map(({ reverses }) => reverses));
  return all.filter(({ kind, settlementId }) => kind === 'settle' && !gone.has(settlementId));
}

export function regionDenied(): Result<never> {
  return rejected('access/region_denied', '当前操作员不能办理这个区划的人员');
}
