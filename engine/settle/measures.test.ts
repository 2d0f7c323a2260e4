import { describe, expect, it } from 'vitest';
import { townProgram } from '../../testing/laws/town.ts';
import { allowance, day, line, settledStep, visit } from '../../testing/laws/town-events.ts';
import type { Visit } from './event.ts';

/** A deductible that is a number of the visit shows the number. */
function measureOf(measure: string, given: Visit): number | undefined {
  const amount = measure.endsWith('Fen')
    ? { event: measure }
    : { times: { of: { parameter: 'oneFen' }, count: { event: measure } } };
  const program = townProgram({
    tiers: {
      'pool.basic': {
        numbers: { ratioBp: 5000, oneFen: 1 },
        deductible: { amount, counts: 'taken' },
      },
    },
  });
  const [tier] = settledStep(program, given).settled.trace.tiers;
  return tier?.kind === 'paid' ? tier.deductible?.amountFen : undefined;
}

describe('numbers of a visit', () => {
  const stay = (admitted: string, discharged: string): Visit => ({
    ...visit('v', discharged, [
      line(1000, { overLimitFen: 100, firstShareFen: 50 }),
      line(500, { facets: { itemClass: 'B' } }),
      line(300, { facets: { itemClass: 'C' } }),
    ]),
    admittedOn: day(admitted),
  });

  it.each([
    ['2025-01-01', '2025-01-01', 1],
    ['2025-01-01', '2025-01-02', 1],
    ['2025-01-01', '2025-01-03', 2],
    ['2024-12-31', '2025-01-31', 31],
    ['2024-02-28', '2024-03-01', 2],
    ['2025-01-02', '2025-01-01', 1],
  ])('admitted %s and discharged %s are %i days', (admitted, discharged, days) => {
    expect(measureOf('stayDays', stay(admitted, discharged))).toBe(days);
  });

  it('cost is all of it, in scope what the first cells leave, and a visit is one', () => {
    const given = stay('2025-01-01', '2025-01-05');
    expect(measureOf('totalCostFen', given)).toBe(1800);
    expect(measureOf('inScopeFen', given)).toBe(1350);
    expect(measureOf('eventCount', given)).toBe(1);
  });
});

describe('numbers of other events', () => {
  it('an allowance has a base and days', () => {
    const program = townProgram({
      tiers: {
        'pool.birth': {
          on: 'allowance',
          numbers: { ratioBp: 10_000 },
          entitlement: { times: { of: { event: 'monthlyBaseFen' }, count: { event: 'days' } } },
          parts: { all: { base: [{ reasons: ['pool.birth.entitlement'] }], ratio: 'ratioBp' } },
        },
      },
    });
    const { settled } = settledStep(program, allowance('a', '2025-01-01', 700, 3));
    expect(settled.paidFen).toEqual([2100]);
  });
});
