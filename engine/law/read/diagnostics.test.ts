/**
 * Every code, at its line: each entry breaks the small law in one place and says where the
 * diagnostic must point. `at` is a piece of the broken file; without it, the new text itself.
 */
import { describe, expect, it } from 'vitest';
import {
  changedLaw,
  compiled,
  lineOf,
  type TextChange,
} from '../../../testing/laws/changed-law.ts';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import type { Compiled } from './compile-law.ts';
import { type DiagnosticCode, diagnosticCodes } from './diagnostic-codes.ts';

const BASIC = 'city/basic.policy.yaml';
const CRITICAL = 'city/critical.policy.yaml';
const ASSISTANCE = 'city/assistance.policy.yaml';
const RELIEF = 'city/relief.overlay.yaml';
const SCHEME = 'city/resident-2024.scheme.yaml';
const AREA = 'city/area.yaml';
const WORDS = 'vocabulary.yaml';
const DOCUMENTS = 'documents.yaml';

type Broken = readonly [
  code: DiagnosticCode,
  file: string,
  from: string,
  to: string,
  /** Where the diagnostic points. */
  at?: string,
];

/** Tested in `uses.test.ts`, `diagnostics-whole.test.ts` and `whole-law.test.ts`. */
const ELSEWHERE: readonly DiagnosticCode[] = [
  'law/unknown_choices_file',
  'law/choice_shadowed',
  'law/many_not_here',
  'law/back_months_missing',
  'law/formula_not_here',
  'law/each_needs_by',
  'law/counter_key',
  'law/falls_due_not_here',
  'law/per_not_here',
  'law/area_order',
];

const CAP = '{ value: 15000000, mark: official, document: city-1, clause: 第五条 }';
const deep = `${'['.repeat(70)}${']'.repeat(70)}`;

const TEXT: readonly Broken[] = [
  ['law/file_too_large', BASIC, 'kind: policy', `# ${'填'.repeat(90_000)}\nkind: policy`, '#'],
  ['law/file_too_large', BASIC, 'title: 居民住院待遇', `title: [${'a,'.repeat(30_000)}a]`, 'a,a'],
  ['law/unreadable_character', BASIC, 'title: 居民', 'title: \u202e居民'],
  ['law/unreadable_character', BASIC, 'title: 居民', 'title: \ufffd居民'],
  ['law/unreadable_character', BASIC, 'title: 居民住院待遇', 'title: "居\\u0000民"'],
  ['law/too_deep', BASIC, 'title: 居民住院待遇', `title: ${deep}`],
  ['law/yaml_syntax', BASIC, 'title: 居民住院待遇', 'title: "居民'],
  ['law/yaml_syntax', BASIC, '    by: [grade]', '\tby: [grade]'],
  ['law/several_documents', BASIC, 'title: 居民住院待遇', 'title: 居民\n---\nb: 1', '---'],
  ['law/directive_forbidden', BASIC, 'kind: policy', '%YAML 1.1\n---\nkind: policy', '%YAML'],
  ['law/alias_forbidden', BASIC, 'by: [grade]', 'by: &grades [grade]'],
  ['law/alias_forbidden', BASIC, 'by: [grade]', 'by: *grades'],
  ['law/alias_forbidden', BASIC, 'by: [grade]', '<<: { by: [grade] }'],
  ['law/tag_forbidden', BASIC, 'title: 居民住院待遇', 'title: !!str 居民'],
  ['law/duplicate_key', BASIC, 'payer: basic\n', 'payer: basic\npayer: critical\n', 'payer: crit'],
  ['law/reserved_key', BASIC, 'title: 居民住院待遇', '__proto__: { title: 居民 }'],
  ['law/reserved_key', BASIC, '  weightBp:\n    from', '  constructor:\n    from'],
  ['law/key_not_text', BASIC, 'notModelled:', '2024: 1\nnotModelled:', '2024: 1'],
  ['law/key_not_text', BASIC, 'notModelled:', '? [a]\n: 1\nnotModelled:', '[a]'],
  ['law/empty_value', BASIC, 'title: 居民住院待遇', 'title:'],
  ['law/number_form', BASIC, 'value: 15000000', 'value: 15_000_000'],
  ['law/number_form', BASIC, 'value: 15000000', 'value: 0o17'],
  ['law/ambiguous_value', BASIC, 'title: 居民住院待遇', 'title: true'],
  ['law/ambiguous_value', BASIC, 'value: 15000000', 'value: ~'],
  ['law/unquoted_word', BASIC, 'title: 居民住院待遇', 'title: no'],
  ['law/unquoted_word', ASSISTANCE, 'effectiveFrom: "2024-03-01"', 'effectiveFrom: 2024-03-01'],
  ['law/more_problems', BASIC, 'title: 居民', `title: [${'*a,'.repeat(120)}b]\nx: 居民`, 'title'],
];

const SHAPE: readonly Broken[] = [
  ['law/unknown_kind', BASIC, 'kind: policy', 'kind: polisy'],
  ['law/unknown_kind', BASIC, 'kind: policy', 'species: policy'],
  ['law/duplicate_id', BASIC, 'id: city.basic', 'id: city.assistance'],
  ['law/duplicate_id', CRITICAL, '  city.critical.base:\n', '  city.basic.paid:\n'],
  ['law/unknown_key', BASIC, 'payer: basic', 'payer: basic\npaier: basic', 'paier'],
  ['law/missing_key', BASIC, 'payer: basic\n', '', 'kind'],
  ['law/missing_key', CRITICAL, '      measure: { choice: measure }\n', '', 'segments:'],
  ['law/wrong_type', BASIC, 'payer: basic', 'payer: [basic]'],
  ['law/wrong_type', BASIC, 'clause: 第四条', 'clause: 4'],
  ['law/wrong_form', ASSISTANCE, 'effectiveFrom: "2024-03-01"', 'effectiveFrom: 二〇二四年'],
  ['law/wrong_form', BASIC, '  weightBp:\n    from', '  weight:\n    from'],
  ['law/unknown_word', BASIC, 'on: visit', 'on: visits'],
  ['law/not_integer', BASIC, 'value: 15000000', 'value: 8.5'],
  ['law/not_integer', BASIC, 'value: 15000000', 'value: 85.0'],
  ['law/number_out_of_range', BASIC, 'value: 15000000', 'value: -1'],
  ['law/empty_list', BASIC, 'by: [grade]', 'by: []'],
  ['law/wrong_size', BASIC, 'amount: { parameter: deductibleFen }', 'amount: {}'],
  ['law/wrong_size', SCHEME, '[waive, hold]', `[waive, ${'hold, '.repeat(40)}]`],
  ['law/choice_required', BASIC, 'rounding: { choice: rounding }', 'rounding: halfUp'],
  ['law/choice_forbidden', BASIC, 'payer: basic', 'payer: { choice: overLimitSide }'],
  ['law/unknown_choice', BASIC, 'allot: { choice: allot }', 'allot: { choice: alot }'],
  ['law/unknown_option', BASIC, 'out: null', 'out: null\n          else: null', 'else: null'],
  ['law/missing_option', BASIC, '          out: null\n', '', 'options:'],
];

const SOURCES: readonly Broken[] = [
  [
    'law/missing_source',
    BASIC,
    'source: { mark: official, document: city-1, clause: 第三条 }',
    'source: { mark: official }',
  ],
  [
    'law/missing_source',
    BASIC,
    '        clause: 第四条\n',
    '',
    '"2024-01-01":\n        value:\n          secondary',
  ],
  ['law/missing_reason', BASIC, 'mark: assumed, why: 样例', 'mark: assumed'],
  [
    'law/unknown_document',
    BASIC,
    'document: city-1, clause: 第三条',
    'document: city-7, clause: 第三条',
  ],
  [
    'law/mark_above_document',
    BASIC,
    'document: city-1, clause: 第三条',
    'document: reader-1, clause: 第三条',
  ],
  ['law/no_such_date', ASSISTANCE, 'effectiveFrom: "2024-03-01"', 'effectiveFrom: "2024-02-30"'],
  ['law/no_such_date', BASIC, '"2024-07-01":', '"2024-06-31":'],
  ['law/no_such_date', DOCUMENTS, 'issuedOn: "2023-12-01"', 'issuedOn: "2023-02-29"'],
  [
    'law/no_such_date',
    ASSISTANCE,
    'kind: rolling, months: 12',
    'kind: productYear, startsOn: "02-29"',
  ],
  ['law/span_inverted', SCHEME, 'effectiveUntil: "2025-01-01"', 'effectiveUntil: "2023-01-01"'],
  ['law/entries_out_of_order', BASIC, '"2024-07-01":', '"2023-07-01":'],
];

const NUMBERS: readonly Broken[] = [
  ['law/value_shape', BASIC, 'by: [grade, personClass]', 'by: [grade]', 'secondary: { poor: 8500'],
  ['law/value_shape', BASIC, 'value: { secondary: 30000, tertiary: 60000 }', 'value: 30000'],
  ['law/wrong_unit', BASIC, CAP, CAP.replace('15000000', '[15000000]')],
  ['law/wrong_unit', BASIC, 'ratio: ratioBp', 'ratio: yearlyCapFen'],
  ['law/ratio_above_whole', BASIC, 'poor: 8500', 'poor: 85000'],
  ['law/ratio_above_whole', CRITICAL, 'poor: [6500, 7500]', 'poor: [6500, 750000]'],
  ['law/bounds_not_ascending', CRITICAL, '[0, 5000000]', '[0, 5000000, 5000000]'],
  ['law/bounds_not_ascending', CRITICAL, '[0, 5000000]', '[1, 5000000]'],
  ['law/list_lengths', CRITICAL, 'poor: [6500, 7500]', 'poor: [6500]', 'value: { poor'],
  ['law/value_gap', BASIC, CAP, CAP.replace('15000000', 'null')],
  ['law/value_gap', BASIC, '      "2024-01-01": { value: 15', '      "2024-02-01": { value: 15'],
  ['law/value_missing', BASIC, 'poor: 7500, otherwise: 7000', 'poor: 7500'],
  ['law/value_missing', BASIC, 'secondary: 30000, tertiary: 60000', 'secondary: 30000'],
  [
    'law/formula_unit',
    BASIC,
    'amount: { parameter: yearlyCapFen }',
    'amount: { parameter: weightBp }',
  ],
  ['law/formula_unit', ASSISTANCE, 'of: { event: totalCostFen }', 'of: { event: stayDays }'],
  [
    'law/formula_unit',
    ASSISTANCE,
    'less: { counter: city.personal }',
    'less: { parameter: shareBp }',
  ],
  [
    'law/formula_unit',
    CRITICAL,
    'amount: { parameter: deductibleFen }',
    'amount: { parameter: boundsFenList }',
  ],
  [
    'law/counter_unit',
    SCHEME,
    '- { tier: city.basic, measure: copay }',
    '- { event: eventCount }',
    'writers:',
  ],
];

const NAMES: readonly Broken[] = [
  ['law/unknown_dimension', BASIC, 'by: [grade]', 'by: [level]'],
  [
    'law/unknown_dimension',
    ASSISTANCE,
    'when: { grade: [secondary] }',
    'when: { level: [secondary] }',
  ],
  ['law/unknown_code', BASIC, 'secondary: 30000', 'second: 30000'],
  ['law/unknown_code', ASSISTANCE, 'lines: { itemClass: [B] }', 'lines: { itemClass: [D] }'],
  ['law/unknown_code', WORDS, 'absentMeans: tertiary', 'absentMeans: primary'],
  ['law/unknown_payer', BASIC, 'payer: basic', 'payer: pool'],
  ['law/unknown_area', SCHEME, 'area: city', 'area: town'],
  ['law/unknown_class', SCHEME, 'personClasses: [poor]', 'personClasses: [rich]'],
  ['law/unknown_class', ASSISTANCE, 'personClass: [poor]', 'personClass: [poor, pore]'],
  [
    'law/unknown_policy',
    SCHEME,
    'city.critical, city.assistance]',
    'city.critica, city.assistance]',
  ],
  ['law/unknown_policy', SCHEME, 'overlays: [city.relief]', 'overlays: [city.relieve]'],
  ['law/unknown_policy', RELIEF, 'to: city.critical', 'to: city.critic'],
  [
    'law/unknown_parameter',
    BASIC,
    'amount: { parameter: yearlyCapFen }',
    'amount: { parameter: capFen }',
  ],
  ['law/unknown_parameter', BASIC, 'ratio: ratioBp', 'ratio: rateBp'],
  ['law/unknown_measure', ASSISTANCE, 'event: totalCostFen', 'event: totalFen'],
  ['law/unknown_measure', ASSISTANCE, 'event: totalCostFen', 'event: premiumFen'],
  ['law/unknown_counter', BASIC, 'counter: city.basic.paid', 'counter: city.basic.pay'],
  ['law/unknown_tier', CRITICAL, 'tier: city.critical, measure', 'tier: city.critic, measure'],
  ['law/unknown_tier', CRITICAL, 'city.basic.overCap', 'city.base.overCap'],
  ['law/unknown_part', CRITICAL, 'city.basic/inCatalogue.copay', 'city.basic/in.copay'],
  ['law/unknown_part', BASIC, 'part: inCatalogue', 'part: inCat'],
  ['law/unknown_reason', BASIC, 'reasons: [inScope]', 'reasons: [inscop]'],
  ['law/unknown_reason', CRITICAL, 'city.basic.overCap', 'city.basic.paid'],
  ['law/reserved_id', AREA, '  poor:\n', '  general:\n'],
  ['law/reserved_id', WORDS, '      C: { zh', '      otherwise: { zh'],
  [
    'law/dimension_not_here',
    ASSISTANCE,
    'lines: { itemClass: [B] }',
    'lines: { grade: [secondary] }',
  ],
  ['law/dimension_not_here', BASIC, 'by: [grade]', 'by: [itemClass]'],
  ['law/wrong_selector', ASSISTANCE, 'ageYears: { from: 6 }', 'ageYears: [six]'],
  ['law/empty_interval', ASSISTANCE, 'ageYears: { from: 6 }', 'ageYears: { from: 6, until: 6 }'],
  ['law/repeated_item', SCHEME, '[city.basic, city', '[city.basic, city.basic, city'],
];

const MEANING: readonly Broken[] = [
  ['law/counter_writer', CRITICAL, 'tier: city.critical, measure: counted', 'tier: city.critical'],
  ['law/counter_reads', SCHEME, '    reads: { choice: reads }\n', '', 'city.personal:'],
  [
    'law/counter_measure',
    CRITICAL,
    'measure: counted',
    'measure: paid',
    'counter: city.critical.base',
  ],
  ['law/window_incomplete', ASSISTANCE, 'kind: rolling, months: 12', 'kind: rolling'],
  ['law/window_incomplete', CRITICAL, 'kind: calendarYear', 'kind: calendarYear, months: 3'],
  [
    'law/carry_over_window',
    ASSISTANCE,
    '    key: disease',
    '    carryOver: value\n    key: disease',
    'carryOver',
  ],
  ['law/base_cycle', BASIC, 'reasons: [inScope]', 'reasons: [inScope, city.critical.copay]'],
  ['law/base_cycle', BASIC, 'reasons: [inScope]', 'reasons: [inScope, city.basic.copay]'],
  ['law/base_wrong_kind', BASIC, '- reasons: [inScope]', '- { lines: { itemClass: [A] } }'],
  ['law/base_wrong_kind', BASIC, 'reasons: [inScope]', 'counters: [city.basic.paid]'],
  ['law/rates_missing', BASIC, '    ratio: ratioBp\n', '', 'inCatalogue:\n    base'],
  ['law/round_each_missing', CRITICAL, 'roundEach: { choice: roundEach }\n', '', 'segments:'],
  ['law/above_cap_missing', BASIC, 'aboveCap: { choice: aboveCap }\n', '', 'caps:'],
  [
    'law/above_cap_without_cap',
    CRITICAL,
    'noCap:',
    'aboveCap: { choice: aboveCap }\nnoCap:',
    'aboveCap',
  ],
  [
    'law/cap_and_no_cap',
    BASIC,
    'notModelled:',
    'noCap: { mark: assumed, why: 样例 }\nnotModelled:',
    'noCap',
  ],
  ['law/use_missing', ASSISTANCE, '  use: { choice: use }\n', '', 'deductible:\n  amount'],
  ['law/scope_not_close', BASIC, 'on: visit', 'on: visit\nscope: household', 'scope'],
  [
    'law/entitlement_not_here',
    BASIC,
    'on: visit',
    'on: visit\nentitlement: { parameter: yearlyCapFen }',
    'entitlement',
  ],
  ['law/entitlement_missing', ASSISTANCE, 'on: visit', 'on: allowance'],
  [
    'law/excess_position',
    CRITICAL,
    '      measure:',
    '      position: city.personal\n      measure:',
    'position',
  ],
  ['law/change_incomplete', RELIEF, '    rounding: { choice: rounding }\n', '', '- to'],
  ['law/change_incomplete', RELIEF, 'operation: multiply', 'operation: remove', '- to'],
  ['law/nothing_to_change', RELIEF, 'field: deductible', 'field: cap'],
  ['law/nothing_to_change', ASSISTANCE, 'target: others', 'target: other'],
  ['law/choice_missing', SCHEME, '  lawDay:', '  lawDays:', 'choices:'],
  [
    'law/choice_illegal',
    SCHEME,
    'is: dischargedOn, otherwise: [admittedOn]',
    'is: tomorrow, otherwise: [admittedOn]',
  ],
  ['law/choice_illegal', SCHEME, 'otherwise: [waive, hold]', 'otherwise: [waive, hope]'],
  ['law/choice_repeated', SCHEME, 'otherwise: [waive, hold]', 'otherwise: [waive, recover]'],
  ['law/counter_map', SCHEME, 'otherwise: [reset]', 'otherwise: [reset, map]'],
  [
    'law/change_never_in_force',
    RELIEF,
    'effectiveFrom: "2024-07-01"',
    'effectiveFrom: "2025-07-01"',
    '- to',
  ],
  [
    'law/base_never_reached',
    CRITICAL,
    '    segments:',
    '      - { reasons: [city.basic.deductible] }\n    segments:',
    '- { reasons: [city.basic.d',
  ],
  [
    'law/unused_parameter',
    BASIC,
    'weightBp: { parameter: weightBp }',
    'lines: { itemClass: [A] }',
    'weightBp:\n',
  ],
  [
    'law/unused_choice',
    SCHEME,
    'choices:\n',
    'choices:\n  idle: { is: a, otherwise: [], mark: assumed, why: 样例 }\n',
    'idle',
  ],
  ['law/unused_counter', BASIC, '    counter: city.basic.paid\n', '', 'city.basic.paid:'],
];

type BrokenTwice = readonly [
  code: DiagnosticCode,
  changes: readonly TextChange[],
  file: string,
  /** Where the diagnostic points. */
  at: string,
];

const scheme = (from: string, to: string) => ({ file: SCHEME, from, to });
const critical = (from: string, to: string) => ({ file: CRITICAL, from, to });
const CATCH_UP = scheme('is: incremental, otherwise: [recompute]', 'is: catchUp, otherwise: []');
const COST_BEHIND = scheme(
  'is: clippedPayment, otherwise: [',
  'is: costBehindRoundedUp, otherwise: [',
);

const MULTIPLIED = `operation: multiply
    value: { parameter: halfBp }
    rounding: { choice: rounding }`;
const REMOVED = `    field: deductible
    operation: remove
    source: { mark: assumed, why: 样例 }
`;

const TOGETHER: readonly BrokenTwice[] = [
  [
    'law/tier_never_in_force',
    [{ file: ASSISTANCE, from: 'From: "2024', to: 'From: "2026' }],
    SCHEME,
    'tiers:',
  ],
  ['law/unused_file', [scheme('overlays: [city.relief]\n', '')], RELIEF, 'id:'],
  [
    'law/reason_not_earlier',
    [scheme('[city.basic, city.critical,', '[city.critical, city.basic,')],
    CRITICAL,
    '- reasons:',
  ],
  ['law/catch_up_conditions', [CATCH_UP], BASIC, 'midYearChange:'],
  ['law/catch_up_conditions', [CATCH_UP], CRITICAL, 'midYearChange:'],
  ['law/cost_behind_conditions', [CATCH_UP, COST_BEHIND], BASIC, 'aboveCap:'],
  [
    'law/excess_position',
    [
      critical(
        'parts:\n',
        `parts:\n  more:\n    base: [{ reasons: [firstShare] }]\n    ratio: ratioBp\n`,
      ),
    ],
    CRITICAL,
    'segments:',
  ],
  [
    'law/changes_compete',
    [
      {
        file: RELIEF,
        from: MULTIPLIED,
        to: 'operation: remove',
      },
      {
        file: RELIEF,
        from: 'changes:\n',
        to: `changes:\n  - to: city.critical\n${REMOVED}`,
      },
    ],
    RELIEF,
    '- to: city.critical\n    field: deductible\n    when',
  ],
];

describe('a law whose pieces do not fit together', () => {
  it.each(TOGETHER)('%s', (code, changes, file, at) => {
    const files = changedLaw(MINIMAL_LAW, changes);
    expect(placesOf(compiled(files), code)).toContain(`${file}:${lineOf(files, file, at)}`);
  });

  it('law/schemes_overlap names both schemes', () => {
    const [again] = changedLaw(
      MINIMAL_LAW.filter(({ path }) => path === SCHEME),
      [scheme('id: city.2024', 'id: city.again')],
    );
    const later = { path: 'city/z.scheme.yaml', text: again?.text ?? '' };
    const { diagnostics } = compiled([...MINIMAL_LAW, later]);
    const told = diagnostics.filter(({ code }) => code === 'law/schemes_overlap');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ file: later.path, line: 5, clause: '第一条' });
    expect(told[0]?.message).toContain('city.again');
    expect(told[0]?.message).toContain(`city.2024”（${SCHEME}）`);
  });

  it('law/duplicate_id names the file and line of the first', () => {
    const again = {
      path: 'z.yaml',
      text: 'kind: vocabulary\ndimensions: {}\npayers:\n  basic: { zh: 又, en: Again }\n',
    };
    const { diagnostics } = compiled([...MINIMAL_LAW, again]);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: 'law/duplicate_id', file: 'z.yaml', line: 4 });
    expect(diagnostics[0]?.message).toContain(`${WORDS} 第 `);
  });

  it('flips must name a choice that exists and a value that it lists', () => {
    const flips = { 'city.2024/nothing': 'a', 'city.2024/lateBill': 'never' };
    const { law, diagnostics } = compiled(MINIMAL_LAW, flips);
    expect(law).toBeNull();
    expect(diagnostics.map(({ code, file, line }) => [code, file, line])).toEqual([
      ['law/illegal_flip', SCHEME, lineOf(MINIMAL_LAW, SCHEME, 'lateBill')],
      ['law/unknown_flip', 'flips', 1],
    ]);
  });
});

describe('the list of codes', () => {
  it('has no code that no law can be given', () => {
    const broken = [TEXT, SHAPE, SOURCES, NUMBERS, NAMES, MEANING].flat().map(([code]) => code);
    const together = TOGETHER.map(([code]) => code);
    const others = ['law/schemes_overlap', 'law/illegal_flip', 'law/unknown_flip'];
    const tested = new Set<string>([...broken, ...together, ...others, ...ELSEWHERE]);
    expect(Object.keys(diagnosticCodes).filter((code) => !tested.has(code))).toEqual([]);
  });

  it('says of every code in Chinese what is wrong and what to do', () => {
    for (const { title, remedy } of Object.values(diagnosticCodes)) {
      expect(title).toMatch(/\p{Script=Han}/u);
      expect(remedy).toMatch(/\p{Script=Han}/u);
    }
  });
});

function placesOf({ diagnostics }: Compiled, wanted: DiagnosticCode): readonly string[] {
  return diagnostics
    .filter(({ code }) => code === wanted)
    .map(({ file, line }) => `${file}:${line}`);
}

const TABLES: Readonly<Record<string, readonly Broken[]>> = {
  'the text': TEXT,
  'the shape': SHAPE,
  'sources and dates': SOURCES,
  numbers: NUMBERS,
  names: NAMES,
  meaning: MEANING,
};

describe.each(Object.entries(TABLES))('a law broken in %s', (_, table) => {
  const named = table.map((broken) => ({ broken, name: `${broken[0]}: ${broken[3]}` }));
  it.each(named)('$name', ({ broken: [code, file, from, to, at] }) => {
    const files = changedLaw(MINIMAL_LAW, [{ file, from, to }]);
    const result = compiled(files);
    expect(placesOf(result, code)).toContain(`${file}:${lineOf(files, file, at ?? to)}`);
    const hasErrors = result.diagnostics.some(({ severity }) => severity === 'error');
    expect(result.law === null).toBe(hasErrors);
  });
});
