/**
 * A small law that is wrong in every way that the analysis finds, each flaw once and on its own;
 * its numbers are invented. Flaws can be left out by name.
 */
import type { LawText } from '../../engine/law/read/index.ts';
import { MINIMAL_LAW } from '../laws/minimal.ts';
import { BURDEN, closePolicy, YEAR_FLAWS, type YearFlaw } from './flawed-close.ts';

const VOCABULARY = `kind: vocabulary
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
  setting:
    of: event
    title: { zh: 就医方式, en: Setting }
    codes:
      inpatient: { zh: 住院, en: Inpatient }
      outpatient: { zh: 门诊, en: Outpatient }
      pharmacy: { zh: 药店, en: Pharmacy }
  grade:
    of: event
    title: { zh: 医院等级, en: Grade }
    codes:
      primary: { zh: 一级, en: Primary }
      secondary: { zh: 二级, en: Secondary }
      tertiary: { zh: 三级, en: Tertiary }
  referral:
    of: event
    title: { zh: 转诊备案, en: Referral }
    codes:
      none: { zh: 未备案, en: None }
      referred: { zh: 已备案, en: Referred }
    absentMeans: none
  itemClass:
    of: line
    title: { zh: 费用类别, en: Item class }
    codes:
      A: { zh: 甲类, en: A }
      B: { zh: 乙类, en: B }
      C: { zh: 丙类, en: C }
  necessity:
    of: line
    title: { zh: 治疗必须, en: Necessity }
    codes:
      necessary: { zh: 必须, en: Necessary }
      notNecessary: { zh: 非必须, en: Not necessary }
    absentMeans: necessary
payers:
  basic: { zh: 基本医保基金, en: Basic insurance }
  critical: { zh: 大病保险, en: Critical illness }
  assistance: { zh: 医疗救助, en: Assistance }
`;

const AREA = `kind: area
id: city
title: { zh: 样城, en: Sample city }
adminCode: "990100"
personClasses:
  poor:
    title: { zh: 低保对象, en: Poor }
    validMonths: 12
    source: { mark: official, document: city-1, clause: 第二条 }
  border:
    title: { zh: 低保边缘, en: Borderline }
    source: { mark: official, document: city-1, clause: 第二条 }
`;

const CITED = '{ mark: official, document: city-1, clause: 第三条 }';

function parameter(name: string, value: string | number): string {
  const cited = 'mark: official, document: city-1, clause: 第三条';
  return `  ${name}:\n    from:\n      "2024-01-01": { value: ${value}, ${cited} }\n`;
}

const PARAMETERS = [
  parameter('ratioBp', 8000),
  parameter('lowBp', 5000),
  parameter('highBp', 9500),
  parameter('lessBp', 500),
  parameter('cliffFromFen', 5_000_000),
  parameter('limitFen', 40_000_000),
  parameter('boundsFenList', '[0, 10000000, 80000000]'),
  parameter('ratiosBpList', '[8000, 8000, 9000]'),
  parameter('capFen', 99_000_000),
].join('');

/** Changes to the ratio of the only tier for stays, by the flaw that each is. */
const MODIFIERS: Readonly<Record<string, string>> = {
  cliff: `  - field: ratio
    onlyIf: [{ of: { event: totalCostFen }, from: { parameter: cliffFromFen } }]
    operation: add
    value: { parameter: lessBp }
    source: ${CITED}
  - field: ratio
    when: { personClass: [poor] }
    onlyIf: [{ of: { event: totalCostFen }, from: { parameter: cliffFromFen } }]
    operation: replace
    value: { parameter: lowBp }
    source: ${CITED}
`,
  poorer: `  - field: ratio
    when: { personClass: [border] }
    operation: replace
    value: { parameter: lowBp }
    source: ${CITED}
`,
  grade: `  - field: ratio
    when: { grade: [primary], personClass: [general] }
    operation: replace
    value: { parameter: lowBp }
    source: ${CITED}
`,
  referral: `  - field: ratio
    when: { referral: [referred], personClass: [general], grade: [tertiary] }
    operation: replace
    value: { parameter: lowBp }
    source: ${CITED}
`,
  dead: `  - field: ratio
    when: { setting: [outpatient] }
    operation: replace
    value: { parameter: highBp }
    source: ${CITED}
`,
};

export type Flaw =
  | 'cliff'
  | 'poorer'
  | 'grade'
  | 'referral'
  | 'dead'
  | 'segment'
  | 'cap'
  | 'overlap'
  | 'premium'
  | YearFlaw;

const SEGMENTS =
  '    limit: { amount: { parameter: limitFen } }\n' +
  '    segments: { bounds: boundsFenList, ratios: ratiosBpList, measure: { choice: measure } }\n';

/** The law with these flaws only. */
export function flawedLaw(...flaws: readonly Flaw[]): readonly LawText[] {
  const overlaps = flaws.includes('overlap');
  const subsidises = flaws.includes('premium');
  const close = YEAR_FLAWS.find((flaw) => flaws.includes(flaw));
  const tiers = [
    'city.stay',
    ...(overlaps ? ['city.again'] : []),
    ...(subsidises ? ['city.subsidy'] : []),
    ...(close ? ['city.topUp'] : []),
  ];
  return [
    { path: 'city/area.yaml', text: AREA },
    { path: 'city/stay.policy.yaml', text: stayWith(flaws) },
    ...(overlaps ? [{ path: 'city/again.policy.yaml', text: AGAIN }] : []),
    ...(subsidises ? [{ path: 'city/subsidy.policy.yaml', text: SUBSIDY }] : []),
    ...(close ? [{ path: 'city/close.policy.yaml', text: closePolicy(close) }] : []),
    { path: 'city/resident-2024.scheme.yaml', text: schemeWith(tiers, close !== undefined) },
    ...MINIMAL_LAW.filter(({ path }) => path === 'documents.yaml'),
    { path: 'vocabulary.yaml', text: VOCABULARY },
  ];
}

function stayWith(flaws: readonly Flaw[]): string {
  const hasCap = flaws.includes('cap');
  const hasSegments = hasCap || flaws.includes('segment');
  const modifiers = flaws.map((flaw) => MODIFIERS[flaw] ?? '').join('');
  return [
    'kind: policy\nid: city.stay\ntitle: 住院待遇\nstatus: complete\npayer: basic\non: visit\n',
    `source: ${CITED}\nwhen: { setting: [inpatient] }\nparameters:\n${PARAMETERS}${COMMON}`,
    hasCap ? 'aboveCap: { choice: aboveCap }\n' : '',
    hasSegments ? 'roundEach: { choice: roundEach }\n' : '',
    'parts:\n  all:\n    base: [{ reasons: [inScope] }]\n',
    hasSegments ? SEGMENTS : '    ratio: ratioBp\n',
    hasCap ? 'caps:\n  year: { amount: { parameter: capFen } }\n' : `noCap: ${CITED}\n`,
    modifiers === '' ? '' : `modifiers:\n${modifiers}`,
  ].join('');
}

const COMMON =
  'rounding: { choice: rounding }\nallot: { choice: allot }\n' +
  'midYearChange: { choice: midYearChange }\n';

const AGAIN = `kind: policy
id: city.again
title: 再付一次
status: complete
payer: critical
on: visit
source: ${CITED}
when: { setting: [inpatient], referral: [referred] }
parameters:
${parameter('againBp', 5000)}${COMMON}parts:
  all:
    base: [{ reasons: [inScope], lines: { itemClass: [B] } }]
    ratio: againBp
noCap: ${CITED}
`;

/** The premium of the borderline class is paid in full, that of the poor is not. */
const SUBSIDY = `kind: policy
id: city.subsidy
title: 参保资助
status: complete
payer: assistance
on: contribution
source: ${CITED}
when: { personClass: [border] }
parameters:
${parameter('wholeBp', 10_000)}${COMMON}parts:
  all:
    base: [{ reasons: [premium] }]
    ratio: wholeBp
noCap: ${CITED}
`;

/** The small law's scheme, with other tiers and classes. */
function schemeWith(tiers: readonly string[], closes: boolean): string {
  const file = MINIMAL_LAW.find(({ path }) => path === 'city/resident-2024.scheme.yaml');
  return (file?.text ?? '')
    .replace('personClasses: [poor]', 'personClasses: [poor, border]')
    .replace(
      /tiers: .*\noverlays: .*\ncounters:\n(?: {2}.*\n)+/,
      `tiers: [${tiers.join(', ')}]\n${closes ? BURDEN : ''}`,
    )
    .replace(/ {2}reads: .*\n/, '');
}
