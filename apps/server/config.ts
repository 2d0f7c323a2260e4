/**
 * Configuration from the environment. Every setting has a default that works on a laptop.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { DatabaseConfig } from '../../platform/database/index.ts';
import { parseRootKeys, type RootKeys, readOrMakeRootKeys } from '../../platform/vault/index.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly database: DatabaseConfig;
  /** Folder of what is kept outside the database: keys, token, daily roots. */
  readonly folder: string;
  readonly keys: RootKeys;
  readonly operatorToken: string;
  /** Milliseconds that the platform's clock is ahead of the machine's. */
  readonly clockAhead: number;
  /** Folder of law to publish at start. */
  readonly policies: string;
  readonly demoPersons: number;
  /** Folder of the pages as made by `apps/web/build.ts`; null: messages and REST alone. */
  readonly pages: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 8700;
const MOST_CONNECTIONS = 20;

/** Reads the environment; throws with what to do where a value cannot be used. */
export function readConfig(env: Environment, policies: string, now: Date): Config {
  const folder = env.TIBAO_DATA ?? 'data';
  const url = env.DATABASE_URL;
  const port = wholeNumber(env, 'TIBAO_PORT', DEFAULT_PORT);
  return {
    host: env.TIBAO_HOST ?? '127.0.0.1',
    port,
    folder,
    database: url
      ? {
          kind: 'postgres',
          url,
          connections: wholeNumber(env, 'TIBAO_CONNECTIONS', MOST_CONNECTIONS),
        }
      : { kind: 'embedded', folder: join(folder, 'database') },
    keys: env.TIBAO_KEYS ? parseRootKeys(env.TIBAO_KEYS) : readOrMakeRootKeys(join(folder, 'keys')),
    operatorToken: env.TIBAO_OPERATOR_TOKEN ?? readOrMakeToken(join(folder, 'operator-token')),
    clockAhead: clockAhead(env.TIBAO_TODAY, now),
    policies: env.TIBAO_POLICIES ?? policies,
    demoPersons: wholeNumber(env, 'TIBAO_DEMO_PERSONS', 0),
    pages: env.TIBAO_PAGES ? resolve(env.TIBAO_PAGES) : null,
  };
}

function wholeNumber(env: Environment, name: string, otherwise: number): number {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`${name} 应为不小于 0 的整数，现在是 ${text}`);
  return Number(text);
}

/** `TIBAO_TODAY=YYYY-MM-DD`: the platform lives that day from ten o'clock on, for rehearsals. */
function clockAhead(today: string | undefined, now: Date): number {
  if (today === undefined || today === '') return 0;
  const at = new Date(`${today}T10:00:00+08:00`);
  if (Number.isNaN(at.getTime())) {
    throw new RangeError(`TIBAO_TODAY 应为日期 YYYY-MM-DD，现在是 ${today}`);
  }
  return at.getTime() - now.getTime();
}

function readOrMakeToken(path: string): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(path, 'utf8').trim();
}
