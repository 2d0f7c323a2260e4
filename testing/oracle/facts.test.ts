/** Goal: what is true of a person and an event: numbers told, codes, readings, backdating. */
import { describe, expect, test } from 'vitest';
import { type Item, oracle, type Person } from './index.ts';
import { lawOf, number, policy, resident, visit } from './sample-law.ts';

const ALL = { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } };

function answerOf(files: object[], items: Item[], person: Person = resident()) {
  const answer = oracle({ files, area: 'town', person, items });
  return answer.ok ? answer.events.map((event) => event.paid.pool) : answer.code;
}

describe('told numbers', () => {
  const bonus = policy('basic', {
    parameters: { rateBp: number(5000), pointBp: number(100), longCount: number(10) },
    parts: ALL,
    modifiers: [
      {
        field: 'ratio',
        operation: 'add',
        value: {
          times: {
            of: { parameter: 'pointBp' },
            count: { min: [{ facet: 'paidYears' }, { parameter: 'longCount' }] },
          },
        },
      },
    ],
  });
  const paid = (years: string) =>
    answerOf(lawOf([bonus]), [visit('a', '2025-01-10', 10_000)], {
      ...resident(['paidYears', years, '2000-01-01']),
    });

  test('a point for each year, ten at most', () => {
    expect(paid('3')).toEqual([5300n]);
    expect(paid('10')).toEqual([6000n]);
    expect(paid('40')).toEqual([6000n]);
  });

  test('a missing one is what the vocabulary says', () => {
    expect(answerOf(lawOf([bonus]), [visit('a', '2025-01-10', 10_000)])).toEqual([5000n]);
  });

  test('no whole number from 0 to 9 × 10¹¹ is not known', () => {
    expect(paid('900000000000')).toEqual([6000n]);
    for (const odd of ['900000000001', '-1', '1.5', 'ten']) {
      expect(paid(odd)).toBe('settlement/unknown_code');
    }
  });

  test('age is one', () => {
    const byAge = policy('basic', {
      parameters: { rateBp: number(7500), perYearBp: number(20) },
      parts: ALL,
      modifiers: [
        {
          field: 'ratio',
          operation: 'add',
          value: { times: { of: { parameter: 'perYearBp' }, count: { facet: 'ageYears' } } },
        },
      ],
    });
    // Born 1980-05-05: 44 on the eve of the birthday, 45 on it.
    const items = [visit('a', '2025-05-04', 10_000), visit('b', '2025-05-05', 10_000)];
    expect(answerOf(lawOf([byAge]), items)).toEqual([8380n, 8400n]);
  });
});

describe('several codes', () => {
  const ill = policy('basic', {
    parameters: { rateBp: number(5000) },
    when: { filed: ['a', 'b'] },
    parts: ALL,
  });
  const items = [visit('a', '2025-01-10', 10_000)];

  test('one that is listed is enough, nobody holding any is no error', () => {
    const files = lawOf([ill]);
    const held = (...codes: string[]) =>
      resident(...codes.map((code) => ['filed', code, '2000-01-01'] as [string, string, string]));
    expect(answerOf(files, items, held('c', 'b'))).toEqual([5000n]);
    expect(answerOf(files, items, held('c'))).toEqual([0n]);
    expect(answerOf(files, items, held())).toEqual([0n]);
    expect(answerOf(files, items, held('z'))).toBe('settlement/unknown_code');
  });

  test('each counts what it has', () => {
    const capped = policy('basic', {
      parameters: {
        rateBp: number(10_000),
        capFen: number({ a: 20_000, b: 30_000, otherwise: 500 }, ['filed']),
      },
      parts: ALL,
      caps: { all: { amount: { each: { dimension: 'filed', parameter: 'capFen' } } } },
      aboveCap: 'clippedPayment',
    });
    const paid = (...facts: [string, string, string, string?][]) =>
      answerOf(lawOf([capped]), [visit('a', '2025-01-10', 100_000)], resident(...facts));
    expect(paid(['filed', 'a', '2000-01-01'], ['filed', 'b', '2000-01-01'])).toEqual([50_000n]);
    expect(paid(['filed', 'a', '2000-01-01'], ['filed', 'c', '2000-01-01'])).toEqual([20_500n]);
    expect(paid(['filed', 'a', '2000-01-01', '2025-01-10'])).toEqual([0n]);
  });
});

describe('readings', () => {
  const byGrade = policy('basic', {
    parameters: {
      rateBp: number({ primary: 9000, secondary: 5000 }, ['grade']),
      lowBp: number(1000),
    },
    parts: {
      named: { base: [{ reasons: ['inScope'], lines: { necessary: ['yes'] } }], ratio: 'rateBp' },
      rest: { base: [{ reasons: ['inScope'] }], ratio: 'lowBp' },
    },
  });

  test('a grade is read as another, then a line by it, each seeing the one before', () => {
    const readAs = [
      { when: { setting: ['outpatient'] }, set: { grade: 'primary' } },
      { when: { grade: ['primary'] }, lines: { drug: ['x'] }, set: { necessary: 'no' } },
    ];
    const lines = [{ costFen: 10_000, facets: { drug: 'x' } }, { costFen: 1000 }];
    const paid = (setting: string) =>
      answerOf(lawOf([byGrade], { scheme: { readAs } }), [
        visit('a', '2025-01-10', lines, { setting, grade: 'secondary' }),
      ]);
    expect(paid('outpatient')).toEqual([1900n]);
    expect(paid('inpatient')).toEqual([5500n]);
  });

  test('an overlay reads on its own days, after the scheme', () => {
    const decree = {
      kind: 'overlay',
      id: 'decree',
      effectiveFrom: '2025-02-01',
      effectiveUntil: '2025-03-01',
      readAs: [{ set: { grade: 'primary' } }],
    };
    const files = lawOf([byGrade], {
      overlays: [decree],
      scheme: { readAs: [{ set: { grade: 'secondary' } }] },
    });
    const items = ['2025-01-31', '2025-02-01', '2025-02-28', '2025-03-01'].map((day, index) =>
      visit(`v${index}`, day, 1000),
    );
    expect(answerOf(files, items)).toEqual([500n, 900n, 900n, 500n]);
  });

  test('a side that the event does not tell does not match, for no kind of event', () => {
    const readAs = [
      { when: { triage: ['1'] }, set: { grade: 'secondary' } },
      { lines: { shelf: ['high'] }, set: { itemClass: 'C' } },
    ];
    const [words, ...files] = lawOf([byGrade], { scheme: { readAs } });
    const { dimensions, ...rest } = words as { dimensions: object };
    const untold = {
      triage: { of: 'event', values: 'open' },
      shelf: { of: 'line', values: 'open' },
    };
    const vocabulary = { ...rest, dimensions: { ...dimensions, ...untold } };
    const visits = [
      visit('a', '2025-01-10', 1000),
      visit('b', '2025-01-11', 1000, { triage: '1' }),
    ];
    expect(answerOf([vocabulary, ...files], visits)).toEqual([900n, 500n]);
  });

  test('a code that is told must be known, also beside a side that is not told', () => {
    const when = { ageYears: { from: 60 }, setting: ['inpatient'] };
    const readAs = [{ when, set: { grade: 'primary' } }];
    const odd = [visit('a', '2025-01-10', 1000, { setting: 'ninth' })];
    const nobody = { ...resident(), bornOn: null };
    expect(answerOf(lawOf([byGrade], { scheme: { readAs } }), odd, nobody)).toBe(
      'settlement/unknown_code',
    );
  });

  test('a code that is out of scope may be read into it', () => {
    const readAs = [{ lines: { itemClass: ['C'] }, set: { itemClass: 'B' } }];
    const lines = [{ costFen: 1000, facets: { itemClass: 'C' } }];
    const items = [visit('a', '2025-01-10', lines)];
    expect(answerOf(lawOf([byGrade], { scheme: { readAs } }), items)).toEqual([900n]);
    expect(answerOf(lawOf([byGrade]), items)).toEqual([0n]);
  });
});

describe('backdating', () => {
  const NOT_TOLD = 'settlement/facet_missing';
  const basic = policy('basic', { parameters: { rateBp: number(5000) }, parts: ALL });
  const days = policy('words', {
    on: 'close',
    parameters: { rateBp: number(0), newbornDays: number(90) },
    parts: ALL,
  });
  const backdating = (to: string) => [
    {
      dimension: 'insuranceType',
      codes: ['resident'],
      to,
      within: { parameter: 'newbornDays', of: 'words' },
    },
  ];
  const items = [visit('a', '2025-03-01', 1000)];
  const enrolled = (on: string, bornOn: string | null) => ({
    ...resident(),
    bornOn,
    facts: [
      { dimension: 'insuranceType', code: 'resident', effectiveFrom: on, effectiveUntil: null },
    ],
  });

  test('a child enrolled within 90 days of its birth is covered from that day on', () => {
    const files = lawOf([basic, days], { scheme: { backdating: backdating('birth') } });
    // 2025-02-10 + 90 days = 2025-05-11.
    expect(answerOf(files, items, enrolled('2025-05-11', '2025-02-10'))).toEqual([500n]);
    expect(answerOf(files, items, enrolled('2025-05-12', '2025-02-10'))).toBe(NOT_TOLD);
    expect(answerOf(files, items, enrolled('2025-03-02', '2025-03-02'))).toBe(NOT_TOLD);
    expect(answerOf(files, items, enrolled('2025-05-11', null))).toBe(NOT_TOLD);
  });

  test('who enrols within 90 days of the new year is covered for all of it', () => {
    const files = lawOf([basic, days], { scheme: { backdating: backdating('yearStart') } });
    // 2025-01-01 + 90 days = 2025-04-01.
    expect(answerOf(files, items, enrolled('2025-04-01', null))).toEqual([500n]);
    expect(answerOf(files, items, enrolled('2025-04-02', null))).toBe(NOT_TOLD);
    const before = [visit('a', '2024-12-31', 1000)];
    expect(answerOf(files, before, enrolled('2025-04-01', null))).toBe(NOT_TOLD);
  });
});

describe('a person class with a rule of its own', () => {
  const forPoor = policy('basic', {
    parameters: { rateBp: number(5000) },
    when: { personClass: ['poor'] },
    parts: ALL,
  });
  const items = [visit('a', '2025-01-10', 1000), visit('b', '2025-09-10', 1000)];
  const poor = resident(['personClass', 'poor', '2025-03-01', '2025-08-01']);
  const paid = (more: object) =>
    answerOf(
      lawOf([forPoor], { personClasses: { poor: { title: '贫困', backMonths: 2, ...more } } }),
      items,
      poor,
    );

  test('whole year, months back, or as the scheme says', () => {
    expect(paid({})).toEqual([0n, 0n]);
    expect(paid({ holds: 'wholeYear' })).toEqual([500n, 500n]);
    expect(paid({ holds: 'monthsBack' })).toEqual([500n, 0n]);
  });
});
