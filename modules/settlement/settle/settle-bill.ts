/**
 * Settles a visit, for a trial or for good: event, law, money, postings, change.
 */
import type { Visit as VisitEvent } from '../../../engine/settle/index.ts';
import { accepted, asDay, type Result, rejected } from '../../../engine/units/index.ts';
import { filingsOn, toPerson } from '../../enrolment/index.ts';
import { appendTo, cityDay, monthOf, openMonth, type SealedEntry } from '../../ledger/index.ts';
import type { Bill } from '../messages/bill-fields.ts';
import { personFields } from '../messages/person-fields.ts';
import type { SettlementFacts, StoredSettlement } from '../model.ts';
import type { PersonChange } from '../person/change.ts';
import type { PersonFile } from '../person/change-person.ts';
import type { Services } from '../services.ts';
import { historyToReplay } from '../store/history.ts';
import { differenceEvents, moveEntries, settledEvent } from './bill-entries.ts';
import { factsOf, isTreatFirst } from './bill-facts.ts';
import type { BillContext, BillRequest } from './bill-request.ts';
import { accountShare, billMoney, billPostings } from './payment.ts';
import { type Move, type Replayed, replayPerson } from './replay-person.ts';
import { type NewResult, needsReplay, type PersonLaw, settleOnHead } from './settle-visit.ts';
import { dayOf, visitEvent } from './visit-event.ts';

export interface BillDecision {
  readonly bill: Bill;
  readonly change: PersonChange;
}

/** What a new settlement and a replay come to, before the money is split. */
interface Outcome {
  readonly own: NewResult;
  readonly results: readonly NewResult[];
  readonly moves: readonly Move[];
  readonly state: Replayed['state'];
  readonly lastDay: string | null;
}

/**
 * Rejects `settlement/total_mismatch`, and whatever making the event, picking the law and settling
 * reject.
 */
export async function decideBill(
  context: BillContext,
  file: PersonFile,
  request: BillRequest,
): Promise<Result<BillDecision>> {
  const { services, scope } = context;
  const event = eventOf(context, file, request);
  if (!event.ok) return event;
  const sumFen = event.value.lines.reduce((sum, { costFen }) => sum + costFen, 0);
  if (sumFen !== request.totalFen) return totalMismatch();
  const outcome = await settleEvent(services, file, request, event.value, context);
  if (!outcome.ok) return outcome;
  const { own } = outcome.value;
  const byLaw = billMoney(own, 0);
  const accountFen = accountShare(byLaw.cashFen, file.chain.accountFen, request.usesAccount);
  const money = billMoney(own, accountFen);
  if (money.accountFen > file.chain.accountFen) {
    return rejected(
      'settlement/account_short',
      '个人账户余额不足以支付法定由账户支付的部分，请核对',
    );
  }
  const facts = factsOf(request, file, {
    accountFen,
    isTreatFirst: isTreatFirst(context, file, request),
  });
  const place = {
    area: file.enrolled.area,
    personId: file.head.personId,
    institution: context.provider.code,
    isTreatFirst: facts.isTreatFirst,
    paysPerson: facts.claimId !== undefined,
  };
  const month = openMonth(monthOf(scope.at), file.lastClosed);
  const first = appendTo(
    file.chain,
    {
      kind: 'settle',
      subject: request.settlementId,
      area: place.area,
      month,
      at: scope.at,
      postings: billPostings(money, place),
    },
    services.ledgerKey,
  );
  const moved = moveEntries(services, first.chain, outcome.value.moves, {
    area: place.area,
    month,
    at: scope.at,
  });
  return accepted({
    bill: billOf(context, file, request, { own, accountFen, balanceFen: first.chain.accountFen }),
    change: changeOf(context, file, {
      request,
      event: event.value,
      facts: { ...facts, balanceFen: first.chain.accountFen },
      entries: [first.sealed, ...moved],
      outcome: outcome.value,
    }),
  });
}

interface Settling {
  readonly request: BillRequest;
  readonly event: VisitEvent;
  readonly facts: SettlementFacts;
  readonly entries: readonly SealedEntry[];
  readonly outcome: Outcome;
}

function changeOf(
  { provider, envelope }: BillContext,
  file: PersonFile,
  { request, event, facts, entries, outcome }: Settling,
): PersonChange {
  const { settlementId, visit } = request;
  const { results, state, lastDay, moves } = outcome;
  return {
    settlement: {
      settlementId,
      visitId: visit.visitId,
      institution: provider.code,
      kind: 'settle',
      reverses: null,
      msgid: envelope.msgid,
      event,
      facts,
      batches: facts.batches,
      bindTo: settlementId,
    },
    results,
    entries,
    state,
    lastDay,
    events: [
      settledEvent('settlement.settled', file, settlementId),
      ...differenceEvents(file, moves),
    ],
  };
}

function eventOf(
  { scope }: BillContext,
  { enrolled }: PersonFile,
  { visit, batches, settlementId, dischargedOn }: BillRequest,
): Result<VisitEvent> {
  const settledOn = dayOf(cityDay(scope.at));
  const begins = dayOf(visit.beginAt);
  const isReferred = filingsOn(enrolled, 'transfer', begins).length > 0;
  const facets: Readonly<Record<string, string>> = isReferred ? { referral: 'referred' } : {};
  return visitEvent({ eventId: settlementId, visit, batches, settledOn, dischargedOn, facets });
}

async function settleEvent(
  services: Services,
  file: PersonFile,
  request: BillRequest,
  event: VisitEvent,
  context: BillContext,
): Promise<Result<Outcome>> {
  const given = await personLaw(services, file, []);
  const late = needsReplay(given, file.head, event);
  if (!late.ok) return late;
  if (!late.value) {
    const now = settleOnHead(given, file.head, event);
    if (!now.ok) return now;
    const { result, state, lastDay } = now.value;
    return accepted({ own: result, results: [result], moves: [], state, lastDay });
  }
  const fresh: StoredSettlement = {
    settlementId: request.settlementId,
    version: file.head.version + 1,
    visitId: request.visit.visitId,
    institution: context.provider.code,
    kind: 'settle',
    reverses: null,
    msgid: context.envelope.msgid,
    at: context.scope.at,
    event,
    facts: factsOf(request, file, { accountFen: 0, isTreatFirst: false }),
  };
  const replayed = await replayWith(services, file, fresh);
  if (!replayed.ok) return replayed;
  const own = replayed.value.results.find((one) => one.settlementId === request.settlementId);
  if (!own) throw new RangeError(`replay lost ${request.settlementId}`);
  return accepted({ ...replayed.value, own });
}

/** Replays the stored history, with one more item if there is one. */
export async function replayWith(
  services: Services,
  file: PersonFile,
  fresh: StoredSettlement | null,
): Promise<Result<Replayed>> {
  const { personId } = file.head;
  const { settlements: stored, results } = await historyToReplay(services.database, personId);
  const settlements = fresh ? [...stored, fresh] : stored;
  const hashes = [...results.values()].map(({ law }) => law);
  const given = await personLaw(services, file, hashes);
  return replayPerson(given, { settlements, results });
}

/** The law and the person as the engine takes them, with the versions that some hashes name. */
export async function personLaw(
  { lawBook }: Services,
  { enrolled }: Pick<PersonFile, 'enrolled'>,
  hashes: readonly string[],
): Promise<PersonLaw> {
  const { law } = lawBook;
  const known = new Set(law.programs.map(({ hash }) => hash));
  const missing = [...new Set(hashes)].filter((hash) => !known.has(hash));
  const archive = await Promise.all(missing.map((hash) => lawBook.program(hash)));
  return { law, archive, area: enrolled.area, person: toPerson(enrolled) };
}

function billOf(
  context: BillContext,
  { enrolled }: PersonFile,
  request: BillRequest,
  paid: { readonly own: NewResult; readonly accountFen: number; readonly balanceFen: number },
): Bill {
  const { scope, envelope } = context;
  return {
    visit: request.visit,
    person: personFields(enrolled, asDay(dayOf(cityDay(scope.at)))),
    result: paid.own,
    medType: request.medType,
    insuranceType: request.insuranceType,
    credentialType: request.credentialType,
    region: enrolled.region,
    settlementId: request.settlementId,
    settledAt: scope.at,
    msgid: envelope.msgid,
    accountFen: paid.accountFen,
    balanceFen: paid.balanceFen,
    isReversal: false,
  };
}

function totalMismatch(): Result<never> {
  return rejected(
    'settlement/total_mismatch',
    'medfee_sumamt 不等于未结算费用明细之和，请核对明细后再结算',
    'medfee_sumamt',
  );
}
