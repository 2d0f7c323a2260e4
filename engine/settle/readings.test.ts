import { describe, expect, it } from 'vitest';
import { type TownScheme, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  fact,
  line,
  person,
  rejectionOf,
  settledHistory,
  settledStep,
  visit,
} from '../../testing/laws/town-events.ts';

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

  it('what it looks at must be told and known', () => {
    const { grade: _, ...bare } = visit('v', '2025-01-01', 1).facets;
    expect(rejectionOf(program, { ...visit('v', '2025-01-01', 1), facets: bare })).toBe(
      'settlement/facet_missing',
    );
    expect(rejectionOf(program, visit('v', '2025-01-01', 1, { grade: 'fifth' }))).toBe(
      'settlement/unknown_code',
    );
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

  it('a line that lacks what it looks at is refused', () => {
    const odd = [line(1, { facets: { itemClass: 'X' } })];
    expect(rejectionOf(program, visit('v', '2025-01-01', odd, { place: 'outOfCity' }))).toBe(
      'settlement/unknown_code',
    );
  });
});
