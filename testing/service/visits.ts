/**
 * The messages of visits, as a hospital's system writes them.
 */
import { demoPerson } from '../../apps/server/demo/persons.ts';
import type { Answer, Fields, TestService } from './index.ts';

export const AMOXICILLIN = 'XA01ABD075A002010100483';
export const OMEPRAZOLE = 'XA02BCA214A001010202561';
export const CT = '002103000010000-210300001';
export const BED = '001109000010000-110900001';
export const STENT = 'C0301101000000000000001';
export const SUTURE = 'C0999999000000000000002';
export const RESTRICTED = 'XL01XCB200B001010104512';

export interface LineSketch {
  readonly no: string;
  readonly item: string;
  readonly count: number;
  /** Yuan, at most two decimals. */
  readonly price: number;
  readonly at?: string;
  readonly extra?: Fields;
}

export interface Who {
  readonly index: number;
  readonly psn_no: string;
  readonly psn_name: string;
  readonly certno: string;
  readonly insutype: string;
}

/** A demo person as its card says. */
export function who(index: number): Who {
  const { personNo, name, certificateNo, facts } = demoPerson(index);
  const isEmployee = facts.some(({ code }) => code === 'employee');
  return {
    index,
    psn_no: personNo,
    psn_name: name,
    certno: certificateNo,
    insutype: isEmployee ? '310' : '390',
  };
}

export function credential({ certno, psn_name }: Who): Fields {
  return {
    mdtrt_cert_type: '02',
    mdtrt_cert_no: certno,
    card_sn: '',
    psn_cert_type: '01',
    certno,
    psn_type: '1101',
    psn_name,
  };
}

export function register(person: Who, at = '2025-06-16 08:00:00'): Fields {
  return {
    data: {
      psn_no: person.psn_no,
      insutype: person.insutype,
      begntime: at,
      ...credential(person),
      ipt_otp_no: `OP${person.index}`,
      atddr_no: 'D330300000001',
      dr_name: '甲医生',
      dept_code: '0301',
      dept_name: '内科',
      caty: 'A03',
    },
  };
}

export function describe(person: Who, visit: string, extra: Fields = {}): Fields {
  return {
    mdtrtinfo: {
      mdtrt_id: visit,
      psn_no: person.psn_no,
      med_type: '11',
      begntime: '2025-06-16 08:05:00',
      dise_codg: 'J06.900',
      dise_name: '急性上呼吸道感染',
      ...extra,
    },
    diseinfo: [diagnosis('1')],
  };
}

export function diagnosis(number: string, extra: Fields = {}): Fields {
  return {
    diag_type: '1',
    diag_srt_no: number,
    diag_code: 'J06.900',
    diag_name: '急性上呼吸道感染',
    diag_dept: '内科',
    dise_dor_no: 'D330300000001',
    dise_dor_name: '甲医生',
    diag_time: '2025-06-16 08:05:00',
    vali_flag: '1',
    maindiag_flag: '1',
    ...extra,
  };
}

/** A line's amount in yuan, to the fen, as the message writes it. */
function amountOf({ count, price }: LineSketch): string {
  return ((count * Math.trunc(price * 100 + 0.5)) / 100).toFixed(2);
}

export function feeLine(person: Who, visit: string, line: LineSketch, batch = 'B1'): Fields {
  return {
    feedetl_sn: line.no,
    mdtrt_id: visit,
    psn_no: person.psn_no,
    chrg_bchno: batch,
    dise_codg: '',
    rxno: 'R1',
    rx_circ_flag: '0',
    fee_ocur_time: line.at ?? '2025-06-16 08:10:00',
    med_list_codg: line.item,
    medins_list_codg: `own-${line.item.slice(0, 12)}`,
    det_item_fee_sumamt: amountOf(line),
    cnt: line.count,
    pric: line.price,
    bilg_dept_codg: '0301',
    bilg_dept_name: '内科',
    bilg_dr_codg: 'D330300000001',
    bilg_dr_name: '甲医生',
    hosp_appr_flag: '0',
    ...line.extra,
  };
}

export function totalOf(lines: readonly LineSketch[]): string {
  const fen = lines.reduce((sum, line) => sum + Math.trunc(Number(amountOf(line)) * 100 + 0.5), 0);
  return (fen / 100).toFixed(2);
}

export function settleInput(person: Who, visit: string, total: string, extra: Fields = {}): Fields {
  return {
    data: {
      psn_no: person.psn_no,
      ...credential(person),
      med_type: '11',
      medfee_sumamt: total,
      psn_setlway: '01',
      mdtrt_id: visit,
      chrg_bchno: 'B1',
      acct_used_flag: '0',
      insutype: person.insutype,
      invono: '',
      fulamt_ownpay_amt: 0,
      overlmt_selfpay: 0,
      preselfpay_amt: 0,
      inscp_scp_amt: 0,
      ...extra,
    },
  };
}

export interface OutpatientVisit {
  readonly visit: string;
  readonly settled: Answer;
}

/** Runs 2201, 2203, 2204 and 2207; fails on the first refusal. */
export async function outpatientVisit(
  service: TestService,
  person: Who,
  lines: readonly LineSketch[],
  extra: { readonly settle?: Fields; readonly at?: string } = {},
): Promise<OutpatientVisit> {
  const opened = must(await service.send('2201', register(person, extra.at)));
  const visit = String((opened.output as unknown as { data: Fields }).data.mdtrt_id);
  must(await service.send('2203', describe(person, visit, extra.at ? { begntime: extra.at } : {})));
  const feedetail = lines.map((line) =>
    feeLine(person, visit, extra.at ? { at: extra.at, ...line } : line),
  );
  must(await service.send('2204', { feedetail }));
  const input = settleInput(person, visit, totalOf(lines), extra.settle);
  return { visit, settled: must(await service.send('2207', input)) };
}

export function must(answer: Answer): Answer {
  if (answer.infcode !== 0) throw new Error(`refused: ${answer.err_msg}`);
  return answer;
}

/** The node `setlinfo` of an answer. */
export function setlinfo(answer: Answer): Readonly<Record<string, string | number>> {
  return (answer.output as unknown as { setlinfo: Readonly<Record<string, string | number>> })
    .setlinfo;
}

/** The visit that an answer to 2201 or 2401 opened. */
export function visitIdOf(answer: Answer): string {
  const output = answer.output as Readonly<Record<string, Fields>>;
  return String((output.data ?? output.result)?.mdtrt_id);
}

/** The settlement that an answer to 2207 or 2304 made. */
export function settlementIdOf(answer: Answer): string {
  return String(setlinfo(answer).setl_id);
}
