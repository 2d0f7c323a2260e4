import { describe, expect, test } from 'vitest';
import { type Item, oracle, type Person } from './index.ts';
import { lawOf, number, policy, resident, visit } from './sample-law.ts';

const YEARLY = {
  window: { kind: 'calendarYear' },
  source: { mark: 'assumed', why: '检验用' },
};

function settle(files: object[], items: Item[], person: Person = resident()) {
  const answer = oracle({ files, area: 'town', person, items });
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

function codeOf(files: object[], items: Item[], person: Person = resident()): string | null {
  const answer = oracle({ files, area: 'town', person, items });
  return answer.ok ? null : answer.code;
}

const paidBy = (payer: string) => (event: { paid: Readonly<Record<string, bigint>> }) =>
  event.paid[payer];

const inScope = { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } };

const yearlyDeductible = policy('basic', {
  parameters: { rateBp: number(8000), deductibleFen: number(250_000) },
  parts: inScope,
  deductible: { amount: { parameter: 'deductibleFen' }, counter: 'taken', counts: 'taken' },
  counters: { taken: { ...YEARLY, writers: [{ tier: 'basic', measure: 'deductible' }] } },
});

describe('a deductible of the year', () => {
  test('three visits of 1,000 under 2,500 pay 0, 0, 400', () => {
    const { events } = settle(lawOf([yearlyDeductible]), [
      visit('a', '2025-01-10', 100_000),
      visit('b', '2025-02-10', 100_000),
      visit('c', '2025-03-10', 100_000),
    ]);
    expect(events.map(paidBy('pool'))).toEqual([0n, 0n, 40_000n]);
  });

  test('a new year bears it anew', () => {
    const { events } = settle(lawOf([yearlyDeductible]), [
      visit('a', '2025-12-31', 300_000),
      visit('b', '2026-01-01', 300_000),
    ]);
    expect(events.map(paidBy('pool'))).toEqual([40_000n, 40_000n]);
  });

  test('the same visit twice moves the counter once', () => {
    const a = visit('a', '2025-01-10', 200_000);
    const { events } = settle(lawOf([yearlyDeductible]), [a, a, visit('b', '2025-02-01', 100_000)]);
    expect(events.map(paidBy('pool'))).toEqual([0n, 40_000n]);
  });

  test('a late bill replays the later ones, or is settled on top of them', () => {
    const items = [visit('b', '2025-02-10', 250_000), visit('a', '2025-01-10', 100_000)];
    const replay = lawOf([yearlyDeductible], {
      choices: { order: 'dischargedOn', lateBill: 'replay' },
    });
    expect(settle(replay, items).events.map(({ id, paid }) => [id, paid.pool])).toEqual([
      ['a', 0n],
      ['b', 80_000n],
    ]);
    expect(
      settle(lawOf([yearlyDeductible]), items).events.map(({ id, paid }) => [id, paid.pool]),
    ).toEqual([
      ['b', 0n],
      ['a', 80_000n],
    ]);
  });

  test('a reversal replays the later ones, or lets them be', () => {
    const items: Item[] = [
      visit('a', '2025-01-10', 250_000),
      visit('b', '2025-02-10', 100_000),
      { kind: 'reversal', id: 'r', reverses: 'a', on: '2025-02-20' },
      visit('c', '2025-03-10', 200_000),
    ];
    const replay = settle(lawOf([yearlyDeductible]), items);
    expect(replay.events.map(paidBy('pool'))).toEqual([0n, 40_000n]);
    const keep = settle(lawOf([yearlyDeductible], { choices: { reversal: 'keepPast' } }), items);
    expect(keep.events.map(paidBy('pool'))).toEqual([80_000n, 40_000n]);
  });

  test('contradictions are rejected', () => {
    const law = lawOf([yearlyDeductible]);
    const reversal: Item = { kind: 'reversal', id: 'r', reverses: 'a', on: '2025-02-20' };
    const a = visit('a', '2025-01-10', 100_000);
    expect(codeOf(law, [a, visit('a', '2025-01-11', 100_000)])).toBe('settlement/event_conflict');
    expect(codeOf(law, [a, reversal, { ...reversal, on: '2025-02-21' }])).toBe(
      'settlement/event_conflict',
    );
    expect(codeOf(law, [reversal])).toBe('settlement/nothing_to_reverse');
    expect(codeOf(law, [a, reversal, { ...reversal, id: 'r2' }])).toBe(
      'settlement/nothing_to_reverse',
    );
    expect(codeOf(law, [visit('a', '2031-01-10', 1)])).toBe('law/expired');
    expect(codeOf(law, [visit('a', '2016-12-31', 1)])).toBe('law/not_yet');
    expect(codeOf(law, [visit('a', '2025-01-10', 1, { grade: 'ninth' })])).toBe(null);
  });
});

describe('rounding and caps', () => {
  const half = (rounding: string) =>
    policy('basic', { parameters: { rateBp: number(5000) }, parts: inScope, rounding });

  test.each([
    ['halfUp', [1n, 2n, 13n]],
    ['halfEven', [0n, 2n, 12n]],
    ['down', [0n, 1n, 12n]],
    ['up', [1n, 2n, 13n]],
  ])('half a fen %s', (rounding, paid) => {
    const items = [1, 3, 25].map((cost, index) => visit(`v${index}`, '2025-01-10', cost));
    expect(settle(lawOf([half(rounding)]), items).events.map(paidBy('pool'))).toEqual(paid);
  });

  test('amounts beyond 2^31 fen stay exact', () => {
    const { events } = settle(lawOf([half('halfUp')]), [visit('a', '2025-01-10', 899_999_999_999)]);
    expect(events.map(paidBy('pool'))).toEqual([450_000_000_000n]);
  });

  const capped = (aboveCap: string) =>
    policy('basic', {
      parameters: {
        boundFenList: number([0, 100_000]),
        ratioBpList: number([5000, 9000]),
        capFen: number(60_000),
      },
      parts: {
        all: {
          base: [{ reasons: ['inScope'] }],
          segments: { bounds: 'boundFenList', ratios: 'ratioBpList', measure: 'excess' },
        },
      },
      caps: { once: { amount: { parameter: 'capFen' } } },
      aboveCap,
    });

  test.each([
    ['clippedPayment', 35_000n],
    ['costBehindRoundedDown', 38_888n],
    ['costBehindRoundedUp', 38_889n],
    ['costBehindRoundedHalfUp', 38_889n],
  ])('%s: 1,500 pays 950, capped at 600', (aboveCap, overCap) => {
    const { events } = settle(lawOf([capped(aboveCap)]), [visit('a', '2025-01-10', 150_000)]);
    expect(events[0]?.tiers[0]).toMatchObject({
      whole: { paid: 60_000n, overCap, copay: 90_000n - overCap },
    });
  });
});

describe('two parts', () => {
  const parts = {
    in: { base: [{ reasons: ['inScope'] }], ratio: 'inBp' },
    out: {
      base: [{ reasons: ['outOfScope'] }],
      limit: { amount: { parameter: 'limitFen' } },
      ratio: 'outBp',
    },
  };
  const twoParts = (use: unknown) =>
    policy('supplementary', {
      parameters: {
        inBp: number(9000),
        outBp: number(7000),
        limitFen: number(200_000),
        deductibleFen: number(300_000),
      },
      parts,
      deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken', use },
    });
  const bill = visit('a', '2025-01-10', [
    { costFen: 360_000 },
    { costFen: 400_000, facets: { itemClass: 'C' } },
  ]);

  test('share the deductible in proportion to what counts', () => {
    const { events } = settle(lawOf([twoParts('proRata')]), [bill]);
    expect(events[0]?.tiers[0]).toMatchObject({
      parts: {
        in: { deductible: 192_857n, paid: 150_429n, copay: 16_714n },
        out: { counted: 200_000n, deductible: 107_143n, paid: 65_000n, overCap: 200_000n },
      },
      whole: { paid: 215_429n, deductibleAmount: 300_000n },
    });
    expect(events[0]?.atoms[1]?.residual).toEqual({
      'supplementary/out.deductible': 107_143n,
      'supplementary/out.copay': 27_857n,
      'supplementary/out.overCap': 200_000n,
    });
  });

  test('or use it up in the listed order', () => {
    const { events } = settle(lawOf([twoParts(['in', 'out'])]), [bill]);
    expect(events.map(paidBy('pool'))).toEqual([194_000n]);
  });
});

describe('the highest grade of the year', () => {
  const law = lawOf([
    policy('basic', {
      parameters: {
        rateBp: number(8000),
        gradeFen: number({ primary: 30_000, secondary: 70_000 }, ['grade']),
      },
      parts: inScope,
      deductible: {
        amount: { max: [{ parameter: 'gradeFen' }, { counter: 'highest' }] },
        counter: 'taken',
        counts: 'taken',
      },
      counters: {
        taken: { ...YEARLY, writers: [{ tier: 'basic', measure: 'deductible' }] },
        highest: {
          ...YEARLY,
          holds: 'max',
          writers: [{ tier: 'basic', measure: 'deductibleAmount' }],
        },
      },
    }),
  ]);

  test('a later stay at a higher grade bears the difference, a lower one nothing', () => {
    const { events } = settle(law, [
      visit('a', '2025-01-10', 100_000, { grade: 'primary' }),
      visit('b', '2025-02-10', 100_000, { grade: 'secondary' }),
      visit('c', '2025-03-10', 100_000, { grade: 'primary' }),
    ]);
    expect(events.map(paidBy('pool'))).toEqual([56_000n, 48_000n, 80_000n]);
  });
});

describe('a ratio that changes in mid-year', () => {
  const law = (midYearChange: string) =>
    lawOf([
      policy('critical', {
        payer: 'critical',
        parameters: {
          rateBp: number({ poor: 8000, otherwise: 6000 }, ['personClass']),
          deductibleFen: number({ poor: 50_000, otherwise: 100_000 }, ['personClass']),
        },
        parts: inScope,
        deductible: { amount: { parameter: 'deductibleFen' }, counter: 'passed', counts: 'base' },
        midYearChange,
        paidCounter: 'paid',
        counters: {
          passed: { ...YEARLY, writers: [{ tier: 'critical', measure: 'counted' }] },
          paid: { ...YEARLY, writers: [{ tier: 'critical', measure: 'paid' }] },
        },
      }),
    ]);
  const items = [visit('a', '2025-03-10', 200_000), visit('b', '2025-09-10', 100_000)];
  const poor = resident(['personClass', 'poor', '2025-06-01']);

  test.each([
    ['incremental', [60_000n, 80_000n]],
    ['catchUp', [60_000n, 100_000n]],
    ['recompute', [120_000n, 80_000n]],
  ])('%s', (midYearChange, paid) => {
    expect(settle(law(midYearChange), items, poor).events.map(paidBy('critical'))).toEqual(paid);
  });
});
