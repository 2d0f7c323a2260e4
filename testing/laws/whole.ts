/**
 * A small law with every word of the rest of the language, as YAML files. Tests of the reader
 * change one line of it at a time. Its numbers are invented.
 */
import type { LawText } from '../../engine/law/read/index.ts';
import { AREA, CHOICES, DOCUMENTS, VOCABULARY } from './whole-words.ts';

const cited = (clause: string) => `{ mark: official, document: port-1, clause: ${clause} }`;
const dated = (value: string, clause: string) =>
  `    from:\n      "2024-01-01": { value: ${value}, mark: official, document: port-1, clause: ${clause} }\n`;

const SCHEME = `kind: scheme
id: port.resident
area: port
title: 港城居民医疗保障
effectiveFrom: "2024-01-01"
effectiveUntil: "2025-01-01"
source: ${cited('第一条')}
covers: { insuranceType: [resident] }
personClasses: [poor]
classification:
  outOfScope:
    - lines: { itemClass: [C] }
      source: ${cited('第三条')}
    - when: { cause: [thirdParty] }
      lines: { itemClass: [A, B] }
      source: ${cited('第四条')}
  firstShareRounding: { choice: rounding }
  firstShareOrder: { choice: firstShareOrder }
readAs:
  - when: { setting: [outpatient], special: [cancer, kidney] }
    set: { setting: inpatient }
    source: ${cited('第五条')}
backdating:
  - dimension: insuranceType
    codes: [resident]
    to: birth
    within: { parameter: newbornDays }
    source: ${cited('第六条')}
  - dimension: insuranceType
    codes: [resident]
    to: yearStart
    within: { parameter: graceDays, of: port.basic }
    source: ${cited('第六条')}
prices: [port.prices]
tiers: [port.basic, port.assistance, port.maternity]
overlays: [port.emergency]
parameters:
  newbornDays:
${dated('90', '第六条')}uses: [port.common]
counters:
  port.months:
    title: 缴费月数
    window: { kind: lifetime }
    writers:
      - { event: eventCount, when: { setting: [inpatient] } }
    source: ${cited('第七条')}
choices:
  schemeChange: { is: keep, otherwise: [reset], mark: assumed, why: 原文没说 }
`;

const BASIC = `kind: policy
id: port.basic
title: 居民住院待遇
status: complete
payer: basic
on: visit
source: ${cited('第八条')}
when: { setting: [inpatient, emergency] }
parameters:
  graceDays:
${dated('60', '第六条')}  firstStaysCountList:
${dated('[0, 1, 2]', '第九条')}  deductibleFenList:
${dated('[60000, 45000, 30000]', '第九条')}  drugLimitFen:
    by: [drug]
${dated('{ first: 15000000, otherwise: 10000000 }', '第十条')}  boundsFenList:
${dated('[0, 2000000]', '第十一条')}  ratiosBpList:
${dated('[7000, 8000]', '第十一条')}  ageBp:
${dated('20', '第十二条')}  capFen:
${dated('20000000', '第十三条')}  specialFen:
    by: [special]
${dated('{ cancer: 500000, otherwise: 100000 }', '第十四条')}  shareBp:
${dated('8000', '第十五条')}  lowIncomeFen:
${dated('1200000', '第十六条')}  weekFen:
${dated('100000', '第十七条')}uses: [port.common]
choices:
  weekCap: { is: none, otherwise: [capped], mark: assumed, why: 原文没说 }
  tilt: { is: five, otherwise: [nothing], mark: assumed, why: 原文没说 }
rounding: { choice: rounding }
roundEach: { choice: roundEach }
allot: { choice: allot }
midYearChange: { choice: midYearChange }
aboveCap: { choice: aboveCap }
deductible:
  amount:
    table: { at: { counter: port.basic.stays }, bounds: firstStaysCountList, values: deductibleFenList }
  counts: taken
  use: { choice: use }
parts:
  drugs:
    title: 特殊药品
    base:
      - reasons: [inScope]
        lines: { drug: [first, second] }
    limit:
      amount: { parameter: drugLimitFen }
      counter: port.basic.drug
      per: drug
    ratio: shareBp
  others:
    title: 其他费用
    base:
      - reasons: [inScope]
    segments:
      bounds: boundsFenList
      ratios: ratiosBpList
      measure: { choice: measure }
      position: port.basic.base
caps:
  drugs:
    amount: { sum: [{ parameter: capFen }, { each: { dimension: special, parameter: specialFen } }] }
    part: drugs
    when: { special: [cancer] }
  year:
    amount: { max: [{ parameter: capFen }, { share: { of: { own: base }, rateBp: { parameter: shareBp }, rounding: down } }] }
    counter: port.basic.paid
  week:
    choice: weekCap
    options:
      none: null
      capped:
        amount: { parameter: weekFen }
        counter: port.basic.week
modifiers:
  - field: ratio
    operation: multiplyOwnShare
    value: { parameter: shareBp }
    when: { ageYears: { from: 70 } }
    source: ${cited('第十五条')}
  - field: ratio
    target: others
    operation: add
    value:
      choice: tilt
      options:
        five: { times: { of: { parameter: ageBp }, count: { facet: ageYears } } }
        nothing: null
    when: { choice: tilt, options: { five: { personClass: [poor] }, nothing: { personClass: [general] } } }
    source: ${cited('第十二条')}
  - field: cap
    target: year
    operation: multiply
    value: { parameter: shareBp }
    rounding: { choice: rounding }
    onlyIf:
      - of: { facet: incomeFen }
        from: { parameter: lowIncomeFen }
    source: ${cited('第十六条')}
counters:
  port.basic.stays:
    title: 本年住院次数
    window: { kind: calendarYear }
    writers:
      - { event: eventCount, when: { setting: [inpatient] } }
    source: ${cited('第九条')}
  port.basic.drug:
    window: { kind: calendarYear }
    key: drug
    writers:
      - { tier: port.basic, part: drugs, measure: counted }
    source: ${cited('第十条')}
  port.basic.base:
    window: { kind: calendarYear }
    writers:
      - { tier: port.basic, part: others, measure: counted }
    source: ${cited('第十一条')}
  port.basic.paid:
    window: { kind: calendarYear }
    writers:
      - { tier: port.basic, measure: paid }
    source: ${cited('第十三条')}
  port.basic.week:
    window: { kind: week }
    writers:
      - { tier: port.basic, measure: paid }
    source: ${cited('第十七条')}
`;

const ASSISTANCE = `kind: policy
id: port.assistance
title: 医疗救助
status: complete
payer: assistance
on: visit
source: ${cited('第二十条')}
onlyIf:
  - of: { own: base }
    from: { parameter: thresholdFen }
parameters:
  thresholdFen:
${dated('100000', '第二十条')}  ratioBp:
${dated('5000', '第二十一条')}uses: [port.common]
rounding: { choice: rounding }
allot: { choice: allot }
midYearChange: { choice: midYearChange }
aboveCap: { choice: aboveCap }
deductible:
  amount: { parameter: capFen, of: port.basic }
  counts: taken
parts:
  personal:
    base:
      - reasons: [port.basic.deductible, port.basic.copay]
    ratio: ratioBp
caps:
  waived:
    amount: { minus: { of: { parameter: thresholdFen }, less: { facet: waiverFen } } }
    counter: port.assistance.event
counters:
  port.assistance.event:
    window: { kind: event }
    writers:
      - { tier: port.assistance, measure: paid }
    source: ${cited('第二十条')}
`;

const MATERNITY = `kind: policy
id: port.maternity
title: 生育津贴
status: complete
payer: maternity
on: allowance
source: ${cited('第三十条')}
parameters:
  monthCount:
${dated('30', '第三十条')}  wholeBp:
${dated('10000', '第三十条')}  leastCount:
${dated('6', '第三十一条')}uses: [port.common]
rounding: { choice: rounding }
allot: { choice: allot }
midYearChange: { choice: midYearChange }
entitlement:
  proportion:
    of: { event: weightedBaseFen }
    times: { event: days }
    over: { times: { of: { parameter: monthCount }, count: { event: weightCount } } }
    rounding: halfUp
fallsDue:
  counter: port.months
  atLeast: { min: [{ parameter: leastCount }, { facet: employers }] }
parts:
  whole:
    base:
      - reasons: [port.maternity.entitlement]
    ratio: wholeBp
noCap: ${cited('第三十条')}
`;

const PRICES = `kind: prices
id: port.prices
title: 港城价格规则
source: ${cited('第四十条')}
parameters:
  bedFen:
    by: [setting]
${dated('{ inpatient: 4000, otherwise: 6000 }', '第四十条')}  unitFen:
${dated('1200', '第四十二条')}uses: [port.common]
rules:
  - id: child
    title: 儿童加收
    when: { ageYears: { until: 7 } }
    lines: { itemClass: [A] }
    allowed: { proportion: { of: { line: costFen }, times: { parameter: bedFen }, over: { parameter: unitFen }, rounding: down } }
    source: ${cited('第四十一条')}
  - id: units
    title: 按数量限价
    lines: { itemClass: [B, C] }
    allowed: { times: { of: { parameter: unitFen }, count: { facet: units } } }
    source: ${cited('第四十二条')}
`;

const EMERGENCY = `kind: overlay
id: port.emergency
title: 疫情应急保障通知
effectiveFrom: "2024-03-01"
effectiveUntil: "2024-06-01"
source: ${cited('第五十条')}
readAs:
  - when: { setting: [emergency] }
    lines: { itemClass: [C] }
    set: { itemClass: B }
    source: ${cited('第五十条')}
`;

/** The files, in the order in which a directory lists them. */
export const WHOLE_LAW: readonly LawText[] = [
  { path: 'port/area.yaml', text: AREA },
  { path: 'port/assistance.policy.yaml', text: ASSISTANCE },
  { path: 'port/basic.policy.yaml', text: BASIC },
  { path: 'port/common.choices.yaml', text: CHOICES },
  { path: 'port/emergency.overlay.yaml', text: EMERGENCY },
  { path: 'port/maternity.policy.yaml', text: MATERNITY },
  { path: 'port/prices.yaml', text: PRICES },
  { path: 'port/resident.scheme.yaml', text: SCHEME },
  { path: 'port/documents.yaml', text: DOCUMENTS },
  { path: 'port/vocabulary.yaml', text: VOCABULARY },
];
