/**
 * Chinese words of the national codes that a bill shows, besides those of the catalogue. Source:
 * dictionaries of the national interface (med_type). A code that is not here is shown as it is.
 */
const MED_TYPES: Readonly<Record<string, string>> = {
  '11': '普通门诊',
  '110104': '门诊统筹',
  '12': '门诊挂号',
  '13': '急诊',
  '1301': '急诊抢救',
  '14': '门诊慢特病',
  '140101': '门诊大病',
  '140104': '门诊慢病',
  '140201': '门诊特病',
  '140401': '罕见病门诊',
  '18': '特药购药',
  '21': '普通住院',
  '2101': '普通住院',
  '210104': '急诊住院',
  '2102': '单病种住院',
  '22': '外伤住院',
  '28': '日间手术',
  '41': '定点药店购药',
  '51': '生育门诊',
  '52': '生育住院',
  '71': '家庭病床',
  '9901': '门诊两病',
};

const INSURANCE: Readonly<Record<string, string>> = {
  employee: '职工基本医疗保险',
  resident: '城乡居民基本医疗保险',
};

const CLASSES = { '01': '甲', '02': '乙', '03': '丙' } as const;
const SEXES: Readonly<Record<string, string>> = { '1': '男', '2': '女' };

export const medTypeTitle = (code: string) => MED_TYPES[code] ?? code;
export const classTitle = (code: keyof typeof CLASSES) => CLASSES[code];
export const insuranceTitle = (code: string) => INSURANCE[code] ?? code;
export const sexTitle = (code: string) => SEXES[code] ?? '未说明';
