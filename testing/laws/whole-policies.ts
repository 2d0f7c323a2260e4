/**
 * The policies of the whole small law.
 */
import { cited, dated } from './whole-words.ts';

export const BASIC = `kind: policy
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
    table:
      at: { counter: port.basic.stays }
      bounds: firstStaysCountList
      values: deductibleFenList
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
    amount:
      sum:
        - { parameter: capFen }
        - { each: { dimension: special, parameter: specialFen } }
    part: drugs
    when: { special: [cancer] }
  year:
    amount:
      max:
        - { parameter: capFen }
        - { share: { of: { own: base }, rateBp: { parameter: shareBp }, rounding: down } }
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
    when:
      choice: tilt
      options: { five: { personClass: [poor] }, nothing: { personClass: [general] } }
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

export const ASSISTANCE = `kind: policy
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

export const MATERNITY = `kind: policy
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
