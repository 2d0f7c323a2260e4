/**
 * Outpatient visits through the messages, on both databases: the whole walk, what is refused, what
 * is sent twice, what comes late, what is taken back, and many at once.
 */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { expectSound } from '../../../testing/service/expect-sound.ts';
import { envelopeOf, type TestService, testService } from '../../../testing/service/index.ts';
import {
  AMOXICILLIN,
  CT,
  feeLine,
  must,
  outpatientVisit,
  register,
  SUTURE,
  setlinfo,
  settleInput,
  settlementIdOf,
  visitIdOf,
  who,
} from '../../../testing/service/visits.ts';
import { entriesOf } from '../../ledger/index.ts';

const LINES = [
  { no: 'L1', item: AMOXICILLIN, count: 2, price: 150 },
  { no: 'L2', item: CT, count: 1, price: 800 },
  { no: 'L3', item: SUTURE, count: 1, price: 60.5 },
];

onBothDatabases('outpatient visits', (fresh) => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 60 });
  });
  afterEach(() => expectSound(service));

  it('settle, and their money closes', async () => {
    const { settled } = await outpatientVisit(service, who(0), LINES);
    const info = setlinfo(settled);
    expect(info).toMatchObject({
      medfee_sumamt: 1160.5,
      fulamt_ownpay_amt: 60.5,
      preselfpay_amt: 80,
      inscp_scp_amt: 1020,
      acct_pay: 0,
    });
    expect(Number(info.hifp_pay)).toBeGreaterThan(0);
    const cents = (name: string) => Math.round(Number(info[name]) * 100);
    expect(cents('fund_pay_sumamt') + cents('psn_part_amt') + cents('hosp_part_amt')).toBe(116050);
    expect(cents('acct_pay') + cents('psn_cash_pay')).toBe(cents('psn_part_amt'));
  });

  it('pay from the personal account up to its balance', async () => {
    const { settled } = await outpatientVisit(service, who(3), LINES, {
      settle: { acct_used_flag: '1' },
    });
    const info = setlinfo(settled);
    expect(info.acct_pay).toBe(info.psn_part_amt);
    expect(info.psn_cash_pay).toBe(0);
    expect(Number(info.balc)).toBeCloseTo(3000 - Number(info.acct_pay), 2);
  });

  it('give a trial the same amounts, and leave nothing of it', async () => {
    const person = who(6);
    const visit = visitIdOf(must(await service.send('2201', register(person))));
    const feedetail = LINES.map((line) => feeLine(person, visit, line));
    must(await service.send('2204', { feedetail }));
    const input = settleInput(person, visit, '1160.50');
    const trial = setlinfo(must(await service.send('2206', input)));
    const again = setlinfo(must(await service.send('2206A', input)));
    expect(again).toEqual({ ...trial, medins_setl_id: again.medins_setl_id });
    const settled = setlinfo(must(await service.send('2207', input)));
    expect(settled).toMatchObject({ hifp_pay: trial.hifp_pay, psn_cash_pay: trial.psn_cash_pay });
    expect('setl_id' in trial).toBe(false);
  });

  it('answer the same message with the same bytes, and refuse its id for another', async () => {
    const person = who(9);
    const body = (input: unknown) =>
      JSON.stringify(envelopeOf({ infno: '2201', msgid: 'H33030200001-same', input }));
    const first = await service.post(body(register(person)));
    service.clock.at = new Date(service.clock.at.getTime() + 60_000);
    const both = await Promise.all([1, 2].map(() => service.post(body(register(person)))));
    expect(both).toEqual([first, first]);
    const other = JSON.parse(await service.post(body(register(person, '2025-06-16 09:00:00'))));
    expect(other).toMatchObject({ infcode: -1 });
    expect(other.err_msg).toContain('message/id_reused');
    const rows = await service.services.database.query(
      'SELECT count(*) AS visits FROM settlement.visit WHERE person_id = 100010',
    );
    expect(rows).toEqual([{ visits: 1 }]);
  });

  it('are taken back with every amount negative, and settle again', async () => {
    const person = who(12);
    const { visit, settled } = await outpatientVisit(service, person, LINES);
    const before = setlinfo(settled);
    const data = { psn_no: person.psn_no, mdtrt_id: visit, setl_id: before.setl_id };
    const reversed = setlinfo(must(await service.send('2208', { data })));
    for (const name of ['medfee_sumamt', 'hifp_pay', 'fund_pay_sumamt', 'act_pay_dedc']) {
      expect(Number(reversed[name]) + Number(before[name])).toBe(0);
    }
    const twice = await service.send('2208', { data });
    expect(twice.err_msg).toContain('settlement/already_reversed');
    const again = must(await service.send('2207', settleInput(person, visit, '1160.50')));
    expect(setlinfo(again)).toMatchObject({ hifp_pay: before.hifp_pay });
    const entries = await entriesOf(service.services.database, 100_013);
    expect(entries.map(({ kind }) => kind)).toEqual(['credit', 'settle', 'reverse', 'settle']);
  });

  it('are taken back by message id when the answer was lost', async () => {
    const person = who(15);
    const visit = visitIdOf(must(await service.send('2201', register(person))));
    must(
      await service.send('2204', { feedetail: LINES.map((one) => feeLine(person, visit, one)) }),
    );
    const msgid = 'H33030200001-lost';
    must(await service.send('2207', settleInput(person, visit, '1160.50'), { msgid }));
    const data = { psn_no: person.psn_no, omsgid: msgid, oinfno: '2207' };
    must(await service.send('2601', { data }));
    const twice = await service.send('2601', { data });
    expect(twice.err_msg).toContain('settlement/already_reversed');
    const wrong = await service.send('2601', { data: { ...data, omsgid: 'never' } });
    expect(wrong.err_msg).toContain('settlement/nothing_to_reverse');
  });

  it('that come late are replayed, and differences are posted and told', async () => {
    const person = who(18);
    const late = '2025-03-03 08:00:00';
    const one = await outpatientVisit(service, person, LINES);
    const id = settlementIdOf(one.settled);
    const big = [{ no: 'L1', item: CT, count: 1, price: 1500 }];
    await outpatientVisit(service, person, big, { at: late });
    const { database } = service.services;
    const results = await database.query<{ version: number; paid: readonly number[] }>(
      'SELECT version, paid FROM settlement.result WHERE settlement_id = $1 ORDER BY version',
      [id],
    );
    expect(results).toHaveLength(2);
    expect(results[1]?.paid).not.toEqual(results[0]?.paid);
    const kinds = (await entriesOf(database, 100_019)).map(({ kind }) => kind);
    expect(kinds).toEqual(['credit', 'settle', 'settle', 'difference']);
    const [told] = await database.query<{ payload: { moves: unknown[] } }>(
      `SELECT payload FROM platform.event WHERE topic = 'settlement.differences' AND key = $1`,
      ['100019'],
    );
    expect(told?.payload.moves).toHaveLength(1);
    const data = { psn_no: person.psn_no, mdtrt_id: one.visit, setl_id: id };
    const now = setlinfo(must(await service.send('5203', { data })));
    expect(now.fund_pay_sumamt).not.toBe(setlinfo(one.settled).fund_pay_sumamt);
    must(await service.send('2208', { data }));
    const entries = await entriesOf(database, 100_019);
    const sums = new Map<string, number>();
    for (const { account, amountFen } of entries
      .filter(({ subject }) => subject === id)
      .flatMap(({ postings }) => postings)) {
      sums.set(account, (sums.get(account) ?? 0) + amountFen);
    }
    expect([...sums.values()].every((fen) => fen === 0)).toBe(true);
  });

  it('of one person at once become one after the other, of many persons all', async () => {
    const settleAll = async (index: number) =>
      Promise.all(
        [1, 2, 3, 4].map((n) =>
          outpatientVisit(service, who(index), [{ no: `L${n}`, item: CT, count: n, price: 100 }]),
        ),
      );
    const all = await Promise.all([21, 24, 27].map(settleAll));
    expect(new Set(all.flat().map(({ visit }) => visit)).size).toBe(12);
    const { database } = service.services;
    for (const personId of [100_022, 100_025, 100_028]) {
      const [head] = await database.query<{ version: number }>(
        'SELECT version FROM settlement.person WHERE person_id = $1',
        [personId],
      );
      expect(head?.version).toBe(16);
    }
  });

  describe('read tolerantly', () => {
    it('numbers as text, one object for a list, empty and unknown fields', async () => {
      const person = who(30);
      const visit = visitIdOf(
        must(await service.send('2201', register(person), { unknown: { a: 1 }, sign_no: null })),
      );
      const line = feeLine(person, visit, { no: 'M1', item: CT, count: 1, price: 200 });
      const feedetail = { ...line, cnt: '1.0000', pric: '200.000000', memo: 'NULL', surprise: [] };
      must(await service.send('2204', { feedetail }));
      must(await service.send('2207', settleInput(person, visit, '200')));
    });
  });

  it('are refused with what to do, and change nothing', async () => {
    const person = who(33);
    const visit = visitIdOf(must(await service.send('2201', register(person))));
    const line = feeLine(person, visit, { no: 'N1', item: CT, count: 1, price: 200 });
    const refusals: readonly [string, unknown, string][] = [
      ['9999', {}, 'message/unknown_code'],
      ['2201', {}, 'message/field_invalid'],
      ['2201', { data: { psn_no: 'nobody' } }, 'message/field_invalid'],
      ['2204', { feedetail: [{ ...line, med_list_codg: 'none' }] }, 'settlement/item_unknown'],
      ['2204', { feedetail: [{ ...line, det_item_fee_sumamt: '201' }] }, 'line_cost_mismatch'],
      ['2204', { feedetail: [{ ...line, cnt: -1, det_item_fee_sumamt: -200 }] }, 'line_negative'],
      ['2204', { feedetail: [{ ...line, pric: '1e3' }] }, 'message/field_invalid'],
      ['2204', { feedetail: [line, line] }, 'settlement/line_number_reused'],
      ['2207', settleInput(person, visit, '0'), 'settlement/no_lines'],
      ['2207', settleInput(person, `${visit}9`, '1'), 'settlement/visit_unknown'],
      ['2207', settleInput(who(36), visit, '1'), 'settlement/visit_unknown'],
      ['2207', settleInput({ ...person, certno: '0' }, visit, '1'), 'credential_mismatch'],
      ['2207', settleInput({ ...person, insutype: '390' }, visit, '1'), 'insurance_mismatch'],
      ['2304', { data: {} }, 'message/field_invalid'],
    ];
    for (const [infno, input, code] of refusals) {
      const answer = await service.send(infno, input);
      expect(answer.infcode, code).toBe(-1);
      expect(answer.err_msg).toContain(code);
      expect(answer.err_msg.length).toBeLessThanOrEqual(200);
      expect(answer.err_msg).not.toContain(person.psn_name);
    }
    must(await service.send('2204', { feedetail: line }));
    const wrongTotal = await service.send('2207', settleInput(person, visit, '200.01'));
    expect(wrongTotal.err_msg).toContain('settlement/total_mismatch');
    const elsewhere = await service.send('2207', settleInput(person, visit, '200'), {
      fixmedins_code: 'H33030200002',
    });
    expect(elsewhere.err_msg).toContain('access/other_institution');
    const far = await service.send('2201', register(person), { mdtrtarea_admvs: '510400' });
    expect(far.err_msg).toContain('access/region_denied');
    const data = { psn_no: person.psn_no, mdtrt_id: visit, chrg_bchno: '0000' };
    must(await service.send('2205', { data }));
    must(await service.send('2202', { data: { ...data, ipt_otp_no: 'OP33' } }));
    const gone = await service.send('2207', settleInput(person, visit, '200'));
    expect(gone.err_msg).toContain('settlement/visit_cancelled');
  });
});
