/**
 * Field tables of 2401, 2402, 2403, 2404, 2405: name, type and size;
 * `!` must be given, `+` in the national dialect alone.
 */
import { fieldTable } from '../field-table.ts';

export const input2401Mdtrtinfo = fieldTable(
  'mdtrtinfo',
  `
  psn_no! str 30; insutype! str 6; coner_name str 50; tel str 50; begntime! datetime;
  mdtrt_cert_type! str 3; mdtrt_cert_no str 50; card_sn str 32; cert_type+ str 3; certno+ str 20;
  med_type! str 6; ipt_no! str 30; medrcdno str 30; atddr_no! str 30; chfpdr_name! str 50;
  adm_diag_dscr! str 200; adm_dept_codg! str 30; adm_dept_name! str 100; adm_bed! str 30;
  dscg_maindiag_code! str 20; dscg_maindiag_name! str 300; main_cond_dscr str 1000;
  dise_codg str 30; dise_name str 500; oprn_oprt_code str 30; oprn_oprt_name str 500;
  fpsc_no str 50; matn_type str 6; birctrl_type str 6; latechb_flag str 3; geso_val num 2;
  fetts num 3; fetus_cnt num 3; pret_flag str 3; birctrl_matn_date date; dise_type_code str 6;
  exp_content str 4000; insuplc_admdvs+ str 6; mdtrtarea_admvs+ str 6
`,
);

export const input2401Diseinfo = fieldTable(
  'diseinfo',
  `
  psn_no! str 30; diag_type! str 3; maindiag_flag! str 3; diag_srt_no! num 2; diag_code! str 20;
  diag_name! str 100; adm_cond str 500; diag_dept! str 50; dise_dor_no! str 30;
  dise_dor_name! str 50; diag_time! datetime
`,
);

export const output2401Result = fieldTable(
  'result',
  `
  mdtrt_id! str 30; exp_content str 4000
`,
);

export const input2402Dscginfo = fieldTable(
  'dscginfo',
  `
  mdtrt_id! str 30; psn_no! str 30; insutype! str 6; endtime! datetime; dise_codg str 30;
  dise_name str 500; oprn_oprt_code str 30; oprn_oprt_name str 500; fpsc_no str 50;
  matn_type str 6; birctrl_type str 6; latechb_flag str 3; geso_val num 2; fetts num 3;
  fetus_cnt num 3; pret_flag str 3; birctrl_matn_date date; cop_flag str 3;
  dscg_dept_codg! str 30; dscg_dept_name! str 100; dscg_bed str 30; dscg_way! str 3;
  die_date date; exp_content str 4000
`,
);

export const input2402Diseinfo = fieldTable(
  'diseinfo',
  `
  mdtrt_id! str 30; psn_no! str 30; diag_type! str 3; maindiag_flag! str 3; diag_srt_no! num 2;
  diag_code! str 20; diag_name! str 100; diag_dept! str 50; dise_dor_no! str 30;
  dise_dor_name! str 50; diag_time! datetime
`,
);

export const input2403Adminfo = fieldTable(
  'adminfo',
  `
  mdtrt_id! str 30; psn_no! str 30; coner_name str 50; tel str 50; begntime! datetime;
  endtime datetime; mdtrt_cert_type! str 3; med_type! str 6; ipt_otp_no! str 30; medrcdno str 30;
  atddr_no! str 30; chfpdr_name! str 50; adm_diag_dscr! str 200; adm_dept_codg! str 30;
  adm_dept_name! str 100; adm_bed! str 30; dscg_maindiag_code! str 20;
  dscg_maindiag_name! str 300; main_cond_dscr str 1000; dise_codg str 30; dise_name str 500;
  oprn_oprt_code str 30; oprn_oprt_name str 500; fpsc_no str 50; matn_type str 6;
  birctrl_type str 6; latechb_flag str 3; geso_val num 2; fetts num 3; fetus_cnt num 3;
  pret_flag str 3; birctrl_matn_date date; dise_type_code str 6; exp_content str 4000;
  ttp_pay_prop num 5,4
`,
);

export const input2403Diseinfo = fieldTable(
  'diseinfo',
  `
  mdtrt_id! str 30; psn_no! str 30; diag_type! str 3; maindiag_flag! str 3; diag_srt_no! num 2;
  diag_code! str 20; diag_name! str 100; adm_cond str 500; diag_dept! str 50;
  dise_dor_no! str 30; dise_dor_name! str 50; diag_time! datetime
`,
);

export const input2404Data = fieldTable(
  'data',
  `
  mdtrt_id! str 30; psn_no! str 30; exp_content str 4000
`,
);

export const input2405Data = fieldTable(
  'data',
  `
  mdtrt_id! str 30; psn_no! str 30; exp_content str 4000
`,
);
