/**
 * Stays, filings, questions and the other dialect through the messages, on both databases.
 */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { expectSound } from '../../../testing/service/expect-sound.ts';
import {
  envelopeOf,
  type Fields,
  type TestService,
  testService,
} from '../../../testing/service/index.ts';
import {
  admission,
  admitted,
  dischargeInput,
  stayLine,
  staySettle,
  wholeStay,
} from '../../../testing/service/stays.ts';
import {
  AMOXICILLIN,
  BED,
  CT,
  feeLine,
  must,
  RESTRICTED,
  register,
  STENT,
  setlinfo,
  settleInput,
  settlementIdOf,
  visitIdOf,
  who,
} from '../../../testing/service/visits.ts';
import { signBody } from '../index.ts';

const LINES = [
  { no: 'S1', item: STENT, count: 2, price: 4500 },
  { no: 'S2', item: BED, count: 9, price: 60 },
  { no: 'S3', item: CT, count: 2, price: 800 },
  { no: 'S4', item: AMOXICILLIN, count: 10, price: 33.33 },
];

onBothDatabases('stays', (fresh) => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 60 });
  });
  afterEach(() => expectSound(service));
  const rows = (answer: { output: unknown }, node: string) =>
    (answer.output as Readonly<Record<string, readonly Fields[]>>)[node] ?? [];

  it('settle with price ceilings and first shares, and read back as settled', async () => {
    const person = who(1);
    const { visit, settled } = await wholeStay(service, person, LINES);
    const info = setlinfo(settled);
    expect(info).toMatchObject({
      medfee_sumamt: 11_473.3,
      overlmt_selfpay: 3090,
      preselfpay_amt: 1060,
      inscp_scp_amt: 7323.3,
      setl_time: '2025-06-16 10:00:00',
    });
    const data = { psn_no: person.psn_no, mdtrt_id: visit, setl_id: info.setl_id };
    const told = setlinfo(must(await service.send('5203', { data })));
    expect(told).toMatchObject({
      hifp_pay: info.hifp_pay,
      cash_payamt: info.psn_cash_pay,
      refd_setl_flag: '0',
    });
    const lines = must(await service.send('5204', { data })).output as readonly Fields[];
    expect(lines.map(({ feedetl_sn }) => feedetl_sn)).toEqual(['S1', 'S2', 'S3', 'S4']);
    const visits = must(
      await service.send('5201', {
        data: {
          psn_no: person.psn_no,
          begntime: '2025-01-01',
          endtime: '2025-12-31 23:59:59',
          med_type: '21',
        },
      }),
    );
    expect(rows(visits, 'mdtrtinfo')).toMatchObject([{ mdtrt_id: visit, inhosp_stas: '0' }]);
    const diagnoses = must(await service.send('5202', { data }));
    expect(rows(diagnoses, 'diseinfo').map(({ inout_diag_type: io }) => io)).toEqual(['1', '2']);
    const counters = must(await service.send('5206', { data: { psn_no: person.psn_no } }));
    expect(rows(counters, 'cuminfo').length).toBeGreaterThan(0);
    const reversed = setlinfo(must(await service.send('2305', { data })));
    expect(Number(reversed.medfee_sumamt)).toBe(-11_473.3);
    const after = setlinfo(must(await service.send('5203', { data })));
    expect(after.refd_setl_flag).toBe('1');
  });

  it('take lines back by number and by negative line', async () => {
    const person = who(4);
    const visit = await admitted(service, person, LINES);
    const negative = (count: number) => ({
      ...stayLine(person, visit, { no: `R${-count}`, item: CT, count, price: 800 }),
      init_feedetl_sn: 'S3',
    });
    const over = await service.send('2301', { feedetail: negative(-3) });
    expect(over.err_msg).toContain('settlement/line_over_reversed');
    must(await service.send('2301', { feedetail: negative(-1) }));
    const data = { feedetl_sn: 'S4', mdtrt_id: visit, psn_no: person.psn_no };
    must(await service.send('2302', { data }));
    const orphan = await service.send('2302', { data: { ...data, feedetl_sn: 'S3' } });
    expect(orphan.err_msg).toContain('settlement/line_over_reversed');
    must(await service.send('2402', dischargeInput(person, visit, '2025-06-10 09:00:00')));
    const settled = must(await service.send('2304', staySettle(person, visit, '10340.00')));
    expect(setlinfo(settled).medfee_sumamt).toBe(10_340);
  });

  it('settle in the middle and at the end, and are one at a time', async () => {
    const person = who(7);
    const visit = await admitted(service, person, LINES.slice(0, 2));
    const second = await service.send('2401', admission(person, '2025-06-02 09:00:00'));
    expect(second.err_msg).toContain('settlement/already_in_hospital');
    const early = await service.send('2304', staySettle(person, visit, '9540.00'));
    expect(early.err_msg).toContain('settlement/not_discharged');
    const middle = staySettle(person, visit, '9540.00', { mid_setl_flag: '1' });
    must(await service.send('2304', middle));
    const line = stayLine(person, visit, { no: 'S9', item: CT, count: 1, price: 800 });
    must(await service.send('2301', { feedetail: [line] }));
    must(await service.send('2402', dischargeInput(person, visit, '2025-06-12 09:00:00')));
    must(await service.send('2405', { data: { mdtrt_id: visit, psn_no: person.psn_no } }));
    must(await service.send('2402', dischargeInput(person, visit, '2025-06-13 09:00:00')));
    must(await service.send('2304', staySettle(person, visit, '800.00')));
    const closed = await service.send('2405', {
      data: { mdtrt_id: visit, psn_no: person.psn_no },
    });
    expect(closed.err_msg).toContain('settlement/already_settled');
  });

  it('are taken back whole while nothing is charged, also by message id', async () => {
    const person = who(10);
    const msgid = 'H33030200001-stay';
    const input = admission(person, '2025-06-01 09:00:00');
    const visit = visitIdOf(must(await service.send('2401', input, { msgid })));
    must(await service.send('2404', { data: { mdtrt_id: visit, psn_no: person.psn_no } }));
    const again = must(await service.send('2401', input, { msgid: `${msgid}2` }));
    const data = { psn_no: person.psn_no, omsgid: `${msgid}2`, oinfno: '2401' };
    must(await service.send('2601', { data }));
    const contact = await service.services.database.query<{ contact: Buffer }>(
      'SELECT contact_sealed AS contact FROM settlement.visit WHERE visit_id = $1',
      [visitIdOf(again)],
    );
    expect(contact[0]?.contact.includes(Buffer.from('139'))).toBe(false);
  });

  it('refuse restricted items without approval: the person pays them', async () => {
    const person = who(13);
    const visit = await admitted(service, person, [
      { no: 'A1', item: RESTRICTED, count: 1, price: 5000, extra: { hosp_appr_flag: '1' } },
      { no: 'A2', item: RESTRICTED, count: 1, price: 5000, extra: { hosp_appr_flag: '0' } },
    ]);
    const input = staySettle(person, visit, '10000.00', { mid_setl_flag: '1' });
    const info = setlinfo(must(await service.send('2303', input)));
    expect(info).toMatchObject({ fulamt_ownpay_amt: 5000, preselfpay_amt: 750 });
  });

  it('know a person by its card and nobody by another name', async () => {
    const person = who(0);
    const data = {
      mdtrt_cert_type: '02',
      mdtrt_cert_no: person.certno,
      psn_cert_type: '01',
      certno: person.certno,
      psn_name: person.psn_name,
    };
    const answer = must(await service.send('1101', { data }));
    expect(answer.output).toMatchObject({
      baseinfo: { psn_no: person.psn_no, psn_name: person.psn_name },
      insuinfo: [{ insutype: '310', balc: 3000 }],
      idetinfo: [],
    });
    const wrong = await service.send('1101', { data: { ...data, psn_name: '别人' } });
    expect(wrong.err_msg).toContain('settlement/person_not_found');
    const [audit] = await service.services.database.query<{ rows: number }>(
      `SELECT count(*) AS rows FROM platform.audit
        WHERE action = 'settlement.askPerson' AND person_id = 100001`,
    );
    expect(audit?.rows).toBe(1);
  });

  it('file special diseases and transfers, which then count', async () => {
    const person = who(16);
    const filing = {
      psn_no: person.psn_no,
      insutype: '390',
      opsp_dise_code: 'M01600',
      opsp_dise_name: '恶性肿瘤门诊治疗',
      insu_optins: '330302',
      ide_fixmedins_no: 'H33030200001',
      ide_fixmedins_name: '云溪市第一人民医院（演示）',
      hosp_ide_date: '2025-05-30',
      diag_dr_codg: 'D1',
      diag_dr_name: '甲医生',
      begndate: '2025-06-01',
    };
    const filed = must(await service.send('2503', { data: filing }));
    const sn = (filed.output as { result: Fields }).result.trt_dcla_detl_sn;
    const facts = await service.services.database.query(
      'SELECT code FROM enrolment.fact WHERE person_id = 100017 AND source = $1',
      [String(sn)],
    );
    expect(facts).toEqual([{ code: 'cancer' }]);
    const ask = {
      psn_no: person.psn_no,
      insutype: '390',
      fixmedins_code: 'H33030200001',
      med_type: '140201',
      begntime: '2025-06-16 08:00:00',
      dise_codg: 'M01600',
    };
    const funds = rows(must(await service.send('2001', { data: ask })), 'trtinfo');
    expect(funds).toContainEqual(
      expect.objectContaining({ fund_pay_type: '390100', trt_enjymnt_flag: '1' }),
    );
    const gone = { trt_dcla_detl_sn: sn, psn_no: person.psn_no, memo: '误报' };
    must(await service.send('2504', { data: gone }));
    const twice = await service.send('2504', { data: gone });
    expect(twice.err_msg).toContain('enrolment/filing_unknown');
    const referral = {
      psn_no: person.psn_no,
      diag_code: 'K80.200',
      diag_name: '胆囊结石',
      reflin_medins_no: 'H31010000001',
      reflin_medins_name: '外地医院',
      mdtrtarea_admvs: '310100',
      refl_type: '3',
      refl_date: '2025-06-15',
      refl_rea: '病情需要',
      refl_opnn: '同意',
    };
    const transfer = must(await service.send('2501', { refmedin: referral }));
    const transferSn = (transfer.output as { result: Fields }).result.trt_dcla_detl_sn;
    const back = { trt_dcla_detl_sn: transferSn, psn_no: person.psn_no };
    must(await service.send('2502', { data: back }));
  });

  it('sign operators in and out', async () => {
    const input = { signIn: { opter_no: 'd001', mac: '00-00', ip: '10.0.0.1' } };
    const first = must(await service.send('9001', input)).output as { signinoutb: Fields };
    const second = must(await service.send('9001', input)).output as { signinoutb: Fields };
    expect(second.signinoutb.sign_no).toBe(first.signinoutb.sign_no);
    const out = { sign_no: first.signinoutb.sign_no, opter_no: 'd001' };
    must(await service.send('9002', { signOut: out }));
    const unknown = await service.send('9002', { signOut: { ...out, sign_no: 'x' } });
    expect(unknown.err_msg).toContain('message/sign_in_unknown');
  });

  it('speak the Zhejiang dialect: fewer fields, codes with A, signed once', async () => {
    const person = who(19);
    const code = 'H33030200009';
    const key = 'demo-signature-key-of-no-value';
    let serial = 0;
    const post = (infno: string, input: unknown, how: { key?: string; late?: number } = {}) => {
      const msgid = `${code}-z${++serial}`;
      const body = JSON.stringify(envelopeOf({ infno, msgid, input, fixmedins_code: code }));
      const at = new Date(service.clock.at.getTime() - (how.late ?? 0));
      return { body, signature: signBody(how.key ?? key, body, at), caKey: code };
    };
    const send = async (request: ReturnType<typeof post>) => {
      const text = await service.post(request.body, request);
      return {
        ...(JSON.parse(text) as { infcode: number; err_msg: string; output: unknown }),
        text,
      };
    };
    const registered = register(person).data as Fields;
    const { psn_cert_type: _1, certno: _2, psn_type: _3, psn_name: _4, ...short } = registered;
    const first = post('2201', { data: short });
    const opened = must(await send(first));
    expect((await send(first)).err_msg).toContain('message/signature_replayed');
    const visit = visitIdOf(opened);
    const line = feeLine(person, visit, { no: 'Z1', item: CT, count: 1, price: 200 });
    must(await send(post('2204', { feedetail: line })));
    const settle = settleInput(person, visit, '200.00');
    expect((await send(post('2207A', settle, { key: 'wrong' }))).err_msg).toContain('wrong');
    expect((await send(post('2207A', settle, { late: 400_000 }))).err_msg).toContain('expired');
    const bare = await service.post(post('2207A', settle).body);
    expect(bare).toContain('message/signature_missing');
    const settled = must(await send(post('2207A', settle)));
    expect(settlementIdOf(settled)).toMatch(/^100020S\d+$/);
  });
});
