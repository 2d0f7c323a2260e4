/**
 * A PostgreSQL server with a whole register and its past. It is made once and kept in the machine's
 * folder for temporary files; what a run adds stays there, and is small beside it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServices } from '../../../apps/server/services.ts';
import { type Database, MigrationChanged, openPostgres } from '../../../platform/database/index.ts';
import { type Server, startServer } from '../../../testing/databases/server.ts';
import {
  areaLaw,
  serviceOn,
  TEST_VAULT,
  type TestService,
} from '../../../testing/service/index.ts';
import { seedCity } from './seed-city.ts';

export interface SeededCity {
  readonly service: TestService;
  readonly database: Database;
  readonly url: string;
  /** Process id of the postmaster. */
  readonly pid: number;
  close(): Promise<void>;
}

/**
 * As on a machine that serves a city: more memory, checkpoints that are minutes apart, and what a
 * vacuum has changed handed to the disk piece by piece, so that no commit waits behind all of it.
 */
const SETTINGS = [
  'shared_buffers=2GB',
  'max_wal_size=8GB',
  'checkpoint_timeout=15min',
  'backend_flush_after=256kB',
];
const FILLING = [...SETTINGS, 'wal_level=minimal', 'max_wal_senders=0', 'autovacuum=off'];
const AT = new Date('2025-06-16T02:00:00Z');

/**
 * Opens the city of so many persons, and makes it first if it is not there. What migrations came
 * since run on it, as they do on a platform that serves.
 */
export async function openSeeded(persons: number, connections: number): Promise<SeededCity> {
  const folder = join(ROOT, `${persons}-${digest()}`);
  if (existsSync(join(folder, 'filled'))) {
    try {
      return await openKept(folder, connections);
    } catch (fault) {
      if (!(fault instanceof MigrationChanged)) throw fault;
    }
  }
  forget(persons);
  await fill(folder, persons);
  return await openKept(folder, connections);
}

async function openKept(folder: string, connections: number): Promise<SeededCity> {
  const server = await startServer({ folder, isDurable: true, settings: SETTINGS });
  const database = await openPostgres({ url: server.url, connections });
  let service: TestService;
  try {
    service = await open(database);
    await warm(database);
  } catch (fault) {
    await database.close();
    await server.stop();
    throw fault;
  }
  const close = async () => {
    await database.close();
    await server.stop();
  };
  return { service, database, url: server.url, pid: server.pid, close };
}

/** Not below the clone: the server's own user must reach it, and a socket's path is short. */
const ROOT = join(tmpdir(), 'tibao-bench-service');

/** Cities of an older seed are of no use, and large. */
function forget(persons: number): void {
  if (!existsSync(ROOT)) return;
  for (const name of readdirSync(ROOT)) {
    if (name.startsWith(`${persons}-`)) rmSync(join(ROOT, name), { recursive: true, force: true });
  }
}

/** A server that has run for a day has its tables in memory; one that has just started has not. */
async function warm(database: Database): Promise<void> {
  await database.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm');
  await database.query(
    `SELECT sum(pg_prewarm(c.oid, 'read')) AS pages
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'i', 't') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
}

async function open(database: Database): Promise<TestService> {
  const law = areaLaw('wenzhou');
  const services = await openServices({ database, vault: TEST_VAULT, law, at: AT });
  return serviceOn(services, { at: AT });
}

async function fill(folder: string, persons: number): Promise<void> {
  console.error(`filling a register of ${persons.toLocaleString('en')} persons, once`);
  mkdirSync(folder, { recursive: true });
  const server: Server = await startServer({ folder, isDurable: false, settings: FILLING });
  const database = await openPostgres({ url: server.url, connections: 4 });
  try {
    await seedCity(await open(database), persons);
    await database.query('VACUUM (ANALYZE)');
  } finally {
    await database.close();
    await server.stop();
  }
  // Else the disk would still be busy with it while the first run measures.
  execFileSync('sync');
  writeFileSync(join(folder, 'filled'), '');
}

/** Of the seed's own text. */
function digest(): string {
  const text = readFileSync(new URL('seed-city.ts', import.meta.url));
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
