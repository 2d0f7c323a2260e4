import { describe, expect, it } from 'vitest';
import { townProgram } from '../../testing/laws/town.ts';
import { layoutOf, reasonIndexes } from './layout.ts';
import type { BaseEntry } from './tier-law.ts';

const ratio = { numbers: { ratioBp: 5000 } };
const program = townProgram({
  counters: {
    'town.left': { writers: [{ residual: [{ reasons: ['pool.basic.copay'] }] }] },
    'town.cost': { writers: [{ event: 'totalCostFen' }] },
  },
  tiers: {
    'pool.basic': {
      ...ratio,
      parts: {
        near: { base: [{ reasons: ['inScope'], lines: { itemClass: ['A'] } }], ratio: 'ratioBp' },
        far: { base: [{ reasons: ['inScope'] }], ratio: 'ratioBp' },
      },
    },
    'aid.premium': {
      ...ratio,
      on: 'contribution',
      parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
    },
    'critical.one': {
      ...ratio,
      parts: { all: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' } },
    },
    'aid.grant': {
      on: 'allowance',
      numbers: { ratioBp: 10_000, grantFen: 50_000 },
      entitlement: { parameter: 'grantFen' },
      parts: { all: { base: [{ reasons: ['aid.grant.entitlement'] }], ratio: 'ratioBp' } },
    },
    'aid.close': {
      ...ratio,
      on: 'close',
      parts: { all: { base: [{ counters: ['town.left', 'town.cost'] }], ratio: 'ratioBp' } },
    },
  },
});

describe('layoutOf', () => {
  it('lists first reasons, then what each tier on the kind leaves, part by part', () => {
    expect(layoutOf(program, 'visit')).toEqual({
      reasons: [
        'outOfScope',
        'overLimit',
        'firstShare',
        'inScope',
        'pool.basic/near.deductible',
        'pool.basic/near.copay',
        'pool.basic/near.overCap',
        'pool.basic/far.deductible',
        'pool.basic/far.copay',
        'pool.basic/far.overCap',
        'critical.one/all.deductible',
        'critical.one/all.copay',
        'critical.one/all.overCap',
      ],
      firstCount: 4,
      tiers: [0, 2],
    });
  });

  it.each([
    ['contribution', ['premium'], [1]],
    ['allowance', ['aid.grant.entitlement'], [3]],
    ['close', ['town.left', 'town.cost'], [4]],
  ] as const)('gives a %s its own first reasons %j', (kind, first, tiers) => {
    const layout = layoutOf(program, kind);
    expect(layout.reasons.slice(0, layout.firstCount)).toEqual(first);
    expect(layout.reasons.length).toBe(layout.firstCount + 3);
    expect(layout.tiers).toEqual(tiers);
  });
});

describe('reasonIndexes', () => {
  const layout = layoutOf(program, 'visit');
  const named = (...reasons: string[]) => {
    const entry: BaseEntry = { reasons, counters: [], lines: [], weightBp: null };
    return reasonIndexes(layout, program, entry).map((index) => layout.reasons[index]);
  };

  it('finds a first reason, a part and all parts of a tier, in the order named', () => {
    expect(named('inScope', 'firstShare')).toEqual(['inScope', 'firstShare']);
    expect(named('pool.basic/far.copay')).toEqual(['pool.basic/far.copay']);
    expect(named('pool.basic.copay', 'overLimit')).toEqual([
      'pool.basic/near.copay',
      'pool.basic/far.copay',
      'overLimit',
    ]);
  });

  it('takes a reason that is named twice once, at its first place', () => {
    expect(named('pool.basic/far.copay', 'inScope', 'pool.basic.copay', 'inScope')).toEqual([
      'pool.basic/far.copay',
      'inScope',
      'pool.basic/near.copay',
    ]);
  });

  it('finds the counters of a close', () => {
    const close = layoutOf(program, 'close');
    const entry = { reasons: [], counters: ['town.cost', 'town.left'], lines: [], weightBp: null };
    expect(reasonIndexes(close, program, entry)).toEqual([1, 0]);
  });
});
