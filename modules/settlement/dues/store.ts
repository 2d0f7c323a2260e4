/**
 * SQL of what is due to persons and was paid.
 */
import type { Queryable } from '../../../platform/database/index.ts';
import type { Vault } from '../../../platform/vault/index.ts';
import type { Payee } from '../claim/model.ts';

const PAYEE = 'settlement.due_payment.payee';

export interface DuePayment {
  readonly paymentId: string;
  /** Positive: to the person. */
  readonly amountFen: number;
  /** Null: the person paid. */
  readonly payee: Payee | null;
  readonly at: Date;
  readonly principal: string;
  readonly basis: string;
}

/** Stands in the transaction that posts it. */
export async function insertDuePayment(
  tx: Queryable,
  vault: Vault,
  personId: number,
  { paymentId, amountFen, payee, at, principal, basis }: DuePayment,
): Promise<void> {
  const sealed = payee === null ? null : vault.seal(JSON.stringify(payee), PAYEE);
  await tx.query(
    `INSERT INTO settlement.due_payment (person_id, payment_id, amount_fen, payee_sealed, at,
                                         principal, basis)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [personId, paymentId, amountFen, sealed, at, principal, basis],
  );
}

/** A person's payments, oldest first. */
export async function duePaymentsOf(
  on: Queryable,
  vault: Vault,
  personId: number,
): Promise<readonly DuePayment[]> {
  const rows = await on.query<Omit<DuePayment, 'payee'> & { readonly sealed: Buffer | null }>(
    `SELECT payment_id AS "paymentId", amount_fen AS "amountFen", payee_sealed AS sealed, at,
            principal, basis
       FROM settlement.due_payment WHERE person_id = $1 ORDER BY at, payment_id`,
    [personId],
  );
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    // Sealed by `insertDuePayment` from a `Payee`.
    payee: sealed === null ? null : (JSON.parse(vault.open(sealed, PAYEE)) as Payee),
  }));
}

export type DueSide = 'toPerson' | 'fromPerson';

/** Persons with something due, in the order of their ids, after one of them. */
export function personsWithDue(
  on: Queryable,
  filter: { readonly side: DueSide; readonly regions: readonly string[] | null },
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly { readonly personId: number; readonly dueFen: number }[]> {
  return on.query(
    `SELECT p.person_id AS "personId", d.fen::bigint AS "dueFen"
       FROM (SELECT DISTINCT person_id FROM ledger.entry
              WHERE kind = 'difference' AND person_id > $1 ORDER BY person_id) p
      CROSS JOIN LATERAL (SELECT ledger.due_of(p.person_id) AS fen) d
      WHERE sign(d.fen) = $2 AND enrolment.is_in(p.person_id, $3)
      ORDER BY p.person_id LIMIT $4`,
    [after, filter.side === 'toPerson' ? 1 : -1, filter.regions, limit],
  );
}
