/** `tibao ledger verify`: what holds of the ledger and what does not. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DayRoot, type Verdict, verifyLedger } from '../../modules/ledger/index.ts';
import { type SettlementVerdict, verifySettlements } from '../../modules/settlement/index.ts';
import { migrate } from '../../platform/database/index.ts';
import { createVault } from '../../platform/vault/index.ts';
import { ALL_MIGRATIONS } from '../server/migrations.ts';
import { openServices } from '../server/services.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { openPlatform } from './open-platform.ts';

export interface VerifyOptions {
  readonly database: string;
  readonly settle?: boolean;
  readonly roots?: string;
  readonly json?: boolean;
}

/** Exit code 0: all holds; 1: something does not. Changes nothing but missing migrations. */
export async function ledgerVerify(io: Io, options: VerifyOptions): Promise<number> {
  const { database, keys, folder } = await openPlatform(options.database, false);
  try {
    await migrate(database, ALL_MIGRATIONS);
    const vault = createVault(keys);
    const roots = readRoots(options.roots ?? join(folder, 'roots'), options.roots !== undefined);
    const told = progress(io);
    const ledger = await verifyLedger(database, vault.keyFor('ledger'), roots, (persons) =>
      told(`核对 ${count(persons)} 人`),
    );
    const settled = options.settle
      ? await verifySettlements(
          await openServices({ database, vault, law: null, at: new Date() }),
          (settlements) => told(`重算 ${count(settlements)} 笔`),
        )
      : null;
    told(null);
    const isSound = ledger.faults.length === 0 && (settled?.faults.length ?? 0) === 0;
    const report = { database: database.kind, roots: roots.length, ledger, settled, isSound };
    if (options.json) io.out(`${JSON.stringify(report, null, 2)}\n`);
    else io.out(verdictText(io, { ledger, settled, roots: roots.length }));
    return isSound ? EXIT.ok : EXIT.findings;
  } finally {
    await database.close();
  }
}

/** Reads the exported roots, oldest first. A named folder must be there. */
function readRoots(folder: string, isNamed: boolean): readonly DayRoot[] {
  if (!existsSync(folder)) {
    if (isNamed) throw new Refused(`没有文件夹 ${folder}。`, EXIT.usage);
    return [];
  }
  const names = readdirSync(folder).filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name));
  return names.sort().map((name) => {
    const root = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Partial<DayRoot>;
    if (typeof root.entriesRoot !== 'string' || typeof root.entries !== 'number') {
      throw new Refused(`${join(folder, name)} 不是日根文件。`, EXIT.usage);
    }
    // The rest was written by `dayRoot`; files of before months were kept have none.
    return { ...(root as DayRoot), months: root.months ?? [] };
  });
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

const count = (number: number) => number.toLocaleString('en');
const SHOWN = 50;

function verdictText(
  io: Io,
  {
    ledger,
    settled,
    roots,
  }: {
    readonly ledger: Verdict;
    readonly settled: SettlementVerdict | null;
    readonly roots: number;
  },
): string {
  const lines = [
    `分录 ${count(ledger.entries)} 条，${count(ledger.persons)} 人：借贷、链、校验码、链尾、月结余额已核对`,
    roots === 0 ? '没有日根文件，日根未核对' : `日根 ${roots} 份：分录和月结已核对`,
    settled
      ? `结算 ${count(settled.settlements)} 笔，${count(settled.persons)} 人：已重新结算并与分录核对`
      : '结算未重算（加 --settle）',
  ];
  const faults = [
    ...ledger.faults.map(
      ({ personId, seq, what }) =>
        `${personId === null ? '' : `人员 ${personId} `}${seq === null ? '' : `第 ${seq} 条 `}${what}`,
    ),
    ...(settled?.faults ?? []).map(
      ({ personId, settlementId, what }) => `人员 ${personId} 结算 ${settlementId ?? '—'} ${what}`,
    ),
  ];
  const more =
    faults.length > SHOWN ? [`……另有 ${faults.length - SHOWN} 处，加 --json 看全部`] : [];
  const verdict =
    faults.length === 0
      ? io.paint('green', '全部相符。')
      : io.paint('red', `不符 ${faults.length} 处：`);
  return `${[...lines, verdict, ...faults.slice(0, SHOWN), ...more].join('\n')}\n`;
}
