/**
 * Field tables of 2501, 2502, 2503, 2504, 2601: name, type and size;
 * `!` must be given, `+` in the national dialect alone.
 */
import { fieldTable } from '../field-table.ts';

export const input2501Refmedin = fieldTable(
  'refmedin',
  `
  psn_no! str 30; insutype str 6; tel str 50; addr str 200; insu_optins str 6; diag_code! str 20;
  diag_name! str 100; dise_cond_dscr str 2000; reflin_medins_no! str 12;
  reflin_medins_name! str 200; mdtrtarea_admdvs! str 6; hosp_agre_refl_flag str 3;
  refl_type! str 30; refl_date! date; refl_rea! str 100; refl_opnn! str 200; begndate date;
  enddate date; refl_old_mdtrt_id str 30; refl_used_flag str 3
`,
);

export const output2501Result = fieldTable(
  'result',
  `
  trt_dcla_detl_sn! str 30
`,
);

export const input2502Data = fieldTable(
  'data',
  `
  trt_dcla_detl_sn! str 30; psn_no! str 30; memo str 500
`,
);

export const input2503Data = fieldTable(
  'data',
  `
  psn_no! str 30; insutype! str 6; opsp_dise_code! str 30; opsp_dise_name! str 300; tel str 50;
  addr str 200; insu_optins! str 6; ide_fixmedins_no! str 30; ide_fixmedins_name! str 200;
  hosp_ide_date! date; diag_dr_codg! str 30; diag_dr_name! str 50; begndate! date; enddate date;
  exp_content str 4000; trt_dcla_detl_sn str 30; selfdef_splm_flag str 3; memo str 500
`,
);

export const output2503Result = fieldTable(
  'result',
  `
  trt_dcla_detl_sn! str 30; exp_content str 4000
`,
);

export const input2504Data = fieldTable(
  'data',
  `
  trt_dcla_detl_sn! str 30; psn_no! str 30; memo! str 500
`,
);

export const input2601Data = fieldTable(
  'data',
  `
  psn_no! str 30; omsgid! str 30; oinfno! str 4
`,
);
