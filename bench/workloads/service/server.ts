/**
 * The platform as a process of its own, for trials that kill it: on a database that is filled
 * already.
 */
import process from 'node:process';
import { listen } from '../../../apps/server/listen.ts';
import { openServices } from '../../../apps/server/services.ts';
import { openDatabase } from '../../../platform/database/index.ts';
import { TEST_VAULT } from '../../../testing/service/index.ts';

export const SERVER = import.meta.url;

/** Serves the database that the environment names; prints the address when it listens. */
export async function serve(): Promise<void> {
  const { DATABASE_URL: url, DATABASE_FOLDER: folder = '', PORT = '0' } = process.env;
  const { DATABASE_CONNECTIONS = '16' } = process.env;
  const database = await openDatabase(
    url
      ? { kind: 'postgres', url, connections: Number(DATABASE_CONNECTIONS) }
      : { kind: 'embedded', folder },
  );
  const at = new Date('2025-06-16T02:00:00Z');
  const services = await openServices({ database, vault: TEST_VAULT, law: null, at });
  const server = await listen({
    services,
    host: '127.0.0.1',
    port: Number(PORT),
    operatorToken: 'trial',
    now: () => at,
    rootsFolder: null,
    log: (line) => console.error(line.split('\n')[0]),
  });
  process.once('SIGTERM', () => process.exit(0));
  console.log(server.url);
}
