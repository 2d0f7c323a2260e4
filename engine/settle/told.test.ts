/**
 * Told numbers, tables, sums over held codes, and rates that need the event.
 */
import { describe, expect, it } from 'vitest';
import { type TownTier, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  fact,
  line,
  person,
  rejectionOf,
  settledHistory,
  settledStep,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';

const law = (tier: TownTier) => townProgram({ tiers: { 'pool.basic': tier } });
const bill = visit('v', '2025-06-30', 100_000);

describe('a table', () => {
  // Up to 10,000.00 of income nothing, then 500.00, then 1,000.00.
  const program = law({
    numbers: {
      ratioBp: 10_000,
      incomeFenList: [0, 1_000_000, 2_000_000],
      gateFenList: [0, 50_000, 100_000],
    },
    deductible: {
      amount: {
        table: { at: { facet: 'incomeFen' }, bounds: 'incomeFenList', values: 'gateFenList' },
      },
      counts: 'taken',
    },
  });
  const settled = (income: string) =>
    settledStep(program, bill, { who: person({}, { also: [fact('incomeFen', income)] }) }).settled;

  it.each([
    ['0', 0, 100_000],
    ['999999', 0, 100_000],
    ['1000000', 1, 50_000],
    ['1999999', 1, 50_000],
    ['2000000', 2, 0],
    ['900000000000', 2, 0],
  ])('at %s hits row %i: pays %i', (income, row, paid) => {
    const found = settled(income);
    expect(found.paidFen).toEqual([paid]);
    const values = tierOf(found, 'pool.basic').asked?.values ?? [];
    expect(values.find(({ node }) => node.kind === 'table')).toMatchObject({
      at: Number(income),
      row,
      value: 100_000 - paid,
    });
  });

  it.each([['-1'], ['1.5'], ['900000000001'], ['']])('no income %j', (income) => {
    const who = person({}, { also: [fact('incomeFen', income)] });
    expect(rejectionOf(program, bill, { who })).toBe('settlement/unknown_code');
  });

  it('by a count of stays: 100 %, 75 %, 50 % of the deductible and so on', () => {
    const ladder = townLaw({
      tiers: {
        'pool.basic': {
          numbers: {
            ratioBp: 10_000,
            gateFen: 10_000,
            stayCountList: [0, 1, 2],
            partBpList: [10_000, 7500, 5000],
          },
          counters: {
            'pool.stays': { writers: [{ event: 'eventCount', when: { grade: ['primary'] } }] },
          },
          deductible: {
            amount: {
              share: {
                of: { parameter: 'gateFen' },
                rateBp: {
                  table: {
                    at: { counter: 'pool.stays' },
                    bounds: 'stayCountList',
                    values: 'partBpList',
                  },
                },
                rounding: 'halfUp',
              },
            },
            counts: 'taken',
          },
        },
      },
    });
    const stays = ['01', '02', '03', '04'].map((day) => visit(day, `2025-01-${day}`, 10_000));
    // A visit in between that no writer counts.
    const other = visit('x', '2025-01-02', 10_000, { grade: 'secondary' });
    const [a, b, ...rest] = stays;
    if (!a || !b) throw new Error('no stays');
    const { steps } = settledHistory(ladder, [a, other, b, ...rest]);
    expect(steps.map(({ settled: one }) => one.paidFen[0])).toEqual([0, 2500, 2500, 5000, 5000]);
  });
});

describe('a sum over held codes', () => {
  const program = law({
    numbers: {
      ratioBp: 10_000,
      diseaseFen: {
        by: ['filed'],
        value: { hypertension: 20_000, diabetes: 30_000, otherwise: 1000 },
      },
    },
    caps: { year: { amount: { each: { dimension: 'filed', parameter: 'diseaseFen' } } } },
  });
  const held = (...codes: string[]) =>
    person({}, { also: codes.map((code) => fact('filed', code)) });

  it.each([
    [[], 0],
    [['hypertension'], 20_000],
    [['diabetes', 'hypertension'], 50_000],
    [['diabetes', 'diabetes'], 30_000],
    [['cancer', 'hypertension'], 21_000],
  ])('%j: %i', (codes, cap) => {
    const { settled } = settledStep(program, bill, { who: held(...codes) });
    expect(settled.paidFen).toEqual([cap]);
    expect(tierOf(settled, 'pool.basic').plan.caps[0]?.amount.sources).toHaveLength(
      new Set(codes).size,
    );
  });

  it('a code outside the vocabulary is unknown; one without a value has none', () => {
    expect(rejectionOf(program, bill, { who: held('gout') })).toBe('settlement/unknown_code');
    const bare = law({
      numbers: {
        ratioBp: 10_000,
        diseaseFen: {
          by: ['filed'],
          value: { hypertension: 20_000, diabetes: 30_000, cancer: 0 },
        },
      },
      caps: { year: { amount: { each: { dimension: 'filed', parameter: 'diseaseFen' } } } },
    });
    expect(settledStep(bare, bill, { who: held('cancer') }).settled.paidFen).toEqual([0]);
  });

  it('selectors match where one of the held codes is listed', () => {
    const listed = law({
      when: { filed: ['hypertension', 'cancer'] },
      numbers: { ratioBp: 10_000 },
    });
    const paid = (...codes: string[]) =>
      settledStep(listed, bill, { who: held(...codes) }).settled.paidFen[0];
    expect([
      paid(),
      paid('diabetes'),
      paid('diabetes', 'cancer'),
      paid('hypertension', 'cancer', 'diabetes'),
      paid('cancer'),
    ]).toEqual([0, 0, 100_000, 100_000, 100_000]);
    // A code holds only in its days.
    const late = person({}, { also: [fact('filed', 'cancer', '2025-07-01')] });
    expect(settledStep(listed, bill, { who: late }).settled.paidFen).toEqual([0]);
  });
});

describe('a rate that needs the event', () => {
  const born = (on: string) => person({}, { bornOn: on });
  // 75 % + 0.2 % for each year of age, as an old ordinance has it.
  const byAge = law({
    numbers: { ratioBp: 7500, yearBp: 20 },
    modifiers: [
      {
        field: 'ratio',
        operation: 'add',
        value: { times: { of: { parameter: 'yearBp' }, count: { facet: 'ageYears' } } },
      },
    ],
  });

  it.each([
    // The day before the 50th birthday, and the birthday.
    ['1975-07-01', 84_800],
    ['1975-06-30', 85_000],
    ['2025-06-30', 75_000],
    // 125 years: never above the whole.
    ['1899-01-01', 100_000],
  ])('born on %s: pays %i', (on, paid) => {
    expect(settledStep(byAge, bill, { who: born(on) }).settled.paidFen).toEqual([paid]);
  });

  it('is missing without a day of birth', () => {
    expect(rejectionOf(byAge, bill)).toBe('settlement/facet_missing');
    expect(rejectionOf(byAge, bill, { who: born('2030-01-01') })).toBe('settlement/unknown_code');
  });

  it('acts in the order of the modifiers, also before those that are plain', () => {
    const mixed = law({
      numbers: { ratioBp: 5000, yearBp: 100, mostCount: 10, halfBp: 5000 },
      modifiers: [
        {
          field: 'ratio',
          operation: 'add',
          value: {
            times: {
              of: { parameter: 'yearBp' },
              count: { min: [{ facet: 'insuredYears' }, { parameter: 'mostCount' }] },
            },
          },
        },
        { field: 'ratio', operation: 'multiply', value: { parameter: 'halfBp' } },
      ],
    });
    const paid = (years: string) =>
      settledStep(mixed, bill, { who: person({}, { also: [fact('insuredYears', years)] }) }).settled
        .paidFen[0];
    // (50 % + 1 % a year, at most 10) × 50 %.
    expect([paid('0'), paid('1'), paid('10'), paid('11')]).toEqual([
      25_000, 25_500, 30_000, 30_000,
    ]);
    expect(settledStep(mixed, bill).settled.paidFen).toEqual([25_000]);
  });

  it.each([
    // 100 % − 40 % × 150 %; the whole cost is the most that one bears.
    [6000, 40_000],
    [2000, 0],
  ])('of %i, the own share times one and a half: pays %i', (ratioBp, paid) => {
    const program = law({
      numbers: { ratioBp, wholeBp: 10_000, halfBp: 5000 },
      modifiers: [
        {
          field: 'ratio',
          operation: 'multiplyOwnShare',
          value: { sum: [{ parameter: 'wholeBp' }, { parameter: 'halfBp' }] },
        },
      ],
    });
    expect(settledStep(program, bill).settled.paidFen).toEqual([paid]);
  });

  it.each([
    // 100 % − (100 % − 85 %) × 60 % = 91 %; and 100 % − 12.34 % × 77 % = 90.4982 %.
    [8500, 6000, 91_000],
    [8766, 7700, 90_500],
    [0, 10_000, 0],
    [1000, 10_000, 10_000],
    [0, 0, 100_000],
  ])('of %i, the own share times %i: pays %i', (ratioBp, shareBp, paid) => {
    const program = law({
      numbers: { ratioBp, shareBp },
      modifiers: [
        { field: 'ratio', operation: 'multiplyOwnShare', value: { parameter: 'shareBp' } },
      ],
    });
    expect(settledStep(program, bill).settled.paidFen).toEqual([paid]);
  });
});

describe('told numbers and what is kept', () => {
  it('one plan serves all numbers; a changed number is settled anew', () => {
    const told = townLaw({
      tiers: {
        'pool.basic': {
          numbers: { ratioBp: 10_000, shareBp: 1000 },
          deductible: {
            amount: {
              share: {
                of: { facet: 'incomeFen' },
                rateBp: { parameter: 'shareBp' },
                rounding: 'down',
              },
            },
            counts: 'taken',
          },
        },
      },
    });
    const who = (income: string) => person({}, { also: [fact('incomeFen', income)] });
    const before = settledHistory(told, [bill], who('100000'));
    const same = settledHistory(told, [bill], who('100000'), { earlier: before });
    const after = settledHistory(told, [bill], who('200000'), { earlier: before });
    expect(
      [before, same, after].map(({ steps, reused }) => [steps[0]?.settled.paidFen, reused]),
    ).toEqual([
      [[90_000], 0],
      [[90_000], 1],
      [[80_000], 0],
    ]);
  });

  it('a grant that a hospital tells, from a tier with a cap of that number', () => {
    const program = townProgram({
      tiers: {
        'hospital.waiver': {
          numbers: { ratioBp: 10_000 },
          parts: { all: { base: [{ reasons: ['inScope', 'firstShare'] }], ratio: 'ratioBp' } },
          caps: { told: { amount: { facet: 'waiverFen' } } },
        },
      },
    });
    const lines = [line(5000, { firstShareFen: 1000 })];
    const paid = (waiverFen: string) =>
      settledStep(program, visit('v', '2025-01-01', lines, { waiverFen })).settled.paidFen[0];
    expect([paid('0'), paid('1'), paid('4999'), paid('5000'), paid('9000')]).toEqual([
      0, 1, 4999, 5000, 5000,
    ]);
  });
});
