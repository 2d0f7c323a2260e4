/** `tibao ledger close` and `tibao ledger root`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDay } from '../../engine/units/index.ts';
import { openLawBook } from '../../modules/law/index.ts';
import { closeMonth, type DayRoot, dayRoot } from '../../modules/ledger/index.ts';
import { migrate } from '../../platform/database/index.ts';
import { createVault } from '../../platform/vault/index.ts';
import { rootPath, writeRoot } from '../server/daily-roots.ts';
import { ALL_MIGRATIONS } from '../server/migrations.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { openPlatform } from './open-platform.ts';

export interface CloseOptions {
  readonly database: string;
  readonly area: string;
  readonly json?: boolean;
}

/** Closes a month that is over by the machine's clock; a refusal is a finding. */
export async function ledgerClose(io: Io, month: string, options: CloseOptions): Promise<number> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new Refused(`月份应为 YYYY-MM，现在是 ${month}。`, EXIT.usage);
  }
  const { database } = await openPlatform(options.database, false);
  try {
    await migrate(database, ALL_MIGRATIONS);
    const { area } = options;
    const { regions } = await openLawBook(database);
    if (!regions.has(area)) {
      throw new Refused(
        `没有统筹区 ${area} 的法规。已发布：${[...regions.keys()].join('、')}。`,
        EXIT.usage,
      );
    }
    const close = { area, month, at: new Date(), by: 'operator:cli' };
    const done = await closeMonth(database, close);
    if (options.json) io.out(`${JSON.stringify(done.ok ? { area, month } : done.rejection)}\n`);
    else io.out(done.ok ? `${area} ${month} 已月结。\n` : `${done.rejection.message}\n`);
    return done.ok ? EXIT.ok : EXIT.findings;
  } finally {
    await database.close();
  }
}

export interface RootOptions {
  readonly database: string;
  readonly roots?: string;
  readonly json?: boolean;
}

/** Writes the root of a day once; one that was written before is held against it. */
export async function ledgerRoot(io: Io, day: string, options: RootOptions): Promise<number> {
  if (parseDay(day) === undefined) {
    throw new Refused(`日期应为 YYYY-MM-DD，现在是 ${day}。`, EXIT.usage);
  }
  const { database, keys, folder } = await openPlatform(options.database, false);
  try {
    await migrate(database, ALL_MIGRATIONS);
    const root = await dayRoot(database, createVault(keys).keyFor('ledger'), day);
    const roots = options.roots ?? join(folder, 'roots');
    const path = rootPath(roots, day);
    if (existsSync(path)) {
      const before = JSON.parse(readFileSync(path, 'utf8')) as DayRoot;
      const isSame = before.entriesRoot === root.entriesRoot && before.entries === root.entries;
      io.out(`${path} 早已导出，${isSame ? '与现在的分录相符' : '与现在的分录不符'}。\n`);
      return isSame ? EXIT.ok : EXIT.findings;
    }
    writeRoot(roots, root);
    if (options.json) io.out(`${JSON.stringify(root)}\n`);
    else io.out(`${path}：${root.entries} 条分录，${root.persons} 人。\n`);
    return EXIT.ok;
  } finally {
    await database.close();
  }
}
