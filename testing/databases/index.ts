/**
 * Databases for tests: the same suite runs on the embedded one and on a PostgreSQL server.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Database, openEmbedded, openPostgres } from '../../platform/database/index.ts';
import { newEmbeddedFolder } from './embedded-folder.ts';
import { serverPrograms, startServer } from './server.ts';

export { newEmbeddedFolder } from './embedded-folder.ts';

/** Gives a new empty database of the suite's kind; all are closed when the suite ends. */
export type NewDatabase = () => Promise<Database>;

/**
 * Declares a suite twice: on PGlite and on PostgreSQL. Without PostgreSQL's programs the second is
 * skipped, and says so.
 */
export function onBothDatabases(title: string, suite: (fresh: NewDatabase) => void): void {
  describe(`${title} [embedded]`, () => {
    const { fresh, end } = embeddedDatabases();
    afterAll(end);
    suite(fresh);
  });
  if (serverPrograms() === null) {
    console.error(`SKIPPED: ${title} on PostgreSQL – the Debian package postgresql is missing`);
    describe.skip(`${title} [PostgreSQL is not installed]`, () => suite(refuse));
    return;
  }
  describe(`${title} [PostgreSQL]`, () => {
    const { fresh, begin, end } = serverDatabases();
    beforeAll(begin);
    afterAll(end);
    suite(fresh);
  });
}

const refuse: NewDatabase = () => Promise.reject(new Error('PostgreSQL is not installed'));

/** New embedded databases, each a copy of one that was made once on this machine. */
export function embeddedDatabases(): { fresh: NewDatabase; end: () => Promise<void> } {
  const open: Database[] = [];
  const folders: string[] = [];
  return {
    fresh: async () => {
      const folder = await newEmbeddedFolder();
      folders.push(folder);
      const database = await openEmbedded({ folder });
      open.push(database);
      return database;
    },
    end: async () => {
      await Promise.all(open.map((database) => database.close()));
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serverDatabases() {
  let server: Awaited<ReturnType<typeof startServer>> | null = null;
  const open: Database[] = [];
  return {
    begin: async () => {
      server = await startServer();
    },
    fresh: async () => {
      if (!server) throw new Error('the server has not been started');
      const name = `t${randomBytes(6).toString('hex')}`;
      const admin = await openPostgres({ url: server.url, connections: 1 });
      await admin.query(`CREATE DATABASE ${name}`);
      await admin.close();
      const url = server.url.replace('/postgres?', `/${name}?`);
      const database = await openPostgres({ url });
      open.push(database);
      return database;
    },
    end: async () => {
      await Promise.all(open.map((database) => database.close()));
      await server?.stop();
    },
  };
}
