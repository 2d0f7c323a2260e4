/**
 * Field tables of 1101, 2001, 5206: name, type and size;
 * `!` must be given, `+` in the national dialect alone. The identity of 1101 has four digits in its
 * dictionary, so it has room here.
 */
import { fieldTable } from '../field-table.ts';

export const input1101Data = fieldTable(
  'data',
  `
  mdtrt_cert_type! str 3; mdtrt_cert_no! str 50; card_sn str 32; begntime datetime;
  psn_cert_type! str 6; certno! str 50; psn_name! str 50
`,
);

export const output1101Baseinfo = fieldTable(
  'baseinfo',
  `
  psn_no! str 30; psn_cert_type! str 6; certno! str 50; psn_name! str 50; gend! str 6;
  naty str 3; brdy date; age! num 4,1; exp_content str 4000
`,
);

export const output1101Insuinfo = fieldTable(
  'insuinfo',
  `
  balc! num 16,2; insutype! str 6; psn_type! str 6; psn_insu_stas str 6; psn_insu_date date;
  paus_insu_date date; cvlserv_flag! str 3; insuplc_admdvs! str 6; emp_name str 200
`,
);

export const output1101Idetinfo = fieldTable(
  'idetinfo',
  `
  psn_idet_type! str 6; psn_type_lv str 3; memo str 500; begntime! datetime; endtime datetime
`,
);

export const input2001Data = fieldTable(
  'data',
  `
  psn_no! str 30; insutype! str 6; fixmedins_code! str 12; med_type! str 6; begntime! datetime;
  endtime datetime; dise_codg str 30; dise_name str 500; oprn_oprt_code str 30;
  oprn_oprt_name str 500; matn_type str 6; birctrl_type str 6; exp_content str 4000
`,
);

export const output2001Trtinfo = fieldTable(
  'trtinfo',
  `
  psn_no! str 30; trt_chk_type! str 6; fund_pay_type! str 6; trt_enjymnt_flag! str 3;
  begndate! date; enddate date; trt_chk_rslt str 500; exp_content str 4000
`,
);

export const input5206Data = fieldTable(
  'data',
  `
  psn_no! str 30; cum_ym str 6
`,
);

export const output5206Cuminfo = fieldTable(
  'cuminfo',
  `
  insutype! str 6; year! str 4; cum_ym! str 6; cum_type_code! str 10; cum! num 16,2
`,
);
