import { describe, expect, it } from 'vitest';
import { type TownTier, townLaw } from '../../testing/laws/town.ts';
import { day, paidById, settledHistory, visit } from '../../testing/laws/town-events.ts';

/** 80 % above 2,500 yuan a year. */
const tier: TownTier = {
  numbers: { ratioBp: 8000, deductibleFen: 250_000 },
  deductible: {
    amount: { parameter: 'deductibleFen' },
    counter: 'pool.deductible',
    counts: 'taken',
  },
  counters: { 'pool.deductible': { writers: [{ measure: 'deductible' }] } },
};

describe('X12: bills stand by their day of discharge', () => {
  const law = townLaw({ choices: { order: 'dischargedOn' }, tiers: { 'pool.basic': tier } });
  const april = visit('april', '2025-04-10', 200_000);
  const long = visit('long', '2025-05-20', 200_000);
  const expected = { april: 0, long: 120_000 };

  it('whenever the person was admitted', () => {
    const admitted = { ...long, admittedOn: day('2025-03-01') };
    expect(paidById(settledHistory(law, [admitted, april]))).toEqual(expected);
  });

  it('whenever they were served or paid', () => {
    const early = { ...long, servedOn: day('2025-03-01'), settledOn: day('2025-03-01') };
    expect(paidById(settledHistory(law, [early, april]))).toEqual(expected);
  });
});
