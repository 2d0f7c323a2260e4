/**
 * National codes in use, as text, in the order of their indexes in memory; and what stands for them
 * in the vocabulary of the law. Sources: dictionaries of the national provider interface.
 */
export const INSURANCE = ['310', '390'] as const;
export const EMPLOYEE = 0;
export const RESIDENT = 1;

/** 人员类别: employed, retired, resident. */
export const PERSON_TYPE = ['11', '12', '15'] as const;

/** 就业形式, ours. */
export const EMPLOYMENT_FORM = ['unit', 'flexible', 'none'] as const;

export const SEX = ['1', '2'] as const;
export const MALE = 0;
export const FEMALE = 1;

/**
 * 医疗类别. 14 stands with a disease of the two or of the special list; 41 purchase, 52 maternity
 * stay, 51 prenatal, 75–77 long-term care: local codes.
 */
export const MED_TYPE = [
  '41',
  '11',
  '140104',
  '140201',
  '21',
  '51',
  '52',
  '75',
  '76',
  '77',
] as const;
export const PHARMACY = 0;
export const OUTPATIENT = 1;
export const CHRONIC = 2;
export const SPECIAL = 3;
export const INPATIENT = 4;
export const PRENATAL = 5;
export const DELIVERY = 6;
export const HOME_CARE = 7;

/** The setting of the law's vocabulary for each 医疗类别. */
export const SETTING = [
  'pharmacy',
  'outpatient',
  'outpatient',
  'specialDiseaseOutpatient',
  'inpatient',
  'prenatal',
  'maternityStay',
  'homeCare',
  'institutionCare',
  'familyCare',
] as const;

/** 医院等级 02, 05, 08, and 11 for what has none: a pharmacy, a clinic. */
export const HOSPITAL_LEVEL = ['11', '08', '05', '02'] as const;
/** The grade of the vocabulary; what has no grade counts with the primary. */
export const GRADE = ['primary', 'primary', 'secondary', 'tertiary'] as const;
export const TERTIARY = 3;

/** 定点机构类型: 1 hospital or clinic, 2 pharmacy, 3 care agency (ours). */
export const PROVIDER_TYPE = ['1', '2', '3'] as const;

/** 就医地: in the city, elsewhere in the province, another province. */
export const PLACE = ['0', '1', '3'] as const;
export const IN_CITY = 0;
export const IN_PROVINCE = 1;
export const OUT_OF_PROVINCE = 2;

/** 甲乙丙. */
export const ITEM_LEVEL = ['01', '02', '03'] as const;
export const ITEM_CLASS = ['A', 'B', 'C'] as const;
export const CLASS_C = 2;

/** 医疗收费项目类别. */
export const CHARGE_TYPE = [
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '10',
  '11',
  '14',
] as const;

/** 业务申请类型: special disease, family doctor, referral, living elsewhere, the two diseases. */
export const FILING = ['01', '05', '06', '08', '23'] as const;
export const FILED_SPECIAL = 0;
export const FILED_DOCTOR = 1;
export const FILED_REFERRAL = 2;
export const FILED_TWO = 4;

/** 病种: none, the two diseases, other listed chronic, then the special ones of the vocabulary. */
export const DISEASE = [
  'none',
  'hypertension',
  'diabetes',
  'otherListed',
  'cancer',
  'transplant',
  'dialysis',
  'lupus',
  'aplasticAnaemia',
  'haemophilia',
  'mentalIllness',
  'insulinDiabetes',
  'tuberculosis',
  'cirrhosis',
  'cerebralPalsy',
  'parkinsons',
  'copd',
  'alzheimers',
  'autism',
  'epilepsy',
] as const;
export const FIRST_SPECIAL = 4;

/** Classes of persons in all cities' laws; in one order. */
export const PERSON_CLASS = [
  'tekun',
  'dibao',
  'dibian',
  'illnessPoor',
  'liftedOut',
  'orphan',
  'lowIncome',
  'poor1',
  'poor2',
  'lookback',
  'otherAid',
] as const;
/** 人员身份类别 of each class, as an index into `IDENTITY_CODES`. */
export const IDENTITY_OF = [0, 1, 2, 3, 4, 5, 2, 4, 4, 2, 6] as const;
export const IDENTITY_CODES = ['2304', '2303', '2305', '2306', '2302', '6001', '6002'] as const;
/** No status. */
export const NO_CLASS = 255;

/** Who pays the premium of the inclusive product. */
export const PRODUCT_PAYER = ['self', 'personalAccount', 'finance', 'relative'] as const;

/** How a bill reached the agency: 1 by hand, 2 direct. */
export const REIMBURSED = ['1', '2'] as const;

export const CARE_GRADE = ['severe1', 'severe2', 'severe3'] as const;

/** 离院方式 of a stay; none for others. */
export const LEFT = ['0', '1', '2', '4', '5'] as const;

/** 医保支付方式: 1 by item, 4 DRG, 5 by day. */
export const PAY_METHOD = ['1', '4', '5'] as const;

/** 生育情形 of a bill, in the vocabulary's words. */
export const MATERNITY = ['none', 'birth', 'difficultBirth', 'caesarean', 'prenatal'] as const;

export const FLAG = ['0', '1'] as const;

/** 与户主关系: head, spouse, child, parent, grandchild. */
export const RELATION = ['01', '10', '20', '50', '40'] as const;
