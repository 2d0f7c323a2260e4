/** A city goes into the platform's stores and comes out the same; what comes after is in it too. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openServices } from '../../../apps/server/services.ts';
import { type Database, migrate } from '../../../platform/database/index.ts';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { areaLaw, serviceOn, TEST_VAULT } from '../../../testing/service/index.ts';
import { findByPersonId } from '../../enrolment/index.ts';
import { verifyLedger } from '../../ledger/index.ts';
import { verifySettlements } from '../../settlement/index.ts';
import { makeCity } from '../make/make-city.ts';
import { tablesOf } from '../tables/tables.ts';
import { inventedIdentity } from './invented.ts';
import { loadCity } from './load-city.ts';
import { createSchema } from './schema.ts';
import { cityMigrations } from './store.ts';
import { unloadCity } from './unload-city.ts';

const root = mkdtempSync(join(tmpdir(), 'tibao-load-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const ORDER = { like: 'zhoushan', people: 30, year: 2021, seed: 2, levers: {}, planted: true };
const AT = new Date('2022-03-01T02:00:00Z');

describe('the migration', () => {
  it('says what the definitions of the tables say', () => {
    const file = new URL('../migrations/002-beside-the-platform.sql', import.meta.url);
    const lists = { counties: [], providers: [], items: [], diagnoses: [] };
    expect(readFileSync(file, 'utf8')).toBe(createSchema(tablesOf(lists)));
  });
});

describe('an invented identity', () => {
  it('is one of its kind, in the form of a certificate, and of no division', () => {
    const of = (number: number, sex = '1') =>
      inventedIdentity(number, { bornOn: '1960-05-01', sex });
    const numbers = Array.from({ length: 3_000 }, (_, number) => of(number).certificateNo);
    expect(new Set(numbers).size).toBe(3_000);
    expect(numbers.every((text) => /^9\d{5}19600501\d{3}[\dX]$/.test(text))).toBe(true);
    expect(Number(of(7, '1').certificateNo[16]) % 2).toBe(1);
    expect(Number(of(7, '2').certificateNo[16]) % 2).toBe(0);
    expect(() => of(50_000_000)).toThrow('编不出');
  });
});

async function platform(database: Database) {
  const law = areaLaw('zhoushan');
  const services = await openServices({ database, vault: TEST_VAULT, law, at: AT });
  await migrate(database, [cityMigrations]);
  return services;
}

onBothDatabases('a city in the platform', (fresh) => {
  const folder = mkdtempSync(join(root, 'on-'));
  const at = (name: string) => join(folder, name);
  const made = async (name: string, seed: number) =>
    (await makeCity({ ...ORDER, seed }, { folder: at(name), workers: 0 })).manifest;

  it('is enrolled, settled and sealed, goes on where it broke off, comes out again', async () => {
    const { hash } = await made('city', 2);
    const database = await fresh();
    const services = await platform(database);
    const load = { folder: at('city'), database, services, at: AT };
    const breaks = () => {
      throw new Error('power is gone');
    };
    await expect(loadCity({ ...load, onChunk: breaks })).rejects.toThrow('power');
    const loaded = await loadCity(load);
    const refused = Object.values(loaded.refused).reduce((sum, one) => sum + one, 0);
    expect(loaded).toMatchObject({ persons: ORDER.people, settled: loaded.bills - refused });
    expect(await loadCity(load)).toEqual(loaded);
    const verdict = await verifyLedger(database, services.ledgerKey);
    expect(verdict.faults).toEqual([]);
    expect(verdict.entries).toBeGreaterThan(loaded.settled);
    const person = await findByPersonId(database, TEST_VAULT, 1);
    expect(person?.identity().certificateNo).toMatch(/^9/);
    const same = await unloadCity({ database, folder: at('same'), payments: 'recorded' });
    expect(same).toMatchObject({ hash, isAsLoaded: true, newPersons: 0, openVisits: 0 });

    await made('other', 3);
    await expect(loadCity({ ...load, folder: at('other') })).rejects.toThrow('另一座城市');
    await expect(loadCity({ ...load, until: 18_900 })).rejects.toThrow('截止');

    const first = await unloadCity({ database, folder: at('first'), payments: 'settled' });
    expect(first.isAsLoaded).toBe(false);
    await database.query('DELETE FROM city.manifest');
    await expect(loadCity({ ...load, folder: at('other') })).rejects.toThrow('其他参保人');
  });

  it('settles to the same from what it settled to, and takes messages afterwards', async () => {
    const database = await fresh();
    const services = await platform(database);
    const loaded = await loadCity({ folder: at('first'), database, services, at: AT });
    const again = await verifySettlements(services);
    expect(again).toMatchObject({ settlements: loaded.settled, faults: [] });
    const second = await unloadCity({ database, folder: at('second'), payments: 'settled' });
    expect(second.isAsLoaded).toBe(true);

    const [own] = await database.query<{ person: number; visit: string; id: string; code: string }>(
      `SELECT person_id AS person, visit_id AS visit, settlement_id AS id, s.institution AS code
         FROM settlement.settlement s JOIN settlement.visit v USING (person_id, visit_id)
        WHERE s.kind = 'settle' AND v.kind = 'outpatient' AND NOT EXISTS
              (SELECT FROM settlement.settlement r
                WHERE r.person_id = s.person_id AND r.reverses = s.settlement_id)
        ORDER BY person_id, s.version LIMIT 1`.replaceAll('institution AS', 'institution AS'),
    );
    const data = { psn_no: String(own?.person), mdtrt_id: own?.visit, setl_id: own?.id };
    const area = { mdtrtarea_admvs: '330900', insuplc_admdvs: '330900' };
    const client = serviceOn(services, { at: AT });
    const answer = await client.send('2208', { data }, { ...area, fixmedins_code: own?.code });
    expect(answer.err_msg).toBe('');
    expect((await verifyLedger(database, services.ledgerKey)).faults).toEqual([]);
    const before = second.rows.reversals ?? 0;
    const out = await unloadCity({ database, folder: at('after'), payments: 'recorded' });
    expect(out.rows.reversals).toBe(before + 1);
  });
});
