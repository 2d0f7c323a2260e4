/**
 * What is due to persons, as an operator sees it: one person's with what moved it and what was
 * paid, and the list of those who have something due. It is offered without application: nobody
 * has to ask for it to be here.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { type RequestScope, regionFilter } from '../../../platform/access/index.ts';
import { recordAudit, recordAuditOfList } from '../../../platform/audit/index.ts';
import { maskedName, personsById } from '../../enrolment/index.ts';
import { entriesOf } from '../../ledger/index.ts';
import { payeeShown } from '../claim/model.ts';
import { personOf } from '../inquiry/person-of.ts';
import type { Services } from '../services.ts';
import { type Dues, duesOf } from './model.ts';
import { type DueSide, duePaymentsOf, personsWithDue } from './store.ts';

export interface ShownPayment {
  readonly paymentId: string;
  /** Positive: to the person. */
  readonly amountFen: number;
  readonly at: string;
  /** Masked; null: the person paid. */
  readonly payee: string | null;
  readonly basis: string;
}

export interface PersonDues extends Dues {
  readonly personNo: string;
  readonly payments: readonly ShownPayment[];
}

/** Rejects as `personOf`; writes an audit row. */
export async function duesOfPerson(
  services: Services,
  scope: RequestScope,
  personNo: string,
): Promise<Result<PersonDues>> {
  const { database, vault } = services;
  const found = await personOf(services, scope, personNo);
  if (!found.ok) return found;
  const { personId } = found.value;
  await recordAudit(database, scope, { action: 'due.read', personId, subject: personNo });
  const [entries, payments] = await Promise.all([
    entriesOf(database, personId),
    duePaymentsOf(database, vault, personId),
  ]);
  return accepted({
    personNo,
    ...duesOf(personId, entries),
    payments: payments.map(({ paymentId, amountFen, at, payee, basis }) => ({
      paymentId,
      amountFen,
      at: at.toISOString(),
      payee: payee && payeeShown(payee),
      basis,
    })),
  });
}

export interface DueQuery {
  readonly side: DueSide;
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

export interface DuePage {
  readonly items: readonly {
    readonly personNo: string;
    /** Masked. */
    readonly name: string;
    readonly area: string;
    readonly region: string;
    readonly dueFen: number;
  }[];
  readonly next: string | null;
}

const USUAL_LIMIT = 20;

/** Rejects `settlement/cursor_invalid`; writes an audit row for each person shown. */
export async function duePage(
  { database, vault }: Services,
  scope: RequestScope,
  { side, after, limit = USUAL_LIMIT }: DueQuery,
): Promise<Result<DuePage>> {
  if (after !== undefined && !/^\d{1,15}$/.test(after)) {
    return rejected('settlement/cursor_invalid', 'after 应为上一页给出的 next，请从第一页重新查');
  }
  const page = { after: after === undefined ? -1 : Number(after), limit: limit + 1 };
  const regions = regionFilter(scope.principal);
  const rows = await personsWithDue(database, { side, regions }, page);
  const shown = rows.slice(0, limit);
  const personIds = shown.map(({ personId }) => personId);
  const subject = `${shown.length} persons`;
  await recordAuditOfList(database, scope, { action: 'due.list', personIds, subject });
  const persons = await personsById(database, vault, personIds);
  const items = shown.map(({ personId, dueFen }) => {
    const person = persons.get(personId);
    if (!person) throw new RangeError(`person ${personId} has entries and is unknown`);
    const { personNo, name, area, region } = person;
    return { personNo, name: maskedName(name), area, region, dueFen };
  });
  const last = shown.at(-1);
  return accepted({ items, next: rows.length > limit && last ? String(last.personId) : null });
}
