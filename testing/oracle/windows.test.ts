/** Goal: windows of a bill and a week, and segments that go on from a deductible, by hand. */
import { describe, expect, test } from 'vitest';
import { type Item, oracle, type Person } from './index.ts';
import { lawOf, number, policy, resident, visit } from './sample-law.ts';

const source = { mark: 'assumed', why: '检验用' };
const YEARLY = { window: { kind: 'calendarYear' }, source };
const ALL = { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } };

function settle(files: object[], items: Item[], person: Person = resident()) {
  const answer = oracle({ files, area: 'town', person, items });
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

const paidIn = (files: object[], items: Item[], person?: Person) =>
  settle(files, items, person).events.map(({ paid }) => paid.pool);

describe('windows', () => {
  test('an event: the second tier tops up to half of the bill', () => {
    const basic = policy('basic', {
      parameters: { rateBp: number(3000) },
      parts: ALL,
      counters: {
        here: {
          window: { kind: 'event' },
          writers: [{ tier: 'basic', measure: 'paid' }],
          reads: 'afterEarlierTiers',
          source,
        },
      },
    });
    const floor = policy('floor', {
      payer: 'assistance',
      parameters: { rateBp: number(10_000), halfBp: number(5000) },
      parts: { all: { base: [{ reasons: ['basic.copay'] }], ratio: 'rateBp' } },
      caps: {
        share: {
          amount: {
            minus: {
              of: {
                share: {
                  of: { event: 'totalCostFen' },
                  rateBp: { parameter: 'halfBp' },
                  rounding: 'up',
                },
              },
              less: { counter: 'here' },
            },
          },
        },
      },
      aboveCap: 'clippedPayment',
    });
    const items = [visit('a', '2025-01-10', 1001), visit('b', '2025-01-10', 2000)];
    const { events, counters } = settle(lawOf([basic, floor]), items);
    // 1,001 × 30 % = 300.3; half rounded up is 501.
    expect(events.map(({ paid }) => [paid.pool, paid.assistance])).toEqual([
      [300n, 201n],
      [600n, 400n],
    ]);
    expect(counters).toEqual([]);
  });

  test('a week: Monday to Sunday, and only the visits that count', () => {
    const care = policy('care', {
      parameters: { rateBp: number(10_000), weeklyFen: number(1000) },
      parts: ALL,
      caps: { week: { amount: { parameter: 'weeklyFen' }, counter: 'week' } },
      aboveCap: 'clippedPayment',
      counters: {
        week: {
          window: { kind: 'week' },
          writers: [{ tier: 'care', measure: 'paid', when: { setting: ['outpatient'] } }],
          source,
        },
      },
    });
    // 2025-01-05 is a Sunday.
    const on = (day: string, setting: string) => visit(`${day}${setting}`, day, 600, { setting });
    expect(
      paidIn(lawOf([care]), [
        on('2025-01-05', 'outpatient'),
        on('2025-01-06', 'inpatient'),
        on('2025-01-06', 'outpatient'),
        on('2025-01-12', 'outpatient'),
        on('2025-01-13', 'outpatient'),
      ]),
    ).toEqual([600n, 600n, 600n, 400n, 600n]);
  });
});

test('gross segments go on where the base that passed the deductible stands', () => {
  const law = policy('basic', {
    parameters: {
      lineFen: number(1000),
      boundsFenList: number([0, 2000]),
      ratesBpList: number([5000, 9000]),
    },
    parts: {
      all: {
        base: [{ reasons: ['inScope'] }],
        segments: { bounds: 'boundsFenList', ratios: 'ratesBpList', measure: 'gross' },
      },
    },
    deductible: { amount: { parameter: 'lineFen' }, counter: 'passed', counts: 'base' },
    counters: { passed: { ...YEARLY, writers: [{ tier: 'basic', measure: 'counted' }] } },
  });
  const items = [visit('a', '2025-01-10', 1500), visit('b', '2025-02-10', 1500)];
  // [1,000, 1,500) × 50 %; then [1,500, 2,000) × 50 % + [2,000, 3,000) × 90 %.
  expect(paidIn(lawOf([law]), items)).toEqual([250n, 1150n]);
});
