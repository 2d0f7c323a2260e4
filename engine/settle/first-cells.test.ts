import { describe, expect, it } from 'vitest';
import { onlyProgram, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  allowance,
  close,
  contribution,
  counted,
  person,
  rejectionOf,
  residualOf,
  settledHistory,
  settledStep,
  visit,
} from '../../testing/laws/town-events.ts';
import { MAX_FEN } from '../units/index.ts';
import { EMPTY_STATE } from './state.ts';

describe('a contribution', () => {
  const program = townProgram({
    tiers: {
      'aid.county': {
        on: 'contribution',
        when: { personClass: ['poor', 'poorest'] },
        numbers: { ratioBp: 5000, capFen: 10_000 },
        parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
        caps: { year: { amount: { parameter: 'capFen' }, counter: 'aid.paid' } },
        counters: { 'aid.paid': { writers: [{ measure: 'paid' }] } },
      },
      'hospital.rest': {
        on: 'contribution',
        when: { personClass: ['poorest'] },
        numbers: { ratioBp: 10_000 },
        parts: { all: { base: [{ reasons: ['aid.county.copay'] }], ratio: 'ratioBp' } },
      },
    },
  });
  const paid = (personClass: string, premium = 15_001) => {
    const who = person({ personClass: [personClass, '2024-12-01'] });
    return settledStep(program, contribution('c', '2025-01-01', premium), { who }).settled;
  };

  it('closes to its premium', () => {
    // 15,001 halved is 7,500.5, half up; the rest by the second tier for the poorest
    const settled = paid('poorest');
    expect(settled.kind).toBe('premium');
    expect(settled.totalFen).toBe(15_001);
    expect(settled.matrix).toEqual([[7501, 7500, 0]]);
    expect(paid('poor').matrix).toEqual([[7501, 0, 7500]]);
    expect(residualOf(paid('poor'))).toEqual({ 'aid.county/all.copay': 7500 });
  });

  it('is all personal where no tier covers the person', () => {
    expect(paid('none').matrix).toEqual([[0, 0, 15_001]]);
    expect(residualOf(paid('none'))).toEqual({ premium: 15_001 });
  });

  it('uses its caps up over the year', () => {
    const law = { programs: [program], dimensions: [], documents: [] };
    const who = person({ personClass: 'poor' });
    const run = settledHistory(
      law,
      [contribution('a', '2025-01-01', 16_000), contribution('b', '2025-02-01', 16_000)],
      who,
    );
    expect(run.steps.map(({ settled }) => settled.paidFen)).toEqual([
      [8000, 0],
      [2000, 0],
    ]);
  });

  it.each([-1, 0.5, MAX_FEN + 1, Number.NaN])('of %d fen is refused', (premium) => {
    expect(rejectionOf(program, contribution('c', '2025-01-01', premium))).toBe(
      'settlement/event_invalid',
    );
  });

  it('of nothing, and of the greatest amount, is settled', () => {
    expect(paid('poor', 0).matrix).toEqual([[0, 0, 0]]);
    expect(paid('poor', MAX_FEN).matrix).toEqual([[10_000, 0, MAX_FEN - 10_000]]);
  });
});

describe('an allowance', () => {
  const program = townProgram({
    tiers: {
      'pool.birth': {
        on: 'allowance',
        numbers: { ratioBp: 10_000, monthDays: 30 },
        entitlement: {
          proportion: {
            of: { event: 'monthlyBaseFen' },
            times: { event: 'days' },
            over: { parameter: 'monthDays' },
            rounding: 'halfUp',
          },
        },
        parts: { all: { base: [{ reasons: ['pool.birth.entitlement'] }], ratio: 'ratioBp' } },
      },
      'aid.grant': {
        on: 'allowance',
        when: { personClass: ['poor'] },
        numbers: { ratioBp: 8000, grantFen: 50_000 },
        entitlement: { parameter: 'grantFen' },
        parts: { all: { base: [{ reasons: ['aid.grant.entitlement'] }], ratio: 'ratioBp' } },
      },
    },
  });

  it('closes to the sum of what the tiers that apply entitle to', () => {
    // 500,000 × 98 ÷ 30 = 1,633,333.33; the grant is 50,000, of which 80 % is paid
    const given = allowance('a', '2025-01-01', 500_000, 98);
    const poor = settledStep(program, given, { who: person({ personClass: 'poor' }) }).settled;
    expect(poor.kind).toBe('cashBenefit');
    expect(poor.totalFen).toBe(1_683_333);
    expect(poor.matrix).toEqual([[1_633_333, 40_000, 10_000]]);
    const other = settledStep(program, given).settled;
    expect(other.totalFen).toBe(1_633_333);
    expect(other.matrix).toEqual([[1_633_333, 0, 0]]);
  });

  it.each([
    ['a base below nothing', -1, 98, 'settlement/event_invalid'],
    ['half a fen', 0.5, 98, 'settlement/event_invalid'],
    ['half a day', 100, 0.5, 'settlement/event_invalid'],
    ['days below nothing', 100, -1, 'settlement/event_invalid'],
    ['a base above the range', MAX_FEN + 1, 1, 'settlement/event_invalid'],
    ['more than the range in all', MAX_FEN, 31, 'settlement/amount_too_large'],
    ['just the range', MAX_FEN, 30, undefined],
    ['nothing', 0, 0, undefined],
  ])('of %s', (_, base, days, code) => {
    expect(rejectionOf(program, allowance('a', '2025-01-01', base, days))).toBe(code);
  });
});

/** Pays half of each bill; at the close half of what is left above 1,000 in the year. */
const closing = townLaw({
  counters: {
    'town.left': { writers: [{ residual: [{ reasons: ['pool.basic.copay'] }] }] },
    'town.cost': { writers: [{ event: 'totalCostFen' }] },
  },
  tiers: {
    'pool.basic': { numbers: { ratioBp: 5000 } },
    'aid.close': {
      on: 'close',
      scope: 'household',
      numbers: { ratioBp: 5000, deductibleFen: 100_000 },
      parts: { all: { base: [{ counters: ['town.left'] }], ratio: 'ratioBp' } },
      deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken' },
      allot: 'proRata',
    },
  },
});

describe('a close', () => {
  const program = onlyProgram(closing);
  const stateAfter = (...costs: number[]) =>
    settledHistory(
      closing,
      costs.map((cost, i) => visit(`v${i}`, `2025-0${i + 1}-01`, cost)),
    ).state;

  it('of one person closes to the counters that it looks at', () => {
    const { settled } = settledStep(program, close('c', '2025-12-31'), {
      state: stateAfter(200_000, 240_000),
    });
    expect(settled.kind).toBe('topUp');
    expect(settled.totalFen).toBe(220_000);
    expect(settled.matrix).toEqual([[0, 60_000, 160_000]]);
    expect(settled.atoms).toEqual([
      { lines: [0], exclusion: -1, codes: ['p1'], totalFen: 220_000, cells: [220_000] },
    ]);
  });

  it('reads the window of its day', () => {
    const state = stateAfter(200_000, 240_000);
    const total = (on: string) => settledStep(program, close('c', on), { state }).settled.totalFen;
    expect(['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map(total)).toEqual([
      0, 220_000, 220_000, 0,
    ]);
  });

  it('of a household has an atom per member, and one deductible over all', () => {
    const members = [
      { personId: 'p1', state: stateAfter(120_000) },
      { personId: 'p2', state: stateAfter(200_000, 100_000) },
      { personId: 'p3', state: EMPTY_STATE },
      { personId: 'p4', state: stateAfter(180_000) },
    ];
    const { settled } = settledStep(program, close('c', '2025-12-31', members));
    // 60,000 + 150,000 + 0 + 90,000 = 300,000; 100,000 is borne; half of 200,000 is paid, 20 : 50 :
    // 30.
    expect(settled.totalFen).toBe(300_000);
    expect(settled.matrix).toEqual([
      [0, 20_000, 40_000],
      [0, 50_000, 100_000],
      [0, 0, 0],
      [0, 30_000, 60_000],
    ]);
    expect(settled.atoms.map(({ codes }) => codes)).toEqual([['p1'], ['p2'], ['p3'], ['p4']]);
    expect(residualOf(settled)).toEqual({
      'aid.close/all.deductible': 100_000,
      'aid.close/all.copay': 100_000,
    });
  });

  it('leaves the members below the deductible as they are', () => {
    const members = [
      { personId: 'p1', state: stateAfter(100_000) },
      { personId: 'p2', state: stateAfter(100_000) },
    ];
    expect(settledStep(program, close('c', '2025-12-31', members)).settled.paidFen).toEqual([0, 0]);
  });

  it('does not move what visits count', () => {
    const state = stateAfter(200_000);
    const after = settledStep(program, close('c', '2025-12-31'), { state }).state;
    expect(counted(after)).toEqual(counted(state));
  });

  it('above the range is refused', () => {
    const rich = {
      scheme: program.id,
      counters: [{ counter: 'town.left', key: '', window: 2025, value: MAX_FEN }],
    };
    const members = [
      { personId: 'p1', state: rich },
      { personId: 'p2', state: stateAfter(2) },
    ];
    expect(rejectionOf(program, close('c', '2025-12-31', members.slice(0, 1)))).toBeUndefined();
    expect(rejectionOf(program, close('c', '2025-12-31', members))).toBe(
      'settlement/amount_too_large',
    );
  });

  it('takes several counters, in the order named, each a cell of its own', () => {
    const law = townLaw({
      counters: {
        'town.left': { writers: [{ residual: [{ reasons: ['pool.basic.copay'] }] }] },
        'town.cost': { writers: [{ event: 'totalCostFen' }] },
      },
      tiers: {
        'pool.basic': { numbers: { ratioBp: 5000 } },
        'aid.close': {
          on: 'close',
          numbers: { ratioBp: 10_000, capFen: 250_000 },
          parts: { all: { base: [{ counters: ['town.cost', 'town.left'] }], ratio: 'ratioBp' } },
          caps: { all: { amount: { parameter: 'capFen' } } },
        },
      },
    });
    const run = settledHistory(law, [visit('v', '2025-01-01', 200_000), close('c', '2025-12-31')]);
    const settled = run.steps[1]?.settled;
    if (!settled) throw new Error('not settled');
    expect(settled.atoms[0]?.cells).toEqual([200_000, 100_000]);
    expect(settled.matrix).toEqual([[0, 250_000, 50_000]]);
  });
});
