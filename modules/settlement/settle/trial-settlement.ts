/**
 * Settles a visit that is only thought of, of a person on file or of an invented one, and keeps
 * nothing. The same law, engine and reasons as a bill.
 */
import { type Explanation, explain, explainText } from '../../../engine/explain/index.ts';
import {
  EMPTY_STATE,
  type Fact,
  type HistoryItem,
  type Line,
  type LineShare,
  type Settled,
  settleHistory,
  spreadOverLines,
  type Visit,
} from '../../../engine/settle/index.ts';
import { accepted, parseDay, type Result, rejected } from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import { recordAudit } from '../../../platform/audit/index.ts';
import { filingsOn } from '../../enrolment/index.ts';
import { historyOf, type PastMoves, pastMoves, shownMoves } from '../backwards/person-past.ts';
import { personOf } from '../inquiry/person-of.ts';
import type { StoredSettlement } from '../model.ts';
import type { Services } from '../services.ts';
import { ENGINE } from './compact-trace.ts';
import { billMoney } from './payment.ts';
import { replayPerson } from './replay-person.ts';
import { personLaw } from './settle-bill.ts';
import { resultOf } from './settle-visit.ts';

/** One of `personNo` and `person`. Days `YYYY-MM-DD`, amounts fen. */
export interface TrialRequest {
  readonly personNo?: string;
  readonly person?: TrialPerson;
  /** Of an invented person: visits before, as they were recorded. */
  readonly earlier?: readonly TrialVisit[];
  readonly visit: TrialVisit;
}

export interface TrialPerson {
  readonly area: string;
  readonly bornOn: string | null;
  readonly facts: readonly {
    readonly dimension: string;
    readonly code: string;
    readonly from: string;
    readonly until: string | null;
  }[];
}

export interface TrialVisit {
  /** Stands for each of the four days that is not given. */
  readonly on: string;
  readonly admittedOn?: string;
  readonly servedOn?: string;
  readonly dischargedOn?: string;
  readonly settledOn?: string;
  readonly facets: Readonly<Record<string, string>>;
  readonly lines: readonly {
    readonly costFen: number;
    readonly overLimitFen?: number;
    readonly firstShareBp?: number;
    readonly facets: Readonly<Record<string, string>>;
  }[];
}

export interface TrialBill extends PastMoves {
  /** Hash of the law, and the engine. */
  readonly law: string;
  readonly engine: string;
  readonly totalFen: number;
  readonly fundsFen: number;
  readonly hospitalFen: number;
  /** What the law itself takes from the personal account. */
  readonly accountFen: number;
  readonly cashFen: number;
  readonly payers: Readonly<Record<string, number>>;
  readonly lines: readonly LineShare[];
  readonly explanation: Explanation;
  readonly text: string;
}

const TRIAL = 'trial';
/** Stands in messages of what settling rejects. */
const INVENTED = '试算人员';
const NO_MOVES = pastMoves([]);

/**
 * Rejects `settlement/trial_unclear` (not one person), `settlement/day_unknown`, as `personOf`, and
 * what settling rejects. Audits the read of a person on file.
 */
export async function trialSettlement(
  services: Services,
  scope: RequestScope,
  request: TrialRequest,
): Promise<Result<TrialBill>> {
  const { personNo, person, earlier = [] } = request;
  const visit = visitOf(request.visit, TRIAL);
  if (!visit.ok) return visit;
  if (person && personNo === undefined) return onInvented(services, person, earlier, visit.value);
  if (personNo !== undefined && !person && earlier.length === 0) {
    return onFile(services, scope, personNo, visit.value);
  }
  return rejected(
    'settlement/trial_unclear',
    '请只给 personNo（在册人员），或只给 person（虚拟人员，可带 earlier）',
  );
}

function onInvented(
  { lawBook }: Pick<Services, 'lawBook'>,
  { area, bornOn, facts }: TrialPerson,
  earlier: readonly TrialVisit[],
  visit: Visit,
): Result<TrialBill> {
  const before: Visit[] = [];
  for (const [index, one] of earlier.entries()) {
    const read = visitOf(one, `earlier-${index + 1}`);
    if (!read.ok) return read;
    before.push(read.value);
  }
  const born = bornOn === null ? null : parseDay(bornOn);
  if (born === undefined) return dayUnknown('person.bornOn');
  const held: Fact[] = [];
  for (const { dimension, code, from, until } of facts) {
    const effectiveFrom = parseDay(from);
    const effectiveUntil = until === null ? null : parseDay(until);
    if (effectiveFrom === undefined || effectiveUntil === undefined)
      return dayUnknown('person.facts');
    held.push({ dimension, code, effectiveFrom, effectiveUntil });
  }
  const items = [...before, visit].map((event): HistoryItem => ({ kind: 'event', event }));
  const run = settleHistory(
    lawBook.law,
    { area, person: { id: INVENTED, bornOn: born, facts: held }, items },
    { start: EMPTY_STATE, archive: [] },
  );
  if (!run.ok) return run;
  const own = run.value.steps.find(({ event }) => event.id === TRIAL);
  if (!own) throw new RangeError('the trial is not in its own history');
  return accepted({ ...billOf({ lawBook }, own.settled, visit), ...NO_MOVES });
}

async function onFile(
  services: Services,
  scope: RequestScope,
  personNo: string,
  visit: Visit,
): Promise<Result<TrialBill>> {
  const found = await personOf(services, scope, personNo);
  if (!found.ok) return found;
  const enrolled = found.value;
  const { personId } = enrolled;
  await recordAudit(services.database, scope, {
    action: 'settlement.trial',
    personId,
    subject: personNo,
  });
  const isReferred = filingsOn(enrolled, 'transfer', visit.admittedOn).length > 0;
  const facets = isReferred ? { referral: 'referred', ...visit.facets } : visit.facets;
  const event: Visit = { ...visit, facets };
  const history = await historyOf(services, personId);
  const hashes = [...history.results.values()].map(({ law }) => law);
  const given = await personLaw(services, { enrolled }, hashes);
  const settlements = [...history.settlements, thoughtOf(event, scope.at)];
  const replayed = replayPerson(given, { ...history, settlements });
  if (!replayed.ok) return replayed;
  const settled = replayed.value.settled.get(TRIAL);
  if (!settled) throw new RangeError('the trial is not in its own history');
  const moves = shownMoves(replayed.value.moves, history);
  return accepted({ ...billOf(services, settled, event), ...pastMoves(moves) });
}

function thoughtOf(event: Visit, at: Date): StoredSettlement {
  return {
    settlementId: TRIAL,
    version: Number.MAX_SAFE_INTEGER,
    visitId: TRIAL,
    institution: '',
    kind: 'settle',
    reverses: null,
    msgid: '',
    at,
    event,
    facts: {
      medType: '',
      insuranceType: '',
      credentialType: '',
      invoiceNo: null,
      batches: [],
      isMidStay: false,
      accountFen: 0,
      balanceFen: 0,
      isTreatFirst: false,
    },
  };
}

function billOf({ lawBook }: Pick<Services, 'lawBook'>, settled: Settled, visit: Visit) {
  const money = billMoney(resultOf(settled, null), 0);
  const explanation = explain(settled, lawBook.law);
  return {
    law: settled.law,
    engine: ENGINE,
    totalFen: money.totalFen,
    fundsFen: money.fundsFen,
    hospitalFen: money.hospitalFen,
    accountFen: money.accountFen,
    cashFen: money.cashFen,
    payers: Object.fromEntries(money.payers),
    lines: spreadOverLines(settled, visit),
    explanation,
    text: explainText(explanation, 'zh'),
  };
}

function visitOf({ on, facets, lines, ...days }: TrialVisit, id: string): Result<Visit> {
  const day = parseDay(on);
  const admittedOn = days.admittedOn === undefined ? day : parseDay(days.admittedOn);
  const servedOn = days.servedOn === undefined ? day : parseDay(days.servedOn);
  const dischargedOn = days.dischargedOn === undefined ? day : parseDay(days.dischargedOn);
  const settledOn = days.settledOn === undefined ? day : parseDay(days.settledOn);
  if (
    admittedOn === undefined ||
    servedOn === undefined ||
    dischargedOn === undefined ||
    settledOn === undefined
  ) {
    return dayUnknown(id);
  }
  const dated = { admittedOn, servedOn, dischargedOn, settledOn };
  return accepted({ kind: 'visit', id, ...dated, facets, lines: lines.map(lineOf) });
}

function lineOf(line: TrialVisit['lines'][number], index: number): Line {
  const { costFen, overLimitFen = 0, firstShareBp = 0, facets } = line;
  const id = `line-${index + 1}`;
  return { id, costFen, overLimitFen, firstShareBp, firstShareFen: null, facets };
}

function dayUnknown(at: string): Result<never> {
  return rejected('settlement/day_unknown', `${at} 的日期应为存在的日期 yyyy-MM-dd`, at);
}
