/**
 * A city's reference rows as the catalogue keeps them: providers, items, diseases. The exchange
 * form has no names: those of its items are the charge type with the code, those of providers the
 * level.
 */
import {
  chargeTitle,
  type Disease,
  MICRO_PER_FEN,
  type NewItem,
  type NewProvider,
} from '../../catalogue/index.ts';
import { GRADE, itemFacets } from '../history/history-of.ts';
import { numberIn, type Row, textIn } from '../history/rows.ts';
import * as code from '../tables/codes.ts';

const LONG_AGO = '2000-01-01';
const WHOLE_BP = 10_000;

/** Lists of the charge types that are none of services. */
const LISTS: Readonly<Record<string, string>> = {
  '08': '301',
  '09': '101',
  '10': '102',
  '11': '101',
};
const SERVICE = '201';
const PHARMACY = '2';

export function itemOf(row: Row): NewItem {
  const own = textIn(row, 'med_list_codg');
  const charge = textIn(row, 'med_chrgitm_type');
  const level = classOf(textIn(row, 'chrgitm_lv'));
  const ceilingFen = numberIn(row, 'pric_uplmt_amt_fen');
  return {
    code: own,
    name: `${chargeTitle(charge)}${own}（虚构）`,
    listType: LISTS[charge] ?? SERVICE,
    chargeType: charge,
    class: level,
    firstShareBp: level === '03' ? WHOLE_BP : numberIn(row, 'selfpay_prop_bp'),
    ceilingMicro: ceilingFen === 0 ? null : ceilingFen * MICRO_PER_FEN,
    isRestricted: false,
    facets: { necessity: 'necessary', ...itemFacets(row) },
    flags: {},
    effectiveFrom: LONG_AGO,
    effectiveUntil: null,
  };
}

/** 甲乙丙 as the catalogue has them; a code that is none of them is a fault and throws. */
export function classOf(level: string): NewItem['class'] {
  if (level === '01' || level === '02' || level === '03') return level;
  throw new RangeError(`no class of items: ${level}`);
}

const GRADES = new Set(['primary', 'secondary', 'tertiary']);
const LEVEL_NAMES: Readonly<Record<string, string>> = {
  '02': '三级医院',
  '05': '二级医院',
  '08': '一级医院',
  '11': '未定级机构',
};

export function providerOf(row: Row): NewProvider {
  const own = textIn(row, 'fixmedins_code');
  const hospitalLevel = textIn(row, 'hosp_lv');
  const isPharmacy = row.fixmedins_type === PHARMACY;
  return {
    code: own,
    name: `${isPharmacy ? '药店' : (LEVEL_NAMES[hospitalLevel] ?? '医院')}${own}（虚构）`,
    region: textIn(row, 'admdvs'),
    grade: gradeOf(hospitalLevel),
    hospitalLevel,
    kind: isPharmacy ? 'drugstore' : 'hospital',
    facets: row.essential_flag === '1' ? { essentialMedicine: 'applied' } : {},
    dialect: 'national',
    signatureKey: null,
  };
}

function gradeOf(level: string): NewProvider['grade'] {
  const grade = GRADE.get(level) ?? '';
  if (isGrade(grade)) return grade;
  throw new RangeError(`no grade of hospitals: ${level}`);
}

function isGrade(text: string): text is NewProvider['grade'] {
  return GRADES.has(text);
}

const NAMES: Readonly<Record<(typeof code.DISEASE)[number], string>> = {
  none: '',
  hypertension: '高血压',
  diabetes: '糖尿病',
  otherListed: '其他门诊慢性病',
  cancer: '恶性肿瘤',
  transplant: '器官移植抗排异',
  dialysis: '透析',
  lupus: '系统性红斑狼疮',
  aplasticAnaemia: '再生障碍性贫血',
  haemophilia: '血友病',
  mentalIllness: '精神病',
  insulinDiabetes: '糖尿病胰岛素治疗',
  tuberculosis: '肺结核',
  cirrhosis: '肝硬化',
  cerebralPalsy: '脑瘫',
  parkinsons: '帕金森病',
  copd: '慢性阻塞性肺疾病',
  alzheimers: '阿尔茨海默病',
  autism: '孤独症',
  epilepsy: '癫痫',
};

/** Name of a disease of outpatient treatment. */
export function diseaseName(disease: string): string {
  return NAMES[disease as keyof typeof NAMES] ?? disease;
}

/** The catalogue's code of a disease: our own, so that none is taken for a national one. */
export function diseaseCode(disease: string): string {
  return `TB-${disease}`;
}

/** All diseases that can be treated or filed. */
export function diseases(): readonly Disease[] {
  return code.DISEASE.slice(1).map((disease, index): Disease => {
    const isSpecial = index + 1 >= code.FIRST_SPECIAL;
    const filed = isSpecial
      ? 'filedSpecialDisease'
      : disease === 'otherListed'
        ? null
        : 'twoDisease';
    return {
      code: diseaseCode(disease),
      name: diseaseName(disease),
      treated: { disease, [isSpecial ? 'specialDisease' : 'chronicDisease']: disease },
      filed: filed === null ? null : { dimension: filed, code: disease },
    };
  });
}
