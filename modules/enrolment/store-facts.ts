/**
 * SQL of facts: recorded and revoked under a version of the person, and read as they were known.
 */
import type { Queryable } from '../../platform/database/index.ts';
import type { EnrolledFact, NewFact } from './model.ts';
import { type FactRow, factOf } from './store.ts';

/** When and on what grounds a fact changes. */
export interface FactStamp {
  /** The version of the person that the change makes. */
  readonly version: number;
  readonly at: Date;
  /** The document or case that says so. */
  readonly source: string;
}

/** Records a fact in the transaction of what else it changes. */
export async function recordFact(
  tx: Queryable,
  personId: number,
  fact: NewFact,
  { version, at, source }: FactStamp,
): Promise<void> {
  await tx.query(
    `INSERT INTO enrolment.fact (person_id, dimension, code, effective_from, effective_until,
                                 source, recorded_at, recorded_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      personId,
      fact.dimension,
      fact.code,
      fact.effectiveFrom,
      fact.effectiveUntil,
      source,
      at,
      version,
    ],
  );
}

/** Revokes a fact; false if it is not there or was revoked before. */
export async function revokeStoredFact(
  tx: Queryable,
  personId: number,
  factId: number,
  { version, at, source }: FactStamp,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE enrolment.fact SET revoked_at = $3, revoked_version = $4, revoked_why = $5
      WHERE person_id = $1 AND fact_id = $2 AND revoked_at IS NULL RETURNING fact_id`,
    [personId, factId, at, version, source],
  );
  return rows.length > 0;
}

/** The facts of a person as a version knew them. */
export async function factsKnownAt(
  on: Queryable,
  personId: number,
  version: number,
): Promise<readonly EnrolledFact[]> {
  const rows = await on.query<FactRow>(
    `SELECT fact_id, dimension, code, effective_from, effective_until, source FROM enrolment.fact
      WHERE person_id = $1 AND recorded_version <= $2
        AND (revoked_at IS NULL OR revoked_version > $2)
      ORDER BY fact_id`,
    [personId, version],
  );
  return rows.map(factOf);
}
