/**
 * SQL of claims; every write stands in the transaction that changes their person.
 */
import { Json, type Queryable } from '../../../platform/database/index.ts';
import type { Vault } from '../../../platform/vault/index.ts';
import type { Claim, ClaimStatus, Invoice, Paper, Payee } from './model.ts';

const PAYEE = 'settlement.claim.payee';
const INVOICE = 'settlement.claim.invoice';

export interface NewClaim extends Omit<Claim, 'settlementId' | 'reasons' | 'status'> {
  readonly invoices: readonly Invoice[];
  readonly payee: Payee;
}

export interface StepStamp {
  readonly version: number;
  readonly at: Date;
  readonly principal: string;
  readonly reasons: readonly string[];
}

/** Throws `DatabaseError` with the constraint `claim_invoice_once` where an invoice is in use. */
export async function insertClaim(
  tx: Queryable,
  vault: Vault,
  personId: number,
  claim: NewClaim,
): Promise<void> {
  const { claimId, receivedOn, care, papers, totalFen, payee, invoices } = claim;
  await tx.query(
    `INSERT INTO settlement.claim (person_id, claim_id, status, received_on, care, papers,
                                   total_fen, payee_sealed)
     VALUES ($1, $2, 'received', $3, $4, $5, $6, $7)`,
    [
      personId,
      claimId,
      receivedOn,
      new Json(care),
      new Json(papers),
      totalFen,
      vault.seal(JSON.stringify(payee), PAYEE),
    ],
  );
  for (const invoice of invoices) {
    const number = numberOf(invoice);
    await tx.query(
      `INSERT INTO settlement.claim_invoice (person_id, claim_id, invoice_hash, invoice_sealed,
                                             total_fen, issued_on)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        personId,
        claimId,
        vault.searchHash(number, INVOICE),
        vault.seal(number, INVOICE),
        invoice.totalFen,
        invoice.issuedOn,
      ],
    );
  }
}

function numberOf({ code, number, check }: Invoice): string {
  return [code, number, check].map((part) => part.trim().toUpperCase()).join('/');
}

/** Changes status, and what comes with it, and records who did it. */
export async function storeStep(
  tx: Queryable,
  key: { readonly personId: number; readonly claimId: string },
  step: StepStamp & {
    readonly status: ClaimStatus;
    readonly papers?: readonly Paper[];
    readonly settlementId?: string;
    readonly freesInvoices?: boolean;
  },
): Promise<void> {
  const { personId, claimId } = key;
  const { version, at, principal, reasons, status, papers, settlementId } = step;
  await tx.query(
    `UPDATE settlement.claim
        SET status = $3, papers = coalesce($4, papers), settlement_id = coalesce($5, settlement_id)
      WHERE person_id = $1 AND claim_id = $2`,
    [personId, claimId, status, papers ? new Json(papers) : null, settlementId ?? null],
  );
  await tx.query(
    `INSERT INTO settlement.claim_step (person_id, claim_id, version, status, at, principal,
                                        reasons)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [personId, claimId, version, status, at, principal, reasons],
  );
  if (!step.freesInvoices) return;
  await tx.query(
    `UPDATE settlement.claim_invoice SET freed_at = $3
      WHERE person_id = $1 AND claim_id = $2 AND freed_at IS NULL`,
    [personId, claimId, at],
  );
}

interface ClaimRow extends Omit<Claim, 'reasons'> {
  readonly reasons: readonly string[] | null;
  readonly payee: Buffer;
}

export interface StoredClaim {
  readonly claim: Claim;
  readonly payee: () => Payee;
}

/** A person's claims, or one of them, in the order in which they were received. */
export async function claimsOf(
  on: Queryable,
  vault: Vault,
  personId: number,
  claimId: string | null = null,
): Promise<readonly StoredClaim[]> {
  const rows = await on.query<ClaimRow>(
    `SELECT c.claim_id AS "claimId", c.status, c.received_on AS "receivedOn", c.care, c.papers,
            c.total_fen AS "totalFen", c.settlement_id AS "settlementId",
            c.payee_sealed AS payee,
            (SELECT s.reasons FROM settlement.claim_step s
              WHERE s.person_id = c.person_id AND s.claim_id = c.claim_id
              ORDER BY s.version DESC LIMIT 1) AS reasons
       FROM settlement.claim c
      WHERE c.person_id = $1 AND ($2::text IS NULL OR c.claim_id = $2)
      ORDER BY (SELECT min(s.version) FROM settlement.claim_step s
                 WHERE s.person_id = c.person_id AND s.claim_id = c.claim_id)`,
    [personId, claimId],
  );
  return rows.map(({ payee, reasons, ...claim }) => ({
    claim: { ...claim, reasons: reasons ?? [] },
    // Sealed by `insertClaim` from a `Payee`.
    payee: () => JSON.parse(vault.open(payee, PAYEE)) as Payee,
  }));
}
