/** The stores of a platform, as a command names them. */
import { existsSync } from 'node:fs';
import { type Database, LockHeld, openDatabase } from '../../platform/database/index.ts';
import type { RootKeys } from '../../platform/vault/index.ts';
import { readConfig } from '../server/config.ts';
import { EXIT, Refused } from './io.ts';
import { POLICIES } from './load-law.ts';

export interface PlatformPlace {
  readonly database: Database;
  readonly keys: RootKeys;
  /** Of a server; null: embedded. */
  readonly url: string | null;
  /** Where keys and daily roots are kept. */
  readonly folder: string;
}

/**
 * Opens what a text names: a PostgreSQL URL, with the keys of `TIBAO_KEYS` or of `TIBAO_DATA`; or a
 * data folder, with database and keys in it as the platform itself keeps them.
 */
export async function openPlatform(db: string, isNew: boolean): Promise<PlatformPlace> {
  const isServer = /^postgres(ql)?:\/\//.test(db);
  if (!isServer && !isNew && !existsSync(db)) throw new Refused(`没有文件夹 ${db}。`, EXIT.usage);
  const { DATABASE_URL: _, ...env } = process.env;
  const config = readConfig(
    isServer ? { ...env, DATABASE_URL: db } : { ...env, TIBAO_DATA: db },
    POLICIES,
    new Date(),
  );
  const database = await openDatabase(config.database).catch((fault: unknown) => {
    if (!(fault instanceof LockHeld)) throw fault;
    const hint = '平台运行时要核对账本，请用 POST /api/ledger/verifications';
    throw new Refused(`${fault.message}。${hint}。`, EXIT.usage);
  });
  return { database, keys: config.keys, url: isServer ? db : null, folder: config.folder };
}
