/**
 * Verifying a platform that runs, over HTTP on both databases: what is sound while bills are
 * settled, what somebody with SQL changed, who may ask, and how it is ended and goes on.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJob } from '../../../platform/jobs/index.ts';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { type TestService, testService } from '../../../testing/service/index.ts';
import { listening, OPERATOR_TOKEN } from '../../../testing/service/listening.ts';
import { operatorOf } from '../../../testing/service/operator.ts';
import { CT, outpatientVisit, who } from '../../../testing/service/visits.ts';
import type { RunningServer } from '../listen.ts';
import { verificationRoutes } from './routes.ts';
import { VERIFY } from './walk.ts';

const LINES = [{ no: 'L1', item: CT, count: 1, price: 800 }];

onBothDatabases('verifying a platform that runs', (fresh) => {
  let service: TestService;
  let server: RunningServer;
  const listen = () => listening({ services: service.services, now: () => service.clock.at });
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 12 });
    for (let one = 0; one < 6; one++) await outpatientVisit(service, who(one), LINES);
    server = await listen();
  });
  afterAll(() => server.close());

  const ask = async (path: string, body?: object) => {
    const headers = {
      authorization: `Bearer ${OPERATOR_TOKEN}`,
      'x-region': '330300',
      ...(body ? { 'content-type': 'application/json' } : {}),
    };
    const response = await fetch(`${server.url}/api/ledger/verifications${path}`, {
      method: body || path.endsWith('/cancel') ? 'POST' : 'GET',
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, json: JSON.parse(await response.text()) };
  };
  const verified = async (body: object) => {
    const { json } = await ask('', body);
    for (;;) {
      const now = await ask(`/${json.verificationId}`);
      if (!['waiting', 'running'].includes(now.json.state)) return now.json;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('finds it sound while bills are settled', async () => {
    let isOver = false;
    const settling = (async () => {
      for (let one = 6; !isOver; one = 6 + ((one + 1) % 6)) {
        await outpatientVisit(service, who(one), LINES);
      }
    })();
    const found = await verified({ settle: true });
    isOver = true;
    await settling;
    expect(found).toMatchObject({
      state: 'done',
      settle: true,
      month: null,
      startedBy: 'operator:token',
      error: null,
      found: { isSound: true, faults: [], roots: 0 },
    });
    expect(found.persons).toBeGreaterThanOrEqual(6);
    expect(found.settlements).toBeGreaterThanOrEqual(6);
    expect(found.found.entries).toBeGreaterThanOrEqual(6);
  });

  it('settles again only what was settled in the month asked for', async () => {
    const before = await verified({ month: '2025-05' });
    expect(before).toMatchObject({ settle: true, month: '2025-05', settlements: 0, state: 'done' });
    const now = await verified({ month: '2025-06' });
    expect(now.settlements).toBeGreaterThanOrEqual(6);
  });

  it('is open once for the same question, and is ended when asked', async () => {
    await server.close();
    const input = { isSettling: false, month: null };
    const order = { kind: VERIFY, input, by: 'operator:token', at: service.clock.at };
    const id = await startJob(service.services.database, order);
    const routes = verificationRoutes(() => service.services);
    const scope = operatorOf(service).scope(['']);
    const [post, look, cancel] = routes;
    const params = { verificationId: String(id) };
    const given = { params, query: {}, body: {}, headers: {} };
    const again = await post?.handle(scope, given);
    expect(again).toMatchObject({ value: { verificationId: String(id), state: 'waiting' } });
    expect(await cancel?.handle(scope, given)).toMatchObject({ value: { state: 'cancelled' } });
    server = await listen();
    expect(await look?.handle(scope, given)).toMatchObject({ value: { state: 'cancelled' } });
    expect((await verified({})).verificationId).not.toBe(String(id));
  });

  it('goes on where a server was stopped', async () => {
    const { json } = await ask('', {});
    await server.close();
    server = await listen();
    for (;;) {
      const now = (await ask(`/${json.verificationId}`)).json;
      expect(['waiting', 'running', 'done']).toContain(now.state);
      if (now.state === 'done') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('answers only who is responsible for all, and knows its own jobs only', async () => {
    const routes = verificationRoutes(() => service.services);
    const given = { params: { verificationId: '1' }, query: {}, body: {}, headers: {} };
    for (const route of routes) {
      expect(await route.handle(operatorOf(service).scope(), given)).toMatchObject({
        rejection: { code: 'access/region_denied' },
      });
    }
    expect(await ask('/999999')).toMatchObject({
      status: 404,
      json: { code: 'ledger/verification_unknown' },
    });
    expect((await ask('', { month: '2025-13' })).status).toBe(400);
  });

  it('names person and entry of what somebody with SQL changed', async () => {
    const { database } = service.services;
    await database.script(
      `ALTER TABLE ledger.entry DISABLE TRIGGER ALL;
       UPDATE ledger.entry SET amounts = (SELECT array_agg(a * 2) FROM unnest(amounts) AS a)
        WHERE person_id = (SELECT min(person_id) FROM ledger.entry) AND seq = 1;
       ALTER TABLE ledger.entry ENABLE TRIGGER ALL;`,
    );
    const { found } = await verified({ settle: true });
    expect(found.isSound).toBe(false);
    expect(found.faults).toContainEqual({
      personNo: who(0).psn_no,
      subject: '1',
      what: '分录的校验码不符',
    });
    const audited = await database.query<{ n: number }>(
      `SELECT count(*) AS n FROM platform.audit
        WHERE action = 'ledger.verification.read' AND person_id IS NOT NULL`,
    );
    expect(audited[0]?.n).toBeGreaterThan(0);
  });
});
