/**
 * Manual reimbursement over HTTP on both databases: a whole claim, and what is refused.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyLedger } from '../../modules/ledger/index.ts';
import { onBothDatabases } from '../../testing/databases/index.ts';
import { type TestService, testService } from '../../testing/service/index.ts';
import { listening, OPERATOR_TOKEN } from '../../testing/service/listening.ts';
import { CT, who } from '../../testing/service/visits.ts';
import type { RunningServer } from './listen.ts';

const PERSON = who(1);

function claim(number: string) {
  return {
    basis: '窗口收件',
    receivedOn: '2025-06-16',
    care: {
      institution: { code: 'H310', name: '外地医院', region: '310100', grade: 'tertiary' },
      medType: '21',
      diseaseCode: null,
      maternityType: null,
      pregnancyWeeks: null,
      hospitalNo: 'IP1',
      beginOn: '2025-04-01',
      endOn: '2025-04-09',
      diagnoses: [{ code: 'K80.200', name: '胆囊结石' }],
      lines: [
        {
          lineNo: 'L1',
          on: '2025-04-02',
          itemCode: CT,
          costFen: 800_000,
          quantity: 100_000,
          priceMicro: 800_000_000,
          isApproved: false,
        },
      ],
    },
    papers: ['invoice', 'feeList', 'dischargeRecord'].map((kind) => ({ kind, count: 1 })),
    invoices: [{ code: '', number, check: '', totalFen: 800_000, issuedOn: '2025-04-09' }],
    payee: { holder: '某人', bank: '演示银行', account: '6222000011112222' },
  };
}

onBothDatabases('claims over HTTP', (fresh) => {
  let service: TestService;
  let server: RunningServer;
  let serial = 0;
  const logged: string[] = [];
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 10 });
    const { services, clock } = service;
    const log = (line: string) => logged.push(line);
    server = await listening({ services, now: () => clock.at, log });
  });
  afterAll(async () => {
    await server.close();
    const { database, ledgerKey } = service.services;
    expect((await verifyLedger(database, ledgerKey)).faults).toEqual([]);
  });
  const ask = async (path: string, body?: object, key = `order-key-${++serial}`) => {
    const response = await fetch(`${server.url}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${OPERATOR_TOKEN}`,
        'x-region': '330300',
        'idempotency-key': key,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, json: JSON.parse(await response.text()) };
  };

  it('go from the papers to the bank', async () => {
    const path = `/persons/${PERSON.psn_no}/claims`;
    const received = await ask(path, claim('25330000000000000001'), 'receive-key-1');
    expect(received).toMatchObject({ status: 200, json: { status: 'received' } });
    const again = await ask(path, claim('25330000000000000001'), 'receive-key-1');
    expect(again.json).toEqual(received.json);
    const used = await ask(path, claim('25330000000000000001'));
    expect(used).toMatchObject({ status: 409, json: { code: 'claim/invoice_used' } });
    const { claimId } = received.json;
    const act = (name: string) =>
      ask(`/claims/${claimId}/act`, { act: name, basis: '经办', reasons: [] });
    expect((await act('pay')).json.code).toBe('claim/not_now');
    expect((await act('accept')).json).toMatchObject({ status: 'accepted', settled: null });
    const settled = await act('settle');
    expect(settled.json.settled.payableFen).toBeGreaterThan(0);
    expect((await act('pay')).json).toMatchObject({ status: 'paid' });
    const bill = await ask(`/settlements/${settled.json.settled.settlementId}/bill`);
    expect(bill.json).toMatchObject({ totalFen: 800_000 });
    const { json } = await ask(path);
    expect(json.claims).toMatchObject([{ claimId, status: 'paid', payee: '某＊ 演示银行 ＊2222' }]);
    expect(logged.join('\n')).not.toContain('6222000011112222');
  });

  it('and what is due to a person is seen, and paid as it was shown', async () => {
    const list = await ask('/dues?side=toPerson&limit=5');
    expect(list).toMatchObject({ status: 200, json: { items: [], next: null } });
    expect((await ask('/dues')).status).toBe(400);
    const path = `/persons/${PERSON.psn_no}`;
    const dues = { dueFen: 0, items: [], owed: [], payments: [] };
    expect((await ask(`${path}/dues`)).json).toEqual({ personNo: PERSON.psn_no, ...dues });
    const payee = { holder: '某人', bank: '演示银行', account: '6222000011112222' };
    const order = { basis: '补差', dueFen: 1, payee };
    const refused = await ask(`${path}/due-payments`, order);
    expect(refused).toMatchObject({ status: 409, json: { code: 'due/nothing_due' } });
    const owed = await ask('/settlements/100002S1/receipts', { basis: '收据', amountFen: 1 });
    expect(owed).toMatchObject({ status: 409, json: { code: 'due/nothing_owed' } });
    const unpaid = await ask(`${path}/due-payments`, { ...order, payee: null });
    expect(unpaid).toMatchObject({ status: 422, json: { code: 'due/payee_missing' } });
  });

  it('are refused where they are not what the schema says', async () => {
    const path = `/persons/${PERSON.psn_no}/claims`;
    const good = claim('25330000000000000002');
    const bad = [
      { ...good, invoices: [] },
      { ...good, surprise: 1 },
      { ...good, receivedOn: '2025' },
      { ...good, papers: [{ kind: 'photo', count: 1 }] },
      { ...good, care: { ...good.care, lines: [] } },
    ];
    for (const body of bad) expect((await ask(path, body)).status).toBe(400);
    expect(
      (await ask('/claims/100002C99/act', { act: 'fly', basis: 'x', reasons: [] })).status,
    ).toBe(400);
    const unknown = await ask('/claims/100002C99/act', { act: 'pay', basis: 'x', reasons: [] });
    expect(unknown).toMatchObject({ status: 404, json: { code: 'claim/claim_unknown' } });
  });
});
