import { describe, expect, it } from 'vitest';
import { townProgram } from '../../testing/laws/town.ts';
import { day } from '../../testing/laws/town-events.ts';
import { MAX_FEN } from '../units/index.ts';
import { type AmountReader, evaluate } from './amount.ts';
import type { Formula } from './formula-law.ts';
import { amountOf, lookUp, type ValueLookup } from './look-up.ts';

const program = townProgram({
  tiers: {
    'pool.basic': {
      numbers: {
        ratioBp: 8000,
        plainFen: 300_000,
        timesCount: 15,
        byGradeFen: {
          by: ['grade'],
          value: { primary: 20_000, secondary: 50_000, tertiary: 90_000 },
        },
        byBothFen: {
          by: ['insuranceType', 'grade'],
          value: {
            resident: { primary: 1, otherwise: 2 },
            otherwise: { primary: 3, otherwise: 4 },
          },
        },
        boundsFenList: [0, 1_000_000],
        steppedFen: {
          from: { '2024-01-01': 100, '2024-07-01': 200, '2025-01-01': null, '2025-07-01': 400 },
        },
      },
    },
  },
});

function lookup(on: string, codes: Readonly<Record<string, string>> = {}): ValueLookup {
  return {
    day: day(on),
    parameters: new Map(program.parameters.map((parameter) => [parameter.id, parameter])),
    counterIndex: new Map([['town.used', 0]]),
    codeOf: (dimension) => codes[dimension] ?? null,
  };
}

const at = (name: string) => `pool.basic/${name}`;

function found(on: string, name: string, codes: Readonly<Record<string, string>> = {}) {
  try {
    return lookUp(lookup(on, codes), at(name)).value;
  } catch (fault) {
    return (fault as { code?: string }).code;
  }
}

describe('lookUp', () => {
  it.each([
    ['2023-12-31', 'law/value_gap'],
    ['2024-01-01', 100],
    ['2024-06-30', 100],
    ['2024-07-01', 200],
    ['2024-12-31', 200],
    ['2025-01-01', 'law/value_gap'],
    ['2025-06-30', 'law/value_gap'],
    ['2025-07-01', 400],
    ['2099-01-01', 400],
  ])('a stepped value on %s is %s', (on, value) => {
    expect(found(on, 'steppedFen')).toBe(value);
  });

  it('follows the dimensions in their order, and `otherwise` for codes not named', () => {
    expect(found('2024-01-01', 'byGradeFen', { grade: 'secondary' })).toBe(50_000);
    const both = (insuranceType: string, grade: string) =>
      found('2024-01-01', 'byBothFen', { insuranceType, grade });
    expect(both('resident', 'primary')).toBe(1);
    expect(both('resident', 'tertiary')).toBe(2);
    expect(both('employee', 'primary')).toBe(3);
    expect(both('employee', 'secondary')).toBe(4);
  });

  it('finds no number for a code without one, and for a facet that is not there', () => {
    expect(found('2024-01-01', 'byGradeFen', { grade: 'clinic' })).toBe('law/value_missing');
    expect(found('2024-01-01', 'byGradeFen')).toBe('law/value_missing');
    expect(found('2024-01-01', 'byGradeFen', { grade: 'toString' })).toBe('law/value_missing');
  });

  it('finds nothing where the law has no such parameter', () => {
    expect(found('2024-01-01', 'absentFen')).toBe('law/value_gap');
  });

  it('gives lists as they stand, with the dated entry behind them', () => {
    const source = lookUp(lookup('2024-01-01'), at('boundsFenList'));
    expect(source.value).toEqual([0, 1_000_000]);
    expect(source.entry.citation).toEqual({
      mark: 'official',
      document: 'town-1',
      clause: '第一条',
    });
    expect(source.entry.from).toBe(day('2020-01-01'));
    expect(source.modifier).toBeNull();
  });
});

const reader: AmountReader = {
  measure: (name) => ({ totalCostFen: 1_000_001, stayDays: 7 })[name] ?? 0,
  counter: (index) => (index === 0 ? 40_000 : -1),
  told: (dimension) => ({ incomeFen: 36_000_00, employersCount: 2 })[dimension] ?? Number.NaN,
  held: () => ['a', 'c'],
  own: () => 12_345,
  lineCost: () => 678,
};
const plain: Formula = { kind: 'parameter', parameter: at('plainFen') };
const ratio: Formula = { kind: 'parameter', parameter: at('ratioBp') };
const count: Formula = { kind: 'parameter', parameter: at('timesCount') };
const cost: Formula = { kind: 'event', measure: 'totalCostFen' };
const used: Formula = { kind: 'counter', counter: 'town.used' };

function amount(formula: Formula) {
  return amountOf(lookup('2024-01-01'), formula);
}

describe('evaluate', () => {
  it.each<[string, Formula, number]>([
    ['a parameter', plain, 300_000],
    ['a number of the event', cost, 1_000_001],
    ['a counter', used, 40_000],
    ['a sum', { kind: 'sum', of: [plain, cost, used] }, 1_340_001],
    ['the least', { kind: 'min', of: [plain, cost, used] }, 40_000],
    ['the greatest', { kind: 'max', of: [used, plain, cost] }, 1_000_001],
    ['a difference', { kind: 'minus', of: plain, less: used }, 260_000],
    ['a difference below nothing', { kind: 'minus', of: used, less: plain }, 0],
    ['a product', { kind: 'times', of: plain, count }, 4_500_000],
    // 1,000,001 × 80 % = 800,000.8
    ['a share, half up', { kind: 'share', of: cost, rateBp: ratio, rounding: 'halfUp' }, 800_001],
    ['a share, down', { kind: 'share', of: cost, rateBp: ratio, rounding: 'down' }, 800_000],
    // 1,000,001 × 300,000 ÷ 40,000 = 7,500,007.5
    [
      'a proportion, half even',
      { kind: 'proportion', of: cost, times: plain, over: used, rounding: 'halfEven' },
      7_500_008,
    ],
    [
      'a proportion, down',
      { kind: 'proportion', of: cost, times: plain, over: used, rounding: 'down' },
      7_500_007,
    ],
  ])('%s', (_, formula, expected) => {
    expect(evaluate(amount(formula), reader)).toBe(expected);
  });

  it('works a formula of parameters alone out once', () => {
    expect(amount({ kind: 'times', of: plain, count }).constant).toBe(4_500_000);
    expect(amount({ kind: 'minus', of: plain, less: plain }).constant).toBe(0);
    expect(amount({ kind: 'max', of: [plain, plain] }).constant).toBe(300_000);
    expect(amount({ kind: 'sum', of: [plain, cost] }).constant).toBeNull();
    expect(amount({ kind: 'minus', of: plain, less: used }).constant).toBeNull();
  });

  it('names every dated number that took part', () => {
    const { sources } = amount({ kind: 'share', of: plain, rateBp: ratio, rounding: 'down' });
    expect(sources.map(({ entry }) => entry.parameter)).toEqual([at('plainFen'), at('ratioBp')]);
  });

  const huge = (fen: number): AmountReader => ({
    ...reader,
    measure: () => fen,
    counter: () => fen,
  });
  const twice: Formula = { kind: 'sum', of: [cost, cost] };

  it('is no number where a sum or a product leaves the range of amounts', () => {
    expect(evaluate(amount(twice), huge(MAX_FEN / 2))).toBe(MAX_FEN);
    expect(evaluate(amount(twice), huge(MAX_FEN / 2 + 1))).toBeNaN();
    expect(evaluate(amount({ kind: 'times', of: cost, count }), huge(60_000_000_000))).toBe(
      MAX_FEN,
    );
    expect(evaluate(amount({ kind: 'times', of: cost, count }), huge(60_000_000_001))).toBeNaN();
  });

  it('carries what is no number through every operation', () => {
    const bad = huge(MAX_FEN);
    for (const formula of [
      { kind: 'min', of: [plain, twice] },
      { kind: 'max', of: [plain, twice] },
      { kind: 'sum', of: [plain, twice] },
      { kind: 'minus', of: plain, less: twice },
      { kind: 'share', of: twice, rateBp: ratio, rounding: 'down' },
      { kind: 'proportion', of: plain, times: plain, over: twice, rounding: 'down' },
    ] satisfies Formula[]) {
      expect(evaluate(amount(formula), bad)).toBeNaN();
    }
  });

  it('is no number where it divides by nothing', () => {
    const over: Formula = { kind: 'minus', of: used, less: plain };
    const formula: Formula = { kind: 'proportion', of: plain, times: plain, over, rounding: 'up' };
    expect(evaluate(amount(formula), reader)).toBeNaN();
  });
});
