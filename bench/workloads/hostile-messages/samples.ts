/** Valid messages of each transaction, for trials that spoil them. */
import { envelopeOf, HOSPITAL, type TestService } from '../../../testing/service/index.ts';
import { DRUGSTORE, purchase } from '../../../testing/service/purchases.ts';
import { admission, dischargeInput, stayLine, staySettle } from '../../../testing/service/stays.ts';
import {
  AMOXICILLIN,
  CT,
  describe,
  feeLine,
  register,
  settleInput,
  visitIdOf,
  type Who,
} from '../../../testing/service/visits.ts';

/** The number that a message has until it gets its own. */
export const UNNUMBERED = '"MSGID"';

/** One valid message of each kind, on visits that stand open. */
export async function sampleMessages(
  service: TestService,
  [one, two, three]: readonly [Who, Who, Who],
): Promise<readonly string[]> {
  const visit = visitIdOf(await service.send('2201', register(one)));
  const stay = visitIdOf(await service.send('2401', admission(two, '2025-06-01 08:00:00')));
  const line = { no: 'H1', item: CT, count: 1, price: 100 };
  const data = { psn_no: one.psn_no, mdtrt_id: visit, setl_id: `${visit.split('V')[0]}S9` };
  const card = { ...(register(three).data as object), begntime: '2025-01-01' };
  const span = { begntime: '2025-01-01', endtime: '2025-12-31', med_type: '11' };
  const bought = purchase(three, [line]);
  const drugstore = { fixmedins_code: DRUGSTORE };
  const samples: readonly [string, unknown, object?][] = [
    ['1101', { data: card }],
    ['2001', { data: { ...data, insutype: '390', fixmedins_code: HOSPITAL, ...span } }],
    ['2101', bought, drugstore],
    ['2102', bought, drugstore],
    ['2103', { data: { ...data, psn_no: three.psn_no } }, drugstore],
    ['2201', register(three)],
    ['2202', { data: { ...data, ipt_otp_no: 'OP1' } }],
    ['2203', describe(one, visit)],
    ['2203A', describe(one, visit)],
    [
      '2204',
      {
        feedetail: [line, { ...line, no: 'H2', item: AMOXICILLIN }].map((l) =>
          feeLine(one, visit, l),
        ),
      },
    ],
    ['2206', settleInput(one, visit, '100.00')],
    ['2207', settleInput(one, visit, '100.00')],
    ['2208', { data }],
    ['2205', { data: { ...data, chrg_bchno: 'B1' } }],
    ['2301', { feedetail: stayLine(two, stay, line) }],
    ['2302', { data: { psn_no: two.psn_no, mdtrt_id: stay, feedetl_sn: 'H1' } }],
    ['2303', staySettle(two, stay, '100.00', { mid_setl_flag: '1' })],
    ['2304', staySettle(two, stay, '100.00', { mid_setl_flag: '1' })],
    ['2401', admission(three, '2025-06-02 08:00:00')],
    ['2402', dischargeInput(two, stay, '2025-06-09 08:00:00')],
    ['2404', { data: { psn_no: two.psn_no, mdtrt_id: stay } }],
    ['2405', { data: { psn_no: two.psn_no, mdtrt_id: stay } }],
    ['2601', { data: { psn_no: one.psn_no, omsgid: 'x', oinfno: '2207' } }],
    ['5201', { data: { ...data, ...span } }],
    ['5202', { data }],
    ['5203', { data }],
    ['5204', { data }],
    ['5205', { data: { ...data, ...span } }],
    ['5206', { data }],
    ['9001', { signIn: { opter_no: 'd', mac: 'm', ip: 'i' } }],
  ];
  return samples.map(([infno, input, sender]) =>
    JSON.stringify(envelopeOf({ infno, msgid: 'MSGID', input, ...sender })),
  );
}
