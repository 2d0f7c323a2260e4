/**
 * Caps of single parts and caps that exist only for some events.
 */
import { describe, expect, it } from 'vitest';
import { type TownTier, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  line,
  residualOf,
  settledHistory,
  settledStep,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';

/** Class A and class B apart; B at most 400 of its own, both together at most 1,000. */
const split = (more: TownTier = {}): TownTier => ({
  numbers: { ratioBp: 5000, ownFen: 400, allFen: 1000 },
  parts: {
    a: { base: [{ reasons: ['inScope'], lines: { itemClass: ['A'] } }], ratio: 'ratioBp' },
    b: { base: [{ reasons: ['inScope'], lines: { itemClass: ['B'] } }], ratio: 'ratioBp' },
  },
  caps: {
    all: { amount: { parameter: 'allFen' } },
    own: { amount: { parameter: 'ownFen' }, part: 'b' },
  },
  ...more,
});

const bill = (a: number, b: number) => [line(a), line(b, { facets: { itemClass: 'B' } })];
const settled = (tier: TownTier, a: number, b: number) =>
  settledStep(townProgram({ tiers: { 'pool.basic': tier } }), visit('v', '2025-01-01', bill(a, b)))
    .settled;
const paidByPart = (found: ReturnType<typeof settled>) =>
  tierOf(found, 'pool.basic').parts.map(({ paidFen }) => paidFen);

describe('a cap of a part', () => {
  it.each([
    [0, 799, [0, 400]],
    [0, 800, [0, 400]],
    [0, 802, [0, 400]],
    // The part's cap first, then the tier's over 600 and 400, over 601 and 400.
    [1200, 5000, [600, 400]],
    [1202, 5000, [601, 399]],
    // The tier's alone.
    [3000, 20, [1000, 0]],
  ])('of %i and %i pays %j', (a, b, paid) => {
    expect(paidByPart(settled(split(), a, b))).toEqual(paid);
  });

  it('comes before the caps of the tier, whatever the order of writing', () => {
    const found = settled(split(), 3000, 3000);
    const { caps, plan } = tierOf(found, 'pool.basic');
    expect(plan.caps.map(({ id, part }) => [id, part])).toEqual([
      ['own', 1],
      ['all', -1],
    ]);
    // 1,500 → 400; then 1,500 + 400 → 1,000.
    expect(caps.map(({ clippedFen }) => clippedFen)).toEqual([1100, 900]);
    expect(residualOf(found)).toEqual({
      'pool.basic/a.copay': 1500,
      'pool.basic/a.overCap': 500,
      'pool.basic/b.copay': 1500,
      'pool.basic/b.overCap': 1500,
    });
  });

  it('spreads the tier’s cap pro rata over what the parts still pay', () => {
    const found = settled(split({ allot: 'proRata' }), 3200, 3000);
    // 1,600 and 400: 1,000 in 4 : 1.
    expect(paidByPart(found)).toEqual([800, 200]);
  });

  it('counts the cost behind all that was clipped of a part', () => {
    const found = settled(split({ aboveCap: 'costBehindRoundedHalfUp' }), 1600, 2000);
    // b: 1,000 → 400 → 200 by the tier's cap; 800 clipped are 1,600 of cost.
    expect(paidByPart(found)).toEqual([800, 200]);
    expect(residualOf(found)).toEqual({
      'pool.basic/a.copay': 800,
      'pool.basic/b.copay': 200,
      'pool.basic/b.overCap': 1600,
    });
  });

  it('has a counter of its own', () => {
    const law = townLaw({
      tiers: {
        'pool.basic': split({
          caps: { own: { amount: { parameter: 'ownFen' }, part: 'b', counter: 'pool.b' } },
          counters: { 'pool.b': { writers: [{ part: 'b', measure: 'paid' }] } },
        }),
      },
    });
    const { steps } = settledHistory(law, [
      visit('x', '2025-01-01', bill(1000, 600)),
      visit('y', '2025-01-02', bill(1000, 600)),
    ]);
    expect(steps.map((step) => step.settled.paidFen[0])).toEqual([800, 600]);
  });

  it('is changed by its id, also away', () => {
    const gone = split({ modifiers: [{ field: 'cap', target: 'own', operation: 'remove' }] });
    expect(paidByPart(settled(gone, 0, 1200))).toEqual([0, 600]);
  });
});

describe('a cap that exists only for some events', () => {
  const program = townProgram({
    tiers: {
      'pool.basic': {
        numbers: { ratioBp: 10_000, awayFen: 100 },
        caps: { away: { amount: { parameter: 'awayFen' }, when: { place: ['outOfCity'] } } },
      },
    },
  });

  it.each([
    ['inCity', 500, 0],
    ['outOfCity', 100, 1],
  ])('%s pays %i with %i caps', (place, paid, caps) => {
    const { settled: found } = settledStep(program, visit('v', '2025-01-01', 500, { place }));
    expect(found.paidFen).toEqual([paid]);
    expect(tierOf(found, 'pool.basic').caps).toHaveLength(caps);
  });
});
