/**
 * Purchases at a drugstore through the messages, on both databases.
 */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { expectSound } from '../../../testing/service/expect-sound.ts';
import { type Fields, type TestService, testService } from '../../../testing/service/index.ts';
import { DRUGSTORE, purchase, purchaseOf } from '../../../testing/service/purchases.ts';
import {
  AMOXICILLIN,
  must,
  OMEPRAZOLE,
  RESTRICTED,
  register,
  setlinfo,
  who,
} from '../../../testing/service/visits.ts';
import { entriesOf } from '../../ledger/index.ts';

const LINES = [
  { no: 'D1', item: AMOXICILLIN, count: 2, price: 150 },
  { no: 'D2', item: OMEPRAZOLE, count: 1, price: 100 },
];

onBothDatabases('purchases at a drugstore', (fresh) => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 40 });
  });
  afterEach(() => expectSound(service));
  const send = (infno: string, input: unknown, extra: Fields = {}) =>
    service.send(infno, input, { fixmedins_code: DRUGSTORE, ...extra });

  it('are tried, settled from the account first, shown, and taken back whole', async () => {
    const person = who(0);
    const input = purchase(person, LINES);
    const trial = must(await send('2101', input));
    const settled = must(await send('2102', input));
    const info = setlinfo(settled);
    expect(info).toMatchObject({ medfee_sumamt: 400, preselfpay_amt: 5, inscp_scp_amt: 395 });
    expect(info.acct_pay).toBe(info.psn_part_amt);
    expect(info.psn_cash_pay).toBe(0);
    expect(Number(info.balc)).toBeCloseTo(3000 - Number(info.acct_pay), 2);
    const { setl_id: _id, ...rest } = info;
    expect(rest).toEqual({ ...setlinfo(trial), medins_setl_id: info.medins_setl_id });
    const { detlcutinfo } = settled.output as { detlcutinfo: readonly Fields[] };
    expect(detlcutinfo).toMatchObject([
      { feedetl_sn: 'D1', inscp_scp_amt: 300 },
      { feedetl_sn: 'D2', preselfpay_amt: 5, inscp_scp_amt: 95 },
    ]);
    const entries = await entriesOf(service.services.database, 100_001);
    expect(entries.at(-1)?.postings).toContainEqual({
      account: `provider:${DRUGSTORE}`,
      amountFen: 40_000,
    });

    const data = purchaseOf(person, settled);
    const reversed = setlinfo(must(await send('2103', { data })));
    expect(reversed).toMatchObject({ medfee_sumamt: -400, acct_pay: -Number(info.acct_pay) });
    expect(reversed.balc).toBe(3000);
    expect((await send('2103', { data })).err_msg).toContain('settlement/already_reversed');
    expect(setlinfo(must(await send('5203', { data })))).toMatchObject({ refd_setl_flag: '1' });
    const lines = must(await send('5204', { data })).output as readonly Fields[];
    expect(lines.map(({ feedetl_sn }) => feedetl_sn)).toEqual(['D1', 'D2']);
    const kinds = (await entriesOf(service.services.database, 100_001)).map(({ kind }) => kind);
    expect(kinds).toEqual(['credit', 'settle', 'reverse']);
  });

  it('read back what was written longer than the tables hold, cut to their size', async () => {
    const person = who(16);
    const settled = must(await send('2102', purchase(person, LINES, { invono: '9'.repeat(60) })));
    const data = purchaseOf(person, settled);
    expect(setlinfo(must(await send('5203', { data })))).toMatchObject({ invono: '9'.repeat(20) });
  });

  it('of residents settle by the law, and of special medicine as such', async () => {
    const ordinary = setlinfo(must(await send('2102', purchase(who(1), LINES))));
    expect(ordinary).toMatchObject({ acct_pay: 0, clr_type: '41' });
    const special = await send('2102', purchase(who(2), LINES, { med_type: '18' }));
    expect(setlinfo(must(special))).toMatchObject({ clr_type: '18' });
  });

  it('whose answer was lost are taken back by message id', async () => {
    const person = who(4);
    const msgid = 'P33030200011-lost';
    const input = purchase(person, LINES);
    const settled = must(await send('2102', input, { msgid }));
    expect(await send('2102', input, { msgid })).toEqual(settled);
    const data = { psn_no: person.psn_no, omsgid: msgid, oinfno: '2102' };
    must(await send('2601', { data }));
    expect((await send('2601', { data })).err_msg).toContain('settlement/already_reversed');
    const again = must(await send('2102', input));
    expect(setlinfo(again).hifp_pay).toBe(setlinfo(settled).hifp_pay);
  });

  it('are refused with what to do, and change nothing', async () => {
    const person = who(7);
    const good = purchase(person, LINES) as { druginfo: Fields; drugdetail: readonly Fields[] };
    const [line = {}] = good.drugdetail;
    const info = (extra: Fields) => ({ ...good, druginfo: { ...good.druginfo, ...extra } });
    const detail = (extra: Fields) => ({ ...good, drugdetail: [{ ...line, ...extra }] });
    const refusals: readonly [unknown, string][] = [
      [info({ medfee_sumamt: '400.01' }), 'settlement/total_mismatch'],
      [info({ med_type: '21' }), 'settlement/med_type_unknown'],
      [info({ med_type: '11' }), 'settlement/med_type_unknown'],
      [info({ insutype: '310' }), 'settlement/insurance_mismatch'],
      [info({ psn_name: '别人' }), 'settlement/credential_mismatch'],
      [info({ mdtrt_cert_type: '100001V1' }), 'message/field_invalid'],
      [detail({ med_list_codg: 'none' }), 'settlement/item_unknown'],
      [detail({ cnt: -2, det_item_fee_sumamt: -300 }), 'settlement/line_negative'],
      [{ ...good, drugdetail: [line, line] }, 'settlement/line_number_reused'],
      [detail({ durg_trac_info: [{ feedetl_sn: 'D1' }] }), 'message/field_invalid'],
      [{ druginfo: good.druginfo }, 'message/field_invalid'],
    ];
    for (const [input, code] of refusals) {
      for (const infno of ['2101', '2102']) {
        const answer = await send(infno, input);
        expect(answer.infcode, code).toBe(-1);
        expect(answer.err_msg).toContain(code);
      }
    }
    const hospital = await service.send('2102', good);
    expect(hospital.err_msg).toContain('settlement/not_a_drugstore');
    const rows = await service.services.database.query(
      'SELECT version FROM settlement.person WHERE person_id = 100008',
    );
    expect(rows).toEqual([]);
    const visit = must(await service.send('2201', register(who(10))));
    const { mdtrt_id } = (visit.output as { data: Fields }).data;
    const data = { psn_no: who(10).psn_no, mdtrt_id, setl_id: '100011S1' };
    expect((await service.send('2103', { data })).err_msg).toContain('visit_of_other_kind');
  });

  it('of restricted items without a hospital’s approval are the person’s own', async () => {
    const lines = [{ no: 'R1', item: RESTRICTED, count: 1, price: 500 }];
    const info = setlinfo(must(await send('2102', purchase(who(13), lines))));
    expect(info).toMatchObject({ fulamt_ownpay_amt: 500, hifp_pay: 0 });
  });
});
