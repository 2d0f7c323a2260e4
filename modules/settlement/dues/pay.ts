/**
 * What is due is paid: to the person's bank account, or by the person. And what a person owes who
 * was treated first is paid to the provider. Each once for its key, each an entry of the ledger.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { mayAct, type RequestScope } from '../../../platform/access/index.ts';
import { findByPersonId } from '../../enrolment/index.ts';
import {
  accounts,
  appendTo,
  entriesOf,
  monthOf,
  type NewEntry,
  openMonth,
  type Posting,
} from '../../ledger/index.ts';
import type { Payee } from '../claim/model.ts';
import { regionDenied } from '../claim/receive.ts';
import type { Decided, PersonFile } from '../person/change-person.ts';
import { type Order, takeOrder } from '../person/order.ts';
import type { Services } from '../services.ts';
import { duesOf } from './model.ts';
import { insertDuePayment } from './store.ts';

export interface DueOrder extends Order {
  readonly personNo: string;
  /** All that is due now, as it was shown: positive to the person, negative from the person. */
  readonly dueFen: number;
  /** To whose account; null where the person pays. */
  readonly payee: Payee | null;
}

export interface PaidDue {
  readonly paymentId: string;
  readonly amountFen: number;
}

/**
 * Pays all that is due. Rejects `settlement/person_unknown`, `access/region_denied`,
 * `due/nothing_due`, `due/amount_other`, `due/payee_missing` and `message/id_reused`.
 */
export async function payDue(
  services: Services,
  scope: RequestScope,
  order: DueOrder,
): Promise<Result<PaidDue>> {
  const { key, personNo, dueFen, payee } = order;
  if (dueFen > 0 !== (payee !== null)) {
    return rejected('due/payee_missing', '付给个人须填收款账户；由个人退还则不填，请核对');
  }
  const named = { name: 'due.pay', key, input: order, personNo };
  return takeOrder(services, scope, named, (file) => decidePayment(services, scope, file, order));
}

async function decidePayment(
  services: Services,
  scope: RequestScope,
  file: PersonFile,
  { dueFen, payee, basis }: DueOrder,
): Promise<Result<Decided>> {
  const { area, personId, region } = file.enrolled;
  if (!mayAct(scope.principal, region)) return regionDenied();
  const now = duesOf(personId, await entriesOf(services.database, personId));
  if (now.dueFen === 0) {
    return rejected('due/nothing_due', '该人员没有应付或应退的差额，或已经办结');
  }
  if (now.dueFen !== dueFen) {
    return rejected('due/amount_other', '应付或应退的差额与所见不同，请重新查看后再办');
  }
  const paymentId = `${personId}D${file.head.version + 1}`;
  const postings = [
    { account: accounts.due(personId), amountFen: -dueFen },
    { account: accounts.bank(area), amountFen: dueFen },
  ];
  const { at, principal } = scope;
  const payment = { paymentId, amountFen: dueFen, payee, at, principal: principal.id, basis };
  return accepted({
    change: {
      entries: [sealed(services, scope, file, { kind: kindOf(dueFen), paymentId, postings })],
      events: [
        {
          topic: 'settlement.duePaid',
          key: String(personId),
          payload: { personId, paymentId, amountFen: dueFen },
        },
      ],
    },
    also: (tx) => insertDuePayment(tx, services.vault, personId, payment),
    output: { paymentId, amountFen: dueFen } satisfies PaidDue,
    action: 'due.pay',
    subject: paymentId,
  });
}

function kindOf(dueFen: number): 'payout' | 'receipt' {
  return dueFen > 0 ? 'payout' : 'receipt';
}

function sealed(
  { ledgerKey }: Services,
  { at }: Pick<RequestScope, 'at'>,
  { enrolled, chain, lastClosed }: PersonFile,
  entry: {
    readonly kind: NewEntry['kind'];
    readonly paymentId: string;
    readonly postings: readonly Posting[];
  },
) {
  const { kind, paymentId: subject, postings } = entry;
  const month = openMonth(monthOf(at), lastClosed);
  return appendTo(chain, { kind, subject, area: enrolled.area, month, at, postings }, ledgerKey)
    .sealed;
}

export interface OwedOrder extends Order {
  readonly settlementId: string;
  /** What the person has now paid to the provider; may be a part. */
  readonly amountFen: number;
}

export interface PaidOwed {
  readonly settlementId: string;
  /** What is still owed. */
  readonly owedFen: number;
}

/**
 * Records what a person has paid of a settlement that was treated first. Its entry tells of the
 * settlement, so that a reversal gives it back as cash. Rejects `settlement/settlement_unknown`,
 * `access/region_denied`, `due/nothing_owed` and `message/id_reused`.
 */
export async function payOwed(
  services: Services,
  scope: RequestScope,
  order: OwedOrder,
): Promise<Result<PaidOwed>> {
  const { key, settlementId } = order;
  const personId = Number(/^(\d{1,15})S\d{1,9}$/.exec(settlementId)?.[1] ?? -1);
  const enrolled = await findByPersonId(services.database, services.vault, personId);
  if (!enrolled) {
    return rejected('settlement/settlement_unknown', '没有这个结算，请核对结算编号', settlementId);
  }
  const named = { name: 'due.payOwed', key, input: order, personNo: enrolled.personNo };
  return takeOrder(services, scope, named, (file) => decideOwed(services, scope, file, order));
}

async function decideOwed(
  services: Services,
  scope: RequestScope,
  file: PersonFile,
  { settlementId, amountFen }: OwedOrder,
): Promise<Result<Decided>> {
  const { personId, region } = file.enrolled;
  if (!mayAct(scope.principal, region)) return regionDenied();
  const { owed } = duesOf(personId, await entriesOf(services.database, personId));
  const owedFen = owed.find((one) => one.settlementId === settlementId)?.amountFen ?? 0;
  if (amountFen > owedFen) {
    return rejected('due/nothing_owed', '这笔结算没有这么多欠费，或已经付清，请核对金额');
  }
  const postings = [
    { account: accounts.receivable(personId), amountFen },
    { account: accounts.cash(personId), amountFen: -amountFen },
  ];
  const entry = { kind: 'receipt' as const, paymentId: settlementId, postings };
  return accepted({
    change: { entries: [sealed(services, scope, file, entry)] },
    output: { settlementId, owedFen: owedFen - amountFen } satisfies PaidOwed,
    action: 'due.payOwed',
    subject: settlementId,
  });
}
