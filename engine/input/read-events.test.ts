import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../units/index.ts';
import { problemText } from './problem.ts';
import { readEvents, readEventsText } from './read-events.ts';

const VISIT = {
  id: 'v1',
  on: '2017-05-10',
  facets: { setting: 'inpatient' },
  lines: [{ cost: '123.45', facets: { itemClass: 'A' } }],
};
const PERSON = { id: 'p1', bornOn: '1960-05-01', facts: { personClass: ['poor1', 'veteran'] } };

function withItem(item: unknown) {
  return { area: 'xianning', person: PERSON, items: [item] };
}

function problemsOf(json: unknown): string[] {
  return readEvents(json).problems.map((problem) => `${problem.code} ${problem.at}`);
}

describe('readEvents: what is good', () => {
  it('reads yuan to fen and fills the four days of a visit from `on`', () => {
    const read = readEvents(withItem({ ...VISIT, admittedOn: '2017-05-01' }));
    expect(read.problems).toEqual([]);
    const item = read.histories?.[0]?.history.items[0];
    if (item?.kind !== 'event' || item.event.kind !== 'visit') throw new Error('no visit');
    const { admittedOn, servedOn, dischargedOn, settledOn } = item.event;
    expect([admittedOn, servedOn, dischargedOn, settledOn].map(formatDay)).toEqual([
      '2017-05-01',
      '2017-05-10',
      '2017-05-10',
      '2017-05-10',
    ]);
    expect(item.event.lines).toEqual([
      {
        id: '1',
        costFen: 12345,
        overLimitFen: 0,
        firstShareBp: 0,
        firstShareFen: null,
        facets: { itemClass: 'A' },
      },
    ]);
  });

  it('reads several codes of one dimension as facts that always hold', () => {
    const facts = readEvents(withItem(VISIT)).histories?.[0]?.history.person.facts;
    expect(facts?.map((fact) => fact.code)).toEqual(['poor1', 'veteran']);
    expect(facts?.every((fact) => fact.effectiveUntil === null)).toBe(true);
  });

  it('takes told numbers as whole numbers or as text', () => {
    const read = readEvents({
      area: 'xianning',
      person: { id: 'p', facts: { incomeFen: 3600000, filed: ['a', 7] } },
      items: [
        {
          ...VISIT,
          facets: { careHours: 0, otherFen: 900000000000 },
          lines: [{ cost: '1', facets: { listPriceFen: 250, quantity: '3' } }],
        },
      ],
    });
    expect(read.problems).toEqual([]);
    const [history] = read.histories ?? [];
    const item = history?.history.items[0];
    expect(history?.history.person.facts.map(({ code }) => code)).toEqual(['3600000', 'a', '7']);
    if (item?.kind !== 'event' || item.event.kind !== 'visit') throw new Error('no visit');
    expect(item.event.facets).toEqual({ careHours: '0', otherFen: '900000000000' });
    expect(item.event.lines[0]?.facets).toEqual({ listPriceFen: '250', quantity: '3' });
  });

  it('reads one base of an allowance, or several with their weights', () => {
    const read = readEvents({
      area: 'xianning',
      person: { id: 'p' },
      items: [
        { kind: 'allowance', id: 'a', on: '2017-02-01', monthlyBase: '3000', days: 98 },
        {
          kind: 'allowance',
          id: 'b',
          on: '2017-02-01',
          bases: [{ monthlyBase: '3000', weight: 2 }, { monthlyBaseFen: 1 }],
        },
      ],
    });
    expect(read.problems).toEqual([]);
    const items = read.histories?.[0]?.history.items ?? [];
    expect(
      items.map((item) =>
        item.kind === 'event' && item.event.kind === 'allowance' ? item.event.bases : null,
      ),
    ).toEqual([
      [{ monthlyBaseFen: 300_000, weight: 1 }],
      [
        { monthlyBaseFen: 300_000, weight: 2 },
        { monthlyBaseFen: 1, weight: 1 },
      ],
    ]);
  });

  it('reads dated facts, and the other kinds of items', () => {
    const read = readEvents([
      {
        area: 'xianning',
        person: {
          id: 'p2',
          facts: [
            {
              dimension: 'personClass',
              code: 'poor1',
              effectiveFrom: '2016-01-01',
              effectiveUntil: '2017-07-01',
            },
          ],
        },
        items: [
          { kind: 'contribution', id: 'c', on: '2016-12-01', premium: '180' },
          { kind: 'allowance', id: 'a', on: '2017-02-01', monthlyBaseFen: 300000, days: 98 },
          { kind: 'close', id: 'k', on: '2017-12-31' },
          { kind: 'reversal', id: 'r', on: '2018-01-05', reverses: 'a' },
        ],
      },
    ]);
    expect(read.problems).toEqual([]);
    expect(
      read.histories?.[0]?.history.items.map((item) =>
        item.kind === 'event' ? item.event.kind : item.kind,
      ),
    ).toEqual(['contribution', 'allowance', 'close', 'reversal']);
  });

  it('takes the area from the options where the file has none', () => {
    const { area: _, ...rest } = withItem(VISIT);
    expect(readEvents(rest, { area: 'xianning' }).histories?.[0]?.history.area).toBe('xianning');
    expect(problemsOf(rest)).toEqual(['input/missing_field area']);
  });
});

describe('readEvents: what is bad is named field by field', () => {
  const allowance = (fields: object) =>
    withItem({ kind: 'allowance', id: 'a', on: '2017-02-01', ...fields });
  const line = (fields: object) => withItem({ ...VISIT, lines: [{ ...fields }] });
  it.each([
    [null, ['input/wrong_type ']],
    [[], ['input/empty ']],
    [[withItem(VISIT), 7], ['input/wrong_type [1]']],
    [withItem({ ...VISIT, on: '2024-02-30' }), ['input/bad_date items[0].on']],
    [withItem({ ...VISIT, on: '10/5/2017' }), ['input/bad_value items[0].on']],
    [withItem({ ...VISIT, on: undefined }), missingDays()],
    [
      withItem({ ...VISIT, dischargedOn: '2017-05-01' }),
      ['input/days_out_of_order items[0].dischargedOn'],
    ],
    [withItem({ ...VISIT, lines: [] }), ['input/bad_value items[0].lines']],
    [withItem({ ...VISIT, kind: 'stay' }), ['input/bad_value items[0].kind']],
    [withItem({ ...VISIT, kosten: 1 }), ['input/unknown_field items[0].kosten']],
    [line({}), ['input/missing_field items[0].lines[0].cost']],
    [line({ cost: 12.5 }), ['input/wrong_type items[0].lines[0].cost']],
    [line({ cost: '1,234.50' }), ['input/bad_value items[0].lines[0].cost']],
    [line({ cost: '9999999999.99' }), ['input/bad_amount items[0].lines[0].cost']],
    [line({ costFen: 1.5 }), ['input/wrong_type items[0].lines[0].costFen']],
    [line({ costFen: -1 }), ['input/bad_value items[0].lines[0].costFen']],
    [line({ costFen: 1, cost: '0.01' }), ['input/said_twice items[0].lines[0].cost']],
    [line({ costFen: 1, overLimitFen: 2 }), ['input/part_above_whole items[0].lines[0]']],
    [line({ costFen: 1, firstShareBp: 10001 }), ['input/bad_value items[0].lines[0].firstShareBp']],
    [
      { area: 'a', person: { id: 'p', bornOn: '1900-02-29' }, items: [VISIT] },
      ['input/bad_date person.bornOn'],
    ],
    [
      { area: 'a', person: { id: 'p', facts: { personClass: 3.5 } }, items: [VISIT] },
      ['input/wrong_type person.facts.personClass'],
    ],
    [
      withItem({ ...VISIT, facets: { careHours: 1.5 } }),
      ['input/wrong_type items[0].facets.careHours'],
    ],
    [
      withItem({ ...VISIT, facets: { careHours: -1 } }),
      ['input/wrong_type items[0].facets.careHours'],
    ],
    [allowance({ bases: [] }), ['input/bad_value items[0].bases']],
    [allowance({ bases: [{ weight: 1 }] }), ['input/missing_field items[0].bases[0].monthlyBase']],
    [
      allowance({ bases: [{ monthlyBaseFen: 1, weight: 0 }] }),
      ['input/bad_value items[0].bases[0].weight'],
    ],
    [
      allowance({ monthlyBaseFen: 1, bases: [{ monthlyBaseFen: 1 }] }),
      ['input/said_twice items[0].bases'],
    ],
  ])('%j', (json, expected) => {
    const read = readEvents(json);
    expect(read.histories).toBeNull();
    expect(problemsOf(json)).toEqual(expected);
  });

  it('finds the problems of all lines at once, also past the eighth', () => {
    const lines = Array.from({ length: 20 }, () => ({ cost: 'x' }));
    expect(problemsOf(withItem({ ...VISIT, lines }))).toHaveLength(20);
  });

  it('says what, where and what to do in Chinese', () => {
    const [problem] = readEvents(line({ cost: 12.5 })).problems;
    expect(problem && problemText(problem)).toBe(
      'items[0].lines[0].cost：12.5 的类型不对。写成带引号、最多两位小数的元，例如 "123.45"；或改用以 Fen 结尾的字段写整数分。',
    );
  });

  it('tells text that is not JSON', () => {
    expect(readEventsText('{"area":').problems[0]?.code).toBe('input/not_readable');
  });

  it('takes nesting without end and endless names as what they are: wrong', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = JSON.stringify(withItem(VISIT)).replace('"A"', deep);
    expect(readEventsText(text).problems.map(({ code }) => code)).toEqual(['input/wrong_type']);
    const [problem] = readEvents(withItem({ ...VISIT, id: 'x'.repeat(1_000_000) })).problems;
    expect(problem && problemText(problem).length).toBeLessThan(120);
  });

  it('lets no sign through that could steer a terminal', () => {
    for (const id of ['a\u001b[31m', 'a\nb', 'a\u202eb']) {
      expect(problemsOf(withItem({ ...VISIT, id }))).toEqual(['input/bad_value items[0].id']);
    }
  });

  it('does not take a prototype from the file', () => {
    const hostile = JSON.stringify(withItem(VISIT)).replace('"id":"v1"', '"__proto__":{"id":"v1"}');
    expect(readEventsText(hostile).problems.map(({ at }) => at)).toEqual([
      'items[0].id',
      'items[0].__proto__',
    ]);
  });

  it('never throws, whatever JSON comes, and says no text with control signs', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        for (const json of [value, withItem(value), line(value as object)]) {
          const read = readEvents(json);
          expect(read.histories === null).toBe(read.problems.length > 0);
          for (const problem of read.problems) {
            expect(/\p{Cc}/u.test(problemText(problem))).toBe(false);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

function missingDays(): string[] {
  const days = ['admittedOn', 'servedOn', 'dischargedOn', 'settledOn'];
  return days.map((day) => `input/missing_field items[0].${day}`);
}
