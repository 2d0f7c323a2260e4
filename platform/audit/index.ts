/**
 * The audit trail: one row for each read of a person and each change. It only grows.
 */
import type { RequestScope } from '../access/index.ts';
import type { Queryable } from '../database/index.ts';

export interface AuditedAct {
  /** Verb and object, such as `settlement.settle`. */
  readonly action: string;
  readonly personId: number | null;
  /** What was read or changed, by id; never content. */
  readonly subject: string;
}

export interface AuditRow extends AuditedAct {
  readonly auditId: number;
  readonly at: Date;
  readonly principal: string;
  readonly region: string;
  readonly requestId: string;
}

/** Writes an audit row, in the transaction of what it tells of. */
export async function recordAudit(
  tx: Queryable,
  { principal, region, requestId, at }: RequestScope,
  { action, personId, subject }: AuditedAct,
): Promise<void> {
  await tx.query(
    `INSERT INTO platform.audit (at, principal, region, request_id, action, person_id, subject)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [at, principal.id, region, requestId, action, personId, subject],
  );
}

/**
 * Writes one row for each person of a list, all of one action, in one trip; of an empty list one
 * row that names nobody, for looking and finding nothing is a read too.
 */
export async function recordAuditOfList(
  tx: Queryable,
  { principal, region, requestId, at }: RequestScope,
  list: {
    readonly action: string;
    readonly personIds: readonly number[];
    readonly subject: string;
  },
): Promise<void> {
  const { action, personIds, subject } = list;
  const persons = personIds.length === 0 ? [null] : [...new Set(personIds)];
  await tx.query(
    `INSERT INTO platform.audit (at, principal, region, request_id, action, person_id, subject)
     SELECT $1, $2, $3, $4, $5, person, $7 FROM unnest($6::bigint[]) AS person`,
    [at, principal.id, region, requestId, action, persons, subject],
  );
}

/** Lists who read or changed a person, the latest first, at most `limit` rows. */
export function auditOfPerson(
  database: Queryable,
  personId: number,
  limit: number,
): Promise<readonly AuditRow[]> {
  return database.query<AuditRow>(
    `SELECT audit_id AS "auditId", at, principal, region, request_id AS "requestId", action,
            person_id AS "personId", subject
       FROM platform.audit WHERE person_id = $1 ORDER BY audit_id DESC LIMIT $2`,
    [personId, limit],
  );
}
