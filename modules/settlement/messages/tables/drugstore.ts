/**
 * Field tables of 2101, 2102, 2103: name, type and size;
 * `!` must be given, `+` in the national dialect alone.
 */
import { fieldTable } from '../field-table.ts';

const INPUT_LINE = `
  feedetl_sn! num 30; rxno str 30; rx_circ_flag! str 3; fee_ocur_time! datetime;
  med_list_codg! str 50; medins_list_codg! str 150; det_item_fee_sumamt! num 16,2; cnt! num 16,4;
  pric! num 16,6; sin_dos_dscr str 200; used_frqu_dscr str 200; prd_days num 4,2;
  medc_way_dscr str 200; bilg_dr_codg str 30; bilg_dr_name str 50; tcmdrug_used_way str 6;
  exp_content str 4000
`;

const DETAIL = `
  fund_pay_type! str 6; inscp_scp_amt! num 16,2; crt_payb_lmt_amt! num 16,2;
  fund_payamt! num 16,2; fund_pay_type_name str 200; setl_proc_info str 4000
`;

const CUT = `
  feedetl_sn! str 30; det_item_fee_sumamt! num 16,2; cnt! num 16,4; pric! num 16,6;
  pric_uplmt_amt! num 16,6; selfpay_prop num 5,4; fulamt_ownpay_amt num 16,2;
  overlmt_amt num 16,2; preselfpay_amt num 16,2; inscp_scp_amt num 16,2; chrgitm_lv! str 3;
  med_chrgitm_type! str 6; bas_medn_flag str 3; hi_nego_drug_flag str 3; chld_medc_flag str 3;
  list_sp_item_flag str 3; drt_reim_flag str 3; memo str 500
`;

export const input2101Druginfo = fieldTable(
  'druginfo',
  `
  psn_no! str 30; mdtrt_cert_type! str 3; mdtrt_cert_no! str 50; card_sn str 32;
  psn_cert_type+ str 3; certno+ str 20; psn_type+ str 3; psn_name+ str 20; begntime! datetime;
  medfee_sumamt! num 16,2; insutype! str 6; dise_codg str 30; dise_name str 500;
  acct_used_flag! str 1; med_type! str 6; exp_content str 4000
`,
);

export const input2101Drugdetail = fieldTable('drugdetail', INPUT_LINE);

export const output2101Setlinfo = fieldTable(
  'setlinfo',
  `
  mdtrt_id! str 30; psn_no! str 30; psn_name! str 50; psn_cert_type! str 6; certno! str 50;
  gend str 6; naty str 3; brdy date; age num 4,1; insutype str 6; psn_type! str 6;
  cvlserv_flag! str 3; setl_time! datetime; mdtrt_cert_type str 3; med_type! str 6;
  medfee_sumamt! num 16,2; fulamt_ownpay_amt! num 16,2; overlmt_selfpay! num 16,2;
  preselfpay_amt! num 16,2; inscp_scp_amt! num 16,2; act_pay_dedc num 16,2; hifp_pay! num 16,2;
  pool_prop_selfpay! num 5,4; cvlserv_pay! num 16,2; hifes_pay! num 16,2; hifmi_pay! num 16,2;
  hifob_pay! num 16,2; maf_pay! num 16,2; oth_pay! num 16,2; fund_pay_sumamt! num 16,2;
  psn_part_amt! num 16,2; acct_pay! num 16,2; psn_cash_pay! num 16,2; balc! num 16,2;
  acct_mulaid_pay! num 16,2; medins_setl_id! str 30; clr_optins str 6; clr_way str 6;
  clr_type! str 6; exp_content str 4000; hosp_part_amt num 16,2; hifdm_pay! num 16,2
`,
);

export const output2101Setldetail = fieldTable('setldetail', DETAIL);
export const output2101Detlcutinfo = fieldTable('detlcutinfo', `${CUT}; hosp_part_amt num 16,2`);

export const input2102Druginfo = fieldTable(
  'druginfo',
  `
  psn_no! str 30; mdtrt_cert_type! str 3; mdtrt_cert_no! str 50; card_sn str 32;
  psn_cert_type+ str 3; certno+ str 20; psn_type+ str 3; psn_name+ str 20; begntime! datetime;
  medfee_sumamt! num 16,2; invono str 20; insutype! str 6; dise_codg str 30; dise_name str 500;
  acct_used_flag! str 1; med_type! str 6; exp_content str 4000
`,
);

export const input2102Drugdetail = fieldTable('drugdetail', INPUT_LINE);

/** Within a row of `drugdetail`. */
export const input2102DurgTracInfo = fieldTable(
  'durg_trac_info',
  `
  feedetl_sn! str 30; drug_trac_codg! str 100; trdn_flag! str 3
`,
);

export const output2102Setlinfo = fieldTable(
  'setlinfo',
  `
  setl_id! str 30; mdtrt_id! str 30; psn_no! str 30; psn_name! str 50; psn_cert_type! str 6;
  certno! str 50; gend str 6; naty str 3; brdy date; age! num 4,1; insutype! str 6;
  psn_type! str 6; cvlserv_flag! str 3; setl_time! datetime; mdtrt_cert_type str 3;
  med_type! str 6; medfee_sumamt! num 16,2; fulamt_ownpay_amt! num 16,2;
  overlmt_selfpay! num 16,2; preselfpay_amt! num 16,2; inscp_scp_amt! num 16,2;
  act_pay_dedc num 16,2; hifp_pay! num 16,2; pool_prop_selfpay! num 5,4; cvlserv_pay! num 16,2;
  hifes_pay! num 16,2; hifmi_pay! num 16,2; hifob_pay! num 16,2; maf_pay! num 16,2;
  oth_pay! num 16,2; fund_pay_sumamt! num 16,2; psn_part_amt! num 16,2; acct_pay! num 16,2;
  psn_cash_pay! num 16,2; balc! num 16,2; acct_mulaid_pay! num 16,2; medins_setl_id! str 30;
  clr_optins str 6; clr_way str 6; clr_type! str 6; exp_content str 4000;
  hosp_part_amt num 16,2; hifdm_pay! num 16,2
`,
);

export const output2102Setldetail = fieldTable('setldetail', DETAIL);
export const output2102Detlcutinfo = fieldTable('detlcutinfo', CUT);

export const input2103Data = fieldTable(
  'data',
  `
  setl_id! str 30; mdtrt_id! str 30; psn_no! str 30; exp_content str 4000
`,
);

export const output2103Setlinfo = fieldTable(
  'setlinfo',
  `
  mdtrt_id! str 30; setl_id! str 30; clr_optins str 6; medfee_sumamt! num 16,2;
  setl_time! datetime; fulamt_ownpay_amt! num 16,2; overlmt_selfpay! num 16,2;
  preselfpay_amt! num 16,2; inscp_scp_amt! num 16,2; act_pay_dedc num 16,2; hifp_pay! num 16,2;
  pool_prop_selfpay! num 5,4; cvlserv_pay! num 16,2; hifes_pay! num 16,2; hifmi_pay! num 16,2;
  hifob_pay! num 16,2; maf_pay! num 16,2; oth_pay! num 16,2; fund_pay_sumamt! num 16,2;
  psn_part_amt! num 16,2; acct_pay! num 16,2; psn_cash_pay! num 16,2; balc! num 16,2;
  acct_mulaid_pay! num 16,2; medins_setl_id! str 30; hifdm_pay! num 16,2
`,
);

export const output2103Setldetail = fieldTable('setldetail', DETAIL);
