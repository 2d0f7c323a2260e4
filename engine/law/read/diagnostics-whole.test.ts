/**
 * Every restriction on the words of the whole language, told at its line: each entry breaks the
 * whole small law in one place. `at` is a piece of the broken file; without it, the new text.
 */
import { describe, expect, it } from 'vitest';
import { changedLaw, compiled, lineOf } from '../../../testing/laws/changed-law.ts';
import { WHOLE_LAW } from '../../../testing/laws/whole.ts';
import type { DiagnosticCode } from './diagnostic-codes.ts';

const ASSISTANCE = 'port/assistance.policy.yaml';
const AREA = 'port/area.yaml';
const BASIC = 'port/basic.policy.yaml';
const COMMON = 'port/common.choices.yaml';
const EMERGENCY = 'port/emergency.overlay.yaml';
const MATERNITY = 'port/maternity.policy.yaml';
const PRICES = 'port/prices.yaml';
const SCHEME = 'port/resident.scheme.yaml';
const WORDS = 'port/vocabulary.yaml';

type Broken = readonly [code: DiagnosticCode, file: string, from: string, to: string, at?: string];

/** All that the overlay says. */
const READINGS = `
readAs:
  - when: { setting: [emergency] }
    lines: { itemClass: [C] }
    set: { itemClass: B }
    source: { mark: official, document: port-1, clause: 第五十条 }
`;

const FACTS: readonly Broken[] = [
  ['law/wrong_form', WORDS, 'absentMeans: "0"', 'absentMeans: "-1"'],
  ['law/wrong_form', WORDS, 'absentMeans: "0"', 'absentMeans: "900000000001"'],
  ['law/wrong_type', WORDS, 'absentMeans: "0"', 'absentMeans: 0'],
  [
    'law/many_not_here',
    WORDS,
    '    of: event\n    title: { zh: 就医方式',
    '    of: event\n    many: true\n    title: { zh: 就医方式',
    '    many: true\n    title: { zh: 就医方式',
  ],
  [
    'law/many_not_here',
    WORDS,
    '    many: true',
    '    absentMeans: cancer\n    many: true',
    '    many: true',
  ],
  [
    'law/many_not_here',
    WORDS,
    'values: integer\n    absentMeans: "0"',
    'values: integer\n    many: true',
    'many: true',
  ],
  [
    'law/many_not_here',
    WORDS,
    '    of: person\n    title: { zh: 险种',
    '    of: person\n    many: true\n    title: { zh: 险种',
    'many: true',
  ],
  ['law/wrong_type', WORDS, 'many: true', 'many: yes please'],
  ['law/ambiguous_value', WORDS, 'many: true', 'many: True'],
  ['law/ambiguous_value', BASIC, 'title: 居民住院待遇', 'title: true'],
  ['law/back_months_missing', AREA, '    backMonths: 12\n', '', 'holds:'],
  ['law/unknown_word', AREA, 'holds: monthsBack', 'holds: halfYear'],
  ['law/dimension_not_here', BASIC, 'by: [drug]', 'by: [itemClass]'],
  ['law/each_needs_by', BASIC, 'by: [special]', 'by: [special, setting]', '- { each'],
  ['law/dimension_not_here', PRICES, 'by: [setting]', 'by: [itemClass]'],
  [
    'law/dimension_not_here',
    BASIC,
    'ageBp:\n',
    'ageBp:\n    by: [special]\n',
    'by: [special]\n    from:\n      "2024-01-01": { value: 20',
  ],
  ['law/dimension_not_here', SCHEME, 'set: { setting: inpatient }', 'set: { personClass: poor }'],
  ['law/dimension_not_here', SCHEME, 'set: { setting: inpatient }', 'set: { itemClass: A }'],
  ['law/dimension_not_here', SCHEME, 'set: { setting: inpatient }', 'set: { waiverFen: few }'],
  ['law/dimension_not_here', EMERGENCY, 'set: { itemClass: B }', 'set: { setting: inpatient }'],
  ['law/unknown_code', EMERGENCY, 'set: { itemClass: B }', 'set: { itemClass: D }'],
  ['law/unknown_code', SCHEME, 'special: [cancer, kidney]', 'special: [cancer, lung]'],
  ['law/wrong_size', SCHEME, 'set: { setting: inpatient }', 'set: {}'],
  ['law/dimension_not_here', SCHEME, '- dimension: insuranceType', '- dimension: setting'],
  ['law/dimension_not_here', SCHEME, '- dimension: insuranceType', '- dimension: incomeFen'],
  ['law/unknown_code', SCHEME, '    codes: [resident]', '    codes: [citizen]'],
  ['law/repeated_item', SCHEME, '    codes: [resident]', '    codes: [resident, resident]'],
  ['law/unknown_word', SCHEME, 'to: birth', 'to: conception'],
  ['law/unknown_parameter', SCHEME, '{ parameter: newbornDays }', '{ parameter: babyDays }'],
  ['law/unknown_parameter', SCHEME, 'of: port.basic }', 'of: port.base }'],
  [
    'law/wrong_unit',
    SCHEME,
    'parameter: graceDays, of: port.basic',
    'parameter: capFen, of: port.basic',
  ],
  [
    'law/value_shape',
    SCHEME,
    'newbornDays:\n    from:\n      "2024-01-01": { value: 90,',
    'newbornDays:\n    by: [setting]\n    from:\n      "2024-01-01": { value: { otherwise: 90 },',
    'within: { parameter: newbornDays }',
  ],
  ['law/value_gap', SCHEME, '"2024-01-01": { value: 90,', '"2024-01-02": { value: 90,'],
  [
    'law/wrong_size',
    SCHEME,
    '    - lines: { itemClass: [C] }\n      source',
    '    - source',
    '- source',
  ],
  ['law/dimension_not_here', SCHEME, 'when: { cause: [thirdParty] }', 'when: { itemClass: [A] }'],
  ['law/missing_key', EMERGENCY, READINGS, '\n', 'kind:'],
  [
    'law/change_never_in_force',
    EMERGENCY,
    'effectiveFrom: "2024-03-01"\neffectiveUntil: "2024-06-01"',
    'effectiveFrom: "2025-03-01"',
    'readAs:',
  ],
];

const PRICED: readonly Broken[] = [
  ['law/unknown_policy', SCHEME, 'prices: [port.prices]', 'prices: [port.price]'],
  ['law/repeated_item', SCHEME, 'prices: [port.prices]', 'prices: [port.prices, port.prices]'],
  ['law/formula_not_here', PRICES, 'count: { facet: units }', 'count: { event: stayDays }'],
  ['law/formula_not_here', PRICES, 'of: { line: costFen }', 'of: { counter: port.basic.paid }'],
  ['law/formula_not_here', PRICES, 'of: { line: costFen }', 'of: { own: base }'],
  ['law/formula_unit', PRICES, 'count: { facet: units }', 'count: { facet: incomeFen }'],
  ['law/duplicate_id', PRICES, 'id: units\n    title: 按', 'id: child\n    title: 按'],
  [
    'law/dimension_not_here',
    PRICES,
    'when: { ageYears: { until: 7 } }',
    'when: { itemClass: [A] }',
  ],
  [
    'law/dimension_not_here',
    PRICES,
    'lines: { itemClass: [A] }',
    'lines: { setting: [inpatient] }',
  ],
  [
    'law/unknown_parameter',
    PRICES,
    'over: { parameter: unitFen }',
    'over: { parameter: unityFen }',
  ],
  ['law/value_gap', PRICES, '"2024-01-01": { value: 1200,', '"2024-01-01": { value: null,'],
  ['law/value_missing', PRICES, '{ inpatient: 4000, otherwise: 6000 }', '{ inpatient: 4000 }'],
];

const FORMULAS: readonly Broken[] = [
  ['law/wrong_size', ASSISTANCE, '- of: { own: base }', '- of: { own: base, facet: incomeFen }'],
  [
    'law/wrong_size',
    ASSISTANCE,
    'less: { facet: waiverFen }',
    'less: { facet: waiverFen, of: port.basic }',
  ],
  ['law/wrong_size', ASSISTANCE, '\n    from: { parameter: thresholdFen }', '', '- of: { own'],
  [
    'law/formula_not_here',
    BASIC,
    '- of: { facet: incomeFen }\n        from',
    '- of: { line: costFen }\n        from',
  ],
  [
    'law/formula_not_here',
    BASIC,
    'five: { times: { of: { parameter: ageBp }',
    'five: { times: { of: { own: base }',
  ],
  ['law/formula_not_here', MATERNITY, 'of: { event: weightedBaseFen }', 'of: { own: base }'],
  ['law/dimension_not_here', BASIC, 'facet: ageYears', 'facet: setting'],
  ['law/dimension_not_here', BASIC, 'facet: ageYears', 'facet: units'],
  ['law/unknown_dimension', BASIC, 'facet: ageYears', 'facet: age'],
  ['law/formula_unit', BASIC, 'facet: ageYears', 'facet: incomeFen'],
  [
    'law/formula_unit',
    BASIC,
    'from: { parameter: lowIncomeFen }',
    'from: { parameter: graceDays }',
  ],
  [
    'law/formula_unit',
    ASSISTANCE,
    'from: { parameter: thresholdFen }',
    'from: { parameter: ratioBp }',
  ],
  ['law/wrong_unit', BASIC, 'bounds: firstStaysCountList', 'bounds: boundsFenList'],
  ['law/wrong_unit', BASIC, 'values: deductibleFenList', 'values: capFen'],
  [
    'law/formula_unit',
    BASIC,
    'values: deductibleFenList',
    'values: ratiosBpList',
    'amount:\n    table',
  ],
  ['law/formula_unit', BASIC, 'at: { counter: port.basic.stays }', 'at: { parameter: shareBp }'],
  ['law/unknown_parameter', BASIC, 'values: deductibleFenList', 'values: deductiblesFenList'],
  ['law/list_lengths', BASIC, '[60000, 45000, 30000]', '[60000, 45000]'],
  ['law/bounds_not_ascending', BASIC, '[0, 1, 2]', '[1, 2, 3]'],
  ['law/bounds_not_ascending', BASIC, '[0, 1, 2]', '[0, 2, 2]'],
  [
    'law/dimension_not_here',
    BASIC,
    'each: { dimension: special',
    'each: { dimension: insuranceType',
  ],
  ['law/each_needs_by', BASIC, 'parameter: specialFen } }', 'parameter: weekFen } }'],
  [
    'law/value_missing',
    BASIC,
    '{ cancer: 500000, otherwise: 100000 }',
    '{ cancer: 500000, kidney: 1 }',
  ],
  ['law/value_missing', BASIC, '{ first: 15000000, otherwise: 10000000 }', '{ first: 15000000 }'],
  [
    'law/unknown_parameter',
    ASSISTANCE,
    'parameter: capFen, of: port.basic',
    'parameter: capsFen, of: port.basic',
  ],
  [
    'law/unknown_parameter',
    ASSISTANCE,
    'parameter: capFen, of: port.basic',
    'parameter: capFen, of: port.basics',
  ],
  [
    'law/wrong_size',
    ASSISTANCE,
    'amount: { parameter: capFen, of: port.basic }',
    'amount: { of: port.basic }',
  ],
];

const COUNTERS: readonly Broken[] = [
  ['law/window_incomplete', BASIC, 'kind: week', 'kind: week, startsOn: "01-01"'],
  ['law/unknown_word', BASIC, 'kind: week', 'kind: weeks'],
  [
    'law/carry_over_window',
    ASSISTANCE,
    'window: { kind: event }',
    'carryOver: value\n    window: { kind: event }',
  ],
  [
    'law/dimension_not_here',
    SCHEME,
    'eventCount, when: { setting: [inpatient] }',
    'eventCount, when: { itemClass: [A] }',
  ],
  [
    'law/unknown_code',
    BASIC,
    'eventCount, when: { setting: [inpatient] }',
    'eventCount, when: { setting: [ward] }',
  ],
  ['law/dimension_not_here', BASIC, 'key: drug', 'key: special'],
  ['law/dimension_not_here', BASIC, 'key: drug', 'key: units'],
  ['law/counter_key', BASIC, 'key: drug', 'key: itemClass', 'counter: port.basic.drug'],
  ['law/counter_key', BASIC, '    key: drug\n', '', 'counter: port.basic.drug'],
  ['law/counter_key', BASIC, '      per: drug\n', '', 'counter: port.basic.drug'],
  ['law/counter_key', BASIC, 'key: drug', 'key: drug\n    holds: max', 'holds: max'],
  [
    'law/counter_key',
    BASIC,
    'part: drugs, measure: counted',
    'part: drugs, measure: deductibleAmount',
  ],
  [
    'law/counter_key',
    BASIC,
    '- { tier: port.basic, part: drugs, measure: counted }',
    '- { event: totalCostFen }',
  ],
  ['law/counter_key', BASIC, 'port.basic.paid\n  week', 'port.basic.drug\n  week'],
  [
    'law/counter_key',
    BASIC,
    'at: { counter: port.basic.stays }',
    'at: { counter: port.basic.drug }',
  ],
  ['law/dimension_not_here', BASIC, 'per: drug', 'per: setting'],
  ['law/dimension_not_here', BASIC, 'per: drug', 'per: units'],
  ['law/formula_unit', BASIC, 'port.basic.paid\n  week', 'port.basic.stays\n  week'],
];

const TIERS: readonly Broken[] = [
  [
    'law/falls_due_not_here',
    BASIC,
    'deductible:\n',
    'fallsDue: { counter: port.months, atLeast: { facet: employers } }\ndeductible:\n',
    'fallsDue',
  ],
  ['law/unknown_counter', MATERNITY, 'counter: port.months', 'counter: port.month'],
  ['law/formula_unit', MATERNITY, 'counter: port.months', 'counter: port.basic.paid', 'atLeast:'],
  ['law/unknown_measure', MATERNITY, 'event: weightCount', 'event: weightsCount'],
  [
    'law/per_not_here',
    MATERNITY,
    '    ratio: wholeBp',
    '    limit: { amount: { parameter: monthFen }, per: drug }\n    ratio: wholeBp',
    'limit:',
  ],
  ['law/unknown_part', BASIC, 'part: drugs\n    when', 'part: drug\n    when'],
  ['law/dimension_not_here', BASIC, 'when: { special: [cancer] }', 'when: { drug: [first] }'],
  ['law/above_cap_missing', BASIC, 'aboveCap: { choice: aboveCap }\n', '', 'caps:'],
  [
    'law/cap_and_no_cap',
    BASIC,
    'modifiers:',
    'noCap: { mark: assumed, why: 样例 }\nmodifiers:',
    'noCap',
  ],
  ['law/missing_option', BASIC, '      none: null\n', '', 'options:\n      capped'],
  ['law/unknown_option', COMMON, 'proRata: 按比例', 'prorata: 按比例'],
  [
    'law/change_incomplete',
    BASIC,
    'field: cap\n    target: year\n    operation: multiply',
    'field: cap\n    target: year\n    operation: multiplyOwnShare',
    '- field: cap',
  ],
  [
    'law/change_incomplete',
    BASIC,
    '    operation: multiplyOwnShare\n    value: { parameter: shareBp }\n',
    '    operation: multiplyOwnShare\n',
    '- field: ratio',
  ],
  ['law/nothing_to_change', BASIC, 'target: year', 'target: month'],
  ['law/unknown_key', BASIC, '    title: 特殊药品', '    titel: 特殊药品'],
  ['law/wrong_type', BASIC, 'title: 本年住院次数', 'title: [本年]'],
  ['law/ratio_above_whole', BASIC, '[7000, 8000]', '[7000, 80000]'],
];

const TABLES = {
  facts: FACTS,
  prices: PRICED,
  formulas: FORMULAS,
  counters: COUNTERS,
  tiers: TIERS,
};

describe('the whole small law', () => {
  it('is right', () => {
    const { law, diagnostics } = compiled(WHOLE_LAW);
    expect(diagnostics).toEqual([]);
    expect(law?.programs).toHaveLength(1);
  });
});

describe.each(Object.entries(TABLES))('the whole law broken in %s', (_, table) => {
  const named = table.map((broken) => ({ broken, name: `${broken[0]}: ${broken[3]}` }));
  it.each(named)('$name', ({ broken: [code, file, from, to, at] }) => {
    const files = changedLaw(WHOLE_LAW, [{ file, from, to }]);
    const { law, diagnostics } = compiled(files);
    const told = diagnostics.filter((one) => one.code === code);
    expect(told.map((one) => `${one.file}:${one.line}`)).toContain(
      `${file}:${lineOf(files, file, at ?? to)}`,
    );
    const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
    expect(law === null).toBe(hasErrors);
  });
});
