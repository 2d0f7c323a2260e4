/**
 * SQL that appends sealed entries to the chains of persons.
 */
import { arrayText, type Param, type Queryable } from '../../platform/database/index.ts';
import type { SealedEntry } from './model.ts';

/** New entries of one person, in order. */
export interface Appended {
  readonly personId: number;
  readonly entries: readonly SealedEntry[];
}

/** Parameters of `ledger.append`; the persons in order of their numbers. Nulls for no entry. */
export function appendParams(chains: readonly Appended[]): readonly Param[] {
  const grown = chains.flatMap(({ personId, entries }) => {
    const [first] = entries;
    const last = entries.at(-1);
    return first && last ? [{ personId, first, last }] : [];
  });
  if (grown.length === 0) return NOTHING;
  const all = chains.flatMap(({ personId, entries }) =>
    entries.map(({ seq, entry }) => ({ personId, seq, ...entry })),
  );
  return [
    grown.map(({ personId }) => personId),
    grown.map(({ first }) => first.seq),
    grown.map(({ first }) => bytes(first.entry.previous)),
    grown.map(({ last }) => last.seq),
    grown.map(({ last }) => bytes(last.entry.mac)),
    grown.map(({ last }) => last.entry.accountFen),
    grown.map(({ last }) => bytes(last.entry.seal)),
    all.map(({ personId }) => personId),
    all.map(({ seq }) => seq),
    all.map(({ kind }) => kind),
    all.map(({ subject }) => subject),
    all.map(({ area }) => area),
    all.map(({ month }) => month),
    all.map(({ at }) => at),
    all.map(({ accounts }) => arrayText(accounts)),
    all.map(({ amounts }) => arrayText(amounts)),
    all.map(({ previous }) => bytes(previous)),
    all.map(({ mac }) => bytes(mac)),
  ];
}

/** How many parameters `ledger.append` has. */
export const APPEND_PARAMS = 18;
const NOTHING: readonly Param[] = new Array<null>(APPEND_PARAMS).fill(null);

function bytes(hexadecimal: string): string {
  return `\\x${hexadecimal}`;
}

const APPEND = `SELECT ledger.append(${NOTHING.map((_, at) => `$${at + 1}`).join(', ')})`;

/** Appends sealed entries; `settlement.commit` does the same within its own transaction. */
export async function storeEntries(tx: Queryable, appended: Appended): Promise<void> {
  await tx.query(APPEND, appendParams([appended]));
}
