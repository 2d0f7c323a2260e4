/**
 * What verifying every settlement reads besides a person's own file.
 */
import type { Queryable } from '../../../platform/database/index.ts';

/** How often a person was changed; undefined: never. */
export async function versionOf(on: Queryable, personId: number): Promise<number | undefined> {
  const [row] = await on.query<{ version: number }>(
    'SELECT version FROM settlement.person WHERE person_id = $1',
    [personId],
  );
  return row?.version;
}

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

/** As `settledPersons`, of those for whom something was settled or taken back in a span. */
export async function settledWithin(
  on: Queryable,
  span: { readonly from: Date; readonly until: Date },
  after: number,
  limit: number,
): Promise<readonly number[]> {
  const rows = await on.query<{ personId: number }>(
    `SELECT DISTINCT person_id AS "personId" FROM settlement.settlement
      WHERE at >= $1 AND at < $2 AND person_id > $3 ORDER BY person_id LIMIT $4`,
    [span.from, span.until, after, limit],
  );
  return rows.map(({ personId }) => personId);
}
