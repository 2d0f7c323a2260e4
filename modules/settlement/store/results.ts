/**
 * SQL of what became of a settlement, version by version.
 */
import type { Queryable } from '../../../platform/database/index.ts';

export interface ResultVersion {
  /** Of the person's changes. */
  readonly version: number;
  /** Null where a change other than a settlement or reversal moved it. */
  readonly at: Date | null;
  /** Hash of the law. */
  readonly law: string;
  readonly payers: readonly string[];
  readonly paid: readonly number[];
  /** What stands in the ledger by payer. */
  readonly posted: readonly number[];
}

/** All results of a settlement, the first first. */
export function resultVersions(
  on: Queryable,
  personId: number,
  settlementId: string,
): Promise<readonly ResultVersion[]> {
  return on.query<ResultVersion>(
    `SELECT r.version, s.at, r.law_hash AS law, r.payers, r.paid, r.posted
       FROM settlement.result r
       LEFT JOIN settlement.settlement s ON s.person_id = r.person_id AND s.version = r.version
      WHERE r.person_id = $1 AND r.settlement_id = $2 ORDER BY r.version`,
    [personId, settlementId],
  );
}

export interface OwnVersion extends ResultVersion {
  readonly settlementId: string;
}

/** All results of all settlements of a person, in the order in which they came about. */
export function resultVersionsOf(on: Queryable, personId: number): Promise<readonly OwnVersion[]> {
  return on.query<OwnVersion>(
    `SELECT r.settlement_id AS "settlementId", r.version, s.at, r.law_hash AS law, r.payers, r.paid,
            r.posted
       FROM settlement.result r
       LEFT JOIN settlement.settlement s ON s.person_id = r.person_id AND s.version = r.version
      WHERE r.person_id = $1 ORDER BY r.version, r.settlement_id`,
    [personId],
  );
}
