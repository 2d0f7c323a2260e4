/**
 * A settled stay of the demo city: that of a poor resident, so that from the first start on there
 * is a bill with several payers to be looked at.
 */
import { cityDay } from '../../../modules/ledger/index.ts';
import type { Services } from '../../../modules/settlement/index.ts';
import { demoHospital } from './hospital.ts';
import { demoPerson } from './persons.ts';

const PERSON = 7;
const DAY = 86_400_000;
const LENGTH = 9;

/** What the stay settles to where it is the first that ever happens to its person. */
export const DEMO_STAY_SETTLEMENT = `${demoPerson(PERSON).personId}S4`;

/** Item, quantity, whole yuan. */
const LINES = [
  ['001109000010000-110900001', 9, 80],
  ['002103000010000-210300001', 4, 320],
  ['XA01ABD075A002010100483', 30, 48],
  ['XA02BCA214A001010202561', 60, 95],
  ['C0301101000000000000001', 3, 4_200],
  ['003306040010000-330604001', 1, 86_000],
  ['C0999999000000000000002', 8, 460],
] as const;

const ADMISSION = {
  cert_type: '01',
  med_type: '21',
  ipt_no: 'DEMO-STAY',
  atddr_no: 'D330300000001',
  chfpdr_name: '演示医师',
  adm_diag_dscr: '胆囊结石',
  adm_dept_codg: '0401',
  adm_dept_name: '外科',
  adm_bed: '12',
  dscg_maindiag_code: 'K80.200',
  dscg_maindiag_name: '胆囊结石',
} as const;

/** Sends 2401, 2301, 2402 and 2304 for a stay that ended yesterday; throws if one is refused. */
export async function settleDemoStay(services: Services, now: () => Date): Promise<void> {
  const ends = cityDay(new Date(now().getTime() - DAY));
  const begins = cityDay(new Date(now().getTime() - (LENGTH + 1) * DAY));
  const { send } = demoHospital(services, now);
  const { admission, lines, discharge, settle } = stayInputs(begins, ends);
  const admitted = (await send('2401', admission)) as { result: { mdtrt_id: string } };
  const visit = admitted.result.mdtrt_id;
  await send('2301', lines(visit));
  await send('2402', discharge(visit));
  await send('2304', settle(visit));
}

/** What a hospital's system says of the stay. */
function stayInputs(begins: string, ends: string) {
  const { personNo: psn_no, name: psn_name, certificateNo: certno } = demoPerson(PERSON);
  const shown = { psn_no, insutype: '390', mdtrt_cert_type: '02', mdtrt_cert_no: certno };
  const places = { insuplc_admdvs: '330302', mdtrtarea_admvs: '330302' };
  const diagnosis = {
    psn_no,
    diag_type: '1',
    maindiag_flag: '1',
    diag_srt_no: '1',
    diag_code: 'K80.200',
    diag_name: '胆囊结石',
    diag_dept: '外科',
    dise_dor_no: 'D330300000001',
    dise_dor_name: '演示医师',
    diag_time: `${begins} 10:00:00`,
  };
  return {
    admission: {
      mdtrtinfo: {
        ...shown,
        ...places,
        begntime: `${begins} 09:00:00`,
        certno,
        ...ADMISSION,
      },
      diseinfo: [diagnosis],
    },
    lines: (mdtrt_id: string) => ({
      feedetail: LINES.map((line, index) => ({
        ...stayLine(line, index + 1, begins),
        mdtrt_id,
        psn_no,
      })),
    }),
    discharge: (mdtrt_id: string) => ({
      dscginfo: {
        mdtrt_id,
        psn_no,
        insutype: '390',
        endtime: `${ends} 09:00:00`,
        dscg_dept_codg: '0401',
        dscg_dept_name: '外科',
        dscg_way: '1',
      },
      diseinfo: [{ ...diagnosis, mdtrt_id }],
    }),
    settle: (mdtrt_id: string) => ({
      data: {
        ...shown,
        ...places,
        psn_cert_type: '01',
        certno,
        psn_type: '1701',
        psn_name,
        mdtrt_id,
        med_type: '21',
        medfee_sumamt: LINES.reduce((sum, [, count, price]) => sum + count * price, 0),
        psn_setlway: '01',
        acct_used_flag: '0',
        mid_setl_flag: '0',
      },
    }),
  };
}

function stayLine([item, count, price]: (typeof LINES)[number], number: number, day: string) {
  return {
    feedetl_sn: `S${number}`,
    chrg_bchno: 'B1',
    rx_circ_flag: '0',
    fee_ocur_time: `${day} 11:00:00`,
    med_type: '21',
    drord_no: 'O1',
    med_list_codg: item,
    medins_list_codg: `own-${number}`,
    det_item_fee_sumamt: count * price,
    cnt: count,
    pric: price,
    bilg_dept_codg: '0401',
    bilg_dept_name: '外科',
    bilg_dr_codg: 'D330300000001',
    bilg_dr_name: '演示医师',
    hosp_appr_flag: '0',
  };
}
