/**
 * One valid message of each transaction with what must have happened before it, and the tables that
 * its input and its answer are held against.
 */
import type { FieldTable } from '../../../modules/settlement/messages/field-table.ts';
import * as filings from '../../../modules/settlement/messages/tables/filings.ts';
import * as fees from '../../../modules/settlement/messages/tables/inpatient-fees.ts';
import * as stays from '../../../modules/settlement/messages/tables/inpatient-settle.ts';
import * as outpatient from '../../../modules/settlement/messages/tables/outpatient.ts';
import * as settling from '../../../modules/settlement/messages/tables/outpatient-settle.ts';
import * as persons from '../../../modules/settlement/messages/tables/person.ts';
import * as queries from '../../../modules/settlement/messages/tables/queries.ts';
import * as signing from '../../../modules/settlement/messages/tables/sign-in.ts';
import * as stay from '../../../modules/settlement/messages/tables/stay.ts';
import type { Answer, Fields } from '../../../testing/service/index.ts';
import { admission, dischargeInput, stayLine, staySettle } from '../../../testing/service/stays.ts';
import {
  credential,
  describe,
  feeLine,
  must,
  register,
  settleInput,
  type Who,
} from '../../../testing/service/visits.ts';
import {
  admitted,
  BEGINS,
  charged,
  chargedStay,
  discharged,
  ENDS,
  LINE,
  opened,
  type Sender,
  settled,
  settledStay,
} from './contract-steps.ts';

export interface Scene {
  readonly infno: string;
  readonly inputs: readonly FieldTable[];
  /** Nodes of the answer. */
  readonly outputs: readonly FieldTable[];
  readonly changes: boolean;
  /** Does what must come before and gives the input. */
  readonly prepare: (send: Sender, person: Who) => Promise<unknown>;
}

const ofVisit = (visit: string, { psn_no }: Who) => ({ psn_no, mdtrt_id: visit });

function transfer({ psn_no }: Who): Fields {
  return {
    psn_no,
    diag_code: 'K80.200',
    diag_name: '胆囊结石',
    reflin_medins_no: 'H31010000001',
    reflin_medins_name: '外地医院',
    mdtrtarea_admdvs: '310100',
    refl_type: '3',
    refl_date: '2025-06-15',
    refl_rea: '病情需要',
    refl_opnn: '同意',
  };
}

function special({ psn_no, insutype }: Who): Fields {
  return {
    psn_no,
    insutype,
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
}

const filed = (answer: Answer) =>
  (must(answer).output as { readonly result: Fields }).result.trt_dcla_detl_sn;

function change(
  infno: string,
  inputs: readonly FieldTable[],
  outputs: readonly FieldTable[],
  prepare: Scene['prepare'],
): Scene {
  return { infno, inputs, outputs, changes: true, prepare };
}

function ask(...[infno, inputs, outputs, prepare]: Parameters<typeof change>): Scene {
  return { infno, inputs, outputs, changes: false, prepare };
}

const SPAN = { begntime: '2025-01-01 00:00:00', endtime: '2025-12-31 23:59:59' };
const { input2203Mdtrtinfo, input2203Diseinfo, input2203AMdtrtinfo } = outpatient;
const OUT_BILL = [settling.output2207Setlinfo, settling.output2207Setldetail];
const OUT_TRIAL = [settling.output2206Setlinfo, settling.output2206Setldetail];

export const SCENES: readonly Scene[] = [
  ask('9001', [signing.input9001SignIn], [signing.output9001Signinoutb], async () => ({
    signIn: { opter_no: 'd001', mac: '00', ip: '10.0.0.1' },
  })),
  ask('9002', [signing.input9002SignOut], [signing.output9002SignTime], async (send) => {
    const input = { signIn: { opter_no: 'd002', mac: '00', ip: '10.0.0.1' } };
    const { signinoutb } = must(await send('9001', input)).output as { signinoutb: Fields };
    return { signOut: { sign_no: signinoutb.sign_no, opter_no: 'd002' } };
  }),
  ask(
    '1101',
    [persons.input1101Data],
    [persons.output1101Baseinfo, persons.output1101Insuinfo],
    async (_send, person) => ({ data: credential(person) }),
  ),
  ask(
    '2001',
    [persons.input2001Data],
    [persons.output2001Trtinfo],
    async (_send, { psn_no, insutype }) => ({
      data: {
        psn_no,
        insutype,
        fixmedins_code: 'H33030200001',
        med_type: '11',
        begntime: BEGINS,
      },
    }),
  ),
  change('2201', [outpatient.input2201Data], [outpatient.output2201Data], async (_send, person) =>
    register(person),
  ),
  change('2202', [outpatient.input2202Data], [], async (send, person) => ({
    data: { ...ofVisit(await opened(send, person), person), ipt_otp_no: 'OP' },
  })),
  change('2203', [input2203Mdtrtinfo, input2203Diseinfo], [], async (send, person) =>
    describe(person, await opened(send, person)),
  ),
  change('2203A', [input2203AMdtrtinfo, input2203Diseinfo], [], async (send, person) =>
    describe(person, await opened(send, person)),
  ),
  change(
    '2204',
    [outpatient.input2204Feedetail],
    [outpatient.output2204Result],
    async (send, who) => ({
      feedetail: feeLine(who, await opened(send, who), LINE),
    }),
  ),
  change('2205', [outpatient.input2205Data], [], async (send, person) => ({
    data: { ...ofVisit(await charged(send, person), person), chrg_bchno: 'B1' },
  })),
  ...['2206', '2206A'].map((infno) =>
    ask(infno, [settling.input2206Data], OUT_TRIAL, async (send, person) =>
      settleInput(person, await charged(send, person), '2000.00'),
    ),
  ),
  ...['2207', '2207A'].map((infno) =>
    change(infno, [settling.input2207Data], OUT_BILL, async (send, person) =>
      settleInput(person, await charged(send, person), '2000.00'),
    ),
  ),
  change(
    '2208',
    [settling.input2208Data],
    [settling.output2208Setlinfo, settling.output2208Setldetail],
    async (send, person) => ({ data: await settled(send, person) }),
  ),
  change('2301', [fees.input2301Feedetail], [fees.output2301Result], async (send, person) => ({
    feedetail: stayLine(person, await admitted(send, person), LINE),
  })),
  change('2302', [fees.input2302Data], [], async (send, person) => ({
    data: { ...ofVisit(await chargedStay(send, person), person), feedetl_sn: 'C1' },
  })),
  ...['2303', '2303A'].map((infno) =>
    ask(
      infno,
      [stays.input2303Data],
      [stays.output2303Setlinfo, stays.output2303Setldetail],
      async (send, person) => staySettle(person, await discharged(send, person), '2000.00'),
    ),
  ),
  ...['2304', '2304A'].map((infno) =>
    change(
      infno,
      [stays.input2304Data],
      [stays.output2304Setlinfo, stays.output2304Setldetail],
      async (send, person) => staySettle(person, await discharged(send, person), '2000.00'),
    ),
  ),
  change(
    '2305',
    [stays.input2305Data],
    [stays.output2305Setlinfo, stays.output2305Setldetail],
    async (send, person) => ({ data: await settledStay(send, person) }),
  ),
  change(
    '2401',
    [stay.input2401Mdtrtinfo, stay.input2401Diseinfo],
    [stay.output2401Result],
    async (_send, person) => admission(person, BEGINS),
  ),
  change('2402', [stay.input2402Dscginfo, stay.input2402Diseinfo], [], async (send, person) =>
    dischargeInput(person, await chargedStay(send, person), ENDS),
  ),
  change('2403', [stay.input2403Adminfo], [], async (send, person) => {
    const visit = await admitted(send, person);
    const { mdtrtinfo } = admission(person, BEGINS) as { mdtrtinfo: Fields };
    return { adminfo: { ...mdtrtinfo, mdtrt_id: visit, ipt_otp_no: 'IP9' } };
  }),
  change('2404', [stay.input2404Data], [], async (send, person) => ({
    data: ofVisit(await admitted(send, person), person),
  })),
  change('2405', [stay.input2405Data], [], async (send, person) => ({
    data: ofVisit(await discharged(send, person), person),
  })),
  change('2501', [filings.input2501Refmedin], [filings.output2501Result], async (_send, who) => ({
    refmedin: transfer(who),
  })),
  change('2502', [filings.input2502Data], [], async (send, person) => {
    const sn = filed(await send('2501', { refmedin: transfer(person) }));
    return { data: { trt_dcla_detl_sn: sn, psn_no: person.psn_no } };
  }),
  change('2503', [filings.input2503Data], [filings.output2503Result], async (_send, person) => ({
    data: special(person),
  })),
  change('2504', [filings.input2504Data], [], async (send, person) => {
    const sn = filed(await send('2503', { data: special(person) }));
    return { data: { trt_dcla_detl_sn: sn, psn_no: person.psn_no, memo: '误报' } };
  }),
  change('2601', [filings.input2601Data], [], async (send, person) => {
    const visit = await charged(send, person);
    const omsgid = `original-${person.index}`;
    must(await send('2207', settleInput(person, visit, '2000.00'), { msgid: omsgid }));
    return { data: { psn_no: person.psn_no, omsgid, oinfno: '2207' } };
  }),
  ask('5201', [queries.input5201Data], [queries.output5201Mdtrtinfo], async (send, person) => ({
    data: { ...ofVisit(await opened(send, person), person), ...SPAN, med_type: '11' },
  })),
  ask('5202', [queries.input5202Data], [queries.output5202Diseinfo], async (send, person) => {
    const visit = await opened(send, person);
    must(await send('2203', describe(person, visit)));
    return { data: ofVisit(visit, person) };
  }),
  ask(
    '5203',
    [queries.input5203Data],
    [queries.output5203Setlinfo, queries.output5203Setldetail],
    async (send, person) => ({ data: await settled(send, person) }),
  ),
  ask('5204', [queries.input5204Data], [queries.output5204], async (send, person) => ({
    data: await settled(send, person),
  })),
  ask('5205', [queries.input5205Data], [queries.output5205Feedetail], async (send, person) => {
    must(await send('2503', { data: special(person) }));
    const visit = await opened(send, person);
    const treats = { med_type: '140201', dise_codg: 'M01600', dise_name: '恶性肿瘤门诊治疗' };
    must(await send('2203', describe(person, visit, treats)));
    must(await send('2204', { feedetail: feeLine(person, visit, LINE) }));
    must(await send('2207', settleInput(person, visit, '2000.00', { med_type: '140201' })));
    return { data: { psn_no: person.psn_no, ...SPAN } };
  }),
  ask('5206', [persons.input5206Data], [persons.output5206Cuminfo], async (send, person) => {
    await settled(send, person);
    return { data: { psn_no: person.psn_no } };
  }),
];
