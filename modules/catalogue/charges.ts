/**
 * What a line is charged as: Chinese words of the national codes, as a bill (结算单) prints them.
 * Source: dictionary `med_chrgitm_type` of the national interface.
 */
const CHARGES: Readonly<Record<string, string>> = {
  '01': '床位费',
  '02': '诊察费',
  '03': '检查费',
  '04': '化验费',
  '05': '治疗费',
  '06': '手术费',
  '07': '护理费',
  '08': '卫生材料费',
  '09': '西药费',
  '10': '中药饮片费',
  '11': '中成药费',
  '12': '一般诊疗费',
  '13': '挂号费',
  '14': '其他费',
};

/** A code that is not in the dictionary, such as one of an area, is shown as it is. */
export function chargeTitle(code: string): string {
  return CHARGES[code] ?? code;
}
