import { describe, expect, it } from 'vitest';
import { type TownTier, townProgram } from '../../testing/laws/town.ts';
import {
  fact,
  line,
  paidBy,
  person,
  rejectionOf,
  settledStep,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';
import { MAX_FEN } from '../units/index.ts';

/** Pays half, under what a test asks for. */
function half(more: TownTier) {
  const { numbers, ...rest } = more;
  return townProgram({
    tiers: { 'pool.basic': { ...rest, numbers: { ratioBp: 5000, ...numbers } } },
  });
}

const withIncome = (fen: number) => person({}, { also: [fact('incomeFen', String(fen))] });

describe('a tier under conditions', () => {
  const program = half({
    onlyIf: [
      { of: { own: 'base' }, from: { parameter: 'leastFen' }, until: { parameter: 'mostFen' } },
    ],
    numbers: { leastFen: 20_000, mostFen: 50_000 },
    counters: { 'pool.count': { writers: [{ measure: 'base' }] } },
  });

  it.each([
    [19_999, 0, 'conditionNotMet'],
    [20_000, 10_000, null],
    [49_999, 25_000, null],
    [50_000, 0, 'conditionNotMet'],
  ])('a base of %i pays %i (%s)', (cost, paid, why) => {
    const { settled, state } = settledStep(program, visit('v', '2025-01-01', cost));
    expect(settled.paidFen[0]).toBe(paid);
    const [tier] = settled.trace.tiers;
    expect(tier?.kind === 'skipped' ? tier.why : null).toBe(why);
    expect(settled.personFen).toBe(cost - paid);
    // A tier that is skipped writes no counter.
    expect(state.counters.map(({ value }) => value)).toEqual(why === null ? [cost] : []);
  });

  it('says what was asked, met or not', () => {
    const asked = (cost: number) => {
      const [tier] = settledStep(program, visit('v', '2025-01-01', cost)).settled.trace.tiers;
      if (!tier || !('asked' in tier)) throw new Error('nothing asked');
      return tier.asked?.conditions.map(({ ofValue, fromValue, untilValue, isMet }) => [
        ofValue,
        fromValue,
        untilValue,
        isMet,
      ]);
    };
    expect(asked(19_999)).toEqual([[19_999, 20_000, 50_000, false]]);
    expect(asked(20_000)).toEqual([[20_000, 20_000, 50_000, true]]);
  });

  it('all of several must hold; told numbers of person and event count', () => {
    const both = half({
      onlyIf: [
        { of: { facet: 'incomeFen' }, until: { parameter: 'poorFen' } },
        { of: { facet: 'waiverFen' }, from: { parameter: 'waivedFen' } },
      ],
      numbers: { poorFen: 100_000, waivedFen: 500 },
    });
    const paid = (income: number, waiverFen: string) =>
      settledStep(both, visit('v', '2025-01-01', 1000, { waiverFen }), { who: withIncome(income) })
        .settled.paidFen[0];
    expect([
      paid(99_999, '500'),
      paid(100_000, '500'),
      paid(99_999, '499'),
      paid(100_000, '499'),
    ]).toEqual([500, 0, 0, 0]);
  });

  it('reads counters as they stand after the tiers before it', () => {
    const second = townProgram({
      tiers: {
        'pool.basic': {
          numbers: { ratioBp: 8000 },
          counters: { 'pool.paid': { writers: [{ measure: 'paid' }], reads: 'afterEarlierTiers' } },
        },
        'aid.extra': {
          onlyIf: [{ of: { counter: 'pool.paid' }, from: { parameter: 'gateFen' } }],
          numbers: { ratioBp: 10_000, gateFen: 80_000 },
          parts: { all: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' } },
        },
      },
    });
    // 99,999 × 80 % = 79,999.2: below the gate. 100,000 × 80 % = 80,000: at it.
    expect(paidBy(settledStep(second, visit('v', '2025-01-01', 99_999)).settled)).toEqual({
      pool: 79_999,
    });
    expect(paidBy(settledStep(second, visit('v', '2025-01-01', 100_000)).settled)).toEqual({
      pool: 80_000,
      aid: 20_000,
    });
  });

  it('a number that leaves the range is a rejection, whether or not another fails', () => {
    const huge = half({
      onlyIf: [
        { of: { own: 'base' }, from: { parameter: 'leastFen' } },
        {
          of: { sum: [{ event: 'totalCostFen' }, { event: 'totalCostFen' }] },
          from: { own: 'base' },
        },
      ],
      numbers: { leastFen: MAX_FEN },
    });
    expect(rejectionOf(huge, visit('v', '2025-01-01', MAX_FEN / 2 + 1))).toBe(
      'settlement/amount_too_large',
    );
    expect(rejectionOf(huge, visit('v', '2025-01-01', MAX_FEN / 2))).toBeUndefined();
  });

  it('asks for the numbers that it looks at', () => {
    const poor = half({
      onlyIf: [{ of: { facet: 'incomeFen' }, until: { parameter: 'poorFen' } }],
      numbers: { poorFen: 100_000 },
    });
    expect(rejectionOf(poor, visit('v', '2025-01-01', 1))).toBe('settlement/facet_missing');
    const strange = person({}, { also: [fact('incomeFen', 'much')] });
    expect(rejectionOf(poor, visit('v', '2025-01-01', 1), { who: strange })).toBe(
      'settlement/unknown_code',
    );
    const two = person({}, { also: [fact('incomeFen', '1'), fact('incomeFen', '2')] });
    expect(rejectionOf(poor, visit('v', '2025-01-01', 1), { who: two })).toBe(
      'settlement/facts_overlap',
    );
  });
});

describe('a modifier under conditions', () => {
  const above = [{ of: { event: 'totalCostFen' }, from: { parameter: 'gateFen' } }];
  const numbers = {
    gateFen: 10_000,
    plusBp: 1000,
    capFen: 3000,
    highFen: 9000,
    deductibleFen: 100,
  };

  it.each([
    // 9,999 × 50 % = 4,999.5; 10,000 × 60 %.
    [9999, 5000],
    [10_000, 6000],
  ])('of a ratio: a base of %i pays %i', (cost, paid) => {
    const program = half({
      numbers,
      modifiers: [
        { field: 'ratio', operation: 'add', value: { parameter: 'plusBp' }, onlyIf: above },
      ],
    });
    expect(settledStep(program, visit('v', '2025-01-01', cost)).settled.paidFen).toEqual([paid]);
  });

  it.each([
    ['replaces a cap', { operation: 'replace', value: { parameter: 'highFen' } }, [3000, 9000]],
    ['removes a cap', { operation: 'remove' }, [3000, 20_000]],
  ])('%s only where it acts', (_, change, paid) => {
    const program = half({
      numbers,
      caps: { event: { amount: { parameter: 'capFen' } } },
      modifiers: [{ field: 'cap', onlyIf: above, ...change }],
    });
    const paidFor = (cost: number) =>
      settledStep(program, visit('v', '2025-01-01', cost)).settled.paidFen[0];
    expect([paidFor(9999), paidFor(40_000)]).toEqual(paid);
  });

  it('a later change that always acts finds what the earlier left', () => {
    const program = half({
      numbers,
      caps: { event: { amount: { parameter: 'capFen' } } },
      modifiers: [
        { field: 'cap', operation: 'remove', onlyIf: above },
        { field: 'cap', operation: 'add', value: { parameter: 'highFen' } },
      ],
    });
    // Below the gate 3,000 + 9,000; above it there is no cap to add to.
    const paidFor = (cost: number) =>
      settledStep(program, visit('v', '2025-01-01', cost)).settled.paidFen[0];
    expect([paidFor(9999), paidFor(40_000)]).toEqual([5000, 20_000]);
    const [tier] = settledStep(program, visit('v', '2025-01-01', 40_000)).settled.trace.tiers;
    expect(tier?.kind === 'paid' && tier.asked?.modifiers.map((one) => one.hasActed)).toEqual([
      true,
    ]);
    expect(tier?.kind === 'paid' && tier.plan.caps).toEqual([]);
  });

  it('a deductible that is waived above a gate', () => {
    const program = half({
      numbers,
      deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken' },
      modifiers: [{ field: 'deductible', operation: 'remove', onlyIf: above }],
    });
    const paidFor = (cost: number) =>
      settledStep(program, visit('v', '2025-01-01', cost)).settled.paidFen[0];
    // (9,998 − 100) × 50 %; 10,000 × 50 %.
    expect([paidFor(9998), paidFor(10_000)]).toEqual([4949, 5000]);
  });

  it.each([
    [MAX_FEN, undefined],
    [0, 'settlement/amount_too_large'],
  ])('is not asked where the tier needs %i and is skipped', (leastFen, code) => {
    const twice = { sum: [{ own: 'base' }, { own: 'base' }] };
    const program = half({
      onlyIf: [{ of: { own: 'base' }, from: { parameter: 'leastFen' } }],
      numbers: { ...numbers, leastFen },
      caps: { event: { amount: { parameter: 'capFen' } } },
      modifiers: [
        { field: 'cap', operation: 'remove', onlyIf: [{ of: twice, from: { own: 'base' } }] },
      ],
    });
    expect(rejectionOf(program, visit('v', '2025-01-01', MAX_FEN / 2 + 1))).toBe(code);
  });
});

describe('the base of its own', () => {
  it('is that of all parts before their limits, and of this tier alone', () => {
    const program = townProgram({
      tiers: {
        'pool.basic': {
          choices: { use: ['b', 'a'] },
          numbers: { ratioBp: 5000, limitFen: 10_000, shareBp: 1000 },
          parts: {
            a: {
              base: [{ reasons: ['inScope'], lines: { itemClass: ['A'] } }],
              limit: { amount: { parameter: 'limitFen' } },
              ratio: 'ratioBp',
            },
            b: { base: [{ reasons: ['inScope', 'firstShare'] }], ratio: 'ratioBp' },
          },
          deductible: {
            amount: {
              share: { of: { own: 'base' }, rateBp: { parameter: 'shareBp' }, rounding: 'down' },
            },
            counts: 'taken',
            use: { choice: 'use' },
          },
        },
        'aid.rest': {
          numbers: { ratioBp: 10_000, shareBp: 5000 },
          parts: { all: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' } },
          caps: {
            half: {
              amount: {
                share: { of: { own: 'base' }, rateBp: { parameter: 'shareBp' }, rounding: 'down' },
              },
            },
          },
        },
      },
    });
    const bill = [line(30_000), line(20_000, { facets: { itemClass: 'B' } })];
    const { settled } = settledStep(program, visit('v', '2025-01-01', bill));
    // Base 30,000 + 20,000; deductible 10 % = 5,000 of part b. Paid 10,000 × 50 % + 15,000 × 50 %.
    expect(tierOf(settled, 'pool.basic').deductible?.amountFen).toBe(5000);
    // Copay 12,500; half of it at most.
    expect(paidBy(settled)).toEqual({ pool: 12_500, aid: 6250 });
  });
});
