/**
 * Entries and their chain: pure. Amounts are fen; an entry's postings sum to zero.
 */
import { createHmac, type KeyObject } from 'node:crypto';

export type EntryKind = 'settle' | 'reverse' | 'difference' | 'credit' | 'payout' | 'receipt';

export interface Posting {
  readonly account: string;
  /** Positive: the account gains a claim. */
  readonly amountFen: number;
}

export interface NewEntry {
  readonly kind: EntryKind;
  /** Id of what the entry tells of: a settlement, a credit. */
  readonly subject: string;
  readonly area: string;
  /** `YYYY-MM`, an open month. */
  readonly month: string;
  readonly at: Date;
  readonly postings: readonly Posting[];
}

/** The end of a person's chain. */
export interface Chain {
  readonly personId: number;
  /** Number of the last entry; 0: none. */
  readonly seq: number;
  readonly mac: Buffer;
  /** Balance of the personal account. */
  readonly accountFen: number;
}

/** An entry as `ledger.append` takes it; bytes in hexadecimal. */
export interface SealedEntry {
  readonly seq: number;
  readonly entry: {
    readonly kind: EntryKind;
    readonly subject: string;
    readonly area: string;
    readonly month: string;
    readonly at: string;
    readonly accounts: readonly string[];
    readonly amounts: readonly number[];
    readonly previous: string;
    readonly mac: string;
    /** Of the personal account after it. */
    readonly accountFen: number;
    /** Of the head after it. */
    readonly seal: string;
  };
}

export interface StoredEntry extends NewEntry {
  readonly personId: number;
  readonly seq: number;
  readonly previous: Buffer;
  readonly mac: Buffer;
}

/** Sums of what entries with a subject have posted, by account, those of zero left out. */
export function positionOf(
  entries: readonly Pick<NewEntry, 'subject' | 'postings'>[],
  subject: string,
): readonly Posting[] {
  const sums = new Map<string, number>();
  for (const entry of entries.filter((one) => one.subject === subject)) {
    for (const { account, amountFen } of entry.postings) {
      sums.set(account, (sums.get(account) ?? 0) + amountFen);
    }
  }
  return [...sums]
    .filter(([, amountFen]) => amountFen !== 0)
    .map(([account, amountFen]) => ({ account, amountFen }));
}

const MAC_BYTES = 32;

export const accounts = {
  fund: (area: string, payer: string) => `fund:${area}:${payer}`,
  provider: (code: string) => `provider:${code}`,
  /** What a provider bears itself. */
  borne: (code: string) => `borne:${code}`,
  personal: (personId: number) => `account:${personId}`,
  cash: (personId: number) => `cash:${personId}`,
  /** What a person owes for care that was treated first. */
  receivable: (personId: number) => `receivable:${personId}`,
  /** What a re-settlement leaves due to the person; negative: from the person. */
  due: (personId: number) => `due:${personId}`,
  /** What the funds owe a person who has paid a bill in full and claims it back. */
  payable: (personId: number) => `payable:${personId}`,
  /** What left an area's bank account for a person. */
  bank: (area: string) => `bank:${area}`,
  /** Where contributions to personal accounts come from. */
  contributions: (area: string) => `contributions:${area}`,
} as const;

/** The chain of a person who has no entry yet. */
export function emptyChain(personId: number): Chain {
  return { personId, seq: 0, mac: Buffer.alloc(MAC_BYTES), accountFen: 0 };
}

/**
 * Seals an entry at the end of a chain. An entry that does not sum to zero, has no posting or
 * leaves the personal account below zero is a fault and throws. Postings of nothing are left out.
 */
export function appendTo(
  chain: Chain,
  given: NewEntry,
  key: KeyObject,
): { readonly sealed: SealedEntry; readonly chain: Chain } {
  const postings = given.postings.filter(({ amountFen }) => amountFen !== 0);
  const entry = { ...given, postings };
  assertSound(chain, entry);
  const seq = chain.seq + 1;
  const { personId } = chain;
  const mac = macOf({ ...entry, personId, seq, previous: chain.mac }, key);
  const accountFen = chain.accountFen + movedOn(accounts.personal(personId), postings);
  const next = { personId, seq, mac, accountFen };
  return {
    chain: next,
    sealed: {
      seq,
      entry: {
        kind: entry.kind,
        subject: entry.subject,
        area: entry.area,
        month: entry.month,
        at: entry.at.toISOString(),
        accounts: postings.map(({ account }) => account),
        amounts: postings.map(({ amountFen }) => amountFen),
        previous: chain.mac.toString('hex'),
        mac: mac.toString('hex'),
        accountFen,
        seal: headSeal(next, key).toString('hex'),
      },
    },
  };
}

function assertSound({ personId, accountFen }: Chain, { subject, postings }: NewEntry): void {
  let sum = 0;
  for (const { account, amountFen } of postings) {
    if (!Number.isSafeInteger(amountFen)) throw new RangeError(`${subject}: ${account} is no fen`);
    sum += amountFen;
  }
  if (sum !== 0) throw new RangeError(`entry ${subject} does not sum to zero: ${sum}`);
  if (postings.length === 0) throw new RangeError(`entry ${subject} moves nothing`);
  if (accountFen + movedOn(accounts.personal(personId), postings) < 0) {
    throw new RangeError(`entry ${subject} takes more than the personal account holds`);
  }
}

function movedOn(account: string, postings: readonly Posting[]): number {
  return postings.reduce((sum, one) => (one.account === account ? sum + one.amountFen : sum), 0);
}

/** The MAC of an entry over its content, its place and its predecessor's MAC. */
export function macOf(entry: Omit<StoredEntry, 'mac'>, key: KeyObject): Buffer {
  const { personId, seq, kind, subject, area, month, at, postings, previous } = entry;
  const text = JSON.stringify([
    'entry',
    personId,
    seq,
    kind,
    subject,
    area,
    month,
    at.toISOString(),
    postings.map(({ account, amountFen }) => [account, amountFen]),
    previous.toString('hex'),
  ]);
  return createHmac('sha256', key).update(text).digest();
}

/** The MAC of the end of a chain: what cuts entries off cannot make it. */
export function headSeal({ personId, seq, mac, accountFen }: Chain, key: KeyObject): Buffer {
  const text = JSON.stringify(['head', personId, seq, mac.toString('hex'), accountFen]);
  return createHmac('sha256', key).update(text).digest();
}

/** `YYYY-MM` of an instant by the city's clock. */
export function monthOf(at: Date): string {
  return cityDay(at).slice(0, 7);
}

const HOURS_EAST = 8;

/** `YYYY-MM-DD` of an instant by the city's clock: UTC+8, without summer time since 1991. */
export function cityDay(at: Date): string {
  return new Date(at.getTime() + HOURS_EAST * 3_600_000).toISOString().slice(0, 10);
}

/** The instants of a month `YYYY-MM` by the city's clock, half open. */
export function spanOfMonth(month: string): { readonly from: Date; readonly until: Date } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const begin = (months: number) => new Date(Date.UTC(year, months, 1) - HOURS_EAST * 3_600_000);
  return { from: begin(number - 1), until: begin(number) };
}
