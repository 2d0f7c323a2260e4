/**
 * Credits a personal account: what contributions bring.
 */
import type { KeyObject } from 'node:crypto';
import type { Database } from '../../platform/database/index.ts';
import { accounts, appendTo } from './model.ts';
import { bookingMonth } from './months.ts';
import { loadChain } from './store.ts';
import { storeEntries } from './store-entries.ts';

export interface Credit {
  readonly personId: number;
  readonly area: string;
  readonly amountFen: number;
  /** Id of the contribution; stands in the entry. */
  readonly subject: string;
  readonly at: Date;
}

/** Appends the credit at the end of the person's chain. */
export async function creditAccount(
  database: Database,
  { personId, area, amountFen, subject, at }: Credit,
  key: KeyObject,
): Promise<void> {
  await database.transaction(async (tx) => {
    const chain = await loadChain(tx, personId);
    const month = await bookingMonth(tx, area, at);
    const postings = [
      { account: accounts.contributions(area), amountFen: -amountFen },
      { account: accounts.personal(personId), amountFen },
    ];
    const entry = { kind: 'credit' as const, subject, area, month, at, postings };
    await storeEntries(tx, { personId, entries: [appendTo(chain, entry, key).sealed] });
  });
}
