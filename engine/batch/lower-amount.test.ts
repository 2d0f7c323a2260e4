import { describe, expect, it } from 'vitest';
import { columnsAgree } from '../../testing/agree/executions.ts';
import { townLaw } from '../../testing/laws/town.ts';
import { fact, history, person, visit } from '../../testing/laws/town-events.ts';
import { settleHistory } from '../settle/index.ts';

describe('a told number', () => {
  it.each([
    // The income of the year's last event is the line of both bills.
    ['recompute', [50, 50]],
    ['incremental', [450, 50]],
  ])('is that of the day that counts: %s', (midYearChange, paid) => {
    const law = townLaw({
      tiers: {
        'pool.basic': {
          midYearChange,
          numbers: { ratioBp: 5000 },
          deductible: { amount: { facet: 'incomeFen' }, counts: 'taken' },
        },
      },
    });
    const also = [
      fact('incomeFen', '100', '2020-01-01', '2025-06-01'),
      fact('incomeFen', '900', '2025-06-01'),
    ];
    const who = person({}, { bornOn: '1950-01-01', also });
    const own = history([visit('a', '2025-01-01', 1000), visit('b', '2025-07-01', 1000)], who);
    const settled = settleHistory(law, own);
    const steps = settled.ok ? settled.value.steps : [];
    expect(steps.map((step) => step.settled.paidFen[0])).toEqual(paid);
    expect(columnsAgree(law, own, settled)).toMatchObject({ kind: 'settled', differences: [] });
  });
});
