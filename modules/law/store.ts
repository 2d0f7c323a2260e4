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

export async function storeBody(tx: Queryable, body: NewBody): Promise<void> {
  await tx.query(
    `INSERT INTO law.body (digest, dimensions, documents, published_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [body.digest, body.dimensions, body.documents, body.at],
  );
}

export interface NewVersion {
  readonly hash: string;
  readonly scheme: string;
  readonly area: string;
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly program: string;
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
    `INSERT INTO law.current (scheme, hash) VALUES ($1, $2)
     ON CONFLICT (scheme) DO UPDATE SET hash = excluded.hash`,
    [scheme, hash],
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

export async function latestBody(
  on: Queryable,
): Promise<{ readonly dimensions: string; readonly documents: string } | null> {
  const [row] = await on.query<{ dimensions: string; documents: string }>(
    'SELECT dimensions, documents FROM law.body ORDER BY body_id DESC LIMIT 1',
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
