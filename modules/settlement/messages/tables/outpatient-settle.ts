/**
 * Field tables of 2206, 2207, 2208: name, type and size;
 * `!` must be given, `+` in the national dialect alone.
 */
import { fieldTable } from '../field-table.ts';

export const input2206Data = fieldTable(
  'data',
  `
  psn_no! str 30; mdtrt_cert_type! str 3; mdtrt_cert_no! str 50; card_sn str 32;
  psn_cert_type+ str 3; certno+ str 20; psn_type+ str 3; psn_name+ str 20; med_type! str 6;
  medfee_sumamt! num 16,2; psn_setlway! str 6; mdtrt_id! str 30; chrg_bchno! str 30;
  acct_used_flag! str 1; insutype! str 6; exp_content str 4000; pub_hosp_rfom_flag str 6
`,
);

export const output2206Setlinfo = fieldTable(
  'setlinfo',
  `
  mdtrt_id! str 30; psn_no! str 30; psn_name! str 50; psn_cert_type! str 6; certno! str 50;
  gend str 6; naty str 3; brdy date; age num 4,1; insutype str 6; psn_type! str 6;
  cvlserv_flag! str 3; setl_time! datetime; mdtrt_cert_type str 3; med_type! str 6;
  medfee_sumamt! num 16,2; fulamt_ownpay_amt! num 16,2; overlmt_selfpay! num 16,2;
  preselfpay_amt! num 16,2; inscp_scp_amt! num 16,2; act_pay_dedc num 16,2; hifp_pay! num 16,2;
  pool_prop_selfpay! num 5,4; cvlserv_pay! num 16,2; hifes_pay! num 16,2; hifmi_pay! num 16,2;
  hifob_pay! num 16,2; maf_pay! num 16,2; oth_pay! num 16,2; fund_pay_sumamt! num 16,2;
  psn_part_amt! num 16,2; acct_pay! num 16,2; psn_cash_pay! num 16,2; hosp_part_amt! num 16,2;
  balc! num 16,2; acct_mulaid_pay! num 16,2; medins_setl_id! str 30; clr_optins str 6;
  clr_way str 6; clr_type! str 6; hifdm_pay! num 16,2; exp_content str 4000
`,
);

export const output2206Setldetail = fieldTable(
  'setldetail',
  `
  fund_pay_type! str 6; inscp_scp_amt! num 16,2; crt_payb_lmt_amt! num 16,2;
  fund_payamt! num 16,2; fund_pay_type_name str 200; setl_proc_info str 4000
`,
);

export const input2207Data = fieldTable(
  'data',
  `
  psn_no! str 30; mdtrt_cert_type! str 3; mdtrt_cert_no! str 50; card_sn str 32;
  psn_cert_type+ str 3; certno+ str 20; med_type! str 6; medfee_sumamt! num 16,2;
  psn_setlway! str 6; mdtrt_id! str 30; chrg_bchno! str 30; insutype! str 6;
  acct_used_flag! str 1; invono str 20; fulamt_ownpay_amt! num 16,2; overlmt_selfpay! num 16,2;
  preselfpay_amt! num 16,2; inscp_scp_amt! num 16,2; exp_content str 4000;
  pub_hosp_rfom_flag str 6
`,
);

export const output2207Setlinfo = fieldTable(
  'setlinfo',
  `
  mdtrt_id! str 30; setl_id! str 30; psn_no! str 30; psn_name! str 50; psn_cert_type! str 6;
  certno! str 50; gend str 6; naty str 3; brdy date; age num 4,1; insutype str 6;
  psn_type! str 6; cvlserv_flag! str 3; setl_time! datetime; mdtrt_cert_type str 3;
  med_type! str 6; medfee_sumamt! num 16,2; fulamt_ownpay_amt! num 16,2;
  overlmt_selfpay! num 16,2; preselfpay_amt! num 16,2; inscp_scp_amt! num 16,2;
  act_pay_dedc num 16,2; hifp_pay! num 16,2; pool_prop_selfpay! num 5,4; cvlserv_pay! num 16,2;
  hifes_pay! num 16,2; hifmi_pay! num 16,2; hifob_pay! num 16,2; maf_pay! num 16,2;
  oth_pay! num 16,2; fund_pay_sumamt! num 16,2; psn_part_amt! num 16,2; acct_pay! num 16,2;
  psn_cash_pay! num 16,2; hosp_part_amt! num 16,2; balc! num 16,2; acct_mulaid_pay! num 16,2;
  medins_setl_id! str 30; clr_optins str 6; clr_way str 6; clr_type! str 6; hifdm_pay! num 16,2;
  exp_content str 4000
`,
);

export const output2207Setldetail = fieldTable(
  'setldetail',
  `
  fund_pay_type! str 6; inscp_scp_amt! num 16,2; crt_payb_lmt_amt! num 16,2;
  fund_payamt! num 16,2; fund_pay_type_name str 200; setl_proc_info str 4000
`,
);

export const input2208Data = fieldTable(
  'data',
  `
  setl_id! str 30; mdtrt_id! str 30; psn_no! str 30; exp_content str 4000
`,
);

export const output2208Setlinfo = fieldTable(
  'setlinfo',
  `
  mdtrt_id! str 30; setl_id! str 30; clr_optins str 6; setl_time! datetime;
  medfee_sumamt! num 16,2; fulamt_ownpay_amt! num 16,2; overlmt_selfpay! num 16,2;
  preselfpay_amt! num 16,2; inscp_scp_amt! num 16,2; act_pay_dedc num 16,2; hifp_pay! num 16,2;
  pool_prop_selfpay! num 5,4; cvlserv_pay! num 16,2; hifes_pay! num 16,2; hifmi_pay! num 16,2;
  hifob_pay! num 16,2; maf_pay! num 16,2; oth_pay! num 16,2; fund_pay_sumamt! num 16,2;
  psn_part_amt! num 16,2; acct_pay! num 16,2; balc! num 16,2; acct_mulaid_pay! num 16,2;
  hosp_part_amt! num 16,2; medins_setl_id! str 30; pdn_cash_pay! num 16,2; hifdm_pay! num 16,2;
  psn_no str 30; psn_name str 50; psn_cert_type str 6; certno str 50; gend str 6; naty str 3;
  brdy date; age num; insutype str 6; psn_type str 6; cvlserv_flag str 3; mdtrt_cert_type str 3;
  med_type str 6; exp_content str 4000; clr_type str 6; clr_way str 6
`,
);

export const output2208Setldetail = fieldTable(
  'setldetail',
  `
  fund_pay_type! str 6; inscp_scp_amt! num 16,2; crt_payb_lmt_amt! num 16,2;
  fund_payamt! num 16,2; fund_pay_type_name str 200; setl_proc_info str 4000
`,
);
