/**
 * Kinds of care through the messages, on both databases: special disease, maternity, settlement in
 * mid-stay, and corrections.
 */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { expectSound } from '../../../testing/service/expect-sound.ts';
import { type Fields, type TestService, testService } from '../../../testing/service/index.ts';
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
  describe as describeVisit,
  feeLine,
  must,
  outpatientVisit,
  register,
  setlinfo,
  settleInput,
  settlementIdOf,
  totalOf,
  visitIdOf,
  who,
} from '../../../testing/service/visits.ts';
import { entriesOf } from '../../ledger/index.ts';

const LINES = [
  { no: 'K1', item: BED, count: 10, price: 60 },
  { no: 'K2', item: AMOXICILLIN, count: 100, price: 100 },
];
/** National numbers of an answer, in fen. */
const fen = (info: Readonly<Record<string, string | number>>, name: string) =>
  Math.round(Number(info[name]) * 100);

onBothDatabases('kinds of care', (fresh) => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 60 });
  });
  afterEach(() => expectSound(service));

  describe('a special disease', () => {
    const CANCER = { med_type: '140201', dise_codg: 'M01600', dise_name: '恶性肿瘤门诊治疗' };
    const visitFor = async (index: number) => {
      const person = who(index);
      const visit = visitIdOf(must(await service.send('2201', register(person))));
      must(await service.send('2203', describeVisit(person, visit, CANCER)));
      const feedetail = LINES.map((line) => feeLine(person, visit, line));
      must(await service.send('2204', { feedetail }));
      const settle = { med_type: '140201' };
      const settled = await service.send(
        '2207',
        settleInput(person, visit, totalOf(LINES), settle),
      );
      return { person, visit, settled };
    };
    const filing = (index: number) => ({
      psn_no: who(index).psn_no,
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
    });

    it('is refused until it is filed, and then pays by its own rule', async () => {
      const person = who(1);
      const visit = visitIdOf(must(await service.send('2201', register(person))));
      const early = await service.send('2203', describeVisit(person, visit, CANCER));
      expect(early.err_msg).toContain('settlement/disease_not_filed');
      const unknown = describeVisit(person, visit, { ...CANCER, dise_codg: 'M99999' });
      expect((await service.send('2203', unknown)).err_msg).toContain('disease_unknown');
      const filed = must(await service.send('2503', { data: filing(1) }));
      const special = setlinfo(must((await visitFor(1)).settled));
      expect(special).toMatchObject({ clr_type: '14' });
      const ordinary = setlinfo((await outpatientVisit(service, who(4), LINES)).settled);
      expect(fen(special, 'fund_pay_sumamt')).toBeGreaterThan(fen(ordinary, 'fund_pay_sumamt'));
      const { result } = filed.output as { result: Fields };
      const sn = { trt_dcla_detl_sn: result.trt_dcla_detl_sn, psn_no: person.psn_no, memo: '误' };
      must(await service.send('2504', { data: sn }));
      const again = await service.send('2203', describeVisit(person, visit, CANCER));
      expect(again.err_msg).toContain('settlement/disease_not_filed');
    });
  });

  describe('maternity', () => {
    const born = async (index: number, extra: Fields, atEnd: Fields = {}) => {
      const person = { ...who(index), insutype: '510' };
      const input = admission(person, '2025-06-01 09:00:00', { med_type: '52', ...extra });
      const opened = await service.send('2401', input);
      if (opened.infcode !== 0) return opened;
      const visit = visitIdOf(opened);
      const feedetail = LINES.map((line) =>
        stayLine(person, visit, { at: '2025-06-02 08:00:00', ...line }),
      );
      must(await service.send('2301', { feedetail }));
      const ends = dischargeInput(person, visit, '2025-06-05 09:00:00');
      const dscginfo = { ...(ends.dscginfo as Fields), ...atEnd };
      must(await service.send('2402', { ...ends, dscginfo }));
      const settle = { med_type: '52', insutype: '510' };
      return service.send('2304', staySettle(person, visit, totalOf(LINES), settle));
    };

    it('settles a birth as the law reads it, and a loss by its weeks', async () => {
      // 10,600 yuan, beds 100 above their ceiling, at a tertiary hospital: (10500 - 600) × 90 %.
      const birth = setlinfo(must(await born(9, { matn_type: '1' })));
      expect(birth).toMatchObject({ hifp_pay: 8910, act_pay_dedc: 600, oth_pay: 0 });
      const loss = setlinfo(must(await born(27, { matn_type: '5', geso_val: '10' })));
      expect(loss).toMatchObject({ hifp_pay: 8910 });
      const untold = await born(39, { matn_type: '5' });
      expect(untold.err_msg).toContain('settlement/delivery_untold');
      const later = await born(51, {}, { matn_type: '6', geso_val: '30' });
      expect(setlinfo(must(later))).toMatchObject({ act_pay_dedc: 600 });
    });

    it('settles care before birth as an outpatient visit', async () => {
      const person = { ...who(15), insutype: '510' };
      const visit = visitIdOf(must(await service.send('2201', register(person))));
      const told = { med_type: '51', matn_type: '7' };
      must(await service.send('2203A', describeVisit(person, visit, told)));
      const line = feeLine(person, visit, { no: 'P1', item: CT, count: 1, price: 800 });
      must(await service.send('2204', { feedetail: line }));
      const input = settleInput(person, visit, '800.00', { med_type: '51' });
      expect(setlinfo(must(await service.send('2207', input)))).toMatchObject({ clr_type: '53' });
    });
  });

  it('in mid-stay settle to what the whole stay would', async () => {
    const half = { no: 'K3', item: AMOXICILLIN, count: 100, price: 100 };
    const whole = setlinfo((await wholeStay(service, who(12), [...LINES, half])).settled);
    // Retired like the first.
    const person = who(42);
    const visit = await admitted(service, person, LINES);
    const middle = { mid_setl_flag: '1', dscgTime: '2025-06-05 09:00:00' };
    const first = setlinfo(
      must(await service.send('2304', staySettle(person, visit, totalOf(LINES), middle))),
    );
    const at = '2025-06-06 08:00:00';
    must(await service.send('2301', { feedetail: stayLine(person, visit, { at, ...half }) }));
    must(await service.send('2402', dischargeInput(person, visit, '2025-06-10 09:00:00')));
    const end = staySettle(person, visit, totalOf([half]));
    const second = setlinfo(must(await service.send('2304', end)));
    for (const name of ['hifp_pay', 'act_pay_dedc', 'fund_pay_sumamt', 'psn_part_amt']) {
      expect(fen(first, name) + fen(second, name), name).toBe(fen(whole, name));
    }
  });

  it('refuse a relative’s account, and flags that are none', async () => {
    const person = who(24);
    const visit = visitIdOf(must(await service.send('2201', register(person))));
    must(
      await service.send('2204', { feedetail: LINES.map((one) => feeLine(person, visit, one)) }),
    );
    const settle = (flag: string) =>
      service.send('2207', settleInput(person, visit, totalOf(LINES), { acct_used_flag: flag }));
    expect((await settle('2')).err_msg).toContain('settlement/relatives_account');
    expect((await settle('7')).err_msg).toContain('message/field_invalid');
    must(await settle('0'));
  });

  describe('corrections', () => {
    it('of a settlement are a reversal and a new one, and the ledger shows both', async () => {
      const person = who(30);
      const wrong = await outpatientVisit(service, person, LINES);
      const data = {
        psn_no: person.psn_no,
        mdtrt_id: wrong.visit,
        setl_id: settlementIdOf(wrong.settled),
        chrg_bchno: '0000',
      };
      const bound = await service.send('2205', { data });
      expect(bound.err_msg).toContain('settlement/no_lines_to_withdraw');
      must(await service.send('2208', { data }));
      must(await service.send('2205', { data }));
      const right = LINES.map((line) => ({ ...line, no: `${line.no}x`, count: line.count / 2 }));
      const feedetail = right.map((line) => feeLine(person, wrong.visit, line));
      must(await service.send('2204', { feedetail }));
      must(await service.send('2207', settleInput(person, wrong.visit, totalOf(right))));
      const { database } = service.services;
      const kinds = (await entriesOf(database, 100_031)).map(({ kind }) => kind);
      expect(kinds.slice(-3)).toEqual(['settle', 'reverse', 'settle']);
      const rows = await database.query<{ kind: string; reverses: string | null }>(
        `SELECT kind, reverses FROM settlement.settlement WHERE person_id = 100031
          ORDER BY version`,
      );
      expect(rows).toEqual([
        { kind: 'settle', reverses: null },
        { kind: 'reverse', reverses: data.setl_id },
        { kind: 'settle', reverses: null },
      ]);
    });

    it('by message id hold where the answer comes late', async () => {
      const person = who(33);
      const visit = visitIdOf(must(await service.send('2201', register(person))));
      const lines = LINES.map((one) => feeLine(person, visit, one));
      must(await service.send('2204', { feedetail: lines }));
      const input = settleInput(person, visit, totalOf(LINES));
      const msgid = 'H33030200001-late-1';
      const data = { psn_no: person.psn_no, omsgid: msgid, oinfno: '2207' };
      // The settlement has not come yet: there is nothing to take back, and it still settles.
      expect((await service.send('2601', { data })).err_msg).toContain('nothing_to_reverse');
      // Sent once more while the first is under way, then both and the reversal at once.
      const [first, again] = await Promise.all(
        [1, 2].map(() => service.send('2207', input, { msgid })),
      );
      expect(again?.text).toBe(first?.text);
      must(await service.send('2601', { data }));
      // The late answer of what was taken back is the same answer; it settles nothing anew.
      expect((await service.send('2207', input, { msgid })).text).toBe(first?.text);
      const wrong = { ...data, oinfno: '2304' };
      expect((await service.send('2601', { data: wrong })).err_msg).toContain('not_reversible');
      const other = { ...data, psn_no: who(36).psn_no };
      expect((await service.send('2601', { data: other })).err_msg).toContain('nothing_to_reverse');
      const rows = await service.services.database.query<{ kind: string }>(
        'SELECT kind FROM settlement.settlement WHERE person_id = 100034 ORDER BY version',
      );
      expect(rows).toEqual([{ kind: 'settle' }, { kind: 'reverse' }]);
      must(await service.send('2207', input, { msgid: `${msgid}-new` }));
    });
  });
});
