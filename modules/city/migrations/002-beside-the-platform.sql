-- What of a city the stores of the platform do not keep, table by table as in its files; people
-- and bills themselves are in enrolment and settlement. Written out from the definitions of
-- modules/city; a test holds that both say the same. A city of the older form is loaded anew.
DROP SCHEMA city CASCADE;
CREATE SCHEMA city;

CREATE TABLE city.manifest (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  manifest json NOT NULL,
  lists json NOT NULL,
  -- Bills that were recorded later are not loaded.
  until date NOT NULL
);

-- People who were loaded together, in one transaction.
CREATE TABLE city.chunk (
  part smallint NOT NULL,
  chunk integer NOT NULL,
  persons integer NOT NULL,
  bills integer NOT NULL,
  settled integer NOT NULL,
  -- Bills that the law refused, by reason.
  refused json NOT NULL,
  PRIMARY KEY (part, chunk)
);

CREATE TABLE city.providers (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  fixmedins_code text NOT NULL,
  fixmedins_type text NOT NULL,
  hosp_lv text NOT NULL,
  admdvs text NOT NULL,
  out_type text NOT NULL,
  essential_flag text NOT NULL,
  beds integer NOT NULL,
  doctors integer NOT NULL,
  PRIMARY KEY (fixmedins_code)
);
CREATE INDEX providers_place ON city.providers (part, row_no);

CREATE TABLE city.items (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  med_list_codg text NOT NULL,
  med_chrgitm_type text NOT NULL,
  chrgitm_lv text NOT NULL,
  selfpay_prop_bp smallint NOT NULL,
  pric_fen integer NOT NULL,
  pric_uplmt_amt_fen integer NOT NULL,
  critical_flag text NOT NULL,
  product_flag text NOT NULL,
  special_drug_flag text NOT NULL,
  medical_flag text NOT NULL,
  PRIMARY KEY (med_list_codg)
);
CREATE INDEX items_place ON city.items (part, row_no);

CREATE TABLE city.households (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  hsehld_no integer NOT NULL,
  admdvs text NOT NULL,
  urban_flag text NOT NULL,
  psn_cnt smallint NOT NULL,
  income_fen integer NOT NULL,
  PRIMARY KEY (hsehld_no)
);
CREATE INDEX households_place ON city.households (part, row_no);

CREATE TABLE city.persons (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  psn_no integer NOT NULL,
  hsehld_no integer NOT NULL,
  gend text NOT NULL,
  brdy date NOT NULL,
  died_on date NOT NULL,
  rlts text NOT NULL,
  insuplc_admdvs text NOT NULL,
  chronic smallint NOT NULL,
  dise text NOT NULL,
  tel_no integer NOT NULL,
  PRIMARY KEY (psn_no)
);
CREATE INDEX persons_place ON city.persons (part, row_no);

CREATE TABLE city.covers (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  psn_no integer NOT NULL,
  psn_insu_date date NOT NULL,
  paus_insu_date date NOT NULL,
  insutype text NOT NULL,
  psn_type text NOT NULL,
  emp_form text NOT NULL,
  months smallint NOT NULL,
  clct_base_fen integer NOT NULL,
  premium_fen integer NOT NULL,
  subsidy_fen integer NOT NULL,
  aid_fen integer NOT NULL,
  PRIMARY KEY (psn_no, psn_insu_date)
);

CREATE TABLE city.identities (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  psn_no integer NOT NULL,
  psn_idet_type text NOT NULL,
  person_class text NOT NULL,
  begntime date NOT NULL,
  endtime date NOT NULL,
  PRIMARY KEY (psn_no, psn_idet_type, begntime)
);

CREATE TABLE city.filings (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  psn_no integer NOT NULL,
  biz_appy_type text NOT NULL,
  begndate date NOT NULL,
  enddate date NOT NULL,
  opsp_dise text NOT NULL,
  fixmedins_code text NOT NULL,
  PRIMARY KEY (psn_no, biz_appy_type, begndate, opsp_dise)
);

CREATE TABLE city.products (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  psn_no integer NOT NULL,
  begndate date NOT NULL,
  enddate date NOT NULL,
  premium_fen integer NOT NULL,
  payer text NOT NULL,
  years smallint NOT NULL,
  PRIMARY KEY (psn_no, begndate)
);

CREATE TABLE city.allowances (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  psn_no integer NOT NULL,
  apply_date date NOT NULL,
  clct_base_fen integer NOT NULL,
  days smallint NOT NULL,
  PRIMARY KEY (psn_no, apply_date)
);

CREATE TABLE city.care (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  psn_no integer NOT NULL,
  care_grade text NOT NULL,
  med_type text NOT NULL,
  begndate date NOT NULL,
  enddate date NOT NULL,
  month_fee_fen integer NOT NULL,
  PRIMARY KEY (psn_no, begndate)
);

CREATE TABLE city.reversals (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  mdtrt_id bigint NOT NULL,
  psn_no integer NOT NULL,
  setl_time date NOT NULL,
  PRIMARY KEY (psn_no, mdtrt_id)
);

CREATE TABLE city.traces (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  mdtrt_id bigint NOT NULL,
  psn_no integer NOT NULL,
  feedetl_sn smallint NOT NULL,
  drug_trac_codg integer NOT NULL,
  PRIMARY KEY (psn_no, mdtrt_id, feedetl_sn, drug_trac_codg)
);

CREATE TABLE city.recorded (
  part smallint NOT NULL,
  row_no integer NOT NULL,
  mdtrt_id bigint NOT NULL,
  psn_no integer NOT NULL,
  setl_time date NOT NULL,
  recorded_on date NOT NULL,
  act_pay_dedc_fen integer NOT NULL,
  hifp_pay_fen integer NOT NULL,
  hifmi_pay_fen integer NOT NULL,
  maf_pay_fen integer NOT NULL,
  oth_pay_fen integer NOT NULL,
  acct_pay_fen integer NOT NULL,
  psn_cash_pay_fen integer NOT NULL,
  PRIMARY KEY (psn_no, mdtrt_id)
);
