/**
 * Settles every stored event again, under the law and by the facts that settled it, and holds what
 * comes out against what is stored and against what the ledger has posted. A fen of difference is a
 * fault; nothing is changed.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Settled } from '../../../engine/settle/index.ts';
import { findByPersonId } from '../../enrolment/index.ts';
import {
  entriesOf,
  positionOf,
  type StoredEntry,
  type Walk,
  whileUnmoved,
} from '../../ledger/index.ts';
import { replayAsOf } from '../backwards/replay-as-of.ts';
import type { StoredResult, StoredSettlement } from '../model.ts';
import type { Services } from '../services.ts';
import { resultsOf, settlementsOf } from '../store/read.ts';
import { settledPersons, settledWithin, versionOf } from '../store/verify.ts';
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
  /** Until where it came; null: nobody. */
  readonly lastPerson: number | null;
  /** Whether it came to its end. */
  readonly isWhole: boolean;
  /** At most 1,000 are listed. */
  readonly faults: readonly SettlementFault[];
}

/** Which persons are settled again; `onProgress` is told how many settlements were. */
export interface SettlementWalk extends Walk {
  /** Those for whom something was settled or taken back in it; instants, half open. */
  readonly within?: { readonly from: Date; readonly until: Date };
}

/** Ids are read so many at a time, persons settled again so many at once. */
const PAGE = 4_096;
const AT_ONCE = 8;
const MOST_FAULTS = 1_000;

/** Goes through persons in the order of their ids; ends early after 1,000 faults. */
export async function verifySettlements(
  services: Services,
  walk: SettlementWalk = {},
): Promise<SettlementVerdict> {
  const faults: SettlementFault[] = [];
  let persons = 0;
  let settlements = 0;
  let lastPerson: number | null = null;
  const verdict = (isWhole: boolean): SettlementVerdict => ({
    persons,
    settlements,
    lastPerson,
    isWhole,
    faults: faults.slice(0, MOST_FAULTS),
  });
  for (;;) {
    const page = await personsAfter(services, walk, lastPerson);
    for (let first = 0; first < page.length; first += AT_ONCE) {
      if (faults.length >= MOST_FAULTS || walk.isEnded?.()) return verdict(false);
      const some = page.slice(first, first + AT_ONCE);
      for (const own of await Promise.all(some.map((one) => verifyPerson(services, one)))) {
        faults.push(...own.faults);
        settlements += own.settlements;
      }
      persons += some.length;
      lastPerson = some.at(-1) ?? lastPerson;
      walk.onProgress?.(settlements);
    }
    if (page.length < PAGE) return verdict(true);
  }
}

/** The next persons of a walk. */
async function personsAfter(
  { database }: Services,
  { after: from, only, within }: SettlementWalk,
  last: number | null,
): Promise<readonly number[]> {
  if (only !== undefined) return last === null ? [only] : [];
  const after = last ?? from ?? Number.MIN_SAFE_INTEGER;
  return within
    ? settledWithin(database, within, after, PAGE)
    : settledPersons(database, after, PAGE);
}

interface Own {
  readonly settlements: number;
  readonly faults: readonly SettlementFault[];
}

/** What looks wrong is looked at again, for the person may have been changed meanwhile. */
async function verifyPerson(services: Services, personId: number): Promise<Own> {
  const own = await personAsRead(services, personId);
  if (own.faults.length === 0) return own;
  return whileUnmoved(
    () => versionOf(services.database, personId),
    () => personAsRead(services, personId),
  );
}

async function personAsRead(services: Services, personId: number): Promise<Own> {
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
