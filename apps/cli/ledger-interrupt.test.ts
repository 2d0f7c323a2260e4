/** A real interrupt of a real `tibao ledger verify`, caught while it waits for the database. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../platform/database/index.ts';
import { createVault } from '../../platform/vault/index.ts';
import { type Server, serverPrograms, startServer } from '../../testing/databases/server.ts';
import { areaLaw, serviceOn } from '../../testing/service/index.ts';
import { CT, outpatientVisit, who } from '../../testing/service/visits.ts';
import { fillDemoCity } from '../server/demo/fill.ts';
import { openServices } from '../server/services.ts';
import { openPlatform } from './open-platform.ts';

const TIBAO = fileURLToPath(new URL('../../bin/tibao', import.meta.url));
const hasServer = serverPrograms() !== null;
if (!hasServer) console.error('SKIPPED: an interrupt of tibao ledger verify – needs PostgreSQL');

/** Long enough for a process that is waiting to take its signal, however busy the machine. */
const TAKEN = 1_500;

const folder = mkdtempSync(join(tmpdir(), 'tibao-cli-interrupt-'));
const data = process.env.TIBAO_DATA;
let server: Server;
let database: Database;

beforeAll(async () => {
  if (!hasServer) return;
  server = await startServer();
  process.env.TIBAO_DATA = folder;
  const platform = await openPlatform(server.url, true);
  database = platform.database;
  const at = new Date('2025-06-16T02:00:00Z');
  const vault = createVault(platform.keys);
  const services = await openServices({ database, vault, law: areaLaw('wenzhou'), at });
  await fillDemoCity(services, { persons: 4, at });
  const lines = [{ no: 'L1', item: CT, count: 2, price: 800 }];
  await outpatientVisit(serviceOn(services, { at }), who(1), lines);
}, 120_000);
afterAll(async () => {
  if (hasServer) {
    await database.close();
    await server.stop();
    if (data === undefined) delete process.env.TIBAO_DATA;
    else process.env.TIBAO_DATA = data;
  }
  rmSync(folder, { recursive: true, force: true });
});

function verify(...more: readonly string[]) {
  const words = ['ledger', 'verify', '--json', '--database', server.url, ...more];
  const child = spawn(process.execPath, [TIBAO, ...words], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString();
  });
  const ended = once(child, 'close').then(([code]) => ({ code, report: JSON.parse(out) }));
  return { child, ended };
}

async function untilItWaits(): Promise<void> {
  for (;;) {
    const waiting = await database.query(
      "SELECT FROM pg_locks WHERE NOT granted AND relation = 'ledger.entry'::regclass",
    );
    if (waiting.length > 0) return;
    await setTimeout(20);
  }
}

it.skipIf(!hasServer)(
  'ends with the place to go on from, and goes on there',
  async () => {
    const { child, ended } = verify('--settle');
    await database.transaction(async (tx) => {
      await tx.query('LOCK TABLE ledger.entry IN ACCESS EXCLUSIVE MODE');
      await untilItWaits();
      child.kill('SIGINT');
      await setTimeout(TAKEN);
    });
    const { code, report } = await ended;
    expect(code).toBe(1);
    expect(report).toMatchObject({ isSound: false, settled: null, resume: 'ledger:-1' });
    const rest = await verify('--settle', '--after', report.resume).ended;
    expect(rest.code).toBe(0);
    expect(rest.report).toMatchObject({ isSound: true, resume: null, settled: { settlements: 1 } });
  },
  60_000,
);
