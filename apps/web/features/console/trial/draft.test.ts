/** From what is typed to what is asked. */
import { expect, it } from 'vitest';
import { firstDraft, requestOf } from './draft.ts';

const LINE = { cost: '1234.5', itemClass: 'B', firstShare: '10' };
const draft = { ...firstDraft('2025-06-16'), lines: [LINE] };

it('asks for a person on file by number alone', () => {
  expect(requestOf({ ...draft, personNo: ' 33 ' })).toEqual({
    personNo: '33',
    visit: {
      on: '2025-06-16',
      facets: { setting: 'inpatient', grade: 'tertiary', place: 'inCity' },
      lines: [{ costFen: 123_450, firstShareBp: 1000, facets: { itemClass: 'B' } }],
    },
  });
});

it('invents a person of the facts that were told, from the first day of the year', () => {
  const invented = { ...draft, isOnFile: false, area: 'wenzhou', bornOn: '' };
  const person = { insuranceType: 'resident', personClass: '' };
  expect(requestOf({ ...invented, person })).toMatchObject({
    person: {
      area: 'wenzhou',
      bornOn: null,
      facts: [{ dimension: 'insuranceType', code: 'resident', from: '2025-01-01', until: null }],
    },
  });
});

it('says which field is wrong', () => {
  const named = { ...draft, personNo: '1' };
  expect(requestOf(draft)).toBe('faultPerson');
  expect(requestOf({ ...draft, isOnFile: false })).toBe('faultPerson');
  expect(requestOf({ ...named, on: '' })).toBe('faultDay');
  for (const cost of ['', '0', '-1', '1.234', 'x', '1e9']) {
    expect(requestOf({ ...named, lines: [{ ...LINE, cost }] })).toBe('faultYuan');
  }
  for (const firstShare of ['101', '-1', '5.555', '%']) {
    expect(requestOf({ ...named, lines: [{ ...LINE, firstShare }] })).toBe('faultShare');
  }
});
