/** `tibao ledger verify`: what holds of the ledger and what does not. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { findByPersonNo } from '../../modules/enrolment/index.ts';
import {
  type DayRoot,
  spanOfMonth,
  type Verdict,
  verifyLedger,
} from '../../modules/ledger/index.ts';
import {
  type SettlementVerdict,
  type SettlementWalk,
  verifySettlements,
} from '../../modules/settlement/index.ts';
import { migrate } from '../../platform/database/index.ts';
import { createVault } from '../../platform/vault/index.ts';
import { missingDays, readRoots } from '../server/daily-roots.ts';
import { ALL_MIGRATIONS } from '../server/migrations.ts';
import { openServices } from '../server/services.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { count, verdictText } from './ledger-verdict.ts';
import { openPlatform, type PlatformPlace } from './open-platform.ts';

export interface VerifyOptions {
  readonly database: string;
  readonly settle?: boolean;
  readonly roots?: string;
  readonly json?: boolean;
  /** Number of a person: this one alone. */
  readonly person?: string;
  /** `YYYY-MM`: what was settled then is settled again. */
  readonly month?: string;
  /** Where an ended run said to go on. */
  readonly after?: string;
}

/**
 * Exit code 0: all holds; 1: something does not, or it was ended before its end. Changes nothing
 * but missing migrations. An interrupt ends it after what it is at, and says where to go on.
 */
export async function ledgerVerify(io: Io, options: VerifyOptions): Promise<number> {
  const order = orderOf(options);
  const place = await openPlatform(options.database, false);
  const interrupt = interruption();
  try {
    await migrate(place.database, ALL_MIGRATIONS);
    const roots = rootsOf(options.roots ?? join(place.folder, 'roots'), options.roots);
    const { ledger, settled } = await walks(io, place, {
      ...order,
      roots,
      personNo: options.person ?? null,
      isEnded: interrupt.isAsked,
    });
    const resume = interrupt.isAsked() ? placeOf(ledger, settled, order) : null;
    const isSound =
      resume === null && [ledger, settled].every((one) => (one?.faults.length ?? 0) === 0);
    const days = missingDays(roots.map(({ day }) => day));
    const found = { ledger, settled, roots: roots.length, missingDays: days, resume };
    const report = { database: place.database.kind, ...found, isSound };
    if (options.json) io.out(`${JSON.stringify(report, null, 2)}\n`);
    else io.out(verdictText(io, found));
    return isSound ? EXIT.ok : EXIT.findings;
  } finally {
    interrupt.forget();
    await place.database.close();
  }
}

/** What is gone through, and from where. */
interface Order {
  readonly isLedger: boolean;
  readonly isSettling: boolean;
  readonly ledgerFrom: number | null;
  readonly settleFrom: number | null;
  readonly within: Span | null;
}

type Span = NonNullable<SettlementWalk['within']>;

const PLACE = /^(ledger|settle):(-?\d{1,15})$/;

function orderOf({ settle = false, month, after }: VerifyOptions): Order {
  const from = after === undefined ? null : PLACE.exec(after);
  if (after !== undefined && !from) {
    throw new Refused(
      `--after 应为上一次给出的位置，如 settle:1024，现在是 ${after}。`,
      EXIT.usage,
    );
  }
  if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new Refused(`月份应为 YYYY-MM，现在是 ${month}。`, EXIT.usage);
  }
  const isLater = from?.[1] === 'settle';
  return {
    isLedger: !isLater,
    isSettling: settle || isLater || month !== undefined,
    ledgerFrom: from && !isLater ? Number(from[2]) : null,
    settleFrom: from && isLater ? Number(from[2]) : null,
    within: month === undefined ? null : spanOfMonth(month),
  };
}

interface Walks extends Order {
  readonly roots: readonly DayRoot[];
  readonly personNo: string | null;
  readonly isEnded: () => boolean;
}

interface Walked {
  readonly ledger: Verdict | null;
  readonly settled: SettlementVerdict | null;
}

async function walks(io: Io, { database, keys }: PlatformPlace, order: Walks): Promise<Walked> {
  const { isEnded, personNo, ledgerFrom, settleFrom, within } = order;
  const vault = createVault(keys);
  const person = personNo === null ? null : await findByPersonNo(database, vault, personNo);
  if (personNo !== null && !person) {
    throw new Refused(`没有人员编号 ${personNo}。`, EXIT.usage);
  }
  const some = { isEnded, ...(person ? { only: person.personId } : {}) };
  const told = progress(io);
  const ledger = order.isLedger
    ? await verifyLedger(database, vault.keyFor('ledger'), order.roots, {
        ...some,
        ...(ledgerFrom === null ? {} : { after: ledgerFrom }),
        onProgress: (persons) => told(`核对 ${count(persons)} 人`),
      })
    : null;
  if (!order.isSettling || isEnded()) {
    told(null);
    return { ledger, settled: null };
  }
  const services = await openServices({ database, vault, law: null, at: new Date() });
  const settled = await verifySettlements(services, {
    ...some,
    ...(settleFrom === null ? {} : { after: settleFrom }),
    ...(within === null ? {} : { within }),
    onProgress: (settlements) => told(`重算 ${count(settlements)} 笔`),
  });
  told(null);
  return { ledger, settled };
}

/** Where an ended run goes on, as `--after` takes it. */
function placeOf(
  ledger: Verdict | null,
  settled: SettlementVerdict | null,
  { ledgerFrom, settleFrom }: Order,
): string {
  if (ledger && !ledger.isWhole) return `ledger:${ledger.lastPerson ?? ledgerFrom ?? -1}`;
  return `settle:${settled?.lastPerson ?? settleFrom ?? -1}`;
}

/** Says whether somebody asked to end. */
function interruption(): { readonly isAsked: () => boolean; readonly forget: () => void } {
  let isAsked = false;
  const ask = () => {
    isAsked = true;
  };
  process.once('SIGINT', ask);
  return { isAsked: () => isAsked, forget: () => process.off('SIGINT', ask) };
}

/** Reads the exported roots. A named folder must be there. */
function rootsOf(folder: string, named: string | undefined): readonly DayRoot[] {
  if (named !== undefined && !existsSync(folder)) {
    throw new Refused(`没有文件夹 ${folder}。`, EXIT.usage);
  }
  try {
    return readRoots(folder);
  } catch (fault) {
    if (fault instanceof RangeError) throw new Refused(fault.message, EXIT.usage);
    throw fault;
  }
}

const PAUSE = 1_000;

/** One line on `err` that is written over, once a second at most; null ends it. */
function progress(io: Io): (text: string | null) => void {
  let last = 0;
  let isOpen = false;
  return (text) => {
    if (text === null) {
      if (isOpen) io.err('\n');
      return;
    }
    if (performance.now() - last < PAUSE) return;
    last = performance.now();
    isOpen = true;
    io.err(`\r${text} …`);
  };
}
