/**
 * Field tables of 2201, 2202, 2203, 2204, 2205: name, type and size;
 * `!` must be given, `+` in the national dialect alone.
 */
import { fieldTable } from '../field-table.ts';

export const input2201Data = fieldTable(
  'data',
  `
  psn_no! str 30; insutype! str 6; begntime! datetime; mdtrt_cert_type! str 3;
  mdtrt_cert_no! str 50; card_sn str 32; psn_cert_type+ str 3; certno+ str 20; psn_type+ str 3;
  psn_name+ str 20; ipt_otp_no! str 30; atddr_no str 30; dr_name str 50; dept_code! str 30;
  dept_name! str 100; caty! str 10; exp_content str 4000
`,
);

export const output2201Data = fieldTable(
  'data',
  `
  mdtrt_id! str 30; psn_no! str 30; ipt_otp_no! str 30; exp_content str 4000
`,
);

export const input2202Data = fieldTable(
  'data',
  `
  psn_no! str 30; mdtrt_id! str 30; ipt_otp_no! str 30; exp_content str 4000
`,
);

export const input2203Mdtrtinfo = fieldTable(
  'mdtrtinfo',
  `
  mdtrt_id! str 30; psn_no! str 30; med_type! str 6; begntime! datetime; main_cond_dscr str 1000;
  dise_type_code str 30; dise_codg! str 30; dise_name! str 500; birctrl_type str 6;
  birctrl_matn_date date; exp_content str 4000
`,
);

/** The form of 2203A, which hospitals of several provinces send. */
export const input2203AMdtrtinfo = fieldTable(
  'mdtrtinfo',
  `
  mdtrt_id! str 30; psn_no! str 30; med_type! str 6; begntime! datetime; main_cond_dscr str 1000;
  dise_codg str 30; dise_name str 500; birctrl_type str 6; birctrl_matn_date date;
  matn_type str 6; geso_val num 2; exp_content str 4000
`,
);

export const input2203Diseinfo = fieldTable(
  'diseinfo',
  `
  diag_type! str 3; diag_srt_no! num 2; diag_code! str 20; diag_name! str 100; diag_dept! str 50;
  dise_dor_no! str 30; dise_dor_name! str 50; diag_time! datetime; vali_flag! str 3
`,
);

export const input2204Feedetail = fieldTable(
  'feedetail',
  `
  feedetl_sn! num 30; mdtrt_id! str 30; psn_no! str 30; chrg_bchno! str 30; dise_codg str 30;
  rxno str 30; rx_circ_flag! str 3; fee_ocur_time! datetime; med_list_codg! str 50;
  medins_list_codg! str 150; det_item_fee_sumamt! num 16,2; cnt! num 16,4; pric! num 16,6;
  sin_dos_dscr str 200; used_frqu_dscr str 200; prd_days num 4,2; medc_way_dscr str 200;
  bilg_dept_codg! str 30; bilg_dept_name! str 100; bilg_dr_codg! str 30; bilg_dr_name! str 50;
  acord_dept_codg str 30; acord_dept_name str 100; orders_dr_code str 30; orders_dr_name str 50;
  hosp_appr_flag! str 3; tcmdrug_used_way str 6; etip_flag str 3; etip_hosp_code str 30;
  dscg_tkdrug_flag str 3; matn_fee_flag str 6; memo str 1000; comb_no str 3;
  exp_content str 4000
`,
);

export const output2204Result = fieldTable(
  'result',
  `
  feedetl_sn! str 30; det_item_fee_sumamt! num 16,2; cnt! num 16,4; pric! num 16,6;
  pric_uplmt_amt! num 16,6; selfpay_prop num 5,4; fulamt_ownpay_amt num 16,2;
  overlmt_amt num 16,2; preselfpay_amt num 16,2; inscp_scp_amt num 16,2; chrgitm_lv! str 3;
  med_chrgitm_type! str 6; bas_medn_flag str 3; hi_nego_drug_flag str 3; chld_medc_flag str 3;
  list_sp_item_flag str 3; lmt_used_flag! str 3; drt_reim_flag str 3; memo str 500;
  exp_content str 4000
`,
);

export const input2205Data = fieldTable(
  'data',
  `
  mdtrt_id! str 30; chrg_bchno! str 30; psn_no! str 30; exp_content str 4000
`,
);
