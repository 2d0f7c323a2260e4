/** Goal: premiums, allowances, closes, change of scheme and corrections, by hand figures. */
import { describe, expect, test } from 'vitest';
import { type Item, oracle, oracleDifferences } from './index.ts';
import { lawOf, number, policy, resident, visit } from './sample-law.ts';

const source = { mark: 'assumed', why: '检验用' };
const YEARLY = { window: { kind: 'calendarYear' }, source };
const person = resident();

function settle(files: object[], items: Item[]) {
  const answer = oracle({ files, area: 'town', person, items });
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

describe('kinds of event', () => {
  test('a premium is subsidised by one, then by another from what is left', () => {
    const half = { parameters: { rateBp: number(5000) }, on: 'contribution' };
    const first = policy('first', {
      ...half,
      parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'rateBp' } },
    });
    const second = policy('second', {
      ...half,
      payer: 'assistance',
      parts: { all: { base: [{ reasons: ['first.copay'] }], ratio: 'rateBp' } },
    });
    const event = {
      kind: 'contribution' as const,
      id: 'c',
      on: '2025-01-01',
      premiumFen: 38_001,
      facets: {},
    };
    const { events } = settle(lawOf([first, second]), [{ kind: 'event', event }]);
    expect(events[0]).toMatchObject({ total: 38_001n, personal: 9500n });
    expect(events[0]?.paid).toMatchObject({ pool: 19_001n, assistance: 9500n });
  });

  test('an allowance is a share of what a month earns, day by day', () => {
    const allowance = policy('birth', {
      on: 'allowance',
      parameters: { monthDays: number(30), wholeBp: number(10_000) },
      entitlement: {
        proportion: {
          of: { event: 'monthlyBaseFen' },
          times: { event: 'days' },
          over: { parameter: 'monthDays' },
          rounding: 'down',
        },
      },
      parts: { all: { base: [{ reasons: ['birth.entitlement'] }], ratio: 'wholeBp' } },
    });
    const event = {
      kind: 'allowance' as const,
      id: 'a',
      on: '2025-01-01',
      monthlyBaseFen: 500_000,
      days: 98,
      facets: {},
    };
    const { events } = settle(lawOf([allowance]), [{ kind: 'event', event }]);
    expect(events[0]).toMatchObject({ total: 1_633_333n, personal: 0n });
  });

  test('a household close pays on what is left to all, above one deductible', () => {
    const bill = policy('basic', {
      parameters: { rateBp: number(6000) },
      parts: { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } },
      counters: { left: { ...YEARLY, writers: [{ residual: [{ reasons: ['basic.copay'] }] }] } },
    });
    const topUp = policy('topUp', {
      payer: 'assistance',
      on: 'close',
      scope: 'household',
      parameters: { rateBp: number(5000), deductibleFen: number(50_000) },
      parts: { all: { base: [{ counters: ['left'] }], ratio: 'rateBp' } },
      deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken' },
    });
    const files = lawOf([bill, topUp]);
    const member = (personId: string, costFen: number) => {
      const { scheme, counters } = settle(files, [visit('v', '2025-05-05', costFen)]);
      return { personId, scheme, counters };
    };
    const close = {
      kind: 'close' as const,
      id: 'x',
      on: '2025-12-31',
      facets: {},
      members: [member('p1', 100_000), member('p2', 200_000)],
    };
    const [event] = settle(files, [{ kind: 'event', event: close }]).events;
    expect(event).toMatchObject({ total: 120_000n, personal: 85_000n });
    expect(event?.paid.assistance).toBe(35_000n);
    expect(event?.atoms.map(({ paid }) => paid.assistance)).toEqual([0n, 35_000n]);
  });
});

describe('one scheme after the other', () => {
  const inFirst = policy('basic', {
    parameters: { rateBp: number(8000), deductibleFen: number(100_000) },
    parts: { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } },
    deductible: { amount: { parameter: 'deductibleFen' }, counter: 'taken', counts: 'taken' },
    counters: { taken: { ...YEARLY, writers: [{ tier: 'basic', measure: 'deductible' }] } },
  });
  const items = [visit('a', '2025-03-01', 60_000), visit('b', '2025-08-01', 60_000)];

  test.each([
    ['keep', 16_000n],
    ['reset', 0n],
    ['map', 0n],
  ])('%s', (schemeChange, second) => {
    const until = lawOf([inFirst], { scheme: { effectiveUntil: '2025-07-01' } });
    const from = lawOf([inFirst], {
      scheme: { id: 'town.next', effectiveFrom: '2025-07-01', counterMap: { other: 'taken' } },
      choices: { schemeChange },
    });
    const schemes = from.filter((file) => (file as { kind: string }).kind === 'scheme');
    const { events } = settle([...until, ...schemes], items);
    expect(events.map((event) => event.paid.pool)).toEqual([0n, second]);
  });
});

describe('what a correction changes', () => {
  const law = (choices: object) =>
    lawOf(
      [
        policy('basic', {
          parameters: { rateBp: number(8000), capFen: number(100_000) },
          parts: { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } },
          caps: { year: { amount: { parameter: 'capFen' }, counter: 'paid' } },
          aboveCap: 'clippedPayment',
          counters: { paid: { ...YEARLY, writers: [{ tier: 'basic', measure: 'paid' }] } },
        }),
      ],
      { choices: { order: 'dischargedOn', lateBill: 'replay', ...choices } },
    );
  const b = visit('b', '2025-03-01', 100_000);
  const late = visit('a', '2025-02-01', 50_000);
  const reversal: Item = { kind: 'reversal', id: 'r', reverses: 'b', on: '2025-04-01' };

  test.each([
    [{ negativeDifference: 'recover' }, 'recover'],
    [{ negativeDifference: 'hold', leastDifferenceFen: 20_001 }, 'belowLeast'],
  ])('%o', (choices, outcome) => {
    const answer = oracleDifferences({ files: law(choices), area: 'town', person }, [b], [b, late]);
    expect(answer).toEqual({
      ok: true,
      differences: [
        { event: 'a', payer: 'pool', before: 0n, after: 40_000n, outcome: 'pay' },
        { event: 'b', payer: 'pool', before: 80_000n, after: 60_000n, outcome },
      ],
    });
  });

  test('an event that is gone is returned', () => {
    const answer = oracleDifferences({ files: law({}), area: 'town', person }, [b], [b, reversal]);
    expect(answer).toEqual({
      ok: true,
      differences: [{ event: 'b', payer: 'pool', before: 80_000n, after: 0n, outcome: 'return' }],
    });
  });
});

test('a scheme that does not cover the person is asked for nothing', () => {
  const all = { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } };
  const own = policy('own', { parameters: { rateBp: number(5000) }, parts: all });
  const files = lawOf([own]);
  const scheme = files.find((file) => (file as { kind: string }).kind === 'scheme');
  const [vocabulary, ...rest] = files;
  const { dimensions, ...words } = vocabulary as { dimensions: object };
  const asking = policy('asking', {
    parameters: { rateBp: number(5000) },
    when: { triage: ['1'] },
    parts: all,
  });
  const covers = { insuranceType: ['employee'] };
  const law = [
    { ...words, dimensions: { ...dimensions, triage: { of: 'event', values: 'open' } } },
    ...rest,
    asking,
    { ...scheme, id: 'town.employees', covers, tiers: ['asking'] },
  ];
  const { events } = settle(law, [visit('a', '2025-01-10', 1000)]);
  expect(events[0]?.paid.pool).toBe(500n);
  const late = visit('b', '2035-01-10', 1000);
  expect(oracle({ files: law, area: 'town', person, items: [late] })).toEqual({
    ok: false,
    code: 'law/expired',
  });
});
