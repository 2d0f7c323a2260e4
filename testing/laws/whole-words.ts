/**
 * What the files of the whole small law may name: documents, dimensions, payers, classes, choices.
 */
/** Cites a clause of the one document. */
export const cited = (clause: string) => `{ mark: official, document: port-1, clause: ${clause} }`;

/** The value of a parameter from the first day of the law on. */
export const dated = (value: string, clause: string) => `    from:
      "2024-01-01": { value: ${value}, mark: official, document: port-1, clause: ${clause} }
`;

export const DOCUMENTS = `kind: documents
documents:
  port-1:
    title: 港城医疗保障办法
    mark: official
`;

export const VOCABULARY = `kind: vocabulary
dimensions:
  insuranceType:
    of: person
    title: { zh: 险种, en: Insurance }
    codes:
      resident: { zh: 居民, en: Resident }
      employee: { zh: 职工, en: Employee }
  personClass:
    of: person
    title: { zh: 人员类别, en: Person class }
  ageYears:
    of: person
    title: { zh: 周岁, en: Age }
    values: integer
  incomeFen:
    of: person
    title: { zh: 家庭人均收入, en: Income }
    values: integer
    absentMeans: "0"
  employers:
    of: person
    title: { zh: 用人单位个数, en: Employers }
    values: integer
    absentMeans: "1"
  special:
    of: person
    title: { zh: 门诊特殊病种, en: Special diseases }
    codes:
      cancer: { zh: 恶性肿瘤, en: Cancer }
      kidney: { zh: 肾透析, en: Dialysis }
      diabetes: { zh: 糖尿病, en: Diabetes }
    many: true
  setting:
    of: event
    title: { zh: 就医方式, en: Setting }
    codes:
      inpatient: { zh: 住院, en: Inpatient }
      outpatient: { zh: 门诊, en: Outpatient }
      emergency: { zh: 应急救治, en: Emergency }
  cause:
    of: event
    title: { zh: 就医原因, en: Cause }
    codes:
      illness: { zh: 疾病, en: Illness }
      thirdParty: { zh: 第三方责任, en: Third party }
    absentMeans: illness
  waiverFen:
    of: event
    title: { zh: 医院减免, en: Waiver }
    values: integer
    absentMeans: "0"
  itemClass:
    of: line
    title: { zh: 费用类别, en: Item class }
    codes:
      A: { zh: 甲类, en: A }
      B: { zh: 乙类, en: B }
      C: { zh: 丙类, en: C }
  drug:
    of: line
    title: { zh: 特殊药品, en: Special drug }
    codes:
      none: { zh: 非特殊药品, en: None }
      first: { zh: 甲药, en: First }
      second: { zh: 乙药, en: Second }
    absentMeans: none
  units:
    of: line
    title: { zh: 数量, en: Units }
    values: integer
    absentMeans: "1"
payers:
  basic: { zh: 基本医保基金, en: Basic insurance }
  assistance: { zh: 医疗救助, en: Assistance }
  maternity: { zh: 生育基金, en: Maternity }
`;

export const AREA = `kind: area
id: port
title: { zh: 港城, en: Port }
personClasses:
  poor:
    title: { zh: 低保对象, en: Poor }
    backMonths: 12
    holds: monthsBack
    source: { mark: official, document: port-1, clause: 第二条 }
`;

const SHARED: readonly (readonly [name: string, is: string, otherwise: string])[] = [
  ['lawDay', 'dischargedOn', '[admittedOn]'],
  ['windowDay', 'dischargedOn', '[admittedOn]'],
  ['order', 'dischargedOn', '[settledAt]'],
  ['lateBill', 'replay', '[keepPast]'],
  ['reversal', 'replay', '[keepPast]'],
  ['negativeDifference', 'recover', '[waive]'],
  ['leastDifferenceFen', '1', '[100]'],
  ['classChange', 'fromDay', '[wholeYear]'],
  ['doubleEnrolment', 'reject', '[declaredOrder]'],
  ['firstShareOrder', 'beforeDeductible', '[]'],
  ['rounding', 'halfUp', '[down]'],
  ['allot', 'proRata', '[declaredOrder]'],
  ['midYearChange', 'incremental', '[recompute]'],
  ['aboveCap', 'clippedPayment', '[costBehindRoundedDown]'],
  ['roundEach', 'part', '[segment]'],
  ['measure', 'gross', '[]'],
];

export const CHOICES = `kind: choices
id: port.common
title: 港城各方案共用的选择
choices:
${SHARED.map(
  ([name, is, otherwise]) =>
    `  ${name}: { is: ${is}, otherwise: ${otherwise}, mark: assumed, why: 原文没说 }\n`,
).join('')}  use:
    settles: X06
    is: proRata
    otherwise: [[drugs, others]]
    labels: { proRata: 按比例, "drugs,others": 先扣特殊药品 }
    mark: assumed
    why: 原文没说先扣哪一部分
`;
