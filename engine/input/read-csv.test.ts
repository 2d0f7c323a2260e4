import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from './csv.ts';
import { readEventsCsv } from './read-csv.ts';
import { readEvents } from './read-events.ts';

const HEAD = 'person,bornOn,person.personClass,event,on,event.setting,line,cost,firstShareBp';
const TABLE = `${HEAD},line.itemClass
p1,1960-05-01,poor1@2016-01-01..2018-01-01,v1,2017-05-10,inpatient,drugs,"10000.00",,A
p1,,,v1,,,tests,5000,1000,B
p1,,,v2,2017-06-01,inpatient,,30.5,,A
p2,1990-01-01,general,v1,2017-07-01,outpatient,,8,,A
`;

describe('readEventsCsv', () => {
  it('means the same as the JSON form', () => {
    const read = readEventsCsv(TABLE, { area: 'xianning' });
    expect(read.problems).toEqual([]);
    const json = readEvents([
      {
        area: 'xianning',
        person: {
          id: 'p1',
          bornOn: '1960-05-01',
          facts: [
            {
              dimension: 'personClass',
              code: 'poor1',
              effectiveFrom: '2016-01-01',
              effectiveUntil: '2018-01-01',
            },
          ],
        },
        items: [
          {
            id: 'v1',
            on: '2017-05-10',
            facets: { setting: 'inpatient' },
            lines: [
              { id: 'drugs', cost: '10000.00', facets: { itemClass: 'A' } },
              { id: 'tests', cost: '5000', firstShareBp: 1000, facets: { itemClass: 'B' } },
            ],
          },
          {
            id: 'v2',
            on: '2017-06-01',
            facets: { setting: 'inpatient' },
            lines: [{ cost: '30.5', facets: { itemClass: 'A' } }],
          },
        ],
      },
      {
        area: 'xianning',
        person: { id: 'p2', bornOn: '1990-01-01', facts: { personClass: 'general' } },
        items: [
          {
            id: 'v1',
            on: '2017-07-01',
            facets: { setting: 'outpatient' },
            lines: [{ cost: '8', facets: { itemClass: 'A' } }],
          },
        ],
      },
    ]);
    expect(read.histories).toEqual(json.histories);
  });

  it('takes persons from the side', () => {
    const read = readEventsCsv('person,event,on,costFen\np1,v1,2017-05-10,100\n', {
      area: 'xianning',
      persons: [{ id: 'p1', bornOn: '1960-05-01', facts: { personClass: 'poor1' } }],
    });
    expect(read.histories?.[0]?.history.person.facts[0]?.code).toBe('poor1');
  });

  it.each([
    ['', ['1 input/empty ']],
    ['person,event,cost\n', ['1 input/empty ']],
    ['person,event,on,cost\np1,v1,2017-05-10,12.345\n', ['2 input/bad_value cost']],
    ['person,event,on,costFen\np1,v1,2017-05-10,1e3\n', ['2 input/wrong_type costFen']],
    [
      'person,event,on,cost\np1,v1,2017-05-10,1\np1,v1,2017-05-11,1\n',
      ['3 input/row_disagrees on'],
    ],
    ['person,event,on,cost\np1,v1,2017-05-10,1\n,v1,,1\n', ['3 input/missing_field person']],
    ['person,event,on,price\np1,v1,2017-05-10,1\n', ['1 input/unknown_column ']],
    ['person,event,on,cost,on\np1,v1,2017-05-10,1,\n', ['1 input/said_twice on']],
    ['person,on,cost\np1,2017-05-10,1\n', ['1 input/missing_field event']],
    ['person,event,on,cost\np1,v1,2017-05-10,1,234.50\n', ['2 input/not_readable ']],
    ['person,event,on,cost\np1,v1,2017-05-10,"1\n', ['2 input/not_readable ']],
    ['person,event,on,cost\np1,v1,2017-05-10,"1"2\n', ['2 input/not_readable ']],
    ['person,bornOn,event,on,cost\np1,1960-13-01,v1,2017-05-10,1\n', ['2 input/bad_date bornOn']],
    [
      'person,event,on,cost,line.itemClass\np1,v1,2017-05-10,1,"\nA"\np1,v1,,x,A\n',
      ['4 input/bad_value cost'],
    ],
  ])('%j: names row and column', (text, expected) => {
    const read = readEventsCsv(text, { area: 'xianning' });
    expect(read.histories).toBeNull();
    expect(read.problems.map(({ row, code, at }) => `${row ?? 1} ${code} ${at}`)).toEqual(expected);
  });

  it('never throws, whatever text comes', () => {
    const piece = fc.constantFrom(...'person,event,on,cost\r\n"|@..=+-12a\uFEFF'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 80 }), (tail) => {
        const read = readEventsCsv(`person,event,on,cost\n${tail}`, { area: 'x' });
        expect(read.histories === null).toBe(read.problems.length > 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('parseCsv', () => {
  it('gives back what was written, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })), (table) => {
        const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
        const text = table.map((row) => row.map(quote).join(',')).join('\r\n');
        const { rows, problems } = parseCsv(text);
        expect(problems).toEqual([]);
        expect(rows.map(({ cells }) => cells)).toEqual(
          table.map((row) => row.map((value) => value.trim())),
        );
      }),
    );
  });
});
