/**
 * What the files of the small law may name: documents, dimensions, payers, an area and its class.
 */
export const DOCUMENTS = `kind: documents
documents:
  city-1:
    number: 样政发〔2024〕1号
    title: 样城医疗保障办法
    issuer: 样城人民政府
    issuedOn: "2023-12-01"
    mark: official
  reader-1:
    title: 样城医保问答（转载）
    mark: secondary
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
  grade:
    of: event
    title: { zh: 医院等级, en: Grade }
    codes:
      secondary: { zh: 二级, en: Secondary }
      tertiary: { zh: 三级, en: Tertiary }
    absentMeans: tertiary
  disease:
    of: event
    title: { zh: 病种, en: Disease }
    values: open
    absentMeans: none
  itemClass:
    of: line
    title: { zh: 费用类别, en: Item class }
    codes:
      A: { zh: 甲类, en: A }
      B: { zh: 乙类, en: B }
      C: { zh: 丙类, en: C }
payers:
  basic: { zh: 基本医保基金, en: Basic insurance }
  critical: { zh: 大病保险, en: Critical illness }
  assistance: { zh: 医疗救助, en: Assistance }
`;

export const AREA = `kind: area
id: city
title: { zh: 样城, en: Sample city }
adminCode: "990100"
personClasses:
  poor:
    title: { zh: 低保对象, en: Poor }
    validMonths: 12
    source: { mark: official, document: city-1, clause: 第二条 }
`;
