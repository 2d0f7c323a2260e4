/**
 * What re-settling left due to a person, or from one: read from the ledger alone. Pure.
 */
import { accounts, cityDay, positionOf, type StoredEntry } from '../../ledger/index.ts';

/** One entry that moved what is due. */
export interface DueItem {
  readonly kind: StoredEntry['kind'];
  /** The settlement that moved, or the payment. */
  readonly subject: string;
  /** `YYYY-MM-DD`, and the month in which it is booked. */
  readonly on: string;
  readonly month: string;
  /** Positive: towards the person. */
  readonly amountFen: number;
}

/** What a person who was treated first still owes for a settlement. */
export interface Owed {
  readonly settlementId: string;
  readonly amountFen: number;
}

export interface Dues {
  /** Positive: offered to the person; negative: to be paid back. */
  readonly dueFen: number;
  readonly items: readonly DueItem[];
  readonly owed: readonly Owed[];
}

export function duesOf(personId: number, entries: readonly StoredEntry[]): Dues {
  const due = accounts.due(personId);
  const items = entries.flatMap(({ kind, subject, at, month, postings }): DueItem[] => {
    const amountFen = postings
      .filter(({ account }) => account === due)
      .reduce((sum, one) => sum + one.amountFen, 0);
    if (amountFen === 0) return [];
    return [{ kind, subject, on: cityDay(at), month, amountFen }];
  });
  return {
    dueFen: items.reduce((sum, { amountFen }) => sum + amountFen, 0),
    items,
    owed: owedOf(personId, entries),
  };
}

function owedOf(personId: number, entries: readonly StoredEntry[]): readonly Owed[] {
  const receivable = accounts.receivable(personId);
  const owing = entries.filter(({ postings }) =>
    postings.some(({ account }) => account === receivable),
  );
  return [...new Set(owing.map(({ subject }) => subject))].flatMap((settlementId): Owed[] => {
    const owed = positionOf(owing, settlementId).find(({ account }) => account === receivable);
    return owed ? [{ settlementId, amountFen: -owed.amountFen }] : [];
  });
}
