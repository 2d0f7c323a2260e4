/**
 * Settles a person's past by the decisions of the messages: on the head's state where nothing comes
 * after a bill, else by a replay whose differences are posted. Pure: one person, nothing loaded.
 */
import type { KeyObject } from 'node:crypto';
import { EMPTY_STATE } from '../../../engine/settle/index.ts';
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { TreatFirst } from '../../law/index.ts';
import type { Batch, Head, SettlementFacts, StoredResult, UploadedLine, Visit } from '../model.ts';
import { accountShare, billMoney, billPostings } from '../settle/payment.ts';
import { type Move, type Replayed, replayPerson } from '../settle/replay-person.ts';
import {
  type NewResult,
  needsReplay,
  type PersonLaw,
  settleOnHead,
} from '../settle/settle-visit.ts';
import { isTreatedFirst } from '../settle/treat-first.ts';
import { visitEvent } from '../settle/visit-event.ts';
import type {
  PastBill,
  PastReversal,
  PastSettlement,
  PersonPast,
  RefusedBill,
  SettledPast,
} from './model.ts';
import { PastChain } from './past-chain.ts';

/** What all persons of an area share. */
export interface PastGround {
  readonly ledgerKey: KeyObject;
  /** Person classes that are treated first in their own county. */
  readonly treatFirst: readonly TreatFirst[];
  /** The last closed month of the area; what is older posts to the month after it. */
  readonly lastClosed: string | null;
}

/** Settles all of a past; a bill that the law refuses stays unsettled and the rest goes on. */
export function settlePast(given: PersonLaw, past: PersonPast, ground: PastGround): SettledPast {
  const settler = new PastSettler(given, past, ground);
  for (const item of past.items) {
    if (item.kind === 'bill') settler.bill(item);
    else settler.reversal(item);
  }
  return settler.done();
}

const CERTIFICATE = '02';

class PastSettler {
  private readonly given: PersonLaw;
  private readonly past: PersonPast;
  private readonly ground: PastGround;
  private head: Head;
  private readonly chain: PastChain;
  private readonly visits: Visit[] = [];
  private readonly batches: Batch<UploadedLine>[] = [];
  private readonly settlements: PastSettlement[] = [];
  private readonly latest = new Map<string, StoredResult>();
  private readonly results: StoredResult[] = [];
  private readonly refused: RefusedBill[] = [];
  /** Settlement and bill by the bill's id. */
  private readonly settled = new Map<string, { settlementId: string; bill: PastBill }>();

  constructor(given: PersonLaw, past: PersonPast, ground: PastGround) {
    this.given = given;
    this.past = past;
    this.ground = ground;
    const { personId, version } = past;
    this.head = { personId, version, state: EMPTY_STATE, lastDay: null };
    const { ledgerKey, lastClosed } = ground;
    this.chain = new PastChain(personId, { ledgerKey, area: given.area, lastClosed });
    this.chain.open(past.openingFen, past.openedAt);
  }

  bill(bill: PastBill): void {
    const { personId } = this.past;
    const version = this.head.version + 1;
    const visitId = `${personId}V${version}`;
    const settlementId = `${personId}S${version}`;
    const visit: Visit = {
      ...bill.visit,
      visitId,
      institution: bill.institution,
      status: bill.visit.kind === 'inpatient' ? 'discharged' : 'open',
    };
    const batch: Batch<UploadedLine> = {
      visitId,
      batchId: version,
      chargeNo: '',
      lines: bill.lines,
      withdrawn: [],
      settlementId,
    };
    const outcome = this.settle(bill, { visit, batch, settlementId });
    this.visits.push(visit);
    if (!outcome.ok) {
      const { code, message } = outcome.rejection;
      this.refused.push({ id: bill.id, code, message });
      this.batches.push({ ...batch, settlementId: null });
      this.head = { ...this.head, version };
      return;
    }
    this.batches.push(batch);
    this.settled.set(bill.id, { settlementId, bill });
  }

  /** Settles a bill whose visit and lines are made. */
  private settle(
    bill: PastBill,
    made: { readonly visit: Visit; readonly batch: Batch; readonly settlementId: string },
  ): Result<void> {
    const { visit, batch, settlementId } = made;
    const { servedOn, dischargedOn, settledOn, recordedAt } = bill;
    const read = visitEvent({
      eventId: settlementId,
      visit,
      batches: [batch],
      settledOn,
      dischargedOn,
      facets: {},
    });
    if (!read.ok) return read;
    const event = { ...read.value, servedOn, dischargedOn };
    const version = this.head.version + 1;
    const isTreatFirst = isTreatedFirst(visit, {
      classes: this.ground.treatFirst,
      facts: this.given.person.facts,
      region: this.past.region,
      providerRegion: bill.providerRegion,
    });
    const facts = { ...factsOf(visit, version), isTreatFirst };
    const settlement: PastSettlement = {
      settlementId,
      visitId: visit.visitId,
      institution: bill.institution,
      kind: 'settle',
      reverses: null,
      msgid: bill.id,
      event,
      facts,
      batches: facts.batches,
      bindTo: settlementId,
      version,
      at: recordedAt,
    };
    const outcome = this.outcomeOf(settlement, event);
    if (!outcome.ok) return outcome;
    const own = outcome.value.results.find((one) => one.settlementId === settlementId);
    if (!own) throw new RangeError(`the replay lost ${settlementId}`);
    const byLaw = billMoney(own, 0);
    const heldFen = this.chain.accountFen - byLaw.accountFen;
    if (heldFen < 0) return accountShort();
    const accountFen = accountShare(byLaw.cashFen, Math.min(bill.accountFen, heldFen), true);
    const money = billMoney(own, accountFen);
    const { area } = this.given;
    const { personId } = this.past;
    const postings = billPostings(money, {
      area,
      personId,
      institution: bill.institution,
      isTreatFirst,
    });
    this.chain.post({ kind: 'settle', subject: settlementId }, recordedAt, postings);
    const balanceFen = this.chain.accountFen;
    this.keep({ ...settlement, facts: { ...facts, accountFen, balanceFen } }, outcome.value);
    return accepted(undefined);
  }

  private outcomeOf(
    settlement: PastSettlement,
    event: Parameters<typeof needsReplay>[2],
  ): Result<Replayed | Kept> {
    const late = needsReplay(this.given, this.head, event);
    if (!late.ok) return late;
    if (late.value) return this.replay(settlement);
    const now = settleOnHead(this.given, this.head, event);
    if (!now.ok) return now;
    const { result, state, lastDay } = now.value;
    return accepted({ results: [result], moves: [], state, lastDay });
  }

  private replay(fresh: PastSettlement): Result<Replayed> {
    const settlements = [...this.settlements, fresh];
    return replayPerson(this.given, { settlements, results: this.latest });
  }

  reversal({ id, reverses, recordedAt }: PastReversal): void {
    const found = this.settled.get(reverses);
    // The bill was refused: nothing was settled that could be taken back.
    if (!found) return;
    const { settlementId: original, bill } = found;
    const before = this.settlements.find((one) => one.settlementId === original);
    if (!before) throw new RangeError(`${original} is not among the settlements`);
    const version = this.head.version + 1;
    const own: PastSettlement = {
      ...before,
      settlementId: `${this.past.personId}S${version}`,
      institution: bill.institution,
      kind: 'reverse',
      reverses: original,
      msgid: id,
      event: null,
      bindTo: null,
      version,
      at: recordedAt,
    };
    const replayed = this.replay(own);
    if (!replayed.ok) throw new RangeError(`${original}: ${replayed.rejection.code}`);
    this.chain.reverse(original, recordedAt);
    const balanceFen = this.chain.accountFen;
    this.keep({ ...own, facts: { ...before.facts, balanceFen } }, replayed.value);
    const at = this.batches.findIndex((one) => one.settlementId === original);
    const batch = this.batches[at];
    if (batch) this.batches[at] = { ...batch, settlementId: null };
  }

  private keep(settlement: PastSettlement, { results, moves, state, lastDay }: Kept): void {
    const { version, at } = settlement;
    this.settlements.push(settlement);
    for (const result of results) {
      const stored = { ...result, version };
      this.results.push(stored);
      this.latest.set(result.settlementId, stored);
    }
    this.chain.move(moves, at);
    this.head = { ...this.head, version, state, lastDay };
  }

  done(): SettledPast {
    const { version, state, lastDay } = this.head;
    return {
      personId: this.past.personId,
      version,
      state,
      lastDay,
      visits: this.visits,
      batches: this.batches,
      settlements: this.settlements,
      results: this.results,
      entries: this.chain.sealed,
      refused: this.refused,
    };
  }
}

interface Kept {
  readonly results: readonly NewResult[];
  readonly moves: readonly Move[];
  readonly state: Head['state'];
  readonly lastDay: string | null;
}

function accountShort(): Result<never> {
  return rejected('settlement/account_short', '个人账户余额不足以支付法定由账户支付的部分，请核对');
}

function factsOf({ details }: Visit, batchId: number): SettlementFacts {
  return {
    medType: details.medType,
    insuranceType: details.insuranceType,
    credentialType: CERTIFICATE,
    invoiceNo: null,
    batches: [batchId],
    isMidStay: false,
    accountFen: 0,
    balanceFen: 0,
    isTreatFirst: false,
  };
}
