import { describe, expect, it } from 'vitest';
import { columnsAgree } from '../../testing/agree/executions.ts';
import { townLaw } from '../../testing/laws/town.ts';
import { history, residualOf, visit } from '../../testing/laws/town-events.ts';
import { settleHistory } from '../settle/index.ts';

describe('the cost behind a cap', () => {
  // 3 × 50 % = 1.5, up 2; 1 clipped; 1 ÷ 50 % = 2 behind, as much as is unpaid.
  // 4 × 30 % = 1.2, up 2; 1 clipped; 1 ÷ 30 % = 3.33, up 4, and only 3 are unpaid.
  it.each([
    [5000, 3, 2],
    [3000, 4, 3],
  ])('at %i of 10,000 on %i fen is at most what is left unpaid: %i', (ratioBp, cost, above) => {
    const law = townLaw({
      tiers: {
        'pool.basic': {
          numbers: { ratioBp, capFen: 1 },
          rounding: 'up',
          caps: { visit: { amount: { parameter: 'capFen' } } },
          aboveCap: 'costBehindRoundedUp',
        },
      },
    });
    const own = history([visit('a', '2025-01-01', cost)]);
    const settled = settleHistory(law, own);
    const [step] = settled.ok ? settled.value.steps : [];
    expect(step && residualOf(step.settled)['pool.basic/all.overCap']).toBe(above);
    expect(columnsAgree(law, own, settled)).toMatchObject({ kind: 'settled', differences: [] });
  });
});
