/**
 * The runner of worked cases must find every wrong expectation and name its line. It runs on the
 * law of Xianning with the example of decision 0001 §9.
 */
import { describe, expect, it } from 'vitest';
import { compile as compileLaws, POLICIES, readLawFolder } from '../../apps/cli/load-law.ts';
import type { ChoiceValue } from '../law/index.ts';
import type { Compiled } from '../law/read/index.ts';
import { readCases } from './read-cases.ts';
import { runCases } from './run-cases.ts';

const FILES = readLawFolder(POLICIES).laws;

const compiled = new Map<string, Compiled>();

/** Most cases flip nothing: each body of law is compiled once. */
function compile(flips: Readonly<Record<string, ChoiceValue>>) {
  const key = JSON.stringify(flips);
  const known = compiled.get(key) ?? compileLaws(FILES, flips);
  compiled.set(key, known);
  return known;
}

const HEAD = `kind: cases
of: xianning.resident.2017
cases:
  - name: 县级医院住院的手算例子
    clause: 办法四
    expectedFrom: hand
    area: xianning
    person: { facts: { insuranceType: resident, personClass: poor1 } }
`;
const EVENTS = `    events:
      - id: v1
        on: "2017-05-10"
        facets: { setting: inpatient, grade: secondary, place: inCity }
        lines:
          - { costFen: 1000000, facets: { itemClass: A, necessity: necessary } }
          - { cost: "5000.00", firstShareBp: 1000, facets: { itemClass: B, necessity: necessary } }
          - { costFen: 400000, facets: { itemClass: C, necessity: necessary } }
          - { costFen: 100000, facets: { itemClass: C, necessity: notNecessary } }
`;

function failuresOf(rest: string, before = ''): string[] {
  const { cases, problems } = readCases(HEAD + before + EVENTS + rest, 'x.cases.yaml');
  expect(problems).toEqual([]);
  return runCases(compile, cases).flatMap(({ failures }) =>
    failures.map(({ line, at, expected, actual }) => `${line} ${at}: ${expected} ≠ ${actual}`),
  );
}

const RIGHT = `    expect:
      paidFen: { basic: 1140000, supplementary: 215429, hospital: 100000 }
      personFen: 544571
      totalFen: 2000000
      tiers:
        xianning.basic.special: skipped
        xianning.premiumSubsidy: otherEventKind
        xianning.supplementary: { deductible: 300000, paid: 215429 }
        xianning.supplementary/inCatalogue: { deductible: 192857, paid: 150429 }
      counters: { xianning.critical.base: 310000 }
`;

describe('runCases', () => {
  it('passes a case whose numbers hold', () => {
    expect(failuresOf(RIGHT)).toEqual([]);
  });

  it.each([
    [
      'personFen: 544571',
      'personFen: 544570',
      ['20 expect.personFen: 544570（5,445.70） ≠ 544571（5,445.71）'],
    ],
    ['totalFen: 2000000', 'totalFen: 1', ['21 expect.totalFen: 1（0.01） ≠ 2000000（20,000.00）']],
    ['basic: 1140000', 'basic: 1', ['19 expect.paidFen.basic: 1（0.01） ≠ 1140000（11,400.00）']],
    [', hospital: 100000', '', ['19 expect.paidFen: 0（0.00） ≠ hospital 付 100000（1,000.00）']],
    [
      ', hospital: 100000',
      ', hospital: 100000, army: 0',
      ['19 expect.paidFen.army: 0（0.00） ≠ 制度 xianning.resident.2017 没有支付方 army'],
    ],
    [
      'basic.special: skipped',
      'basic.special: notInForce',
      ['23 expect.tiers.xianning.basic.special: notInForce ≠ notCovered'],
    ],
    [
      'basic.special: skipped',
      'basic.inpatient: skipped',
      ['23 expect.tiers.xianning.basic.inpatient: skipped ≠ 这一层适用'],
    ],
    [
      'basic.special: skipped',
      'basic.special: { paid: 0 }',
      ['23 expect.tiers.xianning.basic.special: 这一层适用 ≠ notCovered'],
    ],
    [
      'basic.special: skipped',
      'basic.nothing: skipped',
      [
        '23 expect.tiers.xianning.basic.nothing: xianning.basic.nothing ≠ ' +
          '制度 xianning.resident.2017 没有这一层或这一部分',
      ],
    ],
    [
      'inCatalogue: { deductible: 192857',
      'inCatalogue: { deductible: 192858',
      [
        '26 expect.tiers.xianning.supplementary/inCatalogue.deductible: ' +
          '192858（1,928.58） ≠ 192857（1,928.57）',
      ],
    ],
    [
      'xianning.critical.base: 310000',
      'xianning.critical.base: 0',
      ['27 expect.counters.xianning.critical.base: 0（0.00） ≠ 310000（3,100.00）'],
    ],
    [
      'xianning.critical.base: 310000',
      'xianning.nothing: 0',
      [
        '27 expect.counters.xianning.nothing: 0 ≠ 制度 xianning.resident.2017 没有累计 xianning.nothing',
      ],
    ],
  ])('finds %j changed to %j', (right, wrong, expected) => {
    expect(RIGHT).toContain(right);
    expect(failuresOf(RIGHT.replace(right, wrong))).toEqual(expected);
  });

  it('finds a rejection that does not come, and one that was not expected', () => {
    const wanted = '    expect: { rejection: law/expired }\n';
    expect(failuresOf(wanted)).toEqual(['18 expect.rejection: law/expired ≠ 已结算']);
    const { cases } = readCases(HEAD + EVENTS.replace('2017-05-10', '2022-05-10') + wanted, 'x');
    expect(runCases(compile, cases)[0]?.failures).toEqual([]);
    const unexpected = readCases(
      `${HEAD + EVENTS.replace('2017-05-10', '2022-05-10')}    expect: { personFen: 0 }\n`,
      'x',
    );
    const [result] = runCases(compile, unexpected.cases);
    expect(result?.failures[0]).toMatchObject({ line: 9, at: 'events', expected: '能结算' });
  });

  it.each([
    ['grade: secondary', 'grad: secondary', 12, 'events[0].facets.grad', '是否应为“grade”？'],
    ['itemClass: B', 'setting: B', 15, 'events[0].lines[1].facets.setting', '移到那里'],
    [
      'insuranceType: resident,',
      'insuranceTyp: resident,',
      8,
      'person.facts[0]',
      '“insuranceType”',
    ],
    ['insuranceType: resident,', 'itemClass: A,', 8, 'person.facts[0]', '费用明细'],
    [
      'necessity: necessary',
      'drugline: drug',
      14,
      'events[0].lines[0].facets.drugline',
      'itemClass',
    ],
  ])('refuses %j misspelt as %j, with its line', (right, wrong, line, at, said) => {
    const { cases, problems } = readCases((HEAD + EVENTS + RIGHT).replace(right, wrong), 'x');
    expect(problems).toEqual([]);
    const failures = runCases(compile, cases).flatMap((result) => result.failures);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ file: 'x', line });
    expect(failures[0]?.at).toContain(at);
    expect(failures[0]?.expected).toContain(said);
  });

  it('names the line of a misspelt fact in a list of facts', () => {
    const facts = `facts: [
      { dimension: insuranceType, code: resident },
      { dimension: personClas, code: poor1 } ] }`;
    const head = HEAD.replace('facts: { insuranceType: resident, personClass: poor1 } }', facts);
    const text = head + EVENTS + RIGHT;
    const { cases, problems } = readCases(text, 'x');
    expect(problems).toEqual([]);
    const [failure] = runCases(compile, cases)[0]?.failures ?? [];
    expect(failure).toMatchObject({ line: 10, expected: '是否应为“personClass”？' });
  });

  it('starts from the counters before, and tells a counter that is not there', () => {
    const before = '    before: { xianning.supplementary.deductible: 300000 }\n';
    expect(
      failuresOf('    expect: { tiers: { xianning.supplementary: { deductible: 0 } } }\n', before),
    ).toEqual([]);
    const wrong = '    before: { xianning.nothing: 1 }\n';
    expect(failuresOf('    expect: { personFen: 0 }\n', wrong)[0]).toContain(
      'input/unknown_counter',
    );
  });

  it('makes other choices, and tells a choice that is not there', () => {
    const flip =
      '    flips: { xianning.supplementary/deductibleUse: [inCatalogue, outOfCatalogue] }\n';
    const expected = '    expect: { tiers: { xianning.supplementary: { paid: 194000 } } }\n';
    expect(failuresOf(expected, flip)).toEqual([]);
    const wrong = '    flips: { xianning.supplementary/nothing: true-ish }\n';
    expect(failuresOf(expected, wrong)[0]).toMatch(/^9 flips: /);
  });

  it('tells a law with errors from flips that make one', () => {
    const broken = FILES.map(({ path, text }) => ({
      path,
      text: path.includes('policies/xianning')
        ? text.replace(/^payer: .*/m, 'payer: nobody')
        : text,
    }));
    const flip = '    flips: { xianning.supplementary/nothing: x }\n';
    const { cases } = readCases(HEAD + flip + EVENTS + RIGHT, 'x');
    const [bad] = runCases((flips) => compileLaws(broken, flips), cases);
    expect(bad).toMatchObject({ isLawBroken: true, failures: [{ line: 7, at: '法规' }] });
    expect(bad?.failures[0]?.actual).toMatch(/^\d+ 个错误，第一个：.*xianning.*nobody/);
    const [good] = runCases(compile, cases);
    expect(good).toMatchObject({ isLawBroken: false, failures: [{ line: 9, at: 'flips' }] });
  });

  it('looks at the last event that stands, and at each by its id', () => {
    const second = EVENTS.replace('    events:\n', '')
      .replace('v1', 'v2')
      .replace('05-10', '06-10');
    const back = '      - { kind: reversal, id: r, reverses: v2, on: "2017-07-01" }\n';
    const expectations =
      '    expect: { personFen: 544571 }\n' +
      '    expectEach: { v1: { personFen: 1 }, v2: { personFen: 1 } }\n';
    expect(failuresOf(second + back + expectations)).toEqual([
      '28 expectEach.v1.personFen: 1（0.01） ≠ 544571（5,445.71）',
      '28 expectEach.v2: 有这个事件 ≠ 没有，或已冲销',
    ]);
  });
});

describe('readCases', () => {
  it.each([
    ['什么也没有期望', '', 4],
    ['至少期望一项', '    expect: {}\n', 18],
    ['不认识字段', '    expect: { paid: { basic: 1 } }\n', 18],
    ['-5', '    expect: { personFen: -5 }\n', 18],
    ['1.5', '    expect: { counters: { a: 1.5 } }\n', 18],
    ['什么也没有期望', '    expect: { working: 一千乘以七成 }\n', 4],
    ['B1', '    expect: { personFen: 1 }\n    shows: [B1]\n', 19],
    ['H01', '    expect: { personFen: 1 }\n    shows: [B01, H01]\n', 19],
    ['类型不对', '    released: { a: soon }\n', 18],
  ])('refuses a case: %s', (said, rest, line) => {
    const { cases, problems } = readCases(HEAD + EVENTS + rest, 'x.cases.yaml');
    expect(cases).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(`${problems[0]?.message} ${problems[0]?.fix}`).toContain(said);
    expect(problems[0]?.line).toBe(line);
  });

  it('keeps what a case shows and how a hand reckoned it', () => {
    const rest = '    shows: [B01, X06]\n    expect: { personFen: 544571, working: 逐层相减 }\n';
    const { cases, problems } = readCases(HEAD + EVENTS + rest, 'x.cases.yaml');
    expect(problems).toEqual([]);
    expect(cases[0]?.shows).toEqual(['B01', 'X06']);
    const [result] = runCases(compile, cases);
    expect(result?.failures).toEqual([]);
    expect(result?.worked.shows).toEqual(['B01', 'X06']);
  });

  it('tells a wrong event by its line and keeps the other cases', () => {
    const wrong = HEAD.split('cases:\n')[1] + EVENTS.replace('"5000.00"', '5000.5');
    const expected = '    expect: { personFen: 1 }\n';
    const text = HEAD + EVENTS + expected + wrong + expected;
    const { cases, problems } = readCases(text, 'x.cases.yaml');
    expect(cases).toHaveLength(1);
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual(['x.cases.yaml:30']);
  });

  it('tells text that is not YAML, and never throws', () => {
    for (const text of ['', 'a: [', 'kind: cases', '- 1', 'x: &a [*a]', '\u0000', '__proto__: 1']) {
      const { cases, problems } = readCases(text, 'x.cases.yaml');
      expect(cases).toEqual([]);
      expect(problems.length).toBeGreaterThan(0);
    }
  });
});
