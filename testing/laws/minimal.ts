/**
 * A small law that compiles: a city with three tiers, as YAML files. Tests of the reader change one
 * line of it at a time. Its numbers are invented.
 */
import type { LawText } from '../../engine/law/read/index.ts';
import { AREA, DOCUMENTS, VOCABULARY } from './minimal-words.ts';

const SCHEME_CHOICES: readonly (readonly [name: string, is: string, otherwise: string])[] = [
  ['lawDay', 'dischargedOn', '[admittedOn]'],
  ['windowDay', 'dischargedOn', '[admittedOn]'],
  ['order', 'dischargedOn', '[settledAt]'],
  ['lateBill', 'replay', '[keepPast]'],
  ['reversal', 'replay', '[keepPast]'],
  ['negativeDifference', 'recover', '[waive, hold]'],
  ['leastDifferenceFen', '1', '[100]'],
  ['classChange', 'fromDay', '[wholeYear]'],
  ['doubleEnrolment', 'reject', '[declaredOrder]'],
  ['schemeChange', 'keep', '[reset]'],
  ['firstShareOrder', 'beforeDeductible', '[]'],
  ['rounding', 'halfUp', '[down, halfEven]'],
  ['allot', 'proRata', '[declaredOrder]'],
  ['midYearChange', 'incremental', '[recompute]'],
  ['aboveCap', 'clippedPayment', '[costBehindRoundedDown]'],
  ['roundEach', 'part', '[segment]'],
  ['measure', 'excess', '[]'],
];

const SCHEME = `kind: scheme
id: city.2024
area: city
title: 样城2024年度居民医疗保障
effectiveFrom: "2024-01-01"
effectiveUntil: "2025-01-01"
source: { mark: official, document: city-1, clause: 第一条 }
covers: { insuranceType: [resident] }
personClasses: [poor]
classification:
  outOfScope: { itemClass: [C] }
  firstShareRounding: { choice: rounding }
  firstShareOrder: { choice: firstShareOrder }
tiers: [city.basic, city.critical, city.assistance]
overlays: [city.relief]
counters:
  city.personal:
    window: { kind: calendarYear }
    writers:
      - { tier: city.basic, measure: copay }
      - { tier: city.critical, measure: deductible }
    reads: { choice: reads }
    source: { mark: assumed, why: 样例 }
choices:
  reads: { settles: X16, is: afterEarlierTiers, otherwise: [beforeEvent], mark: assumed, why: 样例 }
${SCHEME_CHOICES.map(
  ([name, is, otherwise]) =>
    `  ${name}: { is: ${is}, otherwise: ${otherwise}, mark: assumed, why: 原文没说 }\n`,
).join('')}`;

const BASIC = `kind: policy
id: city.basic
title: 居民住院待遇
status: complete
payer: basic
on: visit
source: { mark: official, document: city-1, clause: 第三条 }
parameters:
  deductibleFen:
    by: [grade]
    from:
      "2024-01-01":
        value: { secondary: 30000, tertiary: 60000 }
        mark: official
        document: city-1
        clause: 第三条第一款
      "2024-07-01":
        value: { secondary: 40000, tertiary: 80000 }
        mark: official
        document: city-1
        clause: 第三条第二款
  ratioBp:
    by: [grade, personClass]
    from:
      "2024-01-01":
        value:
          secondary: { poor: 8500, otherwise: 8000 }
          tertiary: { poor: 7500, otherwise: 7000 }
        mark: official
        document: city-1
        clause: 第四条
  yearlyCapFen:
    from:
      "2024-01-01": { value: 15000000, mark: official, document: city-1, clause: 第五条 }
  weightBp:
    from:
      "2024-01-01": { value: 5000, mark: assumed, why: 样例 }
choices:
  overLimitSide:
    settles: X02
    is: out
    otherwise: [in]
    mark: assumed
    why: 原文没说超限价部分归哪边
rounding: { choice: rounding }
allot: { choice: allot }
midYearChange: { choice: midYearChange }
aboveCap: { choice: aboveCap }
deductible:
  amount: { parameter: deductibleFen }
  counter: city.basic.deductible
  counts: taken
parts:
  inCatalogue:
    base:
      - reasons: [inScope]
      - choice: overLimitSide
        options:
          out: null
          in:
            reasons: [overLimit]
            lines: { itemClass: [A, B] }
            weightBp: { parameter: weightBp }
    ratio: ratioBp
caps:
  year:
    amount: { parameter: yearlyCapFen }
    counter: city.basic.paid
counters:
  city.basic.deductible:
    window: { kind: calendarYear }
    writers:
      - { tier: city.basic, measure: deductible }
    source: { mark: official, document: city-1, clause: 第三条 }
  city.basic.paid:
    window: { kind: calendarYear }
    writers:
      - { tier: city.basic, part: inCatalogue, measure: paid }
    source: { mark: official, document: city-1, clause: 第五条 }
notModelled:
  - { clause: 第六条, why: 目录未公布 }
`;

const CRITICAL = `kind: policy
id: city.critical
title: 大病保险
status: complete
payer: critical
on: visit
source: { mark: official, document: city-1, clause: 第七条 }
parameters:
  deductibleFen:
    from:
      "2024-01-01": { value: 1500000, mark: official, document: city-1, clause: 第七条 }
  boundsFenList:
    from:
      "2024-01-01": { value: [0, 5000000], mark: official, document: city-1, clause: 第八条 }
  ratiosBpList:
    by: [personClass]
    from:
      "2024-01-01":
        value: { poor: [6500, 7500], otherwise: [6000, 7000] }
        mark: official
        document: city-1
        clause: 第八条
rounding: { choice: rounding }
roundEach: { choice: roundEach }
allot: { choice: allot }
midYearChange: { choice: midYearChange }
deductible:
  amount: { parameter: deductibleFen }
  counter: city.critical.base
  counts: base
parts:
  selfPaid:
    base:
      - reasons: [city.basic.deductible, city.basic/inCatalogue.copay, city.basic.overCap]
    segments:
      bounds: boundsFenList
      ratios: ratiosBpList
      measure: { choice: measure }
noCap: { mark: official, document: city-1, clause: 第八条 }
counters:
  city.critical.base:
    window: { kind: calendarYear }
    writers:
      - { tier: city.critical, measure: counted }
    source: { mark: official, document: city-1, clause: 第七条 }
`;

const ASSISTANCE = `kind: policy
id: city.assistance
title: 医疗救助
status: partial
payer: assistance
on: visit
effectiveFrom: "2024-03-01"
source: { mark: official, document: city-1, clause: 第九条 }
when: { personClass: [poor], ageYears: { from: 6 } }
parameters:
  deductibleFen:
    from:
      "2024-03-01": { value: 300000, mark: official, document: city-1, clause: 第九条 }
  ratioBp:
    from:
      "2024-03-01": { value: 7000, mark: official, document: city-1, clause: 第九条 }
  shareBp:
    from:
      "2024-03-01": { value: 1000, mark: official, document: city-1, clause: 第十条 }
choices:
  use:
    settles: X06
    is: proRata
    otherwise:
      - [drugs, others]
    mark: assumed
    document: city-1
    clause: 第九条
    why: 原文没说先扣哪一部分
rounding: { choice: rounding }
allot: { choice: allot }
midYearChange: { choice: midYearChange }
deductible:
  amount: { minus: { of: { parameter: deductibleFen }, less: { counter: city.personal } } }
  counts: taken
  use: { choice: use }
parts:
  drugs:
    base:
      - { reasons: [firstShare], lines: { itemClass: [B] } }
    limit:
      amount:
        share: { of: { event: totalCostFen }, rateBp: { parameter: shareBp }, rounding: halfUp }
      counter: city.assistance.limit
    ratio: ratioBp
  others:
    base:
      - { reasons: [city.critical.deductible, city.critical.copay] }
    ratio: ratioBp
noCap: { mark: official, document: city-1, clause: 第十条 }
modifiers:
  - field: ratio
    target: others
    when: { grade: [secondary] }
    operation: add
    value: { parameter: shareBp }
    source: { mark: official, document: city-1, clause: 第十条 }
counters:
  city.assistance.limit:
    window: { kind: rolling, months: 12 }
    key: disease
    writers:
      - { tier: city.assistance, part: drugs, measure: counted }
    source: { mark: official, document: city-1, clause: 第十条 }
`;

const RELIEF = `kind: overlay
id: city.relief
title: 困难群众减负通知
effectiveFrom: "2024-07-01"
source: { mark: official, document: city-1, clause: 附件 }
parameters:
  halfBp:
    from:
      "2024-07-01": { value: 5000, mark: official, document: city-1, clause: 附件 }
changes:
  - to: city.critical
    field: deductible
    when: { personClass: [poor] }
    operation: multiply
    value: { parameter: halfBp }
    rounding: { choice: rounding }
    source: { mark: official, document: city-1, clause: 附件 }
`;

/** The files, in the order in which a directory lists them. */
export const MINIMAL_LAW: readonly LawText[] = [
  { path: 'city/area.yaml', text: AREA },
  { path: 'city/assistance.policy.yaml', text: ASSISTANCE },
  { path: 'city/basic.policy.yaml', text: BASIC },
  { path: 'city/critical.policy.yaml', text: CRITICAL },
  { path: 'city/relief.overlay.yaml', text: RELIEF },
  { path: 'city/resident-2024.scheme.yaml', text: SCHEME },
  { path: 'documents.yaml', text: DOCUMENTS },
  { path: 'vocabulary.yaml', text: VOCABULARY },
];
