/**
 * The server over HTTP: a message on any path, the bill with its reasons, problems, and an end that
 * waits.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { embeddedDatabases } from '../../testing/databases/index.ts';
import { areaLaw, TEST_VAULT } from '../../testing/service/index.ts';
import { readConfig } from './config.ts';
import { fillDemoCity } from './demo/fill.ts';
import { prepareVisit } from './demo/prepare.ts';
import { listen, type RunningServer } from './listen.ts';
import { openServices } from './services.ts';

const { fresh, end } = embeddedDatabases();
const at = new Date('2025-06-16T02:00:00Z');
let server: RunningServer;
let message: string;

beforeAll(async () => {
  const database = await fresh();
  const law = areaLaw('wenzhou');
  const services = await openServices({ database, vault: TEST_VAULT, law, at });
  await fillDemoCity(services, { persons: 20, at });
  ({ message } = await prepareVisit(services, () => at));
  server = await listen({
    services,
    host: '127.0.0.1',
    port: 0,
    operatorToken: 'secret',
    now: () => at,
    rootsFolder: join(mkdtempSync(join(tmpdir(), 'tibao-server-')), 'roots'),
    log: () => undefined,
  });
});
afterAll(async () => {
  await server.close();
  await end();
});

it('settles the demo visit and gives its bill with reasons', async () => {
  const post = { method: 'POST', body: message };
  const answer = await fetch(`${server.url}/fsi/api/whatever`, post);
  const body = (await answer.json()) as { output: { setlinfo: { setl_id: string } } };
  const id = body.output.setlinfo.setl_id;
  const again = await fetch(server.url, post);
  expect(await again.json()).toEqual(body);
  const headers = { authorization: 'Bearer secret' };
  const bill = await fetch(`${server.url}/api/settlements/${id}/bill`, { headers });
  expect(await bill.json()).toMatchObject({
    totalFen: 41_100,
    fundsFen: 8750,
    cashFen: 32_350,
    payers: { basic: 8750 },
  });
  const none = await fetch(`${server.url}/api/settlements/1S1/bill`, { headers });
  expect(none.status).toBe(404);
  expect(await none.json()).toMatchObject({ code: 'settlement/settlement_unknown' });
});

it('answers what it cannot take: envelopes to messages, problems to REST', async () => {
  const broken = await fetch(server.url, { method: 'POST', body: '{"infno":' });
  expect(broken.status).toBe(200);
  expect(await broken.json()).toMatchObject({ infcode: -1 });
  const nobody = await fetch(`${server.url}/api/settlements/1S1/bill`);
  expect(nobody.status).toBe(401);
  expect(nobody.headers.get('content-type')).toContain('application/problem+json');
  const missing = await fetch(`${server.url}/nowhere`);
  expect(await missing.json()).toMatchObject({ status: 404, code: 'http/not_found' });
  const api = await fetch(`${server.url}/api/openapi.json`);
  const paths = Object.keys(((await api.json()) as { paths: object }).paths);
  expect(paths).toContain('/api/settlements/{settlementId}/bill');
  // Without a demo city nobody signs in by a link.
  expect(paths).not.toContain('/api/sessions');
});

it('reads its configuration, and says what is wrong with it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tibao-config-'));
  const now = new Date('2026-01-01T00:00:00Z');
  const config = readConfig({ TIBAO_DATA: folder, TIBAO_TODAY: '2025-06-16' }, 'policies', now);
  expect(config).toMatchObject({ port: 8700, database: { kind: 'embedded' } });
  expect(new Date(now.getTime() + config.clockAhead).toISOString()).toBe(
    '2025-06-16T02:00:00.000Z',
  );
  const again = readConfig({ TIBAO_DATA: folder }, 'policies', now);
  expect(again.operatorToken).toBe(config.operatorToken);
  for (const env of [{ TIBAO_PORT: 'x' }, { TIBAO_TODAY: 'soon' }, { TIBAO_KEYS: '1:2' }]) {
    expect(() => readConfig({ TIBAO_DATA: folder, ...env }, 'policies', now)).toThrow();
  }
});
