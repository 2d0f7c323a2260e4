import { describe, expect, it } from 'vitest';
import { type TownScheme, townProgram } from '../../testing/laws/town.ts';
import { line, person, rejectionOf, settledStep, visit } from '../../testing/laws/town-events.ts';
import { MAX_FEN } from '../units/index.ts';

const priced = (prices: NonNullable<TownScheme['prices']>) =>
  townProgram({ prices, tiers: { 'pool.basic': { numbers: { ratioBp: 10_000 } } } });

const LISTED = { times: { of: { facet: 'listPriceFen' }, count: { facet: 'quantity' } } };

/** Child surcharge of 30 % up to and including six years, on class A; a limit of 50.00 on class B. */
const program = priced({
  numbers: { childBp: 3000, limitFen: 5000, mostCount: 3 },
  rules: [
    {
      id: 'child',
      lines: { itemClass: ['A'] },
      when: { ageYears: { until: 7 } },
      allowed: {
        sum: [
          LISTED,
          { share: { of: LISTED, rateBp: { parameter: 'childBp' }, rounding: 'halfUp' } },
        ],
      },
    },
    {
      id: 'listed',
      lines: { itemClass: ['A'] },
      allowed: LISTED,
    },
    {
      id: 'limit',
      lines: { itemClass: ['B'] },
      when: { grade: ['primary'] },
      allowed: { min: [{ parameter: 'limitFen' }, { line: 'costFen' }] },
    },
  ],
});
const child = person({}, { bornOn: '2018-06-01' });

describe('a price rule', () => {
  const item = { itemClass: 'A', listPriceFen: '1001', quantity: '3' };
  const inScope = (cost: number, on: string) =>
    settledStep(program, visit('v', on, [line(cost, { facets: item })]), { who: child }).settled
      .paidFen[0];

  it.each([
    // 3,003 + 30 % of it, 900.9 → 901; from the seventh birthday 3,003.
    [5000, '2025-05-31', 3904],
    [5000, '2025-06-01', 3003],
    [3904, '2025-05-31', 3904],
    [3905, '2025-05-31', 3904],
    [10, '2025-05-31', 10],
  ])('of %i on %s allows %i', (cost, on, paid) => {
    expect(inScope(cost, on)).toBe(paid);
  });

  it('the first that matches counts; a line that none matches keeps what it told', () => {
    const lines = [
      line(9000, { facets: item }),
      line(9000, { facets: { itemClass: 'B' } }),
      line(4000, { facets: { itemClass: 'B' } }),
      line(700, { overLimitFen: 100, facets: { itemClass: 'C' } }),
    ];
    const { settled } = settledStep(program, visit('v', '2025-05-31', lines), { who: child });
    expect(
      settled.trace.prices.map(({ line: index, rule, allowedFen, overLimitFen }) => [
        index,
        rule,
        allowedFen,
        overLimitFen,
      ]),
    ).toEqual([
      [0, 0, 3904, 5096],
      [1, 2, 5000, 4000],
      [2, 2, 4000, 0],
    ]);
    const elsewhere = visit('v', '2025-05-31', [line(9000, { facets: { itemClass: 'B' } })], {
      grade: 'tertiary',
    });
    expect(settledStep(program, elsewhere, { who: child }).settled.trace.prices).toEqual([]);
  });

  it.each([
    // Told 4,500 above: more than the rule's 4,000. Told 10: less.
    [4500, 4500],
    [4000, 4000],
    [10, 4000],
  ])('never lowers what a line tells: %i over the limit becomes %i', (told, over) => {
    const lines = [line(9000, { overLimitFen: told, facets: { itemClass: 'B' } })];
    const { settled } = settledStep(program, visit('v', '2025-05-31', lines), { who: child });
    expect(settled.atoms[0]?.cells).toEqual([0, over, 0, 9000 - over]);
    expect(settled.trace.prices[0]).toMatchObject({ toldOverLimitFen: told, overLimitFen: over });
  });

  it('acts before the first share: of the rest, at most the rest', () => {
    const lines = [
      line(9000, { firstShareBp: 1000, facets: { itemClass: 'B' } }),
      line(9000, { firstShareFen: 6000, facets: { itemClass: 'B' } }),
    ];
    const { settled } = settledStep(program, visit('v', '2025-05-31', lines), { who: child });
    // 5,000 × 10 %; and of 6,000 only 5,000 is left.
    expect(settled.atoms[0]?.cells).toEqual([0, 8000, 5500, 4500]);
  });

  it('lines that are out of scope stay whole', () => {
    const all = priced({
      numbers: { noneFen: 0 },
      rules: [{ id: 'all', allowed: { parameter: 'noneFen' } }],
    });
    const { settled } = settledStep(
      all,
      visit('v', '2025-01-01', [line(10, { facets: { itemClass: 'C' } }), line(20)]),
    );
    expect(settled.atoms.map(({ cells }) => cells)).toEqual([
      [10, 0, 0, 0],
      [0, 20, 0, 0],
    ]);
  });

  it('names what it told numbers and tables gave', () => {
    const { settled } = settledStep(
      program,
      visit('v', '2025-05-31', [line(5000, { facets: item })]),
      { who: child },
    );
    expect(settled.trace.prices[0]?.values.map(({ value }) => value)).toEqual([1001, 3, 1001, 3]);
  });

  it('refuses a quantity that is no number, and a price out of range', () => {
    const of = (quantity: string, listPriceFen = '1') =>
      visit('v', '2025-05-31', [line(1, { facets: { itemClass: 'A', quantity, listPriceFen } })]);
    expect(rejectionOf(program, of('three'), { who: child })).toBe('settlement/unknown_code');
    expect(rejectionOf(program, of('2', String(MAX_FEN)), { who: child })).toBe(
      'settlement/amount_too_large',
    );
  });
});
