/**
 * A small law with every word of the rest of the language, as YAML files. Tests of the reader
 * change one line of it at a time. Its numbers are invented.
 */
import type { LawText } from '../../engine/law/read/index.ts';
import { ASSISTANCE, BASIC, MATERNITY } from './whole-policies.ts';
import { AREA, CHOICES, cited, DOCUMENTS, dated, VOCABULARY } from './whole-words.ts';

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
    allowed:
      proportion:
        of: { line: costFen }
        times: { parameter: bedFen }
        over: { parameter: unitFen }
        rounding: down
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
