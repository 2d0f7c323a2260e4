/**
 * The ledger's side of a person's past: a new chain that grows entry by entry. Pure.
 */
import type { KeyObject } from 'node:crypto';
import {
  accounts,
  appendTo,
  type Chain,
  emptyChain,
  monthOf,
  type NewEntry,
  openMonth,
  type Posting,
  positionOf,
  type SealedEntry,
} from '../../ledger/index.ts';
import { appendMoves } from '../settle/bill-entries.ts';
import type { Move } from '../settle/replay-person.ts';

export interface ChainGround {
  readonly ledgerKey: KeyObject;
  readonly area: string;
  /** The last closed month of the area; what is older posts to the month after it. */
  readonly lastClosed: string | null;
}

export class PastChain {
  readonly sealed: SealedEntry[] = [];
  private readonly personId: number;
  private readonly ground: ChainGround;
  private readonly posted: NewEntry[] = [];
  private chain: Chain;

  constructor(personId: number, ground: ChainGround) {
    this.personId = personId;
    this.ground = ground;
    this.chain = emptyChain(personId);
  }

  /** Balance of the personal account, fen. */
  get accountFen(): number {
    return this.chain.accountFen;
  }

  /** Credits what the personal account held before the first bill. */
  open(openingFen: number, at: Date): void {
    if (openingFen === 0) return;
    const { personId } = this;
    this.post({ kind: 'credit', subject: `opening-${personId}` }, at, [
      { account: accounts.contributions(this.ground.area), amountFen: -openingFen },
      { account: accounts.personal(personId), amountFen: openingFen },
    ]);
  }

  post(of: Pick<NewEntry, 'kind' | 'subject'>, at: Date, postings: readonly Posting[]): void {
    const entry: NewEntry = { ...of, ...this.place(at), postings };
    const { sealed, chain } = appendTo(this.chain, entry, this.ground.ledgerKey);
    this.posted.push(entry);
    this.sealed.push(sealed);
    this.chain = chain;
  }

  /** Takes back all that entries with a subject have posted. */
  reverse(subject: string, at: Date): void {
    const postings = positionOf(this.posted, subject).map(({ account, amountFen }) => ({
      account,
      amountFen: -amountFen,
    }));
    this.post({ kind: 'reverse', subject }, at, postings);
  }

  /** Posts the differences that a replay moves. */
  move(moves: readonly Move[], at: Date): void {
    for (const one of appendMoves(this.ground.ledgerKey, this.chain, moves, this.place(at))) {
      this.posted.push(one.entry);
      this.sealed.push(one.sealed);
      this.chain = one.chain;
    }
  }

  private place(at: Date) {
    const { area, lastClosed } = this.ground;
    return { area, month: openMonth(monthOf(at), lastClosed), at };
  }
}
