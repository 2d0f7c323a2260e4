/** The form as typed, and the answers that it means. */
import { describe, expect, it } from 'vitest';
import { historyOf } from './answers.ts';
import { type Draft, dayBefore, firstDraft, inYear, readDraft } from './draft.ts';
import type { Question } from './questions.ts';

const AREA = {
  id: 'here',
  zh: '此地',
  en: 'Here',
  adminCode: '000000',
  schemes: [
    {
      id: 'here.2024',
      title: '样例',
      from: '2024-01-01',
      until: '2025-01-01',
      covers: [],
      insurances: [{ id: 'resident', zh: '居民', en: 'Resident' }],
      file: 'here.json',
    },
  ],
};

function question(id: string, change: Partial<Question> = {}): Question {
  return {
    id,
    of: 'event',
    zh: id,
    en: id,
    kind: 'codes',
    codes: ['a', 'b'].map((code) => ({ id: code, zh: code, en: code, isNamed: true })),
    isMany: false,
    absentMeans: null,
    isMain: true,
    preset: 'a',
    ...change,
  };
}

const ITEM = question('itemClass', { of: 'line', preset: 'A' });
const DRAFT = firstDraft(AREA, '2026-01-01');

function withBill(bill: Partial<Draft['bill']>, change: Partial<Draft> = {}): Draft {
  return { ...DRAFT, ...change, bill: { ...DRAFT.bill, ...bill } };
}

function answers(draft: Draft, questions: readonly Question[]) {
  const read = readDraft(draft, questions);
  if (read.kind !== 'answers') throw new Error(JSON.stringify(read));
  return read.answers;
}

function faults(draft: Draft, questions: readonly Question[]) {
  const read = readDraft(draft, questions);
  return read.kind === 'faults' ? read.faults : read.kind;
}

describe('the first form', () => {
  it('starts today where there is law, else on the last day that has some', () => {
    expect(firstDraft(AREA, '2024-05-05').on).toBe('2024-05-05');
    expect(DRAFT.on).toBe('2024-12-31');
    expect(dayBefore('2024-03-01')).toBe('2024-02-29');
  });

  it('is empty until a total is told', () => {
    expect(readDraft(DRAFT, [ITEM])).toEqual({ kind: 'empty' });
  });
});

describe('a bill', () => {
  it('falls into classes and parts that sum to the total', () => {
    const parts = [{ id: 1, cost: '50', told: { drug: ['b'] } }];
    const draft = withBill({ total: '1,000.50', classB: '200', classC: '100', parts });
    const drug = question('drug', { of: 'line', isMain: false });
    expect(answers(draft, [ITEM, drug]).visit.bill).toEqual([
      { costFen: 65_050, firstShareBp: 0, facets: { itemClass: 'A', drug: 'a' } },
      { costFen: 20_000, firstShareBp: 1_000, facets: { itemClass: 'B', drug: 'a' } },
      { costFen: 10_000, firstShareBp: 0, facets: { itemClass: 'C', drug: 'a' } },
      { costFen: 5_000, firstShareBp: 0, facets: { itemClass: 'A', drug: 'b' } },
    ]);
  });

  it('is one row where the law has no classes', () => {
    const { bill } = answers(withBill({ total: '9', classC: '5' }), []).visit;
    expect(bill).toEqual([{ costFen: 900, firstShareBp: 0, facets: {} }]);
  });

  it.each([
    [{ total: '12.345' }, { total: 'faultYuan' }],
    [{ total: '-5' }, { total: 'faultYuan' }],
    [{ total: '一万' }, { total: 'faultYuan' }],
    [{ total: '1.234', classC: '5' }, { total: 'faultYuan' }],
    [{ total: '10', classC: '11' }, { total: 'faultParts' }],
    [{ total: '10', classB: '5', firstShare: '101' }, { firstShare: 'faultPercent' }],
    [{ total: '10', classB: 'x' }, { classB: 'faultYuan' }],
  ])('%j is told as wrong', (bill, expected) => {
    expect(faults(withBill(bill), [ITEM])).toEqual(expected);
  });
});

describe('questions', () => {
  it('take the preset where nothing, or a code that the law does not have, is told', () => {
    const asked = [question('grade'), question('many', { isMany: true, preset: null })];
    const told = { grade: ['gone'], many: ['b', 'gone'] };
    const { facets } = answers(withBill({ total: '1' }, { told }), asked).visit;
    expect(facets).toEqual({ grade: 'a', many: 'b' });
  });

  it('read numbers in the unit at the end of their name', () => {
    const numbers = [
      question('aidFen', { kind: 'integer', codes: [], preset: '0' }),
      question('bedDays', { kind: 'integer', codes: [], preset: '0' }),
    ];
    const told = { aidFen: ['12.5'], bedDays: ['7'] };
    const draft = withBill({ total: '1' }, { told });
    expect(answers(draft, numbers).visit.facets).toEqual({ aidFen: '1250', bedDays: '7' });
    const wrong = withBill({ total: '1' }, { told: { aidFen: ['x'], bedDays: ['1.5'] } });
    expect(faults(wrong, numbers)).toEqual({ aidFen: 'faultYuan', bedDays: 'faultWhole' });
  });

  it('ask the age only where the law does', () => {
    const age = question('ageYears', { of: 'person', kind: 'integer', codes: [] });
    expect(answers(withBill({ total: '1' }, { age: '' }), []).ageYears).toBeNull();
    expect(answers(withBill({ total: '1' }, { age: '0' }), [age]).ageYears).toBe(0);
    for (const text of ['', '131', '4.5', 'x']) {
      expect(faults(withBill({ total: '1' }, { age: text }), [age])).toEqual({
        ageYears: 'faultAge',
      });
    }
  });
});

describe('earlier visits', () => {
  it('count once they have a cost, and take the rest from the visit', () => {
    const earlier = [
      { id: 1, on: '2024-02-01', told: { grade: ['b'] }, total: '500', classC: '100' },
      { id: 2, on: '2024-03-01', told: {}, total: '', classC: '' },
    ];
    const found = answers(withBill({ total: '1' }, { earlier }), [question('grade'), ITEM]);
    expect(found.earlier).toEqual([
      {
        on: '2024-02-01',
        facets: { grade: 'b' },
        bill: [
          { costFen: 40_000, firstShareBp: 0, facets: { itemClass: 'A' } },
          { costFen: 10_000, firstShareBp: 0, facets: { itemClass: 'C' } },
        ],
      },
    ]);
  });

  it('tell their own faults', () => {
    const earlier = [{ id: 3, on: '', told: {}, total: 'x', classC: '' }];
    expect(faults(withBill({ total: '1' }, { earlier }), [])).toEqual({
      'earlier-3-on': 'faultDay',
      'earlier-3-total': 'faultYuan',
    });
  });
});

describe('the history of answers', () => {
  it('has the age all year, and facts from 1 January of the first visit', () => {
    const age = question('ageYears', { of: 'person', kind: 'integer', codes: [] });
    const earlier = [{ id: 1, on: '2024-02-29', told: {}, total: '5', classC: '' }];
    const found = historyOf(answers(withBill({ total: '1' }, { age: '60', earlier }), [age]));
    if (!found.ok) throw new Error(found.rejection.message);
    const { person, items } = found.value;
    expect(items.map((item) => item.kind === 'event' && item.event.id)).toEqual([
      'earlier-1',
      'visit',
    ]);
    expect(person.bornOn).toBe(-2_192);
    expect(person.facts.map(({ dimension, code }) => [dimension, code])).toEqual([
      ['insuranceType', 'resident'],
    ]);
  });
});

describe('another year', () => {
  it('moves a day, and 29 February to the 28th', () => {
    expect(inYear('2024-06-30', 2019)).toBe('2019-06-30');
    expect(inYear('2024-02-29', 2023)).toBe('2023-02-28');
    expect(inYear('', 2023)).toBe('');
  });
});
