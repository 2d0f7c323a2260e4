import { describe, expect, it } from 'vitest';
import { type TownScheme, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  contribution,
  fact,
  line,
  person,
  rejectionOf,
  settledHistory,
  settledStep,
  visit,
} from '../../testing/laws/town-events.ts';

const lineOf = (itemClass: string) => line(10_000, { facets: { itemClass } });

const tiers: TownScheme['tiers'] = {
  'pool.basic': {
    numbers: { ratioBp: { by: ['grade'], value: { primary: 8000, otherwise: 5000 } } },
  },
};

describe('a reading of the event', () => {
  // Drugs of two diseases in a secondary hospital are paid as in a primary one.
  const scheme: TownScheme = {
    readAs: [
      {
        when: { grade: ['secondary'], filed: ['hypertension', 'diabetes'] },
        set: { grade: 'primary' },
      },
    ],
    tiers,
  };
  const program = townProgram(scheme);
  const ill = person({}, { also: [fact('filed', 'diabetes')] });
  const paid = (grade: string, who = ill) =>
    settledStep(program, visit('v', '2025-01-01', 10_000, { grade }), { who }).settled.paidFen[0];

  it('acts where person and event match', () => {
    expect([paid('secondary'), paid('tertiary'), paid('primary')]).toEqual([8000, 5000, 8000]);
    expect(paid('secondary', person())).toBe(5000);
  });

  it('is told in the trace where it acted', () => {
    const readings = (grade: string) =>
      settledStep(program, visit('v', '2025-01-01', 1, { grade }), { who: ill }).settled.trace
        .readings;
    expect(readings('secondary')).toEqual([{ reading: 0, lines: null }]);
    expect(readings('tertiary')).toEqual([]);
  });

  it('what the tiers look at must be told and known after it', () => {
    const { grade: _, ...bare } = visit('v', '2025-01-01', 1).facets;
    expect(rejectionOf(program, { ...visit('v', '2025-01-01', 1), facets: bare })).toBe(
      'settlement/facet_missing',
    );
    expect(rejectionOf(program, visit('v', '2025-01-01', 1, { grade: 'fifth' }))).toBe(
      'settlement/unknown_code',
    );
  });

  it('hides an unknown code of what it sets', () => {
    const always = townProgram({ readAs: [{ set: { grade: 'primary' } }], tiers });
    const { settled } = settledStep(always, visit('v', '2025-01-01', 10_000, { grade: 'ninth' }));
    expect(settled.paidFen).toEqual([8000]);
    const line = townProgram({
      readAs: [{ when: { place: ['inCity'] }, lines: {}, set: { itemClass: 'A' } }],
      tiers,
    });
    const odd = visit('v', '2025-01-01', [lineOf('Z')]);
    expect(settledStep(line, odd).settled.paidFen).toEqual([8000]);
  });

  it('a fact that it alone looks at makes a history settle anew', () => {
    const law = townLaw(scheme);
    const items = [visit('v', '2025-01-01', 10_000, { grade: 'secondary' })];
    const before = settledHistory(law, items, person());
    const after = settledHistory(law, items, ill, { earlier: before });
    expect([
      before.steps[0]?.settled.paidFen,
      after.steps[0]?.settled.paidFen,
      after.reused,
    ]).toEqual([[5000], [8000], 0]);
  });
});

describe('a reading of what is not told', () => {
  const program = townProgram({
    readAs: [
      {
        when: { ageYears: { from: 60 }, triage: { from: 1, until: 3 } },
        set: { grade: 'primary' },
      },
      { when: { incomeFen: { until: 100 } }, set: { place: 'outOfCity' } },
    ],
    tiers: {
      ...tiers,
      'aid.subsidy': {
        on: 'contribution',
        numbers: { ratioBp: 1000 },
        parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
      },
    },
  });
  const bill = (facets = {}) => visit('v', '2025-01-01', 100, { grade: 'tertiary', ...facets });
  const old = person({}, { bornOn: '1950-01-01', also: [fact('incomeFen', '100')] });
  const readIn = (facets: object, who = old) =>
    settledStep(program, bill(facets), { who }).settled.trace.readings.length;

  it('does not match, whether the event or the person does not tell it', () => {
    expect([readIn({ triage: '2' }), readIn({}), readIn({ triage: '3' })]).toEqual([1, 0, 0]);
    expect(readIn({ triage: '2' }, person())).toBe(0);
    const poor = person({}, { also: [fact('incomeFen', '99')] });
    expect([readIn({}, poor), readIn({}, person())]).toEqual([1, 0]);
  });

  it('stops no event of another kind', () => {
    const { settled } = settledStep(program, contribution('c', '2025-01-01', 1000));
    expect(settled.personFen).toBe(900);
  });

  it('does not stand in for a code that is told and unknown, nor for facts that contradict', () => {
    expect(rejectionOf(program, bill({ triage: 'low' }))).toBe('settlement/unknown_code');
    expect(rejectionOf(program, bill({ triage: 'low' }), { who: old })).toBe(
      'settlement/unknown_code',
    );
    const two = person({}, { also: [fact('incomeFen', '1'), fact('incomeFen', '2')] });
    expect(rejectionOf(program, bill(), { who: two })).toBe('settlement/facts_overlap');
  });
});

describe('readings one after the other', () => {
  it('each sees what the ones before it set, and may give what is missing', () => {
    const program = townProgram({
      readAs: [
        { when: { place: ['outOfCity'] }, set: { grade: 'tertiary' } },
        { when: { grade: ['tertiary'] }, set: { place: 'inCity', grade: 'secondary' } },
      ],
      tiers: {
        'pool.basic': {
          numbers: {
            ratioBp: {
              by: ['grade', 'place'],
              value: {
                secondary: { inCity: 7000, outOfCity: 100 },
                otherwise: { otherwise: 1000 },
              },
            },
          },
        },
      },
    });
    const { grade: _, ...bare } = visit('v', '2025-01-01', 10_000, { place: 'outOfCity' }).facets;
    const event = { ...visit('v', '2025-01-01', 10_000), facets: bare };
    const { settled } = settledStep(program, event);
    expect(settled.paidFen).toEqual([7000]);
    expect(settled.trace.readings.map(({ reading }) => reading)).toEqual([0, 1]);
  });

  it("the scheme's come first, then its overlays' in their own days", () => {
    const program = townProgram({
      readAs: [{ when: { grade: ['tertiary'] }, set: { grade: 'secondary' } }],
      tiers,
      overlays: {
        'town.decree': {
          effectiveFrom: '2025-02-01',
          effectiveUntil: '2025-03-01',
          readAs: [{ when: { grade: ['secondary'] }, set: { grade: 'primary' } }],
        },
      },
    });
    const paid = (on: string) =>
      settledStep(program, visit('v', on, 10_000, { grade: 'tertiary' })).settled.paidFen[0];
    expect(['2025-01-31', '2025-02-01', '2025-02-28', '2025-03-01'].map(paid)).toEqual([
      5000, 8000, 8000, 5000,
    ]);
  });
});

describe('a reading of lines', () => {
  const program = townProgram({
    readAs: [
      {
        when: { place: ['outOfCity'] },
        lines: { itemClass: ['C'], necessity: ['necessary'] },
        set: { itemClass: 'B' },
      },
    ],
    tiers: {
      'pool.basic': {
        numbers: { ratioBp: 10_000 },
        parts: {
          all: { base: [{ reasons: ['inScope'], lines: { itemClass: ['B'] } }], ratio: 'ratioBp' },
        },
      },
    },
  });
  const lines = [
    line(100),
    line(20, { facets: { itemClass: 'C' } }),
    line(3, { facets: { itemClass: 'C', necessity: 'notNecessary' } }),
    line(4, { facets: { itemClass: 'C', necessity: 'necessary' } }),
  ];

  it('changes the lines that match, before they are classified', () => {
    const { settled } = settledStep(
      program,
      visit('v', '2025-01-01', lines, { place: 'outOfCity' }),
    );
    expect(settled.paidFen).toEqual([24]);
    expect(settled.trace.readings).toEqual([{ reading: 0, lines: [1, 3] }]);
    expect(settled.atoms.map(({ lines: own, exclusion }) => [own, exclusion])).toEqual([
      [[0], -1],
      [[1, 3], -1],
      [[2], 0],
    ]);
  });

  it('leaves them where the event does not match', () => {
    const { settled } = settledStep(program, visit('v', '2025-01-01', lines));
    expect(settled.paidFen).toEqual([0]);
    expect(settled.trace.readings).toEqual([]);
  });

  it('a line that tells a code that it looks at and does not know is refused', () => {
    const odd = [line(1, { facets: { itemClass: 'X' } })];
    expect(rejectionOf(program, visit('v', '2025-01-01', odd, { place: 'outOfCity' }))).toBe(
      'settlement/unknown_code',
    );
  });
});

describe('a line that does not tell what a reading of lines looks at', () => {
  const program = townProgram({
    readAs: [
      { lines: { shelf: ['high'] }, set: { itemClass: 'C' } },
      { lines: { priceLevel: { from: 3 } }, set: { necessity: 'notNecessary' } },
    ],
    tiers: { 'pool.basic': { numbers: { ratioBp: 10_000 } } },
  });
  const bill = (...all: readonly Record<string, string>[]) =>
    visit(
      'v',
      '2025-01-01',
      all.map((facets) => line(10, { facets })),
    );
  const atomsOf = (...all: readonly Record<string, string>[]) =>
    settledStep(program, bill(...all)).settled.atoms.map(({ lines }) => lines);

  it('does not match, and stands with lines of codes that no selector names', () => {
    expect(atomsOf({}, { shelf: 'low' }, { shelf: 'high' })).toEqual([[0, 1], [2]]);
    expect(settledStep(program, bill({}, { shelf: 'high' })).settled.paidFen).toEqual([10]);
  });

  it('where it is a number, it stands for itself', () => {
    expect(atomsOf({}, { priceLevel: '2' }, { priceLevel: '3' }, {})).toEqual([[0, 3], [1], [2]]);
  });

  it('is refused where it tells an unknown one', () => {
    expect(rejectionOf(program, bill({}, { priceLevel: '-1' }))).toBe('settlement/unknown_code');
  });

  it('is refused where something else looks at it too', () => {
    const strict = townProgram({
      readAs: [{ lines: { shelf: ['high'] }, set: { itemClass: 'C' } }],
      outOfScope: { shelf: ['top'] },
      tiers: { 'pool.basic': { numbers: { ratioBp: 10_000 } } },
    });
    expect(rejectionOf(strict, bill({}))).toBe('settlement/facet_missing');
  });
});
