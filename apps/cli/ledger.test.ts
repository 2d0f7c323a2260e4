/**
 * `tibao ledger …` on both databases: a sound ledger verifies, also when every event is settled
 * again; what somebody changes by SQL is found; months close and roots are written once.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVault } from '../../platform/vault/index.ts';
import { type Server, serverPrograms, startServer } from '../../testing/databases/server.ts';
import { areaLaw, serviceOn } from '../../testing/service/index.ts';
import { wholeStay } from '../../testing/service/stays.ts';
import { CT, must, outpatientVisit, settlementIdOf, who } from '../../testing/service/visits.ts';
import { fillDemoCity } from '../server/demo/fill.ts';
import { openServices } from '../server/services.ts';
import { main } from './main.ts';
import { openPlatform } from './open-platform.ts';

const DAY = '2025-06-16';
const LINES = [{ no: 'L1', item: CT, count: 2, price: 800 }];

async function run(...argv: readonly string[]) {
  let [out, err] = ['', ''];
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    width: 100,
    paint: (_: string, text: string) => text,
  };
  const code = await main(['ledger', ...argv], io);
  return { code, out, err };
}

const hasServer = serverPrograms() !== null;
if (!hasServer) console.error('SKIPPED: tibao ledger on PostgreSQL – its package is missing');

describe.each([
  ['embedded', true],
  ['PostgreSQL', hasServer],
] as const)('tibao ledger [%s]', (kind, isHere) => {
  const folder = mkdtempSync(join(tmpdir(), 'tibao-cli-ledger-'));
  const env = process.env.TIBAO_DATA;
  let server: Server | null = null;
  let where = folder;

  beforeAll(async () => {
    if (!isHere) return;
    if (kind === 'PostgreSQL') {
      server = await startServer();
      where = server.url;
      process.env.TIBAO_DATA = folder;
    }
    const { database, keys } = await openPlatform(where, true);
    const at = new Date(`${DAY}T02:00:00Z`);
    const law = areaLaw('wenzhou');
    const services = await openServices({ database, vault: createVault(keys), law, at });
    await fillDemoCity(services, { persons: 12, at });
    const service = serviceOn(services, { at });
    await wholeStay(service, who(7), LINES);
    // A late bill moves the one before it; a reversal takes one back.
    await outpatientVisit(service, who(3), LINES);
    await outpatientVisit(service, who(3), LINES, { at: '2025-03-03 08:00:00' });
    const person = who(4);
    const { visit, settled } = await outpatientVisit(service, person, LINES);
    const setl_id = settlementIdOf(settled);
    must(await service.send('2208', { data: { psn_no: person.psn_no, mdtrt_id: visit, setl_id } }));
    await database.close();
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    if (env === undefined) delete process.env.TIBAO_DATA;
    else process.env.TIBAO_DATA = env;
    rmSync(folder, { recursive: true, force: true });
  });

  const verify = (...more: readonly string[]) => run('verify', '--database', where, ...more);

  /** Runs statements, verifies, and puts back what was there. */
  async function tampered(statements: readonly string[], back: readonly string[]) {
    const sql = async (all: readonly string[]) => {
      const { database } = await openPlatform(where, false);
      try {
        for (const table of ['ledger.entry', 'settlement.result', 'settlement.settlement']) {
          await database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
        }
        for (const one of all) await database.query(one);
      } finally {
        await database.close();
      }
    };
    await sql(statements);
    const seen = await verify('--settle');
    await sql(back);
    return seen;
  }

  it.skipIf(!isHere)('verifies what is sound, and settles it again', async () => {
    const { code, out } = await verify('--settle', '--json');
    const report = JSON.parse(out) as {
      ledger: { entries: number; faults: readonly unknown[] };
      settled: { settlements: number; faults: readonly unknown[] };
    };
    expect(report.ledger.faults).toEqual([]);
    expect(report.settled.faults).toEqual([]);
    expect(report.settled.settlements).toBe(4);
    expect(report.ledger.entries).toBeGreaterThan(5);
    expect(code).toBe(0);
  });

  it.skipIf(!isHere)(
    'is limited to a person or a month, and goes on where it was ended',
    async () => {
      const settledOf = async (...more: readonly string[]) => {
        const { out } = await verify('--json', ...more);
        const { ledger, settled } = JSON.parse(out) as {
          ledger: { persons: number; isWhole: boolean } | null;
          settled: { settlements: number; isWhole: boolean; lastPerson: number };
        };
        return { chains: ledger?.persons, ...settled };
      };
      const one = await settledOf('--settle', '--person', who(3).psn_no);
      expect(one).toMatchObject({ chains: 1, settlements: 2, lastPerson: 100_004 });
      expect((await settledOf('--month', '2025-06')).settlements).toBe(4);
      expect((await settledOf('--month', '2025-05')).settlements).toBe(0);
      const rest = await settledOf('--after', 'settle:100005');
      expect(rest).toMatchObject({ settlements: 1, isWhole: true, lastPerson: 100_008 });
      expect(rest.chains).toBeUndefined();
      const refused = [
        ['--after', 'x'],
        ['--month', '2025-13'],
        ['--person', 'nobody'],
      ];
      for (const words of refused) expect((await verify(...words)).code).toBe(2);
    },
  );

  const SETTLED = "kind = 'settle' AND seq > 1";
  const MOVE = (fen: number) =>
    `UPDATE ledger.entry SET amounts[1] = amounts[1] + ${fen}, amounts[2] = amounts[2] - ${fen}
      WHERE ${SETTLED}`;
  const PAID = (fen: number) =>
    `UPDATE settlement.result SET paid[1] = paid[1] + ${fen} WHERE version =
       (SELECT max(version) FROM settlement.result)`;
  const POSTED = (fen: number) =>
    `UPDATE settlement.result SET posted[1] = posted[1] + ${fen} WHERE person_id = 100008`;
  const COST = (from: number, to: number) =>
    `UPDATE settlement.settlement
        SET event = replace(event::text, '${from}', '${to}')::jsonb WHERE person_id = 100008`;
  const tampers: readonly (readonly [string, string, string, string])[] = [
    ['an entry moved', MOVE(100), MOVE(-100), '分录的校验码不符'],
    ['a result posted more', POSTED(1), POSTED(-1), '账上 basic 的支付与结算结果不符'],
    ['a result paid more', PAID(1), PAID(-1), '重算与存档不符'],
    ['an event that cost more', COST(160_000, 160_001), COST(160_001, 160_000), '重算'],
  ];
  // The embedded database opens slowly: one of them stands for all there.
  it.skipIf(!isHere).each(kind === 'embedded' ? tampers.slice(0, 1) : tampers)(
    'finds %s',
    async (_what, change, back, says) => {
      const seen = await tampered([change], [back]);
      expect(seen.out).toContain(says);
      expect(seen.code).toBe(1);
    },
  );

  it.skipIf(!isHere)('finds nothing after all was put back', async () => {
    expect((await verify('--settle')).out).toContain('全部相符');
  });

  const close = (month: string) => run('close', month, '--area', 'wenzhou', '--database', where);
  const rootFile = () => join(folder, 'roots', readdirSync(join(folder, 'roots'))[0] ?? '');

  it.skipIf(!isHere)('closes months and writes roots', async () => {
    expect((await close('2025-13')).code).toBe(2);
    const nowhere = await run('close', '2025-06', '--area', 'wenzou', '--database', where);
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining('wenzhou') });
    expect((await close('2025-06')).code).toBe(0);
    expect((await run('root', DAY, '--database', where)).code).toBe(0);
    expect(readFileSync(rootFile(), 'utf8')).toContain('"month": "2025-06"');
    expect((await verify()).out).toContain('日根 1 份');
  });

  it.skipIf(!isHere || kind === 'embedded')('closes and exports once, and sees both', async () => {
    expect((await close('2025-06')).code).toBe(1);
    expect((await run('root', DAY, '--database', where)).out).toContain('相符');
    const seen = await tampered(
      [
        'CREATE TABLE kept_month AS SELECT * FROM ledger.month',
        'CREATE TABLE kept_balance AS SELECT * FROM ledger.balance',
        'DELETE FROM ledger.balance',
        'DELETE FROM ledger.month',
      ],
      [
        'INSERT INTO ledger.month SELECT * FROM kept_month',
        'INSERT INTO ledger.balance SELECT * FROM kept_balance',
      ],
    );
    expect(seen.out).toContain('现在却没有月结记录');
    const root = readFileSync(rootFile(), 'utf8');
    writeFileSync(rootFile(), root.replace(/"entries": \d+/, '"entries": 1'));
    expect((await verify()).out).toContain('导出的根不符');
  });

  it.skipIf(kind !== 'embedded')(
    'says that a running platform holds it, and what to do',
    async () => {
      const { database } = await openPlatform(where, false);
      const held = await verify();
      await database.close();
      expect(held).toMatchObject({ code: 2, err: expect.stringContaining('正由进程') });
      expect(held.err).toContain('POST /api/ledger/verifications');
    },
  );

  it.skipIf(!isHere)('says what it cannot open', async () => {
    expect((await run('verify', '--database', join(folder, 'nowhere'))).code).toBe(2);
    expect((await verify('--roots', join(folder, 'nowhere'))).code).toBe(2);
    expect((await run('root', 'today', '--database', where)).code).toBe(2);
  });
});
