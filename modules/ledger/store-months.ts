/**
 * SQL of what months say: which are closed, balances, and what replays moved.
 */
import type { Queryable } from '../../platform/database/index.ts';
import { type Balance, balancesOf } from './store.ts';

export interface ClosedMonth {
  readonly month: string;
  readonly closedAt: Date;
  readonly closedBy: string;
}

/** An area's closed months, the latest first. */
export function closedMonthsOf(on: Queryable, area: string): Promise<readonly ClosedMonth[]> {
  return on.query(
    `SELECT month, closed_at AS "closedAt", closed_by AS "closedBy" FROM ledger.month
      WHERE area = $1 ORDER BY month DESC`,
    [area],
  );
}

/** Balances of a month: kept ones where it is closed, else summed now. */
export async function monthBalances(
  on: Queryable,
  query: { readonly area: string; readonly month: string; readonly prefix: string },
): Promise<{ readonly isClosed: boolean; readonly balances: readonly Balance[] }> {
  const { area, month, prefix } = query;
  const [closed] = await on.query('SELECT month FROM ledger.month WHERE area = $1 AND month = $2', [
    area,
    month,
  ]);
  if (!closed) return { isClosed: false, balances: await balancesOf(on, query) };
  const rows = await on.query<{ account: string; amount: string; entries: number }>(
    `SELECT account, amount_fen AS amount, entries FROM ledger.balance
      WHERE area = $1 AND month = $2 AND starts_with(account, $3) ORDER BY account`,
    [area, month, prefix],
  );
  const balances = rows.map(({ account, amount, entries }) => ({
    account,
    amountFen: BigInt(amount),
    entries,
  }));
  return { isClosed: true, balances };
}

export interface Difference {
  readonly personId: number;
  readonly seq: number;
  /** The settlement that moved. */
  readonly subject: string;
  readonly at: Date;
  readonly accounts: readonly string[];
  readonly amounts: readonly number[];
}

/** Differences that are booked in a month, in the order of persons, after a place. */
export function differencesOf(
  on: Queryable,
  { area, month }: { readonly area: string; readonly month: string },
  after: { readonly personId: number; readonly seq: number },
  limit: number,
): Promise<readonly Difference[]> {
  return on.query(
    `SELECT person_id AS "personId", seq, subject, at, accounts, amounts FROM ledger.entry
      WHERE kind = 'difference' AND area = $1 AND month = $2 AND (person_id, seq) > ($3, $4)
      ORDER BY person_id, seq LIMIT $5`,
    [area, month, after.personId, after.seq, limit],
  );
}
