/**
 * Settles every stored event again, under the law and by the facts that settled it, and holds what
 * comes out against what is stored and against what the ledger has posted. A fen of difference is a
 * fault; nothing is changed.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Settled } from '../../../engine/settle/index.ts';
import { findByPersonId } from '../../enrolment/index.ts';
import { entriesOf, positionOf, type StoredEntry } from '../../ledger/index.ts';
import { replayAsOf } from '../backwards/replay-as-of.ts';
import type { StoredResult, StoredSettlement } from '../model.ts';
import type { Services } from '../services.ts';
import { resultsOf, settlementsOf } from '../store/read.ts';
import { settledPersons } from '../store/verify.ts';
import { resultOf } from './settle-visit.ts';

export interface SettlementFault {
  readonly personId: number;
  readonly settlementId: string | null;
  /** What is wrong, in Chinese. */
  readonly what: string;
}

export interface SettlementVerdict {
  readonly persons: number;
  readonly settlements: number;
  /** At most 1,000 are listed. */
  readonly faults: readonly SettlementFault[];
}

const PAGE = 64;
const MOST_FAULTS = 1_000;

/** Goes through all persons; ends early after 1,000 faults. */
export async function verifySettlements(
  services: Services,
  onProgress: (settlements: number) => void = () => undefined,
): Promise<SettlementVerdict> {
  const faults: SettlementFault[] = [];
  let persons = 0;
  let settlements = 0;
  let after = Number.MIN_SAFE_INTEGER;
  while (faults.length < MOST_FAULTS) {
    const page = await settledPersons(services.database, after, PAGE);
    for (const personId of page) {
      const own = await verifyPerson(services, personId);
      faults.push(...own.faults);
      settlements += own.settlements;
      persons++;
      after = personId;
    }
    onProgress(settlements);
    if (page.length < PAGE) break;
  }
  return { persons, settlements, faults: faults.slice(0, MOST_FAULTS) };
}

interface Own {
  readonly settlements: number;
  readonly faults: readonly SettlementFault[];
}

async function verifyPerson(services: Services, personId: number): Promise<Own> {
  const { database, vault } = services;
  const [enrolled, all, results, entries] = await Promise.all([
    findByPersonId(database, vault, personId),
    settlementsOf(database, personId),
    resultsOf(database, personId),
    entriesOf(database, personId),
  ]);
  const settled = all.filter(({ kind }) => kind === 'settle');
  const faults: SettlementFault[] = [];
  const fault = (settlementId: string | null, what: string) =>
    faults.push({ personId, settlementId, what });
  if (!enrolled) {
    fault(null, '有结算而没有这个人的参保记录');
    return { settlements: settled.length, faults };
  }
  const known = new Set(settled.map(({ settlementId }) => settlementId));
  for (const subject of subjectsOf(entries, results)) {
    if (!known.has(subject)) fault(subject, '有分录或结果而没有这个结算');
  }
  const replays = new Map<number, ReadonlyMap<string, Settled> | string>();
  const replayOf = async (version: number) => {
    const made = replays.get(version);
    if (made !== undefined) return made;
    const run = await replayAsOf(services, enrolled, all, version);
    const steps = run.ok ? run.value.settled : run.rejection.code;
    replays.set(version, steps);
    return steps;
  };
  const last = Math.max(0, ...all.map(({ version }) => version));
  const reversed = new Set(all.map(({ reverses }) => reverses));
  for (const one of settled) {
    const { settlementId } = one;
    const result = results.get(settlementId);
    if (!result) {
      fault(settlementId, '没有结算结果');
      continue;
    }
    for (const what of postingFaults(one, result, entries, reversed.has(settlementId))) {
      fault(settlementId, what);
    }
    // What no later change moved comes out of one replay of the whole history.
    const isSame = unlike(await replayOf(Math.max(last, result.version)), result) === null;
    const why = isSame ? null : unlike(await replayOf(result.version), result);
    if (why !== null) fault(settlementId, why);
  }
  return { settlements: settled.length, faults };
}

/** Settlements that entries and results speak of. */
function subjectsOf(
  entries: readonly StoredEntry[],
  results: ReadonlyMap<string, StoredResult>,
): ReadonlySet<string> {
  const settling = entries.filter(({ kind }) => kind === 'settle' || kind === 'difference');
  return new Set([...results.keys(), ...settling.map(({ subject }) => subject)]);
}

/** What a replay has other than the stored result; null: nothing. */
function unlike(
  replay: ReadonlyMap<string, Settled> | string,
  result: StoredResult,
): string | null {
  if (typeof replay === 'string') return `重算被拒绝：${replay}`;
  const settled = replay.get(result.settlementId);
  if (!settled) return '重算的历史里没有这个结算';
  const { payers, paid, totalFen, trace } = resultOf(settled, null);
  const now = { payers, paid: [...paid], totalFen, trace: JSON.parse(JSON.stringify(trace)) };
  const stored = {
    payers: result.payers,
    paid: result.paid,
    totalFen: result.totalFen,
    trace: result.trace,
  };
  return isDeepStrictEqual(now, stored) ? null : '重算与存档不符';
}

const ACCOUNT = 'personalAccount';
const HOSPITAL = 'hospital';

/** The funds' and the provider's parts in the ledger against what the result says was posted. */
function postingFaults(
  one: StoredSettlement,
  result: StoredResult,
  entries: readonly StoredEntry[],
  isReversed: boolean,
): readonly string[] {
  const position = positionOf(entries, one.settlementId);
  if (isReversed) return position.length === 0 ? [] : ['已撤销的结算在账上还有余额'];
  const posted = new Map<string, number>();
  for (const [index, payer] of result.payers.entries()) {
    const fen = result.posted[index] ?? 0;
    if (payer !== ACCOUNT && fen !== 0) posted.set(payer, fen);
  }
  const booked = new Map<string, number>();
  for (const { account, amountFen } of position) {
    const payer = account.startsWith('borne:') ? HOSPITAL : /^fund:[^:]*:(.+)$/.exec(account)?.[1];
    if (payer !== undefined) booked.set(payer, (booked.get(payer) ?? 0) - amountFen);
  }
  const payers = new Set([...posted.keys(), ...booked.keys()]);
  return [...payers]
    .filter((payer) => (posted.get(payer) ?? 0) !== (booked.get(payer) ?? 0))
    .map((payer) => `账上 ${payer} 的支付与结算结果不符`);
}
