/**
 * The messages of purchases, as a drugstore's system writes them.
 */
import type { Answer, Fields } from './index.ts';
import { credential, feeLine, type LineSketch, totalOf, type Who } from './visits.ts';

export const DRUGSTORE = 'P33030200011';

/** Input of 2101 and 2102. */
export function purchase(person: Who, lines: readonly LineSketch[], extra: Fields = {}): Fields {
  return {
    druginfo: {
      psn_no: person.psn_no,
      ...credential(person),
      begntime: '2025-06-16 08:00:00',
      medfee_sumamt: totalOf(lines),
      invono: 'F0000001',
      insutype: person.insutype,
      dise_codg: '',
      dise_name: '',
      acct_used_flag: '1',
      med_type: '41',
      ...extra,
    },
    drugdetail: lines.map((line) => drugLine(person, line)),
  };
}

function drugLine(person: Who, line: LineSketch): Fields {
  const {
    mdtrt_id: _visit,
    chrg_bchno: _batch,
    psn_no: _person,
    hosp_appr_flag: _approval,
    bilg_dept_codg: _code,
    bilg_dept_name: _name,
    dise_codg: _disease,
    ...rest
  } = feeLine(person, '', line);
  return {
    ...rest,
    durg_trac_info: [
      { feedetl_sn: line.no, drug_trac_codg: `8300000000${line.no}`, trdn_flag: '0' },
    ],
  };
}

/** What 2103 takes back. */
export function purchaseOf(person: Who, settled: Answer): Fields {
  const { setlinfo } = settled.output as { readonly setlinfo: Fields };
  return { psn_no: person.psn_no, mdtrt_id: setlinfo.mdtrt_id, setl_id: setlinfo.setl_id };
}
