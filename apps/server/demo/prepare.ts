/**
 * Prepares a visit of the demo city up to its settlement, so that one `curl` settles it.
 */
import { cityDay } from '../../../modules/ledger/index.ts';
import type { Services } from '../../../modules/settlement/index.ts';
import { demoHospital } from './hospital.ts';
import { demoPerson } from './persons.ts';

const PERSON = 4;

export interface PreparedVisit {
  /** Message 2207 as it is to be sent. */
  readonly message: string;
  readonly visitId: string;
}

/** Sends 2201, 2203 and 2204; throws if one is refused. */
export async function prepareVisit(services: Services, now: () => Date): Promise<PreparedVisit> {
  const day = cityDay(now());
  const { send, write } = demoHospital(services, now);
  const { register, describe, lines, settle } = demoInputs(day);
  const opened = (await send('2201', register)) as { data: { mdtrt_id: string } };
  const visitId = opened.data.mdtrt_id;
  await send('2203', describe(visitId));
  await send('2204', lines(visitId));
  return { visitId, message: JSON.stringify(write('2207', settle(visitId))) };
}

/** What a hospital's system says of the visit. */
function demoInputs(day: string) {
  const person = demoPerson(PERSON);
  const { personNo: psn_no, name: psn_name, certificateNo: certno } = person;
  const shown = {
    psn_no,
    insutype: '390',
    mdtrt_cert_type: '02',
    mdtrt_cert_no: certno,
    psn_cert_type: '01',
    certno,
    psn_type: '1701',
    psn_name,
  };
  const line = (...of: [no: string, item: string, count: number, price: number]) =>
    lineOf(day, ...of);
  return {
    register: {
      data: {
        ...shown,
        begntime: `${day} 09:00:00`,
        ipt_otp_no: 'DEMO-1',
        dept_code: '0301',
        dept_name: '内科',
        caty: 'A03',
      },
    },
    describe: (mdtrt_id: string) => ({
      mdtrtinfo: {
        mdtrt_id,
        psn_no,
        med_type: '11',
        begntime: `${day} 09:00:00`,
        dise_codg: 'J06.900',
        dise_name: '急性上呼吸道感染',
      },
    }),
    lines: (mdtrt_id: string) => ({
      feedetail: [
        line('1', 'XA01ABD075A002010100483', 2, 48),
        line('2', '002501010010000-250101001', 1, 20),
        line('3', '002103000010000-210300001', 1, 260),
        line('4', 'C0999999000000000000002', 1, 35),
      ].map((one) => ({ ...one, psn_no, mdtrt_id })),
    }),
    settle: (mdtrt_id: string) => ({
      data: {
        ...shown,
        mdtrt_id,
        med_type: '11',
        medfee_sumamt: 411,
        psn_setlway: '01',
        chrg_bchno: 'B1',
        acct_used_flag: '0',
        fulamt_ownpay_amt: 35,
        overlmt_selfpay: 0,
        preselfpay_amt: 26,
        inscp_scp_amt: 350,
      },
    }),
  };
}

/** One fee line; amounts are whole yuan. */
function lineOf(day: string, no: string, item: string, count: number, price: number) {
  return {
    feedetl_sn: no,
    chrg_bchno: 'B1',
    rx_circ_flag: '0',
    fee_ocur_time: `${day} 09:10:00`,
    med_list_codg: item,
    medins_list_codg: `own-${no}`,
    det_item_fee_sumamt: count * price,
    cnt: count,
    pric: price,
    bilg_dept_codg: '0301',
    bilg_dept_name: '内科',
    bilg_dr_codg: 'D330300000001',
    bilg_dr_name: '演示医师',
    hosp_appr_flag: '0',
  };
}
