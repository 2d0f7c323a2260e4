import { describe, expect, it } from 'vitest';
import { columnsAgree } from '../../testing/agree/executions.ts';
import { townLaw } from '../../testing/laws/town.ts';
import { history, visit } from '../../testing/laws/town-events.ts';
import { settleHistory } from '../settle/index.ts';

const MEASURES = [
  'base',
  'counted',
  'limitExcess',
  'deductible',
  'afterDeductible',
  'deductibleAmount',
  'paid',
  'copay',
  'overCap',
];

describe('a counter', () => {
  it.each(MEASURES)('of %s moves over columns as in settle', (measure) => {
    const law = townLaw({
      tiers: {
        'pool.basic': {
          numbers: { lineFen: 300, topFen: 2_000, mostFen: 900, ratioBp: 8_000 },
          deductible: { amount: { parameter: 'lineFen' }, counts: 'taken' },
          parts: {
            all: {
              base: [{ reasons: ['inScope'] }],
              limit: { amount: { parameter: 'topFen' } },
              ratio: 'ratioBp',
            },
          },
          caps: { visit: { amount: { parameter: 'mostFen' } } },
          counters: { 'pool.moved': { writers: [{ measure }] } },
        },
        'aid.rest': {
          numbers: { ratioBp: 5_000 },
          deductible: { amount: { counter: 'pool.moved' }, counts: 'taken' },
          parts: { all: { base: [{ reasons: ['pool.basic.overCap'] }], ratio: 'ratioBp' } },
        },
      },
    });
    const bills = [2_500, 9_000, 40_000].map((costFen, index) =>
      visit(`v${index}`, `2025-0${index + 1}-01`, costFen),
    );
    const own = history(bills);
    const answer = columnsAgree(law, own, settleHistory(law, own));
    expect(answer).toMatchObject({ kind: 'settled', events: 6, differences: [] });
  });
});
