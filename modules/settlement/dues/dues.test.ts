/**
 * What re-settling leaves due, on both databases: seen, paid once, taken back; and what is owed by
 * those who were treated first.
 */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { expectSound } from '../../../testing/service/expect-sound.ts';
import { type TestService, testService } from '../../../testing/service/index.ts';
import { operatorOf, type TestOperator } from '../../../testing/service/operator.ts';
import { wholeStay } from '../../../testing/service/stays.ts';
import { BED, CT, must, STENT, settlementIdOf, who } from '../../../testing/service/visits.ts';
import { accounts, entriesOf } from '../../ledger/index.ts';
import { duePage, duesOfPerson, grantFact, payDue, revokeFact } from '../index.ts';

const LINES = [
  { no: 'D1', item: STENT, count: 2, price: 4500 },
  { no: 'D2', item: BED, count: 9, price: 60 },
  { no: 'D3', item: CT, count: 2, price: 800 },
];
const DIBAO = {
  dimension: 'personClass',
  code: 'dibao',
  effectiveFrom: '2025-01-01',
  effectiveUntil: null,
};
const PAYEE = { holder: '某人', bank: '演示银行', account: '6222000011112222' };

onBothDatabases('what re-settling leaves due', (fresh) => {
  let service: TestService;
  let operator: TestOperator;
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 40 });
    operator = operatorOf(service);
  });
  afterEach(() => expectSound(service));
  const seen = async (index: number) => {
    const dues = await duesOfPerson(service.services, operator.scope(), who(index).psn_no);
    if (!dues.ok) throw new Error(dues.rejection.message);
    return dues.value;
  };
  const pay = (index: number, dueFen: number, payee: typeof PAYEE | null, key?: string) =>
    payDue(service.services, operator.scope(), {
      personNo: who(index).psn_no,
      key: key ?? operator.newKey(),
      basis: '补差拨付 1 号',
      dueFen,
      payee,
    });
  const poorBackwards = async (index: number) => {
    const person = who(index);
    const { visit, settled } = await wholeStay(service, person, LINES);
    const order = { personNo: person.psn_no, fact: DIBAO, basis: `函 ${index}` };
    const granted = await grantFact(service.services, operator.scope(), {
      ...order,
      key: operator.newKey(),
    });
    if (!granted.ok) throw new Error(granted.rejection.message);
    return { person, visit, settlementId: settlementIdOf(settled), dueFen: granted.value.dueFen };
  };
  const balances = async (personId: number) => {
    const sums = new Map<string, number>();
    for (const { postings } of await entriesOf(service.services.database, personId)) {
      for (const { account, amountFen } of postings) {
        sums.set(account, (sums.get(account) ?? 0) + amountFen);
      }
    }
    return sums;
  };

  it('is offered without application and paid once', async () => {
    const { settlementId, dueFen } = await poorBackwards(1);
    expect(dueFen).toBeGreaterThan(0);
    expect(await seen(1)).toMatchObject({
      dueFen,
      items: [{ kind: 'difference', subject: settlementId, month: '2025-06', amountFen: dueFen }],
      payments: [],
      owed: [],
    });
    const page = await duePage(service.services, operator.scope(), { side: 'toPerson' });
    expect(page).toMatchObject({ ok: true, value: { items: [{ dueFen }], next: null } });
    expect(JSON.stringify(page)).not.toContain(who(1).psn_name);

    const codeOf = async (answer: ReturnType<typeof pay>) => {
      const result = await answer;
      return result.ok ? 'accepted' : result.rejection.code;
    };
    expect(await codeOf(pay(1, dueFen - 1, PAYEE))).toBe('due/amount_other');
    expect(await codeOf(pay(1, dueFen, null))).toBe('due/payee_missing');
    expect(await codeOf(pay(2, 1, PAYEE))).toBe('due/nothing_due');
    // Two clerks at the same moment: one pays.
    const both = await Promise.all([pay(1, dueFen, PAYEE, 'pay-one'), pay(1, dueFen, PAYEE)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const again = await pay(1, dueFen, PAYEE, 'pay-one');
    expect(again).toEqual(both[0]);
    const now = await seen(1);
    expect(now).toMatchObject({
      dueFen: 0,
      payments: [{ amountFen: dueFen, payee: '某＊ 演示银行 ＊2222', basis: '补差拨付 1 号' }],
    });
    const sums = await balances(100_002);
    expect(sums.get(accounts.due(100_002))).toBe(0);
    expect(sums.get(accounts.bank('wenzhou'))).toBe(dueFen);
    expect([...sums.values()].reduce((sum, fen) => sum + fen, 0)).toBe(0);
    const [row] = await service.services.database.query<{ sealed: Buffer }>(
      'SELECT payee_sealed AS sealed FROM settlement.due_payment WHERE person_id = 100002',
    );
    expect(row?.sealed.includes(Buffer.from(PAYEE.account))).toBe(false);
  });

  it('is paid back by the person after the fact is revoked', async () => {
    const { person, dueFen } = await poorBackwards(4);
    expect(await pay(4, dueFen, PAYEE)).toMatchObject({ ok: true });
    const [fact] = await service.services.database.query<{ id: number }>(
      "SELECT fact_id AS id FROM enrolment.fact WHERE person_id = 100005 AND source = '函 4'",
    );
    const revoked = await revokeFact(service.services, operator.scope(), {
      personNo: person.psn_no,
      factId: fact?.id ?? 0,
      key: operator.newKey(),
      basis: '复核',
    });
    expect(revoked).toMatchObject({ ok: true, value: { dueFen: -dueFen } });
    const from = await duePage(service.services, operator.scope(), { side: 'fromPerson' });
    expect(from).toMatchObject({
      value: { items: [{ personNo: person.psn_no, dueFen: -dueFen }] },
    });
    const far = await duePage(service.services, operator.scope(['5104']), { side: 'fromPerson' });
    expect(far).toMatchObject({ value: { items: [], next: null } });
    expect(await pay(4, -dueFen, null)).toMatchObject({ ok: true });
    expect(await seen(4)).toMatchObject({ dueFen: 0, payments: [{ amountFen: dueFen }, {}] });
    const last = (await entriesOf(service.services.database, 100_005)).at(-1);
    expect(last).toMatchObject({ kind: 'receipt' });
  });

  it('turns round where the bill is reversed after it was paid', async () => {
    const { person, visit, settlementId, dueFen } = await poorBackwards(16);
    expect(await pay(16, dueFen, PAYEE)).toMatchObject({ ok: true });
    const data = { psn_no: person.psn_no, mdtrt_id: visit, setl_id: settlementId };
    must(await service.send('2305', { data }));
    expect(await seen(16)).toMatchObject({ dueFen: -dueFen });
    expect(await pay(16, -dueFen, null)).toMatchObject({ ok: true });
    const sums = await balances(100_017);
    const rest = [...sums].filter(([account, fen]) => fen !== 0 && !account.startsWith('account:'));
    expect(rest.filter(([account]) => !account.startsWith('contributions:'))).toEqual([]);
  });

  it('lists page by page', async () => {
    await poorBackwards(10);
    await poorBackwards(13);
    const ask = (after?: string) =>
      duePage(service.services, operator.scope(), {
        side: 'toPerson',
        limit: 1,
        ...(after === undefined ? {} : { after }),
      });
    const first = await ask();
    if (!first.ok || first.value.next === null) throw new Error('one page only');
    const second = await ask(first.value.next);
    expect(second).toMatchObject({ value: { items: [{ personNo: who(13).psn_no }], next: null } });
    expect(await ask('x')).toMatchObject({ rejection: { code: 'settlement/cursor_invalid' } });
  });
});
