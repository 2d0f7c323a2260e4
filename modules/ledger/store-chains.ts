/**
 * SQL of whole chains that come in at once, for a past that is loaded.
 */
import type { Loadable, Param } from '../../platform/database/index.ts';
import type { SealedEntry } from './model.ts';

/** A person who has no entry yet, and all entries in order. */
export interface NewChain {
  readonly personId: number;
  readonly entries: readonly SealedEntry[];
}

const ENTRY = [
  'person_id',
  'seq',
  'kind',
  'subject',
  'area',
  'month',
  'at',
  'accounts',
  'amounts',
  'previous',
  'mac',
];
const HEAD = ['person_id', 'seq', 'mac', 'account_fen', 'seal'];

/**
 * Stores new chains of one area under the lock that a month is closed under; throws if a month of
 * theirs was closed meanwhile, and if a person has a chain already.
 */
export async function storeChains(
  tx: Loadable,
  area: string,
  chains: readonly NewChain[],
): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock_shared(7100602, hashtext($1))', [area]);
  const [closed] = await tx.query<{ month: string | null }>(
    'SELECT ledger.last_closed($1) AS month',
    [area],
  );
  const last = closed?.month ?? null;
  for (const { entries } of chains) {
    const early = entries.find(({ entry }) => last !== null && String(entry.month) <= last);
    if (early) throw new RangeError(`month ${early.entry.month} of ${area} is closed`);
  }
  await tx.copyIn({ table: 'ledger.entry', columns: ENTRY }, entryRows(chains));
  await tx.copyIn({ table: 'ledger.head', columns: HEAD }, headRows(chains));
}

function* entryRows(chains: readonly NewChain[]): Generator<readonly Param[]> {
  for (const { personId, entries } of chains) {
    for (const { seq, entry } of entries) {
      const { kind, subject, area, month, at, accounts, amounts, previous, mac } = entry;
      yield [
        personId,
        seq,
        kind,
        subject,
        area,
        month,
        at,
        accounts,
        amounts,
        bytea(previous),
        bytea(mac),
      ];
    }
  }
}

function* headRows(chains: readonly NewChain[]): Generator<readonly Param[]> {
  for (const { personId, entries } of chains) {
    const last = entries.at(-1);
    if (!last) continue;
    const { mac, accountFen, seal } = last.entry;
    yield [personId, last.seq, bytea(mac), accountFen, bytea(seal)];
  }
}

/** Hexadecimal digits as PostgreSQL reads bytes. */
function bytea(hex: string): string {
  return `\\x${hex}`;
}
