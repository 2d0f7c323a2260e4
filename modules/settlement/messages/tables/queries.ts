/**
 * Field tables of 5201, 5202, 5203, 5204, 5205: name, type and size;
 * `!` must be given, `+` in the national dialect alone.
 */
import { fieldTable } from '../field-table.ts';

export const input5201Data = fieldTable(
  'data',
  `
  psn_no! str 30; begntime! datetime; endtime! datetime; med_type! str 6; mdtrt_id str 30
`,
);

export const output5201Mdtrtinfo = fieldTable(
  'mdtrtinfo',
  `
  mdtrt_id! str 30; psn_no! str 30; psn_cert_type! str 6; certno! str 50; psn_name! str 50;
  gend! str 6; naty str 3; brdy date; age num 4,1; coner_name str 50; tel str 50;
  insutype! str 6; psn_type! str 6; maf_psn_flag str 3; cvlserv_flag! str 3; flxempe_flag str 3;
  nwb_flag str 3; insu_optins str 6; emp_name str 200; begntime! datetime; endtime! datetime;
  mdtrt_cert_type str 3; med_type! str 6; ars_year_ipt_flag str 3; pre_pay_flag str 3;
  ipt_otp_no str 30; medrcdno str 30; atddr_no str 30; chfpdr_name str 50; adm_dept_codg str 30;
  adm_dept_name str 100; adm_bed str 30; dscg_maindiag_code str 20; dscg_maindiag_name str 300;
  dscg_dept_codg str 30; dscg_dept_name str 100; dscg_bed str 30; dscg_way str 3;
  main_cond_dscr str 1000; dise_codg str 30; dise_name str 500; oprn_oprt_code str 30;
  oprn_oprt_name str 500; otp_diag_info str 200; inhosp_stas str 3; die_date date;
  ipt_days num 4,0; fpsc_no str 50; matn_type str 6; birctrl_type str 6; latechb_flag str 3;
  geso_val num 2; fetts num 3; fetus_cnt num 3; pret_flag str 3; birctrl_matn_date date;
  cop_flag str 3; opter_id str 20; opter_name str 50; opt_time datetime; memo str 500
`,
);

export const input5202Data = fieldTable(
  'data',
  `
  mdtrt_id! str 30; psn_no! str 30
`,
);

export const output5202Diseinfo = fieldTable(
  'diseinfo',
  `
  diag_info_id! str 30; mdtrt_id! str 30; psn_no! str 30; inout_diag_type! str 3;
  diag_type! str 3; maindiag_flag! str 3; diag_srt_no! num 2; diag_code! str 20;
  diag_name! str 100; adm_cond str 500; diag_dept! str 50; dise_dor_no! str 30;
  dise_dor_name! str 50; diag_time! datetime; opter_id str 20; opter_name str 50;
  opt_time datetime
`,
);

export const input5203Data = fieldTable(
  'data',
  `
  psn_no! str 30; setl_id! str 30; mdtrt_id! str 30
`,
);

export const output5203Setlinfo = fieldTable(
  'setlinfo',
  `
  setl_id! str 30; mdtrt_id! str 30; psn_no! str 30; psn_name! str 50; psn_cert_type! str 6;
  certno! str 50; gend! str 6; naty str 3; brdy date; age num 4,1; insutype! str 6;
  psn_type! str 6; cvlserv_flag! str 3; flxempe_flag str 3; nwb_flag str 3; insu_optins str 6;
  emp_name str 200; pay_loc! str 6; fixmedins_code! str 12; fixmedins_name! str 200;
  hosp_lv str 6; fixmedins_poolarea str 6; lmtpric_hosp_lv str 6; dedc_hosp_lv str 6;
  begndate! date; enddate! date; setl_time! datetime; mdtrt_cert_type str 3; med_type! str 6;
  clr_type! str 6; clr_way str 6; clr_optins str 6; medfee_sumamt! num 16,2;
  fulamt_ownpay_amt! num 16,2; overlmt_selfpay! num 16,2; preselfpay_amt! num 16,2;
  inscp_scp_amt! num 16,2; act_pay_dedc! num 16,2; hifp_pay! num 16,2;
  pool_prop_selfpay! num 5,4; cvlserv_pay! num 16,2; hifes_pay! num 16,2; hifmi_pay! num 16,2;
  hifob_pay! num 16,2; maf_pay! num 16,2; oth_pay! num 16,2; fund_pay_sumamt! num 16,2;
  psn_pay! num 16,2; acct_pay! num 16,2; cash_payamt! num 16,2; balc! num 16,2;
  acct_mulaid_pay! num 16,2; medins_setl_id! str 30; refd_setl_flag! str 3; year! str 4;
  dise_codg str 30; dise_name str 500; invono str 20; opter_id str 20; opter_name str 50;
  opt_time datetime; pref_fund_pay num 16,2
`,
);

export const output5203Setldetail = fieldTable(
  'setldetail',
  `
  fund_pay_type! str 6; inscp_scp_amt! num 16,2; crt_payb_lmt_amt! num 16,2;
  fund_payamt! num 16,2; fund_pay_type_name str 200; setl_proc_info str 4000
`,
);

export const input5204Data = fieldTable(
  'data',
  `
  psn_no! str 30; setl_id! str 30; mdtrt_id! str 30
`,
);

export const output5204 = fieldTable(
  '',
  `
  mdtrt_id! str 30; setl_id! str 30; feedetl_sn! str 30; rx_drord_no str 30; med_type! str 6;
  fee_ocur_time! datetime; cnt! num 16,4; pric! num 16,6; sin_dos_dscr str 200;
  used_frqu_dscr str 200; prd_days num 4,2; medc_way_dscr str 200; det_item_fee_sumamt! num 16,2;
  pric_uplmt_amt! num 16,6; selfpay_prop num 5,4; fulamt_ownpay_amt num 16,2;
  overlmt_amt num 16,2; preselfpay_amt num 16,2; inscp_scp_amt num 16,2; chrgitm_lv! str 3;
  hilist_code! str 50; hilist_name! str 200; list_type! str 6; med_list_codg! str 50;
  medins_list_codg! str 150; medins_list_name! str 100; med_chrgitm_type! str 6;
  prodname str 200; spec str 200; dosform_name! str 200; bilg_dept_codg str 30;
  bilg_dept_name str 100; bilg_dr_codg str 30; bilg_dr_name str 50; acord_dept_codg str 30;
  acord_dept_name str 100; orders_dr_code str 30; orders_dr_name str 50; lmt_used_flag str 3;
  hosp_prep_flag str 3; hosp_appr_flag str 3; tcmdrug_used_way str 6; prodplac_type str 6;
  bas_medn_flag str 3; hi_nego_drug_flag str 3; chld_medc_flag str 3; etip_flag str 3;
  etip_hosp_code str 30; dscg_tkdrug_flag str 3; list_sp_item_flag str 3; matn_fee_flag str 6;
  drt_reim_flag str 3; memo str 500; opter_id str 20; opter_name str 50; opt_time datetime
`,
);

export const input5205Data = fieldTable(
  'data',
  `
  psn_no! str 30; begntime! datetime; endtime datetime
`,
);

export const output5205Feedetail = fieldTable(
  'feedetail',
  `
  feedetl_sn! str 30; rx_drord_no str 30; fixmedins_code str 12; fixmedins_name! str 200;
  psn_no! str 30; med_type! str 6; fee_ocur_time! datetime; cnt! num 16,4; pric! num 16,6;
  chrgitm_lv str 3; hilist_code! str 50; hilist_name! str 200; list_type! str 6;
  med_list_codg! str 50; medins_list_codg! str 150; medins_list_name! str 100;
  med_chrgitm_type! str 6; prodname str 200; spec! str 200; dosform_name str 200;
  lmt_used_flag str 3; hosp_prep_flag str 3; hosp_appr_flag str 3; tcmdrug_used_way str 6;
  prodplac_type str 6; bas_medn_flag str 3; hi_nego_drug_flag str 3; chld_medc_flag str 3;
  etip_flag str 3; etip_hosp_code str 30; dscg_tkdrug_flag str 3; list_sp_item_flag str 3;
  matn_fee_flag str 6
`,
);
