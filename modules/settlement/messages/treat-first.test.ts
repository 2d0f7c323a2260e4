/**
 * Treat first, pay later through the messages, on both databases.
 */
import { beforeAll, expect, it } from 'vitest';
import { DEMO_PROVIDERS } from '../../../apps/server/demo/providers.ts';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { type TestService, testService } from '../../../testing/service/index.ts';
import { operatorOf } from '../../../testing/service/operator.ts';
import { admission, dischargeInput, stayLine, staySettle } from '../../../testing/service/stays.ts';
import {
  AMOXICILLIN,
  BED,
  must,
  setlinfo,
  totalOf,
  visitIdOf,
  who,
} from '../../../testing/service/visits.ts';
import { addProvider } from '../../catalogue/index.ts';
import { importPersons } from '../../enrolment/index.ts';
import { entriesOf, verifyLedger } from '../../ledger/index.ts';
import { duesOfPerson, payOwed } from '../index.ts';

const LINES = [
  { no: 'K1', item: BED, count: 10, price: 60 },
  { no: 'K2', item: AMOXICILLIN, count: 100, price: 100 },
];

onBothDatabases('treat first, pay later', (fresh) => {
  const HOSPITAL = 'H42120200001';
  let service: TestService;
  beforeAll(async () => {
    service = await testService(await fresh(), {
      area: 'xianning',
      at: '2018-06-16T02:00:00Z',
      persons: 1,
    });
    const { database, vault } = service.services;
    const [hospital] = DEMO_PROVIDERS;
    if (!hospital) throw new Error('the demo city has no hospital');
    const region = '421202';
    const own = { ...hospital, grade: 'secondary' as const, region };
    await addProvider(database, vault, { ...own, code: HOSPITAL });
    await addProvider(database, vault, { ...own, code: 'H42122100001', region: '421221' });
    const since = (dimension: string, code: string) => ({
      dimension,
      code,
      effectiveFrom: '2018-01-01',
      effectiveUntil: null,
    });
    const person = (index: number, classes: readonly string[]) => {
      const { index: _index, psn_no, psn_name, certno } = who(index);
      return {
        personId: 200_000 + index,
        personNo: psn_no,
        area: 'xianning',
        region,
        bornOn: '1970-01-01',
        sex: '1',
        certificateType: '01',
        name: psn_name,
        certificateNo: certno,
        phone: null,
        facts: [
          since('insuranceType', 'resident'),
          ...classes.map((code) => since('personClass', code)),
        ],
      };
    };
    await importPersons(database, vault, [
      person(1, ['poor1']),
      person(2, []),
      person(4, ['poor1']),
    ]);
  });
  const stay = async (index: number, code = HOSPITAL) => {
    const person = { ...who(index), insutype: '390' };
    const place = { fixmedins_code: code, mdtrtarea_admvs: '421200', insuplc_admdvs: '421200' };
    const send = (infno: string, input: unknown) => service.send(infno, input, place);
    const visit = visitIdOf(must(await send('2401', admission(person, '2018-06-01 09:00:00'))));
    const feedetail = LINES.map((line) =>
      stayLine(person, visit, { at: '2018-06-02 08:00:00', ...line }),
    );
    must(await send('2301', { feedetail }));
    must(await send('2402', dischargeInput(person, visit, '2018-06-10 09:00:00')));
    const settled = must(await send('2304', staySettle(person, visit, totalOf(LINES))));
    const { database } = service.services;
    const postings = (await entriesOf(database, 200_000 + index)).flatMap((one) => one.postings);
    const sumOf = (account: string) =>
      postings
        .filter((one) => one.account === `${account}:${200_000 + index}`)
        .reduce((sum, { amountFen }) => sum + amountFen, 0);
    const info = setlinfo(settled);
    return {
      cashFen: Math.round(Number(info.psn_cash_pay) * 100),
      send,
      visit,
      info,
      person,
      sumOf,
    };
  };

  const paysAPart = async (setl_id: unknown, owedFen: number) => {
    const operator = operatorOf(service);
    const settlementId = String(setl_id);
    const pay = (amountFen: number) => {
      const order = { settlementId, amountFen, key: operator.newKey(), basis: '医院收费票据' };
      return payOwed(service.services, operator.scope(['42']), order);
    };
    expect(await pay(100)).toMatchObject({ value: { owedFen: owedFen - 100 } });
    expect(await pay(owedFen)).toMatchObject({ rejection: { code: 'due/nothing_owed' } });
    const dues = await duesOfPerson(service.services, operator.scope(['42']), who(1).psn_no);
    expect(dues).toMatchObject({ value: { owed: [{ settlementId, amountFen: owedFen - 100 }] } });
  };

  it('is a receivable for the poor in their own county, and cash for others', async () => {
    const poor = await stay(1);
    expect(poor.cashFen).toBeGreaterThan(0);
    expect([poor.sumOf('receivable'), poor.sumOf('cash')]).toEqual([-poor.cashFen, 0]);
    const other = await stay(2);
    expect([other.sumOf('receivable'), other.sumOf('cash')]).toEqual([0, -other.cashFen]);
    const elsewhere = await stay(4, 'H42122100001');
    expect([elsewhere.sumOf('receivable'), elsewhere.sumOf('cash')]).toEqual([
      0,
      -elsewhere.cashFen,
    ]);
    await paysAPart(poor.info.setl_id, poor.cashFen);
    const data = { psn_no: poor.person.psn_no, mdtrt_id: poor.visit, setl_id: poor.info.setl_id };
    must(await poor.send('2305', { data }));
    const { database, ledgerKey } = service.services;
    const left = (await entriesOf(database, 200_001)).flatMap(({ postings }) => postings);
    const owed = left.filter(({ account }) => account === 'receivable:200001');
    expect(owed.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
    expect((await verifyLedger(database, ledgerKey)).faults).toEqual([]);
    expect(service.faults).toEqual([]);
  });
});
