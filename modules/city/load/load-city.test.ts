/** A city goes into a database and comes out the same; with DATABASE_URL also into a server. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Database, migrate, openDatabase } from '../../../platform/database/index.ts';
import { makeCity } from '../make/make-city.ts';
import { tablesOf } from '../tables/tables.ts';
import { loadCity, unloadCity } from './load-city.ts';
import { createSchema } from './schema.ts';
import { cityMigrations } from './store.ts';

const root = mkdtempSync(join(tmpdir(), 'tibao-load-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the migration', () => {
  it('says what the definitions of the tables say', () => {
    const file = new URL('../migrations/001-city.sql', import.meta.url);
    const lists = { counties: [], providers: [], items: [], diagnoses: [] };
    expect(readFileSync(file, 'utf8')).toBe(createSchema(tablesOf(lists)));
  });
});

async function through(database: Database, name: string): Promise<void> {
  await migrate(database, [cityMigrations]);
  const order = { like: 'zhoushan', people: 60, year: 2021, seed: 2, levers: {}, planted: false };
  const { manifest } = await makeCity(order, { folder: join(root, name), workers: 0 });
  const rows = await loadCity({ folder: join(root, name), database });
  expect(rows).toBe(Object.values(manifest.rows).reduce((sum, each) => sum + each, 0));
  await expect(loadCity({ folder: join(root, name), database })).rejects.toThrow('已有一座城市');
  const back = await unloadCity(database, join(root, `${name}-back`));
  expect(back.hash).toBe(manifest.hash);
  await database.query('UPDATE city.visits SET psn_cash_pay_fen = psn_cash_pay_fen + 1');
  await expect(unloadCity(database, join(root, `${name}-changed`))).rejects.toThrow('内容不同');
}

describe('a city in a database', () => {
  it('comes out of the embedded one as it went in', async () => {
    const database = await openDatabase({ kind: 'embedded', folder: join(root, 'pglite') });
    await through(database, 'embedded');
    await database.close();
  });

  const url = process.env.DATABASE_URL;
  it.skipIf(!url)(
    'comes out of a server as it went in (skipped without DATABASE_URL)',
    async () => {
      const database = await openDatabase({ kind: 'postgres', url: url ?? '' });
      await database.script('DROP SCHEMA IF EXISTS city CASCADE');
      await through(database, 'server');
      await database.close();
    },
  );
});
