/**
 * SQL that appends sealed entries to a person's chain.
 */
import { arrayText, type Param, type Queryable } from '../../platform/database/index.ts';
import type { SealedEntry } from './model.ts';

/** Parameters of `ledger.append` after the person; nulls for no entry. */
export function entryParams(sealed: readonly SealedEntry[]): readonly Param[] {
  const entries = sealed.map(({ entry }) => entry);
  const last = entries.at(-1);
  if (!last) return NO_ENTRY;
  return [
    sealed.map(({ seq }) => seq),
    entries.map(({ kind }) => kind),
    entries.map(({ subject }) => subject),
    entries.map(({ area }) => area),
    entries.map(({ month }) => month),
    entries.map(({ at }) => at),
    entries.map(({ accounts }) => arrayText(accounts)),
    entries.map(({ amounts }) => arrayText(amounts)),
    entries.map(({ previous }) => `\\x${previous}`),
    entries.map(({ mac }) => `\\x${mac}`),
    last.accountFen,
    `\\x${last.seal}`,
  ];
}

const NO_ENTRY: readonly Param[] = new Array<null>(12).fill(null);

/** Appends one sealed entry; `settlement.commit` does the same within its own transaction. */
export async function storeEntry(
  tx: Queryable,
  personId: number,
  sealed: SealedEntry,
): Promise<void> {
  await tx.query('SELECT ledger.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)', [
    personId,
    ...entryParams([sealed]),
  ]);
}
