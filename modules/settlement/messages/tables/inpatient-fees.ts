/**
 * Field tables of 2301, 2302: name, type and size;
 * `!` must be given, `+` in the national dialect alone.
 */
import { fieldTable } from '../field-table.ts';

export const input2301Feedetail = fieldTable(
  'feedetail',
  `
  feedetl_sn! num 30; init_feedetl_sn str 30; mdtrt_id! str 30; drord_no str 30; psn_no! str 30;
  med_type! str 6; fee_ocur_time! datetime; med_list_codg! str 50; medins_list_codg! str 150;
  det_item_fee_sumamt! num 16,2; cnt! num 16,4; pric! num 16,6; bilg_dept_codg! str 30;
  bilg_dept_name! str 100; bilg_dr_codg! str 30; bilg_dr_name! str 50; acord_dept_codg str 30;
  acord_dept_name str 100; orders_dr_code str 30; orders_dr_name str 50; hosp_appr_flag str 3;
  tcmdrug_used_way str 6; etip_flag str 3; etip_hosp_code str 30; dscg_tkdrug_flag str 3;
  matn_fee_flag str 6; memo str 500; comb_no str 3; exp_content str 4000
`,
);

export const output2301Result = fieldTable(
  'result',
  `
  feedetl_sn str 30; det_item_fee_sumamt! num 16,2; cnt! num 16,4; pric! num 16,6;
  pric_uplmt_amt! num 16,6; selfpay_prop num 5,4; fulamt_ownpay_amt num 16,2;
  overlmt_amt num 16,2; preselfpay_amt num 16,2; inscp_scp_amt num 16,2; chrgitm_lv! str 3;
  med_chrgitm_type! str 6; bas_medn_flag str 3; hi_nego_drug_flag str 3; chld_medc_flag str 3;
  list_sp_item_flag str 3; lmt_used_flag! str 3; drt_reim_flag str 3; memo str 500;
  exp_content str 4000
`,
);

export const input2302Data = fieldTable(
  'data',
  `
  feedetl_sn! str 30; mdtrt_id! str 30; psn_no! str 30; exp_content str 4000
`,
);
