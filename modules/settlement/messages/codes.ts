/**
 * National codes and what they mean to the law. Codes are text; what a table does not know is
 * answered by its default or refused by its user. Source: dictionaries of the national interface.
 */
import type { VisitKind } from '../model.ts';

export interface MedType {
  readonly kind: VisitKind;
  /** Facets of the event. */
  readonly facets: Readonly<Record<string, string>>;
  /** Clearing category. */
  readonly clearing: string;
}

const OUTPATIENT = { kind: 'outpatient', facets: { setting: 'outpatient' } } as const;
const SPECIAL = { kind: 'outpatient', facets: { setting: 'specialDiseaseOutpatient' } } as const;
const STAY = { kind: 'inpatient', facets: { setting: 'inpatient' }, clearing: '21' } as const;

const MED_TYPES: Readonly<Record<string, MedType>> = {
  '11': { ...OUTPATIENT, clearing: '11' },
  '110104': { ...OUTPATIENT, clearing: '11' },
  '12': { ...OUTPATIENT, clearing: '12' },
  '13': { ...OUTPATIENT, clearing: '13' },
  '1301': { ...OUTPATIENT, clearing: '13' },
  '14': { ...SPECIAL, clearing: '14' },
  '140101': { ...SPECIAL, clearing: '14' },
  '140104': { ...OUTPATIENT, clearing: '14' },
  '140201': { ...SPECIAL, clearing: '14' },
  '9901': { ...OUTPATIENT, clearing: '15' },
  '140401': { ...OUTPATIENT, clearing: '15' },
  '18': { kind: 'pharmacy', facets: { setting: 'pharmacy' }, clearing: '18' },
  '21': STAY,
  '2101': STAY,
  '210104': STAY,
  '2102': { ...STAY, clearing: '27' },
  '22': { ...STAY, clearing: '22' },
  '28': { ...STAY, clearing: '28' },
  '41': { kind: 'pharmacy', facets: { setting: 'pharmacy' }, clearing: '41' },
  '51': {
    kind: 'outpatient',
    facets: { setting: 'prenatal', maternityEvent: 'prenatal' },
    clearing: '53',
  },
  '52': { kind: 'inpatient', facets: { setting: 'maternityStay' }, clearing: '21' },
  '71': {
    kind: 'inpatient',
    facets: { setting: 'familyBed', stayKind: 'familyBed' },
    clearing: '21',
  },
};

/** What a medical category means, or null if it is not settled here. */
export function medTypeOf(code: string): MedType | null {
  return MED_TYPES[code] ?? null;
}

const MATERNITY_EVENTS: Readonly<Record<string, string>> = {
  '1': 'birth',
  '2': 'difficultBirth',
  '3': 'caesarean',
  '4': 'difficultBirth',
  '7': 'prenatal',
};

const MISCARRIAGE = '5';
const INDUCED = '6';
/** Three and seven months of pregnancy, as weeks. */
const WEEKS = { under3: 12, from7: 28 } as const;

/**
 * Kind of delivery (`matn_type`) as the law's maternity event; a loss is told apart by the weeks of
 * pregnancy (`geso_val`). Undefined where the two do not say.
 */
export function maternityEventOf(type: string, weeks: number | null): string | undefined {
  if (type !== MISCARRIAGE && type !== INDUCED) return MATERNITY_EVENTS[type];
  if (weeks === null) return undefined;
  if (weeks < WEEKS.under3) return 'lossUnder3';
  return weeks < WEEKS.from7 ? 'loss3to7' : 'induction7';
}

const INSURANCE_TYPES: Readonly<Record<string, string>> = { employee: '310', resident: '390' };

/** National insurance type of the law's. */
export function insuranceCode(insuranceType: string | null): string | null {
  return insuranceType === null ? null : (INSURANCE_TYPES[insuranceType] ?? null);
}

/** National person category of insurance and employment. */
export function personCategory(insuranceType: string | null, employment: string | null): string {
  if (insuranceType === 'resident') return '1701';
  return employment === 'retired' ? '1201' : '1101';
}

/** National identity of a person class of the law, for 1101. */
export const IDENTITIES: Readonly<Record<string, string>> = {
  poor1: '2302',
  poor2: '2302',
  dibao: '2303',
  tekun: '2304',
  orphan: '2304',
  dibian: '2305',
  lowIncome: '2305',
  illnessPoor: '2306',
};

export interface Fund {
  /** Field of the answer that carries the fund's part. */
  readonly field: FundField;
  readonly code: string;
  readonly name: string;
}

export type FundField =
  | 'hifp_pay'
  | 'hifmi_pay'
  | 'hifob_pay'
  | 'maf_pay'
  | 'oth_pay'
  | 'hosp_part_amt'
  | 'acct_pay';

const OTHER = { field: 'oth_pay', code: '999997' } as const;

const FUNDS: Readonly<Record<string, Fund>> = {
  'basic/310': { field: 'hifp_pay', code: '310100', name: '职工基本医疗保险统筹基金' },
  'basic/390': { field: 'hifp_pay', code: '390100', name: '城乡居民基本医疗保险基金' },
  'criticalIllness/310': { field: 'hifob_pay', code: '330100', name: '职工大额医疗费用补助基金' },
  'criticalIllness/390': { field: 'hifmi_pay', code: '390200', name: '城乡居民大病保险资金' },
  assistance: { field: 'maf_pay', code: '610100', name: '医疗救助基金' },
  supplementary: { field: 'oth_pay', code: '999109', name: '低收入农村居民补充保险' },
  maternity: { field: 'oth_pay', code: '510100', name: '生育基金' },
  county: { field: 'oth_pay', code: '640100', name: '政府兜底（县级财政）' },
  finance: { field: 'oth_pay', code: '640100', name: '政府兜底（地方财政）' },
  hospital: { field: 'hosp_part_amt', code: '630100', name: '医院减免' },
  personalAccount: { field: 'acct_pay', code: '310200', name: '职工基本医疗保险个人账户基金' },
  inclusiveProduct: { ...OTHER, name: '惠民型商业补充医疗保险' },
  longTermCare: { ...OTHER, name: '长期护理保险基金' },
  charity: { ...OTHER, name: '慈善和社会救助资金' },
  relief: { ...OTHER, name: '重大疾病救助金' },
  mutualAid: { ...OTHER, name: '职工互助保障' },
};

const MATERNITY = '510';
const EMPLOYEE = '310';

/**
 * The national fund of a payer of the law under an insurance type. Maternity insurance is part of
 * the employees', whose funds pay for it.
 */
export function fundOf(payer: string, insuranceType: string): Fund {
  const type = insuranceType === MATERNITY ? EMPLOYEE : insuranceType;
  return FUNDS[`${payer}/${type}`] ?? FUNDS[payer] ?? { ...OTHER, name: `其他基金（${payer}）` };
}
