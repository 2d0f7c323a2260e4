/**
 * The tables of a city: their columns with kind, unit, national field and title. Code lists that
 * depend on the city (providers, items, diagnoses, counties) are arguments.
 */
import * as code from './codes.ts';
import { coded, column, day, fen, MDTRT, ours, PSN } from './columns.ts';
import type { TableDef } from './table.ts';

export interface CodeLists {
  readonly counties: readonly string[];
  readonly providers: readonly string[];
  readonly items: readonly string[];
  readonly diagnoses: readonly string[];
}

function referenceTables({ counties, providers, items }: CodeLists): readonly TableDef[] {
  return [
    {
      name: 'providers',
      title: '定点医药机构',
      key: ['fixmedins_code'],
      columns: [
        coded('fixmedins_code', '定点医药机构编号', providers),
        coded('fixmedins_type', '定点机构类型', code.PROVIDER_TYPE),
        coded('hosp_lv', '医院等级', code.HOSPITAL_LEVEL),
        coded('admdvs', '所在区划', counties),
        coded('out_type', '所在地：本市、省内、跨省', code.PLACE),
        coded('essential_flag', '实施基本药物制度', code.FLAG, null),
        ours('beds', 'int', 'count', '床位数'),
        ours('doctors', 'int', 'count', '医生数'),
      ],
    },
    {
      name: 'items',
      title: '医保目录（自编小目录）',
      key: ['med_list_codg'],
      columns: [
        coded('med_list_codg', '医疗目录编码', items),
        coded('med_chrgitm_type', '医疗收费项目类别', code.CHARGE_TYPE),
        coded('chrgitm_lv', '收费项目等级', code.ITEM_LEVEL),
        column('selfpay_prop_bp', 'small', 'bp', '自付比例', { national: 'selfpay_prop' }),
        fen('pric', '单价'),
        column('pric_uplmt_amt_fen', 'int', 'fen', '定价上限，0为没有', {
          national: 'pric_uplmt_amt',
        }),
        coded('critical_flag', '大病保险特殊药品和服务', code.FLAG, null),
        coded('product_flag', '惠民保自费项目清单', code.FLAG, null),
        coded('special_drug_flag', '惠民保特定药品', code.FLAG, null),
        coded('medical_flag', '医疗性质（膳食、空调为0）', code.FLAG, null),
      ],
    },
  ];
}

function peopleTables({ counties }: CodeLists): readonly TableDef[] {
  return [
    {
      name: 'households',
      title: '家庭',
      key: ['hsehld_no'],
      columns: [
        ours('hsehld_no', 'int', 'number', '户编号'),
        coded('admdvs', '区划', counties),
        coded('urban_flag', '城镇', code.FLAG, null),
        ours('psn_cnt', 'small', 'count', '人数'),
        fen('income', '家庭年可支配收入', false),
      ],
    },
    {
      name: 'persons',
      title: '人员',
      key: ['psn_no'],
      columns: [
        PSN,
        ours('hsehld_no', 'int', 'number', '户编号'),
        coded('gend', '性别', code.SEX),
        day('brdy', '出生日期'),
        day('died_on', '死亡日期', null),
        coded('rlts', '与户主关系', code.RELATION, null),
        coded('insuplc_admdvs', '参保地医保区划', counties),
        ours('chronic', 'small', 'number', '慢性病位图'),
        coded('dise', '门诊特殊病种', code.DISEASE, null),
        ours('tel_no', 'int', 'number', '联系方式编号（虚构）'),
      ],
    },
    {
      name: 'covers',
      title: '参保时段',
      key: ['psn_no', 'psn_insu_date'],
      columns: [
        PSN,
        day('psn_insu_date', '个人参保日期'),
        day('paus_insu_date', '暂停参保日期'),
        coded('insutype', '险种类型', code.INSURANCE),
        coded('psn_type', '人员类别', code.PERSON_TYPE),
        coded('emp_form', '就业形式', code.EMPLOYMENT_FORM, null),
        ours('months', 'small', 'months', '当年缴费月份位图'),
        fen('clct_base', '月缴费基数', false),
        fen('premium', '当年个人和单位缴费', false),
        fen('subsidy', '当年财政补助', false),
        fen('aid', '当年资助参保', false),
      ],
    },
    {
      name: 'identities',
      title: '人员身份时段',
      key: ['psn_no', 'psn_idet_type', 'begntime'],
      columns: [
        PSN,
        coded('psn_idet_type', '人员身份类别', code.IDENTITY_CODES),
        coded('person_class', '法规里的人员类别', code.PERSON_CLASS, null),
        day('begntime', '开始日期'),
        day('endtime', '结束日期'),
      ],
    },
  ];
}

function statusTables({ providers }: CodeLists): readonly TableDef[] {
  return [
    {
      name: 'filings',
      title: '备案',
      key: ['psn_no', 'biz_appy_type', 'begndate', 'opsp_dise'],
      columns: [
        PSN,
        coded('biz_appy_type', '业务申请类型', code.FILING),
        day('begndate', '开始日期'),
        day('enddate', '结束日期'),
        coded('opsp_dise', '病种', code.DISEASE, null),
        coded('fixmedins_code', '定点医药机构编号', providers),
      ],
    },
  ];
}

function coverTables(): readonly TableDef[] {
  return [
    {
      name: 'products',
      title: '惠民保参保',
      key: ['psn_no', 'begndate'],
      columns: [
        PSN,
        day('begndate', '开始日期'),
        day('enddate', '结束日期'),
        fen('premium', '保费', false),
        coded('payer', '缴费人', code.PRODUCT_PAYER, null),
        ours('years', 'small', 'count', '连续参保年数'),
      ],
    },
    {
      name: 'allowances',
      title: '生育津贴',
      key: ['psn_no', 'apply_date'],
      columns: [
        PSN,
        day('apply_date', '申领日期', null),
        fen('clct_base', '月缴费基数', false),
        ours('days', 'small', 'count', '天数'),
      ],
    },
    {
      name: 'care',
      title: '长期护理',
      key: ['psn_no', 'begndate'],
      columns: [
        PSN,
        coded('care_grade', '失能等级', code.CARE_GRADE, null),
        coded('med_type', '护理方式', code.MED_TYPE),
        day('begndate', '开始日期'),
        day('enddate', '结束日期'),
        fen('month_fee', '每月费用', false),
      ],
    },
  ];
}

function billTables({ providers, diagnoses }: CodeLists): readonly TableDef[] {
  return [
    {
      name: 'visits',
      title: '就诊结算',
      key: ['mdtrt_id'],
      columns: [
        MDTRT,
        PSN,
        coded('fixmedins_code', '定点医药机构编号', providers),
        coded('med_type', '医疗类别', code.MED_TYPE),
        coded('insutype', '险种类型', code.INSURANCE),
        day('begntime', '开始日期'),
        day('endtime', '结束日期'),
        day('setl_time', '结算日期'),
        day('recorded_on', '入库日期', null),
        coded('dscg_maindiag_code', '主诊断代码', diagnoses),
        coded('dise', '病种', code.DISEASE, null),
        coded('matn', '生育情形', code.MATERNITY, null),
        coded('refl_flag', '已转诊或备案', code.FLAG, null),
        coded('reim_flag', '结算方式：1手工 2直接', code.REIMBURSED),
        coded('dscg_way', '离院方式', code.LEFT),
        coded('hi_paymtd', '医保支付方式', code.PAY_METHOD),
        ours('atddr_no', 'small', 'number', '医生编号（机构内）'),
        ours('line_cnt', 'small', 'count', '明细条数'),
        fen('medfee_sumamt', '医疗费总额'),
        fen('fulamt_ownpay_amt', '全自费金额'),
        fen('overlmt_selfpay', '超限价自费费用'),
        fen('preselfpay_amt', '先行自付金额'),
        fen('inscp_scp_amt', '符合政策范围金额'),
        fen('act_pay_dedc', '实际支付起付线'),
        fen('hifp_pay', '基本医保统筹基金支出（记录值）'),
        fen('hifmi_pay', '大病保险支出（记录值）'),
        fen('maf_pay', '医疗救助支出（记录值）'),
        fen('oth_pay', '惠民保支出（记录值）'),
        fen('acct_pay', '个人账户支出（记录值）'),
        fen('psn_cash_pay', '个人现金支出（记录值）'),
      ],
    },
  ];
}

function lineTables({ items }: CodeLists): readonly TableDef[] {
  return [
    {
      name: 'lines',
      title: '费用明细',
      key: ['mdtrt_id', 'feedetl_sn'],
      columns: [
        PSN,
        MDTRT,
        column('feedetl_sn', 'small', 'number', '费用明细流水号'),
        day('fee_ocur_time', '费用发生日期'),
        coded('med_list_codg', '医疗目录编码', items),
        column('cnt', 'small', 'count', '数量'),
        fen('pric', '单价'),
        fen('det_item_fee_sumamt', '明细项目费用总额'),
        fen('overlmt_amt', '超限价金额'),
        column('selfpay_prop_bp', 'small', 'bp', '自付比例', { national: 'selfpay_prop' }),
        coded('chrgitm_lv', '收费项目等级', code.ITEM_LEVEL),
        coded('need_flag', '治疗必须', code.FLAG, null),
      ],
    },
    {
      name: 'reversals',
      title: '结算撤销',
      key: ['mdtrt_id'],
      columns: [MDTRT, PSN, day('setl_time', '撤销日期')],
    },
    {
      name: 'traces',
      title: '贵重药品追溯码',
      key: ['mdtrt_id', 'feedetl_sn', 'drug_trac_codg'],
      columns: [
        MDTRT,
        PSN,
        column('feedetl_sn', 'small', 'number', '费用明细流水号'),
        column('drug_trac_codg', 'int', 'number', '药品追溯码（虚构）'),
      ],
    },
  ];
}

/** Tables that are the same for all parts, and lie in one file each. */
export const REFERENCE: readonly string[] = ['providers', 'items'];

/** All tables of a city, in the order of the files. */
export function tablesOf(lists: CodeLists): readonly TableDef[] {
  return [
    ...referenceTables(lists),
    ...peopleTables(lists),
    ...statusTables(lists),
    ...coverTables(),
    ...billTables(lists),
    ...lineTables(lists),
  ];
}
