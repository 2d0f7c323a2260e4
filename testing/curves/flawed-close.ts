/**
 * The end of a year for the small law with flaws: a top-up of what a stay left to the person, wrong
 * in one way at a time. Its numbers are invented.
 */
export const YEAR_FLAWS = [
  /** It pays half of the burden, but nothing once that reaches 10,000.00. */
  'yearCliff',
  /** It pays half of the burden, but only once that reaches 10,000.00. */
  'yearStep',
  /** It pays half of the burden of everybody but the poor. */
  'yearPoorer',
  /** It pays the whole burden: what a bill does to one class more than to another is made good. */
  'yearMends',
  /** It pays from a burden that no bill reaches. */
  'yearIdle',
  /** It pays half of what a family bears above 10,000.00; nobody alone bears so much. */
  'yearHousehold',
] as const;
export type YearFlaw = (typeof YEAR_FLAWS)[number];

const CITED = '{ mark: official, document: city-1, clause: 第四条 }';
const NUMBER = 'mark: official, document: city-1, clause: 第四条';

function parameter(name: string, value: number): string {
  return `  ${name}:\n    from:\n      "2024-01-01": { value: ${value}, ${NUMBER} }\n`;
}

const LINE = '{ of: { counter: city.burden }';

const WORDS: Readonly<Record<YearFlaw, string>> = {
  yearCliff: `onlyIf: [${LINE}, until: { parameter: lineFen } }]\n`,
  yearStep: `onlyIf: [${LINE}, from: { parameter: lineFen } }]\n`,
  yearPoorer: 'when: { personClass: [border, general] }\n',
  yearMends: '',
  yearIdle: 'deductible: { amount: { parameter: mostFen }, counts: taken }\n',
  yearHousehold:
    'scope: household\ndeductible: { amount: { parameter: mostFen }, counts: taken }\n',
};

/** The policy of the close. */
export function closePolicy(flaw: YearFlaw): string {
  return [
    'kind: policy\nid: city.topUp\ntitle: 年终补助\nstatus: complete\npayer: assistance\n',
    `on: close\nsource: ${CITED}\n`,
    `parameters:\n${parameter('lineFen', 1_000_000)}${parameter('mostFen', 20_500_000)}`,
    parameter('backBp', flaw === 'yearMends' ? 10_000 : 5_000),
    WORDS[flaw],
    'rounding: { choice: rounding }\nallot: { choice: allot }\n',
    'midYearChange: { choice: midYearChange }\n',
    'parts:\n  burden:\n    base: [{ counters: [city.burden] }]\n    ratio: backBp\n',
    `noCap: ${CITED}\n`,
  ].join('');
}

/** What it counts: what a stay left of the cost in scope. */
export const BURDEN = `counters:
  city.burden:
    window: { kind: calendarYear }
    writers: [{ residual: [{ reasons: [city.stay.copay] }] }]
    source: ${CITED}
`;
