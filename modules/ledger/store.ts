/**
 * The only SQL of the ledger besides its migrations.
 */
import type { Database, Queryable } from '../../platform/database/index.ts';
import { type Chain, emptyChain, type StoredEntry } from './model.ts';

interface HeadRow {
  readonly person_id: number;
  readonly seq: number;
  readonly mac: Buffer;
  readonly account_fen: number;
  readonly seal: Buffer;
}

export interface StoredHead extends Chain {
  readonly seal: Buffer;
}

/** Finds the end of a person's chain. */
export async function loadChain(on: Queryable, personId: number): Promise<Chain> {
  const [row] = await on.query<HeadRow>(
    'SELECT person_id, seq, mac, account_fen, seal FROM ledger.head WHERE person_id = $1',
    [personId],
  );
  return row ? chainOf(row) : emptyChain(personId);
}

function chainOf(row: HeadRow): StoredHead {
  const { person_id: personId, seq, mac, account_fen: accountFen, seal } = row;
  return { personId, seq, mac, accountFen, seal };
}

/** Reads what `ledger.chain_of` gives; null is a person without entries. */
export function chainOfFile(personId: number, file: unknown): Chain {
  if (file === null) return emptyChain(personId);
  // Written by the SQL function of this module.
  const { seq, mac, account_fen: accountFen } = file as Omit<HeadRow, 'mac'> & { mac: string };
  return { personId, seq, mac: Buffer.from(mac, 'hex'), accountFen };
}

interface EntryRow {
  readonly person_id: number;
  readonly seq: number;
  readonly kind: StoredEntry['kind'];
  readonly subject: string;
  readonly area: string;
  readonly month: string;
  readonly at: Date;
  readonly accounts: readonly string[];
  readonly amounts: readonly number[];
  readonly previous: Buffer;
  readonly mac: Buffer;
}

const COLUMNS = 'person_id, seq, kind, subject, area, month, at, accounts, amounts, previous, mac';

function entryOf(row: EntryRow): StoredEntry {
  const { person_id: personId, accounts, amounts, ...rest } = row;
  const length = Math.max(accounts.length, amounts.length);
  const postings = Array.from({ length }, (_, at) => ({
    account: accounts[at] ?? '',
    amountFen: amounts[at] ?? Number.NaN,
  }));
  return { ...rest, personId, postings };
}

/** A person's entries, oldest first. */
export async function entriesOf(on: Queryable, personId: number): Promise<readonly StoredEntry[]> {
  const rows = await on.query<EntryRow>(
    `SELECT ${COLUMNS} FROM ledger.entry WHERE person_id = $1 ORDER BY seq`,
    [personId],
  );
  return rows.map(entryOf);
}

/** Whole persons, their entries in order, from the person after `after`; so many at most. */
export async function entriesAfter(
  on: Queryable,
  after: number,
  persons: number,
): Promise<readonly StoredEntry[]> {
  const rows = await on.query<EntryRow>(
    `SELECT ${COLUMNS} FROM ledger.entry
      WHERE person_id IN (SELECT DISTINCT person_id FROM ledger.entry WHERE person_id > $1
                           ORDER BY person_id LIMIT $2)
      ORDER BY person_id, seq`,
    [after, persons],
  );
  return rows.map(entryOf);
}

/** The ends of the chains of some persons. */
export async function headsOf(
  on: Queryable,
  personIds: readonly number[],
): Promise<ReadonlyMap<number, StoredHead>> {
  const rows = await on.query<HeadRow>(
    `SELECT person_id, seq, mac, account_fen, seal FROM ledger.head
      WHERE person_id = ANY ($1::bigint[])`,
    [personIds],
  );
  return new Map(rows.map((row) => [row.person_id, chainOf(row)]));
}

/** Heads in order of person, from the person after `after`. */
export async function headsAfter(
  on: Queryable,
  after: number,
  limit: number,
): Promise<readonly StoredHead[]> {
  const rows = await on.query<HeadRow>(
    `SELECT person_id, seq, mac, account_fen, seal FROM ledger.head
      WHERE person_id > $1 ORDER BY person_id LIMIT $2`,
    [after, limit],
  );
  return rows.map(chainOf);
}

/** How many persons have a chain. */
export async function countChains(on: Queryable): Promise<number> {
  const [row] = await on.query<{ persons: number }>('SELECT count(*) AS persons FROM ledger.head');
  return row?.persons ?? 0;
}

/** Heads without any entry: their chain was deleted whole. */
export function loneHeads(on: Queryable): Promise<readonly { personId: number }[]> {
  return on.query(
    `SELECT person_id AS "personId" FROM ledger.head h
      WHERE NOT EXISTS (SELECT FROM ledger.entry e WHERE e.person_id = h.person_id) LIMIT 100`,
  );
}

/** MACs of the entries of one city day, in order of person and number, after a place. */
export function macsOfDay(
  on: Queryable,
  span: { readonly from: Date; readonly until: Date },
  after: { readonly personId: number; readonly seq: number },
  limit: number,
): Promise<readonly { personId: number; seq: number; mac: Buffer }[]> {
  return on.query(
    `SELECT person_id AS "personId", seq, mac FROM ledger.entry
      WHERE at >= $1 AND at < $2 AND (person_id, seq) > ($3, $4)
      ORDER BY person_id, seq LIMIT $5`,
    [span.from, span.until, after.personId, after.seq, limit],
  );
}

/** The last closed month of an area, or null. */
export async function lastClosedMonth(on: Queryable, area: string): Promise<string | null> {
  const [row] = await on.query<{ month: string | null }>(
    'SELECT max(month) AS month FROM ledger.month WHERE area = $1',
    [area],
  );
  return row?.month ?? null;
}

/** Every closed month with the SHA-256 of its balances as stored, in hexadecimal. */
export function closedMonths(
  on: Queryable,
): Promise<readonly { area: string; month: string; balances: string }[]> {
  return on.query(
    `SELECT area, month,
            encode(sha256(convert_to(coalesce(string_agg(
              account || ':' || amount_fen || ':' || entries, E'\\n' ORDER BY account), ''),
              'UTF8')), 'hex') AS balances
       FROM ledger.month LEFT JOIN ledger.balance USING (area, month)
      GROUP BY area, month ORDER BY area, month`,
  );
}

/** Closes a month under the lock that keeps entries out, and keeps its balances. */
export async function storeClose(
  database: Database,
  close: { readonly area: string; readonly month: string; readonly at: Date; readonly by: string },
): Promise<void> {
  const { area, month, at, by } = close;
  await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(7100602, hashtext($1))', [area]);
    await tx.query(
      'INSERT INTO ledger.month (area, month, closed_at, closed_by) VALUES ($1, $2, $3, $4)',
      [area, month, at, by],
    );
    await tx.query(
      `INSERT INTO ledger.balance (area, account, month, amount_fen, entries)
       SELECT $1, account, $2, sum(amount), count(*)
         FROM ledger.entry, unnest(accounts, amounts) AS posting (account, amount)
        WHERE area = $1 AND month = $2 GROUP BY account`,
      [area, month],
    );
  });
}

export interface Balance {
  readonly account: string;
  readonly amountFen: bigint;
  readonly entries: number;
}

/** Balances of a month's entries by account, for accounts that begin with a prefix. */
export async function balancesOf(
  on: Queryable,
  query: { readonly area: string; readonly month: string; readonly prefix: string },
): Promise<readonly Balance[]> {
  const rows = await on.query<{ account: string; amount: string; entries: number }>(
    `SELECT account, sum(amount) AS amount, count(*) AS entries
       FROM ledger.entry, unnest(accounts, amounts) AS posting (account, amount)
      WHERE area = $1 AND month = $2 AND starts_with(account, $3)
      GROUP BY account ORDER BY account`,
    [query.area, query.month, query.prefix],
  );
  return rows.map(({ account, amount, entries }) => ({
    account,
    amountFen: BigInt(amount),
    entries,
  }));
}

/** Closed balances that differ from the sum of their entries. */
export function brokenBalances(
  on: Queryable,
): Promise<readonly { account: string; month: string }[]> {
  return on.query(
    `WITH summed AS (
       SELECT e.area, account, e.month, sum(amount) AS amount_fen, count(*) AS entries
         FROM ledger.entry e JOIN ledger.month USING (area, month),
              unnest(accounts, amounts) AS posting (account, amount)
        GROUP BY e.area, account, e.month)
     SELECT coalesce(s.account, b.account) AS account, coalesce(s.month, b.month) AS month
       FROM summed s FULL JOIN ledger.balance b
         ON (s.area, s.account, s.month) = (b.area, b.account, b.month)
      WHERE s.amount_fen IS DISTINCT FROM b.amount_fen OR s.entries IS DISTINCT FROM b.entries
      LIMIT 100`,
  );
}
