/**
 * The only SQL of the law module besides its migrations.
 */
import type { Queryable } from '../../platform/database/index.ts';

export interface NewBody {
  readonly digest: string;
  readonly dimensions: string;
  readonly documents: string;
  readonly at: Date;
}

/** Stores words and documents and puts them in force; gives their number. */
export async function storeBody(tx: Queryable, body: NewBody): Promise<number> {
  await tx.query(
    `INSERT INTO law.body (digest, dimensions, documents, published_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [body.digest, body.dimensions, body.documents, body.at],
  );
  const [row] = await tx.query<{ bodyId: number }>(
    `INSERT INTO law.current_body (body_id) SELECT body_id FROM law.body WHERE digest = $1
     ON CONFLICT (is_only) DO UPDATE SET body_id = excluded.body_id RETURNING body_id AS "bodyId"`,
    [body.digest],
  );
  if (!row) throw new RangeError('a body of law was not stored');
  return row.bodyId;
}

export interface NewVersion {
  readonly hash: string;
  readonly scheme: string;
  readonly area: string;
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly program: string;
  /** The words and documents that it is published with. */
  readonly bodyId: number;
  readonly at: Date;
  readonly by: string;
}

/** Stores a version and puts it in force for its scheme. */
export async function insertVersion(tx: Queryable, version: NewVersion): Promise<void> {
  const { hash, scheme, area, title, from, until, program, at, by } = version;
  await tx.query(
    `INSERT INTO law.version (hash, scheme, area, title, in_force_from, in_force_until, program,
                              published_at, published_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [hash, scheme, area, title, from, until, program, at, by],
  );
  await tx.query(
    'INSERT INTO law.version_body (hash, body_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [hash, version.bodyId],
  );
  await tx.query(
    `INSERT INTO law.current (scheme, hash) VALUES ($1, $2)
     ON CONFLICT (scheme) DO UPDATE SET hash = excluded.hash`,
    [scheme, hash],
  );
}

/** Takes out of force what areas no longer have; as versions they stay. */
export async function withdrawSchemes(
  tx: Queryable,
  areas: readonly string[],
  schemes: readonly string[],
): Promise<void> {
  await tx.query(
    `DELETE FROM law.current c USING law.version v
      WHERE v.hash = c.hash AND v.area = ANY ($1::text[]) AND c.scheme <> ALL ($2::text[])`,
    [areas, schemes],
  );
}

/** The Programs in force. */
export function programTexts(
  on: Queryable,
): Promise<readonly { readonly hash: string; readonly program: string }[]> {
  return on.query(
    `SELECT v.hash, v.program FROM law.version v JOIN law.current USING (hash)
      ORDER BY v.area, v.scheme`,
  );
}

export async function versionText(on: Queryable, hash: string): Promise<string | null> {
  const [row] = await on.query<{ program: string }>(
    'SELECT program FROM law.version WHERE hash = $1',
    [hash],
  );
  return row?.program ?? null;
}

/** The last version of a scheme, in force or not. */
export async function lastVersionOf(on: Queryable, scheme: string): Promise<string | null> {
  const [row] = await on.query<{ hash: string }>(
    'SELECT hash FROM law.version WHERE scheme = $1 ORDER BY published_at DESC, hash LIMIT 1',
    [scheme],
  );
  return row?.hash ?? null;
}

export interface BodyTexts {
  readonly dimensions: string;
  readonly documents: string;
}

/** The words and documents in force. */
export async function currentBody(on: Queryable): Promise<BodyTexts | null> {
  const [row] = await on.query<BodyTexts>(
    'SELECT dimensions, documents FROM law.body JOIN law.current_body USING (body_id)',
  );
  return row ?? null;
}

/** The words and documents that a version was published with. */
export async function bodyOf(on: Queryable, hash: string): Promise<BodyTexts | null> {
  const [row] = await on.query<BodyTexts>(
    `SELECT dimensions, documents FROM law.body JOIN law.version_body USING (body_id)
      WHERE hash = $1`,
    [hash],
  );
  return row ?? null;
}

/** Stores what an area arranges, in place of what it arranged before. */
export async function storeArrangements(
  tx: Queryable,
  given: {
    readonly area: string;
    readonly content: string;
    readonly at: Date;
    readonly by: string;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO law.arrangement (area, content, published_at, published_by)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (area) DO UPDATE
       SET content = excluded.content, published_at = excluded.published_at,
           published_by = excluded.published_by
       WHERE law.arrangement.content <> excluded.content`,
    [given.area, given.content, given.at, given.by],
  );
}

/** What each area arranges, as JSON. */
export function arrangementTexts(
  on: Queryable,
): Promise<readonly { readonly area: string; readonly content: string }[]> {
  return on.query('SELECT area, content FROM law.arrangement ORDER BY area');
}

/** Stores the region of each area, in place of what was published before. */
export async function storeAreas(
  tx: Queryable,
  regions: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.query(
    `INSERT INTO law.area (area, region) SELECT * FROM unnest($1::text[], $2::text[])
     ON CONFLICT (area) DO UPDATE SET region = excluded.region`,
    [[...regions.keys()], [...regions.values()]],
  );
}

/** Areas that have law in force, each with its region; null: none was published. */
export function publishedAreas(
  on: Queryable,
): Promise<readonly { readonly area: string; readonly region: string | null }[]> {
  return on.query(
    `SELECT DISTINCT v.area, a.region FROM law.current JOIN law.version v USING (hash)
       LEFT JOIN law.area a USING (area) ORDER BY v.area`,
  );
}
