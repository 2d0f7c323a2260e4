import { describe, expect, it } from 'vitest';
import { townProgram } from '../../testing/laws/town.ts';
import { day } from '../../testing/laws/town-events.ts';
import { changeDays, type Facet, facetTable, matches } from './profile.ts';
import { classOf } from './profile-key.ts';
import type { Selector } from './terms.ts';

const codesFrom = (codes: Readonly<Record<string, string>>) => (dimension: string) =>
  codes[dimension] ?? null;

describe('matches', () => {
  const poorOrOld: Selector = [
    { dimension: 'ageYears', interval: { from: 60, until: 70 } },
    { dimension: 'grade', codes: ['primary', 'secondary'] },
  ];

  it.each([
    [{ ageYears: '60', grade: 'primary' }, true],
    [{ ageYears: '69', grade: 'secondary' }, true],
    [{ ageYears: '59', grade: 'primary' }, false],
    [{ ageYears: '70', grade: 'primary' }, false],
    [{ ageYears: '65', grade: 'tertiary' }, false],
    [{ ageYears: '65' }, false],
    [{ grade: 'primary' }, false],
  ])('%j in the box: %s', (codes, expected) => {
    expect(matches(poorOrOld, codesFrom(codes))).toBe(expected);
  });

  it('an empty selector matches everything, an open interval has no end', () => {
    expect(matches([], codesFrom({}))).toBe(true);
    const from: Selector = [{ dimension: 'ageYears', interval: { from: 60, until: null } }];
    expect(matches(from, codesFrom({ ageYears: '600' }))).toBe(true);
    expect(matches(from, codesFrom({ ageYears: '59' }))).toBe(false);
    const until: Selector = [{ dimension: 'ageYears', interval: { from: null, until: 7 } }];
    expect(matches(until, codesFrom({ ageYears: '6' }))).toBe(true);
    expect(matches(until, codesFrom({ ageYears: '7' }))).toBe(false);
  });
});

const program = townProgram({
  counters: {
    'town.visits': {
      window: { kind: 'lifetime' },
      key: 'disease',
      writers: [{ event: 'eventCount' }],
    },
  },
  tiers: {
    'pool.basic': {
      when: { grade: ['primary', 'secondary'], ageYears: { from: 18, until: 60 } },
      numbers: {
        ratioBp: {
          by: ['place'],
          from: {
            '2024-01-01': { inCity: 8000, otherwise: 7000 },
            '2025-03-01': { inCity: 8500, otherwise: 7000 },
          },
        },
        extraBp: 500,
        subsidyBp: { by: ['employment'], value: { working: 1, retired: 2 } },
      },
      parts: {
        all: {
          base: [{ reasons: ['inScope'], lines: { priceLevel: { until: 5 } } }],
          ratio: 'ratioBp',
        },
      },
      modifiers: [
        {
          field: 'ratio',
          when: { personClass: ['poor'] },
          operation: 'add',
          value: { parameter: 'extraBp' },
        },
      ],
    },
    'aid.subsidy': {
      on: 'contribution',
      numbers: { ratioBp: { by: ['employment'], value: { working: 1, retired: 2 } } },
      parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
    },
  },
});

function idsOf(facets: readonly Facet[]) {
  return facets.map(({ dimension }) => dimension.id);
}

describe('facetTable', () => {
  it('holds for a kind of event only what its law looks at', () => {
    const visit = facetTable(program, 'visit');
    expect(idsOf(visit.person)).toEqual(['ageYears', 'insuranceType', 'personClass']);
    expect(idsOf(visit.event)).toEqual(['disease', 'grade', 'place']);
    expect(idsOf(visit.line)).toEqual(['itemClass', 'priceLevel']);
    const contribution = facetTable(program, 'contribution');
    expect(idsOf(contribution.person)).toEqual(['employment', 'insuranceType']);
    expect(idsOf(contribution.line)).toEqual([]);
  });

  it('tells the codes that the law names from the rest, and integers by their bounds', () => {
    const { person, event } = facetTable(program, 'visit');
    const of = (id: string, code: string) => {
      const facet = [...person, ...event].find(({ dimension }) => dimension.id === id);
      return facet ? classOf(facet, code) : undefined;
    };
    expect(of('grade', 'tertiary')).toBe(0);
    expect(of('grade', 'primary')).not.toBe(of('grade', 'secondary'));
    expect(of('disease', 'flu')).toBe(0);
    expect(['17', '18', '59', '60', '99'].map((years) => of('ageYears', years))).toEqual([
      0, 1, 1, 2, 2,
    ]);
  });
});

describe('changeDays', () => {
  it('lists every day on which a number or a span changes, once, ascending', () => {
    expect(changeDays(program)).toEqual(
      ['2020-01-01', '2024-01-01', '2025-03-01', '2027-01-01'].map((text) => day(text)),
    );
  });
});
