/**
 * Goal: the hand-calculated example of docs/decisions/0001-law-language.md §9, every figure of it.
 */
import { describe, expect, test } from 'vitest';
import { oracle } from './index.ts';
import { lawOf, number, policy, resident, visit } from './sample-law.ts';

const source = { mark: 'assumed', why: '检验用' };
const poor = { personClass: ['poor'] };

const basic = policy('basic', {
  parameters: {
    deductibleFen: number(50_000),
    rateBp: number(7000),
    tiltBp: number(5000),
    pointsBp: number(1000),
  },
  parts: { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } },
  deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken' },
  modifiers: [
    {
      field: 'deductible',
      when: poor,
      operation: 'multiply',
      value: { parameter: 'tiltBp' },
      rounding: 'halfUp',
      source,
    },
    { field: 'ratio', when: poor, operation: 'add', value: { parameter: 'pointsBp' }, source },
  ],
});

const critical = policy('critical', {
  payer: 'critical',
  parameters: { deductibleFen: number(1_200_000), rateBp: number(5500), tiltBp: number(5000) },
  parts: {
    all: { base: [{ reasons: ['basic.deductible', 'basic.copay'] }], ratio: 'rateBp' },
  },
  deductible: { amount: { parameter: 'deductibleFen' }, counts: 'base' },
  modifiers: [
    {
      field: 'deductible',
      when: poor,
      operation: 'multiply',
      value: { parameter: 'tiltBp' },
      rounding: 'halfUp',
      source,
    },
  ],
});

const supplementary = policy('supplementary', {
  payer: 'supplementary',
  choices: {
    use: { settles: 'X06', is: 'proRata', otherwise: [['in', 'out']], ...source },
  },
  parameters: {
    deductibleFen: number(300_000),
    inBp: number(9000),
    outBp: number(7000),
    shareBp: number(1000),
  },
  parts: {
    in: {
      base: [{ reasons: ['critical.deductible', 'critical.copay', 'firstShare'] }],
      ratio: 'inBp',
    },
    out: {
      base: [{ reasons: ['outOfScope'], lines: { necessary: ['yes'] } }],
      limit: {
        amount: {
          share: {
            of: { event: 'totalCostFen' },
            rateBp: { parameter: 'shareBp' },
            rounding: 'halfUp',
          },
        },
      },
      ratio: 'outBp',
    },
  },
  deductible: {
    amount: { parameter: 'deductibleFen' },
    counter: 'supplementary.taken',
    counts: 'taken',
    use: { choice: 'use' },
  },
  counters: {
    'supplementary.taken': {
      window: { kind: 'calendarYear' },
      writers: [{ tier: 'supplementary', measure: 'deductible' }],
      source,
    },
  },
});

const hospital = policy('hospital', {
  payer: 'hospital',
  parameters: { rateBp: number(5000) },
  parts: { all: { base: [{ reasons: ['supplementary/out.overCap'] }], ratio: 'rateBp' } },
});

const assistance = policy('assistance', {
  payer: 'assistance',
  parameters: { deductibleFen: number(300_000), rateBp: number(7000), capFen: number(3_000_000) },
  parts: {
    all: {
      base: [{ reasons: ['supplementary/in.deductible', 'supplementary/in.copay'] }],
      ratio: 'rateBp',
    },
  },
  deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken' },
  caps: { year: { amount: { parameter: 'capFen' } } },
  aboveCap: 'clippedPayment',
});

const stay = visit('stay', '2017-06-01', [
  { id: 'drugs', costFen: 1_000_000, facets: { itemClass: 'A' } },
  { id: 'tests', costFen: 500_000, firstShareBp: 1000, facets: { itemClass: 'A' } },
  { id: 'implant', costFen: 400_000, facets: { itemClass: 'C' } },
  { id: 'comfort', costFen: 100_000, facets: { itemClass: 'C', necessary: 'no' } },
]);

const files = lawOf([basic, critical, supplementary, hospital, assistance]);

function settle(flips = {}) {
  const person = resident(['personClass', 'poor', '2016-01-01']);
  const answer = oracle({ files, area: 'town', person, items: [stay], flips });
  if (!answer.ok) throw new Error(answer.code);
  const [event] = answer.events;
  if (!event) throw new Error('nothing settled');
  return event;
}

describe('the worked example', () => {
  const event = settle();

  test('pays what the page says', () => {
    expect(event.total).toBe(2_000_000n);
    expect(event.paid).toEqual({
      pool: 1_140_000n,
      critical: 0n,
      supplementary: 215_429n,
      hospital: 100_000n,
      assistance: 0n,
    });
    expect(event.personal).toBe(544_571n);
  });

  test('leaves to the person what the page says', () => {
    expect(event.atoms.map(({ lines, residual }) => [lines, residual])).toEqual([
      [[0, 1], { 'assistance/all.deductible': 209_571n }],
      [
        [2],
        {
          'supplementary/out.deductible': 107_143n,
          'supplementary/out.copay': 27_857n,
          'hospital/all.copay': 100_000n,
        },
      ],
      [[3], { outOfScope: 100_000n }],
    ]);
  });

  test('counts what the supplementary deductible took', () => {
    expect(event.counters).toEqual([
      { counter: 'supplementary.taken', key: '', window: '2017-01-01', value: 300_000n },
    ]);
  });

  test('in catalogue first, supplementary pays 1,940', () => {
    expect(settle({ 'supplementary/use': ['in', 'out'] }).paid.supplementary).toBe(194_000n);
  });
});
