/**
 * Manual reimbursement on both databases: from the papers to the bank, and what is refused.
 */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { expectSound } from '../../../testing/service/expect-sound.ts';
import { type Fields, type TestService, testService } from '../../../testing/service/index.ts';
import { operatorOf, type TestOperator } from '../../../testing/service/operator.ts';
import { admitted, dischargeInput, staySettle, wholeStay } from '../../../testing/service/stays.ts';
import { BED, CT, must, setlinfo, who } from '../../../testing/service/visits.ts';
import { readArrangements } from '../../law/index.ts';
import { entriesOf } from '../../ledger/index.ts';
import {
  actOnClaim,
  type ClaimAct,
  claimsOfPerson,
  explainedBill,
  type NewClaimOrder,
  receiveClaim,
} from '../index.ts';

const LINES = [
  { no: 'M1', item: BED, count: 9, price: 60 },
  { no: 'M2', item: CT, count: 5, price: 800 },
];

const ARRANGEMENTS = `
kind: arrangements
area: wenzhou
treatFirst: []
claimDeadlines:
  - from: "2025-01-01"
    until: null
    lastDay: { monthsAfter: 2 }
    mark: assumed
    document: nowhere
    clause: 第九条
`;

onBothDatabases('claims of persons who paid in full', (fresh) => {
  let service: TestService;
  let operator: TestOperator;
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 40 });
    operator = operatorOf(service);
  });
  afterEach(() => expectSound(service));
  const scope = (regions?: readonly string[]) => operator.scope(regions);
  const stay = (index: number, number: string): NewClaimOrder => ({
    key: operator.newKey(),
    basis: '窗口收件',
    personNo: who(index).psn_no,
    receivedOn: '2025-06-16',
    care: {
      institution: {
        code: 'H33030200001',
        name: '云溪市第一人民医院（演示）',
        region: '330302',
        grade: 'tertiary',
      },
      medType: '21',
      diseaseCode: null,
      maternityType: null,
      pregnancyWeeks: null,
      hospitalNo: 'IP77',
      beginOn: '2025-03-01',
      endOn: '2025-03-10',
      diagnoses: [{ code: 'K80.200', name: '胆囊结石' }],
      lines: LINES.map(({ no, item, count, price }) => ({
        lineNo: no,
        on: '2025-03-02',
        itemCode: item,
        costFen: count * price * 100,
        quantity: count * 10_000,
        priceMicro: price * 1_000_000,
        isApproved: false,
      })),
    },
    papers: [
      { kind: 'invoice', count: 1 },
      { kind: 'feeList', count: 2 },
      { kind: 'dischargeRecord', count: 1 },
    ],
    invoices: [
      { code: '033001900111', number, check: '1234', totalFen: 454_000, issuedOn: '2025-03-10' },
    ],
    payee: { holder: '某人', bank: '演示银行', account: '6222000011112222' },
  });
  const receive = async (order: NewClaimOrder) => {
    const received = await receiveClaim(service.services, scope(), order);
    if (!received.ok) throw new Error(received.rejection.message);
    return received.value.claimId;
  };
  const act = (claimId: string, name: ClaimAct, extra: object = {}) => {
    const order = { claimId, act: name, basis: '经办', reasons: [], key: operator.newKey() };
    return actOnClaim(service.services, scope(), { ...order, ...extra });
  };
  const done = async (...given: Parameters<typeof act>) => {
    const acted = await act(...given);
    if (!acted.ok) throw new Error(acted.rejection.message);
    return acted.value;
  };

  it('settle as a hospital would have, and pay the person', async () => {
    const { services } = service;
    const claimId = await receive(stay(1, '00000001'));
    await done(claimId, 'accept');
    const { settled } = await done(claimId, 'settle');
    if (!settled) throw new Error('not settled');
    // Another person with the same stay, settled by messages.
    const twin = who(4);
    const visit = await admitted(service, twin, LINES, '2025-03-01 09:00:00');
    must(await service.send('2402', dischargeInput(twin, visit, '2025-03-10 09:00:00')));
    const info = setlinfo(must(await service.send('2304', staySettle(twin, visit, '4540.00'))));
    expect(settled.payableFen).toBe(Math.round(Number(info.fund_pay_sumamt) * 100));
    expect(settled.payableFen).toBeGreaterThan(0);

    const entries = await entriesOf(services.database, 100_002);
    expect(entries.at(-1)?.postings).toEqual(
      expect.arrayContaining([
        { account: 'provider:claim:H33030200001', amountFen: 454_000 },
        { account: 'cash:100002', amountFen: -454_000 },
        { account: 'payable:100002', amountFen: settled.payableFen },
      ]),
    );
    const bill = await explainedBill(services, scope(), settled.settlementId);
    expect(bill).toMatchObject({ ok: true, value: { fundsFen: settled.payableFen } });

    expect((await done(claimId, 'pay')).status).toBe('paid');
    const [payout] = (await entriesOf(services.database, 100_002)).slice(-1);
    expect(payout).toMatchObject({ kind: 'payout', subject: claimId });
    const sums = await payable(100_002);
    expect(sums).toBe(0);
    expect(await act(claimId, 'pay')).toMatchObject({ rejection: { code: 'claim/not_now' } });

    // Taken back after it was paid, the person owes it.
    expect((await done(claimId, 'reverse')).status).toBe('reversed');
    expect(await payable(100_002)).toBe(-settled.payableFen);
    const again = await receive(stay(1, '00000001'));
    const [first, second] = await shown(1);
    expect(first).toMatchObject({ status: 'reversed', settlementId: settled.settlementId });
    expect(second).toMatchObject({ claimId: again, status: 'received' });
    expect(second?.payee).toBe('某＊ 演示银行 ＊2222');
    // Until it is paid back, once.
    expect((await done(claimId, 'recover')).status).toBe('recovered');
    expect(await payable(100_002)).toBe(0);
    expect(await act(claimId, 'recover')).toMatchObject({ rejection: { code: 'claim/not_now' } });
    await done(again, 'accept');
    await done(again, 'settle');
    await done(again, 'reverse');
    expect(await act(again, 'recover')).toMatchObject({
      rejection: { code: 'claim/nothing_owed' },
    });
  });

  const payable = async (personId: number) =>
    (await entriesOf(service.services.database, personId))
      .flatMap(({ postings }) => postings)
      .filter(({ account }) => account === `payable:${personId}`)
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
  const shown = async (index: number) => {
    const claims = await claimsOfPerson(service.services, scope(), who(index).psn_no);
    if (!claims.ok) throw new Error(claims.rejection.message);
    return claims.value.claims;
  };

  it('come late: later bills are settled again, and differences posted', async () => {
    const { database } = service.services;
    await wholeStay(service, who(7), LINES);
    const claimId = await receive(stay(7, '00000002'));
    await done(claimId, 'accept');
    await done(claimId, 'settle');
    const kinds = (await entriesOf(database, 100_008)).map(({ kind }) => kind);
    expect(kinds).toEqual(['settle', 'settle', 'difference']);
  });

  it('use an invoice once in the city, also at the same moment', async () => {
    const first = await receive(stay(10, '00000003'));
    const other = stay(13, '00000003');
    const code = async (answer: ReturnType<typeof receiveClaim>) => {
      const result = await answer;
      return result.ok ? 'accepted' : result.rejection.code;
    };
    const ask = (order: NewClaimOrder) => code(receiveClaim(service.services, scope(), order));
    expect(await ask(other)).toBe('claim/invoice_used');
    expect(await done(first, 'withdraw')).toMatchObject({ status: 'withdrawn' });
    expect(await ask(other)).toBe('accepted');
    const both = await Promise.all([ask(stay(16, '00000004')), ask(stay(19, '00000004'))]);
    expect(both.toSorted()).toEqual(['accepted', 'claim/invoice_used']);
    // What a hospital has settled with this invoice is not claimed again.
    const person = who(22);
    const visit = await admitted(service, person, LINES);
    const input = staySettle(person, visit, '4540.00', {
      mid_setl_flag: '1',
      invono: '00000005',
    });
    must(await service.send('2304', input));
    expect(await ask(stay(22, '00000005'))).toBe('claim/invoice_used');
    const numbers = await service.services.database.query<{ sealed: Buffer }>(
      'SELECT invoice_sealed AS sealed FROM settlement.claim_invoice',
    );
    expect(numbers.some(({ sealed }) => sealed.includes(Buffer.from('00000003')))).toBe(false);
  });

  it('are returned with reasons, completed, and once for each key', async () => {
    const order = stay(25, '00000006');
    const papers = order.papers.slice(0, 1);
    const claimId = await receive({ ...order, papers });
    expect(await receive({ ...order, papers })).toBe(claimId);
    expect(await act(claimId, 'accept')).toMatchObject({
      rejection: { code: 'claim/paper_missing' },
    });
    expect(await act(claimId, 'return')).toMatchObject({
      rejection: { code: 'claim/reasons_missing' },
    });
    await done(claimId, 'return', { reasons: ['缺费用清单和出院记录'] });
    expect((await shown(25))[0]).toMatchObject({
      status: 'returned',
      reasons: ['缺费用清单和出院记录', '经办'],
    });
    await done(claimId, 'complete', { papers: order.papers });
    await done(claimId, 'accept');
    expect(await act(claimId, 'pay')).toMatchObject({ rejection: { code: 'claim/not_now' } });
    const settle = { key: 'settle-once' };
    expect(await done(claimId, 'settle', settle)).toEqual(await done(claimId, 'settle', settle));
  });

  it('are refused where days, sums, person or region are wrong', async () => {
    const good = stay(28, '00000007');
    const code = async (change: Partial<NewClaimOrder>, regions?: string[]) => {
      const order = { ...good, key: operator.newKey(), ...change };
      const answer = await receiveClaim(service.services, scope(regions), order);
      return answer.ok ? 'accepted' : answer.rejection.code;
    };
    const [invoice] = good.invoices;
    expect(await code({ invoices: [] })).toBe('claim/invoice_missing');
    expect(await code({ invoices: invoice ? [{ ...invoice, totalFen: 1 }] : [] })).toBe(
      'claim/total_mismatch',
    );
    expect(await code({ receivedOn: '2025-03-09' })).toBe('claim/day_invalid');
    expect(await code({ receivedOn: '2025-06-31' })).toBe('claim/day_invalid');
    expect(await code({ personNo: 'nobody' })).toBe('settlement/person_unknown');
    expect(await code({}, ['5104'])).toBe('access/region_denied');
    // No text of the city names a last day; where an area's arrangements do, it holds.
    const { claimDeadlines = [] } = readArrangements('x.yaml', ARRANGEMENTS);
    const { services } = service;
    const dated = { ...services, claimDeadlines: new Map([['wenzhou', claimDeadlines]]) };
    const handedIn = (receivedOn: string, number: string) => {
      const order = { ...stay(31, number), receivedOn };
      return receiveClaim(dated, scope(), order);
    };
    const late = await handedIn('2025-05-11', '00000008');
    expect(late).toMatchObject({ rejection: { code: 'claim/too_late', at: '2025-05-10' } });
    expect(JSON.stringify(late)).toContain('第九条，推定');
    expect(await handedIn('2025-05-10', '00000009')).toMatchObject({ ok: true });
    const unknown: Fields = { rejection: { code: 'claim/claim_unknown' } };
    expect(await act('100029C99', 'accept')).toMatchObject(unknown);
    const [line] = good.care.lines;
    const care = { ...good.care, lines: line ? [{ ...line, itemCode: 'none' }] : [] };
    const only = invoice && line ? [{ ...invoice, totalFen: line.costFen }] : [];
    const claimId = await receive({ ...good, care, invoices: only });
    await done(claimId, 'accept');
    expect(await act(claimId, 'settle')).toMatchObject({
      rejection: { code: 'settlement/item_unknown' },
    });
  });
});
