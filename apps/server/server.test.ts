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
import { listening, OPERATOR_TOKEN } from '../../testing/service/listening.ts';
import { readConfig } from './config.ts';
import { fillDemoCity } from './demo/fill.ts';
import { prepareVisit } from './demo/prepare.ts';
import { DEMO_STAY_SETTLEMENT, settleDemoStay } from './demo/stay.ts';
import type { RunningServer } from './listen.ts';
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
  await settleDemoStay(services, () => at);
  ({ message } = await prepareVisit(services, () => at));
  server = await listening({
    services,
    now: () => at,
    rootsFolder: join(mkdtempSync(join(tmpdir(), 'tibao-server-')), 'roots'),
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
  const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
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

it('has a settled stay with several payers, by the id that its link names', async () => {
  const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  const answer = await fetch(`${server.url}/api/settlements/${DEMO_STAY_SETTLEMENT}/bill`, {
    headers,
  });
  const bill = (await answer.json()) as { totalFen: number; payers: Record<string, number> };
  expect(bill.totalFen).toBe(11_142_000);
  expect(Object.keys(bill.payers)).toEqual(['basic', 'criticalIllness', 'assistance']);
});

it('gives the bill as a page and as a PDF, to those who may read it', async () => {
  const answer = await fetch(server.url, { method: 'POST', body: message });
  const { output } = (await answer.json()) as { output: { setlinfo: { setl_id: string } } };
  const bill = `${server.url}/api/settlements/${output.setlinfo.setl_id}/bill`;
  const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  const page = await fetch(`${bill}.html`, { headers });
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(await page.text()).toContain('肆佰壹拾壹元整');
  const pdf = await fetch(`${bill}.pdf`, { headers });
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect(pdf.headers.get('content-disposition')).toMatch(/^inline; filename="bill-\w+\.pdf"$/);
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect((await fetch(`${bill}.pdf`)).status).toBe(401);
  const none = await fetch(`${server.url}/api/settlements/1S1/bill.html`, { headers });
  expect(await none.json()).toMatchObject({ code: 'settlement/settlement_unknown' });
});

it('answers what it cannot take: envelopes to messages, problems to REST', async () => {
  const broken = await fetch(server.url, { method: 'POST', body: '{"infno":' });
  expect(broken.status).toBe(200);
  expect(await broken.json()).toMatchObject({ infcode: -1 });
  const large = await fetch(server.url, { method: 'POST', body: 'x'.repeat(3_000_000) });
  expect(large.status).toBe(200);
  expect(await large.json()).toMatchObject({
    infcode: -1,
    err_msg: '请求超过 2 MB，请分批上传（http/too_large）',
  });
  const odd = { method: 'POST', body: '{}', headers: { 'content-type': 'x' } };
  expect(await (await fetch(server.url, odd)).json()).toMatchObject({ infcode: -1 });
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
