import { expect, it } from 'vitest';
import { columnsAgree } from '../../testing/agree/executions.ts';
import { townLaw } from '../../testing/laws/town.ts';
import { history, line, visit } from '../../testing/laws/town-events.ts';
import { settleHistory } from '../settle/index.ts';

/** Half of the cost in declared order; then half of what is left of A alone. */
const LAW = townLaw({
  tiers: {
    'pool.basic': {
      numbers: { ratioBp: 5000 },
      parts: {
        all: {
          base: [
            { reasons: ['inScope'], lines: { itemClass: ['A', 'B'] } },
            { reasons: ['outOfScope'], lines: { necessity: ['notNecessary'] } },
          ],
          ratio: 'ratioBp',
        },
      },
      allot: 'declaredOrder',
    },
    'aid.poor': {
      payer: 'aid',
      numbers: { ratioBp: 5000 },
      parts: {
        all: {
          base: [{ reasons: ['pool.basic.copay'], lines: { itemClass: ['A'] } }],
          ratio: 'ratioBp',
        },
      },
    },
  },
});

const ofB = (costFen: number) => line(costFen, { facets: { itemClass: 'B' } });

it('gives an atom without amounts no place among those that are allotted over', () => {
  const nothing = line(0, { facets: { itemClass: 'B', necessity: 'notNecessary' } });
  const own = history([
    visit('first', '2025-01-01', [ofB(1_000)]),
    // B is known from before, and would stand where the line of nothing stands: before A.
    visit('second', '2025-02-01', [nothing, line(3_000), ofB(1_000)]),
  ]);
  const settled = settleHistory(LAW, own);
  if (!settled.ok) throw new Error(settled.rejection.message);
  // 2,000 of the 4,000 are taken from A; half of the other 1,000 of A is paid as well.
  expect(settled.value.steps.map((step) => step.settled.paidFen)).toEqual([
    [500, 0],
    [2_000, 500],
  ]);
  expect(columnsAgree(LAW, own, settled)).toMatchObject({ kind: 'settled', differences: [] });
});
