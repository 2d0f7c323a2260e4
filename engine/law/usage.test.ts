import { describe, expect, it } from 'vitest';
import { townProgram } from '../../testing/laws/town.ts';
import type { Formula } from './formula-law.ts';
import { childrenOf, hasMeasure, usedBy } from './usage.ts';

const program = townProgram({
  counters: {
    'town.visits': { writers: [{ event: 'eventCount' }] },
    'town.left': { writers: [{ residual: [{ reasons: ['inScope'] }] }] },
    'town.premium': { writers: [{ event: 'premiumFen' }] },
  },
  tiers: {
    'pool.basic': {
      numbers: {
        boundsFenList: [0, 100],
        ratiosBpList: [5000, 6000],
        deductibleFen: 1,
        limitFen: 2,
        capFen: 3,
        extraFen: 4,
        weightBp: 5000,
        idleFen: 9,
      },
      choices: { measure: 'gross' },
      parts: {
        all: {
          base: [{ reasons: ['inScope'], weightBp: { parameter: 'weightBp' } }],
          limit: { amount: { parameter: 'limitFen' }, counter: 'pool.counted' },
          segments: {
            bounds: 'boundsFenList',
            ratios: 'ratiosBpList',
            measure: { choice: 'measure' },
            position: 'pool.position',
          },
        },
      },
      deductible: {
        amount: { max: [{ parameter: 'deductibleFen' }, { counter: 'pool.highest' }] },
        counter: 'pool.deductible',
        counts: 'taken',
      },
      caps: { year: { amount: { parameter: 'capFen' }, counter: 'pool.paid' } },
      modifiers: [{ field: 'cap', operation: 'add', value: { parameter: 'extraFen' } }],
      counters: {
        'pool.counted': { writers: [{ measure: 'counted' }] },
        'pool.position': { writers: [{ measure: 'afterDeductible' }] },
        'pool.highest': { holds: 'max', writers: [{ measure: 'deductibleAmount' }] },
        'pool.deductible': { writers: [{ measure: 'deductible' }] },
        'pool.paid': { writers: [{ measure: 'paid' }] },
      },
    },
    'aid.premium': {
      on: 'contribution',
      numbers: { ratioBp: 5000 },
      parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
    },
  },
});

describe('usedBy', () => {
  it('finds every number that visits read, and none besides', () => {
    expect([...usedBy(program, 'visit').parameters].sort()).toEqual(
      [
        'boundsFenList',
        'capFen',
        'deductibleFen',
        'extraFen',
        'limitFen',
        'ratiosBpList',
        'weightBp',
      ].map((name) => `pool.basic/${name}`),
    );
  });

  it('finds every counter that a kind of event reads or writes', () => {
    expect([...usedBy(program, 'visit').counters].sort()).toEqual([
      'pool.counted',
      'pool.deductible',
      'pool.highest',
      'pool.paid',
      'pool.position',
      'town.left',
      'town.visits',
    ]);
    expect([...usedBy(program, 'contribution').counters].sort()).toEqual([
      'town.premium',
      'town.visits',
    ]);
    expect([...usedBy(program, 'contribution').parameters]).toEqual(['aid.premium/ratioBp']);
    expect([...usedBy(program, 'close').parameters]).toEqual([]);
  });
});

describe('hasMeasure', () => {
  it.each([
    ['visit', 'totalCostFen', true],
    ['visit', 'stayDays', true],
    ['visit', 'premiumFen', false],
    ['contribution', 'premiumFen', true],
    ['allowance', 'days', true],
    ['close', 'eventCount', true],
    ['close', 'totalCostFen', false],
  ] as const)('%s has %s: %s', (kind, measure, expected) => {
    expect(hasMeasure(kind, measure)).toBe(expected);
  });
});

describe('childrenOf', () => {
  it('gives every formula directly inside', () => {
    const a: Formula = { kind: 'parameter', parameter: 'a' };
    const b: Formula = { kind: 'event', measure: 'b' };
    const c: Formula = { kind: 'counter', counter: 'c' };
    expect([a, b, c].flatMap(childrenOf)).toEqual([]);
    expect(childrenOf({ kind: 'max', of: [a, b] })).toEqual([a, b]);
    expect(childrenOf({ kind: 'minus', of: a, less: b })).toEqual([a, b]);
    expect(childrenOf({ kind: 'times', of: a, count: b })).toEqual([a, b]);
    expect(childrenOf({ kind: 'share', of: a, rateBp: b, rounding: 'up' })).toEqual([a, b]);
    expect(childrenOf({ kind: 'proportion', of: a, times: b, over: c, rounding: 'up' })).toEqual([
      a,
      b,
      c,
    ]);
  });
});
