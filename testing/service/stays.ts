/**
 * The messages of a stay, as a hospital's system writes them.
 */
import type { Fields, TestService } from './index.ts';
import {
  credential,
  diagnosis,
  feeLine,
  type LineSketch,
  must,
  totalOf,
  visitIdOf,
  type Who,
} from './visits.ts';

export function admission(person: Who, at: string, extra: Fields = {}): Fields {
  const { psn_cert_type: _type, psn_name: _name, ...shown } = credential(person);
  return {
    mdtrtinfo: {
      psn_no: person.psn_no,
      insutype: person.insutype,
      coner_name: '亲属甲',
      tel: '13900000000',
      begntime: at,
      ...shown,
      cert_type: '01',
      certno: person.certno,
      med_type: '21',
      ipt_no: `IP${person.index}`,
      atddr_no: 'D330300000001',
      chfpdr_name: '甲医生',
      adm_diag_dscr: '胆囊结石',
      adm_dept_codg: '0401',
      adm_dept_name: '外科',
      adm_bed: '12',
      dscg_maindiag_code: 'K80.200',
      dscg_maindiag_name: '胆囊结石',
      insuplc_admdvs: '330302',
      mdtrtarea_admvs: '330302',
      ...extra,
    },
    diseinfo: [diagnosis('1', { psn_no: person.psn_no, diag_code: 'K80.200' })],
  };
}

export function dischargeInput(person: Who, visit: string, at: string): Fields {
  return {
    dscginfo: {
      mdtrt_id: visit,
      psn_no: person.psn_no,
      insutype: person.insutype,
      endtime: at,
      dscg_dept_codg: '0401',
      dscg_dept_name: '外科',
      dscg_way: '1',
    },
    diseinfo: [diagnosis('1', { mdtrt_id: visit, psn_no: person.psn_no })],
  };
}

export function stayLine(person: Who, visit: string, line: LineSketch): Fields {
  return { ...feeLine(person, visit, line), med_type: '21', drord_no: 'O1' };
}

export function staySettle(person: Who, visit: string, total: string, extra: Fields = {}): Fields {
  return {
    data: {
      psn_no: person.psn_no,
      ...credential(person),
      medfee_sumamt: total,
      psn_setlway: '01',
      mdtrt_id: visit,
      insutype: person.insutype,
      acct_used_flag: '0',
      insuplc_admdvs: '330302',
      mdtrtarea_admvs: '330302',
      mid_setl_flag: '0',
      med_type: '21',
      ...extra,
    },
  };
}

/** Admits and charges; gives the visit. */
export async function admitted(
  service: TestService,
  person: Who,
  lines: readonly LineSketch[],
  at = '2025-06-01 09:00:00',
): Promise<string> {
  const visit = visitIdOf(must(await service.send('2401', admission(person, at))));
  const feedetail = lines.map((line) => stayLine(person, visit, { at, ...line }));
  must(await service.send('2301', { feedetail }));
  return visit;
}

/** A whole stay; gives visit and answer to 2304. */
export async function wholeStay(
  service: TestService,
  person: Who,
  lines: readonly LineSketch[],
  ends = '2025-06-10 09:00:00',
) {
  const visit = await admitted(service, person, lines);
  must(await service.send('2402', dischargeInput(person, visit, ends)));
  const input = staySettle(person, visit, totalOf(lines));
  return { visit, settled: must(await service.send('2304', input)) };
}
