/**
 * The verdict over the ledger: sums, chains, heads, closed months and daily roots.
 */
import type { KeyObject } from 'node:crypto';
import type { Database, Queryable } from '../../platform/database/index.ts';
import { accounts, headSeal, macOf, type StoredEntry } from './model.ts';
import { type DayRoot, rootFaults } from './roots.ts';
import {
  brokenBalances,
  entriesAfter,
  entriesOf,
  headsOf,
  loneHeads,
  type StoredHead,
} from './store.ts';
import { whileUnmoved } from './unmoved.ts';

export interface LedgerFault {
  readonly personId: number | null;
  readonly seq: number | null;
  /** What is wrong, in Chinese. */
  readonly what: string;
}

/** Which persons are gone through; all of them, where nothing is said. */
export interface Walk {
  /** Those with greater ids than this one. */
  readonly after?: number;
  /** This one alone. */
  readonly only?: number;
  /** Told how many were gone through. */
  readonly onProgress?: (persons: number) => void;
  /** Asked after each page; true ends the walk. */
  readonly isEnded?: () => boolean;
}

export interface Verdict {
  readonly persons: number;
  readonly entries: number;
  /** Until where the walk came; null: nobody. */
  readonly lastPerson: number | null;
  /** Whether it came to its end: only then months and roots were looked at. */
  readonly isWhole: boolean;
  /** At most 1,000 are listed. */
  readonly faults: readonly LedgerFault[];
}

const PAGE = 500;
const MOST_FAULTS = 1_000;

/**
 * Reads the ledger page by page and lists what does not hold; of one person alone, or until it is
 * ended, without the closed months and the roots.
 */
export async function verifyLedger(
  database: Database,
  key: KeyObject,
  roots: readonly DayRoot[] = [],
  walk: Walk = {},
): Promise<Verdict> {
  const { only } = walk;
  if (only !== undefined) {
    const entries = (await entriesOf(database, only)).length;
    const faults = await verifyPersons(database, key, [only]);
    return { persons: 1, entries, lastPerson: only, isWhole: false, faults };
  }
  const walked = await walkChains(database, key, walk);
  const { isWhole } = walked;
  const faults = [...walked.faults];
  if (isWhole) faults.push(...(await faultsOfAll(database, key, roots)));
  return { ...walked, isWhole, faults: faults.slice(0, MOST_FAULTS) };
}

async function walkChains(
  database: Database,
  key: KeyObject,
  { after: from, onProgress, isEnded }: Walk,
): Promise<Verdict> {
  const faults: LedgerFault[] = [];
  let persons = 0;
  let entries = 0;
  let lastPerson: number | null = null;
  for (;;) {
    const after: number = lastPerson ?? from ?? Number.MIN_SAFE_INTEGER;
    const page = await entriesAfter(database, after, PAGE);
    const chains = byPerson(page);
    const walked = { persons, entries, lastPerson, faults };
    if (chains.size === 0) return { ...walked, isWhole: true };
    if (faults.length > MOST_FAULTS || isEnded?.()) return { ...walked, isWhole: false };
    const heads = await headsOf(database, [...chains.keys()]);
    for (const [personId, chain] of chains) {
      const own = chainFaults(personId, chain, heads.get(personId), key);
      faults.push(...(own.length === 0 ? own : await settledFaults(database, key, personId)));
      lastPerson = personId;
    }
    persons += chains.size;
    entries += page.length;
    onProgress?.(persons);
  }
}

/** Of a chain that looks wrong: somebody may have been settled for between chain and head. */
async function settledFaults(
  database: Database,
  key: KeyObject,
  personId: number,
): Promise<readonly LedgerFault[]> {
  const seq = async () => (await headsOf(database, [personId])).get(personId)?.seq;
  return whileUnmoved(seq, () => verifyPersons(database, key, [personId]));
}

/** What concerns no single chain. */
async function faultsOfAll(
  database: Database,
  key: KeyObject,
  roots: readonly DayRoot[],
): Promise<readonly LedgerFault[]> {
  const alone = (what: string): LedgerFault => ({ personId: null, seq: null, what });
  return [
    ...(await loneHeads(database)).map(({ personId }) => ({
      personId,
      seq: null,
      what: '有链尾而没有分录',
    })),
    ...(await brokenBalances(database)).map(({ account, month }) =>
      alone(`${month} 月结余额与分录不符：${account}`),
    ),
    ...(await rootFaults(database, key, roots)).map(alone),
  ];
}

/** Lists what is wrong with the chains of some persons. */
export async function verifyPersons(
  on: Queryable,
  key: KeyObject,
  personIds: readonly number[],
): Promise<readonly LedgerFault[]> {
  const heads = await headsOf(on, personIds);
  const faults: LedgerFault[] = [];
  for (const personId of personIds) {
    const chain = await entriesOf(on, personId);
    const head = heads.get(personId);
    if (chain.length > 0 || head) faults.push(...chainFaults(personId, chain, head, key));
  }
  return faults;
}

function byPerson(entries: readonly StoredEntry[]): Map<number, StoredEntry[]> {
  const chains = new Map<number, StoredEntry[]>();
  for (const entry of entries) {
    const chain = chains.get(entry.personId);
    if (chain) chain.push(entry);
    else chains.set(entry.personId, [entry]);
  }
  return chains;
}

/** Lists what is wrong with one person's chain. */
function chainFaults(
  personId: number,
  chain: readonly StoredEntry[],
  head: StoredHead | undefined,
  key: KeyObject,
): LedgerFault[] {
  const faults: LedgerFault[] = [];
  let previous: Buffer = Buffer.alloc(32);
  let accountFen = 0;
  for (const [index, entry] of chain.entries()) {
    const fault = (what: string) => faults.push({ personId, seq: entry.seq, what });
    if (entry.seq !== index + 1) fault('分录号不连续');
    if (!entry.previous.equals(previous)) fault('与前一分录不相接');
    if (!macOf(entry, key).equals(entry.mac)) fault('分录的校验码不符');
    let sum = 0;
    for (const { account, amountFen } of entry.postings) {
      sum += amountFen;
      if (account === accounts.personal(personId)) accountFen += amountFen;
    }
    if (sum !== 0) fault('分录不平');
    previous = entry.mac;
  }
  const last = chain.at(-1);
  const isEnd =
    head?.seq === last?.seq &&
    head?.mac.equals(previous) === true &&
    head.accountFen === accountFen &&
    headSeal(head, key).equals(head.seal);
  if (!isEnd) faults.push({ personId, seq: last?.seq ?? null, what: '链尾与分录不符' });
  return faults;
}
