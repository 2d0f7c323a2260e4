/**
 * What verifying every settlement reads besides a person's own file.
 */
import type { Queryable } from '../../../platform/database/index.ts';

/** Persons with settlements or results, ascending, after one; so many at most. */
export async function settledPersons(
  on: Queryable,
  after: number,
  limit: number,
): Promise<readonly number[]> {
  const rows = await on.query<{ personId: number }>(
    `SELECT person_id AS "personId" FROM (
       (SELECT DISTINCT person_id FROM settlement.settlement WHERE person_id > $1
         ORDER BY person_id LIMIT $2)
       UNION
       (SELECT DISTINCT person_id FROM settlement.result WHERE person_id > $1
         ORDER BY person_id LIMIT $2)) AS person
      ORDER BY person_id LIMIT $2`,
    [after, limit],
  );
  return rows.map(({ personId }) => personId);
}
