/**
 * Months over HTTP on both databases: closed by whoever is responsible for the area, kept as they
 * were; what a late bill moves in them is booked in the open month, and told fund by fund.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ledgerRoutes } from '../../modules/ledger/index.ts';
import { onBothDatabases } from '../../testing/databases/index.ts';
import { expectSound } from '../../testing/service/expect-sound.ts';
import { type TestService, testService } from '../../testing/service/index.ts';
import { listening, OPERATOR_TOKEN } from '../../testing/service/listening.ts';
import { operatorOf } from '../../testing/service/operator.ts';
import { CT, outpatientVisit, settlementIdOf, who } from '../../testing/service/visits.ts';
import type { RunningServer } from './listen.ts';

const LINES = [{ no: 'L1', item: CT, count: 2, price: 800 }];
const PERSON = who(3);

onBothDatabases('months over HTTP', (fresh) => {
  let service: TestService;
  let server: RunningServer;
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 8, at: '2025-05-20T02:00:00Z' });
    const { services, clock } = service;
    server = await listening({ services, now: () => clock.at });
  });
  afterAll(() => server.close());
  const ask = async (path: string, method = 'GET') => {
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}`, 'x-region': '330300' };
    const response = await fetch(`${server.url}/api/ledger/wenzhou/${path}`, { method, headers });
    return { status: response.status, json: JSON.parse(await response.text()) };
  };
  const fundOf = async (month: string) => {
    const { json } = await ask(`months/${month}/balances?of=fund`);
    const basic = json.items.find(
      (one: { account: string }) => one.account === 'fund:wenzhou:basic',
    );
    return { isClosed: json.isClosed, fen: basic?.amountFen ?? 0 };
  };

  it('are closed once, and later differences go to the open one', async () => {
    const first = await outpatientVisit(service, PERSON, LINES, { at: '2025-05-19 08:00:00' });
    const id = settlementIdOf(first.settled);
    const before = await fundOf('2025-05');
    expect(before).toMatchObject({ isClosed: false });
    expect(before.fen).toBeLessThan(0);
    expect(await ask('months/2025-05/close', 'POST')).toMatchObject({
      status: 409,
      json: { code: 'ledger/month_not_over' },
    });
    service.clock.at = new Date('2025-06-16T02:00:00Z');
    expect(await ask('months/2025-05/close', 'POST')).toMatchObject({
      status: 200,
      json: { area: 'wenzhou', month: '2025-05' },
    });
    expect((await ask('months/2025-05/close', 'POST')).json.code).toBe('ledger/month_closed');
    expect((await ask('months')).json).toMatchObject({
      open: '2025-06',
      closed: [{ month: '2025-05', closedBy: 'operator:token' }],
    });

    const late = LINES.map((line) => ({ ...line, no: 'L2' }));
    await outpatientVisit(service, PERSON, late, { at: '2025-03-03 08:00:00' });
    expect(await fundOf('2025-05')).toEqual({ isClosed: true, fen: before.fen });
    const { json } = await ask('months/2025-06/differences?limit=1');
    expect(json).toMatchObject({ items: [{ settlementId: id }], next: null });
    const [moved] = json.items;
    expect(moved.payers['fund:wenzhou:basic']).toBe(moved.dueFen);
    expect(moved.dueFen).not.toBe(0);
    expect((await ask('months/2025-05/differences')).json.items).toEqual([]);
    expect((await ask('months/2025-06/differences?after=x')).json.code).toBe(
      'ledger/cursor_invalid',
    );
    await expectSound(service);
  });

  it('are refused where nobody has published law', async () => {
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
    const answer = await fetch(`${server.url}/api/ledger/nowhere/months`, { headers });
    expect(answer.status).toBe(404);
    const { database, lawBook } = service.services;
    const given = { params: { area: 'wenzhou' }, query: {}, body: null, headers: {} };
    const months = ledgerRoutes(() => ({ database, regions: lawBook.regions }))[0];
    const askAs = async (regions: readonly string[]) => {
      const outcome = await months?.handle(operatorOf(service).scope(regions), given);
      return outcome?.ok ? 'accepted' : outcome?.rejection.code;
    };
    expect(await askAs(['3303'])).toBe('accepted');
    // A county's operator is not responsible for the whole area.
    expect(await askAs(['330302'])).toBe('access/region_denied');
    expect(await askAs(['5104'])).toBe('access/region_denied');
    expect((await ask('months/2025-13/close', 'POST')).status).toBe(400);
    expect((await ask('months/2025-06/balances?of=cash')).status).toBe(400);
  });
});
