import { describe, expect, it } from 'vitest';
import { type TownTier, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  person,
  settledHistory,
  settledStep,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';

const numbers = {
  ratioBp: 6000,
  deductibleFen: 100_001,
  capFen: 500_000,
  secondCapFen: 400_000,
  limitFen: 800_000,
  addBp: 1000,
  hugeBp: 5000,
  halfBp: 5000,
  thirdBp: 3333,
  addFen: 50_000,
  newFen: 70_000,
};

function tier(modifiers: readonly Record<string, unknown>[]): TownTier {
  return {
    numbers,
    parts: {
      all: {
        base: [{ reasons: ['inScope'] }],
        limit: { amount: { parameter: 'limitFen' } },
        ratio: 'ratioBp',
      },
    },
    deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken' },
    caps: {
      year: { amount: { parameter: 'capFen' } },
      second: { amount: { parameter: 'secondCapFen' } },
    },
    modifiers,
  };
}

function numbersOf(
  modifiers: readonly Record<string, unknown>[],
  { on = '2025-01-01', who = person() } = {},
) {
  const program = townProgram({ tiers: { 'pool.basic': tier(modifiers) } });
  const { settled } = settledStep(program, visit('v', on, 1_000_000), { who });
  const trace = tierOf(settled, 'pool.basic');
  return {
    rates: trace.plan.parts[0]?.rates,
    deductible: trace.deductible?.amountFen,
    caps: trace.caps.map(({ amountFen }) => amountFen),
    limit: trace.parts[0]?.limit?.amountFen,
  };
}

const value = (parameter: string) => ({ value: { parameter } });
const plain = { rates: [6000], deductible: 100_001, caps: [500_000, 400_000], limit: 800_000 };

describe('modifiers of a ratio', () => {
  const add = { field: 'ratio', operation: 'add', ...value('addBp') };
  const half = { field: 'ratio', operation: 'multiply', ...value('halfBp') };
  const huge = { field: 'ratio', operation: 'add', ...value('hugeBp') };
  const third = { field: 'ratio', operation: 'multiply', ...value('thirdBp') };
  const replace = { field: 'ratio', operation: 'replace', ...value('addBp') };

  it.each<[string, Record<string, unknown>[], number]>([
    ['nothing', [], 6000],
    ['10 points more', [add], 7000],
    ['half', [half], 3000],
    ['another ratio', [replace], 1000],
    // 60 % × 33.33 % = 19.998 %, half up to a basis point
    ['a third, rounded to a basis point', [third], 2000],
    // 20 % × 33.33 % = 6.666 %; 6.67 % of the half is then 3.335 %, half up 3.34 %
    ['a third of a third, halved: rounded at each step', [third, third, half], 334],
    ['never above the whole', [huge], 10_000],
    ['more, then half', [add, half], 3500],
    ['half, then more', [half, add], 4000],
    ['the whole is kept at each step: 100 %, then half', [huge, half], 5000],
    ['replaced after all else', [add, half, replace], 1000],
    ['more after replaced', [replace, add], 2000],
  ])('%s', (_, modifiers, expected) => {
    expect(numbersOf(modifiers)).toEqual({ ...plain, rates: [expected] });
  });

  it('reaches every segment', () => {
    const program = townProgram({
      tiers: {
        'pool.basic': {
          numbers: { boundsFenList: [0, 1000, 2000], ratiosBpList: [5000, 9500, 0], addBp: 1000 },
          choices: { measure: 'gross' },
          parts: {
            all: {
              base: [{ reasons: ['inScope'] }],
              segments: {
                bounds: 'boundsFenList',
                ratios: 'ratiosBpList',
                measure: { choice: 'measure' },
              },
            },
          },
          modifiers: [add],
        },
      },
    });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 5000));
    expect(tierOf(settled, 'pool.basic').plan.parts[0]?.rates).toEqual([6000, 10_000, 1000]);
  });

  it('reaches the part that it names, and no other', () => {
    const program = townProgram({
      tiers: {
        'pool.basic': {
          numbers: { ratioBp: 6000, addBp: 1000 },
          parts: {
            near: { base: [{ reasons: ['inScope'] }], ratio: 'ratioBp' },
            far: { base: [{ reasons: ['overLimit'] }], ratio: 'ratioBp' },
          },
          modifiers: [{ ...add, target: 'far' }],
        },
      },
    });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 5000));
    const rates = tierOf(settled, 'pool.basic').plan.parts.map((part) => part.rates);
    expect(rates).toEqual([[6000], [7000]]);
  });
});

describe('modifiers of amounts', () => {
  const half = (rounding: string) => ({
    field: 'deductible',
    operation: 'multiply',
    ...value('halfBp'),
    rounding: { choice: rounding },
  });
  const choices = { halfUp: 'halfUp', halfEven: 'halfEven', down: 'down', up: 'up' };

  it.each([
    // 1,000.01 halved is 500.005
    ['halfUp', 50_001],
    ['halfEven', 50_000],
    ['down', 50_000],
    ['up', 50_001],
  ])('halves a deductible, %s', (rounding, expected) => {
    const law = { ...tier([half(rounding)]), choices };
    const program = townProgram({ tiers: { 'pool.basic': law } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 1_000_000));
    expect(tierOf(settled, 'pool.basic').deductible?.amountFen).toBe(expected);
  });

  it.each<[string, Record<string, unknown>[], Partial<typeof plain>]>([
    [
      'add',
      [{ field: 'deductible', operation: 'add', ...value('addFen') }],
      { deductible: 150_001 },
    ],
    [
      'replace',
      [{ field: 'deductible', operation: 'replace', ...value('newFen') }],
      { deductible: 70_000 },
    ],
    ['remove', [{ field: 'deductible', operation: 'remove' }], { deductible: 0 }],
    [
      'remove, then add: from nothing',
      [
        { field: 'deductible', operation: 'remove' },
        { field: 'deductible', operation: 'add', ...value('addFen') },
      ],
      { deductible: 50_000 },
    ],
    [
      'all caps',
      [{ field: 'cap', operation: 'add', ...value('addFen') }],
      { caps: [550_000, 450_000] },
    ],
    [
      'one cap',
      [{ field: 'cap', target: 'second', operation: 'replace', ...value('newFen') }],
      { caps: [500_000, 70_000] },
    ],
    ['no cap', [{ field: 'cap', operation: 'remove' }], { caps: [] }],
    ['one cap less', [{ field: 'cap', target: 'year', operation: 'remove' }], { caps: [400_000] }],
    ['a limit', [{ field: 'limit', operation: 'replace', ...value('newFen') }], { limit: 70_000 }],
  ])('%s', (_, modifiers, expected) => {
    expect(numbersOf(modifiers)).toEqual({ ...plain, ...expected });
  });

  it('takes a limit away: the whole base counts', () => {
    const { limit, ...rest } = numbersOf([{ field: 'limit', operation: 'remove' }]);
    expect(limit).toBeUndefined();
    expect(rest).toEqual({ rates: [6000], deductible: 100_001, caps: [500_000, 400_000] });
  });
});

describe('for whom and when a modifier holds', () => {
  const forPoor = [
    { field: 'ratio', when: { personClass: ['poor'] }, operation: 'add', ...value('addBp') },
  ];

  it('only where its selector matches', () => {
    expect(numbersOf(forPoor).rates).toEqual([6000]);
    expect(numbersOf(forPoor, { who: person({ personClass: 'poor' }) }).rates).toEqual([7000]);
    expect(numbersOf(forPoor, { who: person({ personClass: 'poorest' }) }).rates).toEqual([6000]);
  });

  const overlay = (id: string, from: string, until: string, operation: string, number: number) => ({
    [id]: {
      effectiveFrom: from,
      effectiveUntil: until,
      numbers: { ownBp: number },
      changes: [{ to: 'pool.basic', field: 'ratio', operation, value: { parameter: 'ownBp' } }],
    },
  });

  it('an overlay changes a ratio on its own days only', () => {
    const law = townLaw({
      tiers: { 'pool.basic': { numbers: { ratioBp: 6000 } } },
      overlays: overlay('town.summer', '2025-06-01', '2025-09-01', 'add', 1000),
    });
    const days = ['2025-05-31', '2025-06-01', '2025-08-31', '2025-09-01'];
    const { steps } = settledHistory(
      law,
      days.map((on) => visit(on, on, 10_000)),
    );
    expect(steps.map(({ settled }) => settled.paidFen)).toEqual([[6000], [7000], [7000], [6000]]);
  });

  it("applies the policy's own first, then overlays in the scheme's order", () => {
    const all = [
      overlay('town.half', '2024-01-01', '2027-01-01', 'multiply', 5000),
      overlay('town.more', '2024-01-01', '2027-01-01', 'add', 400),
    ] as const;
    const paid = (overlays: Record<string, never>) => {
      const own = { field: 'ratio', operation: 'add', ...value('addBp') };
      const basic = { numbers: { ratioBp: 6000, addBp: 1000 }, modifiers: [own] };
      const program = townProgram({ tiers: { 'pool.basic': basic }, overlays });
      return settledStep(program, visit('v', '2025-01-01', 10_000)).settled.paidFen;
    };
    const [half, more] = all;
    expect(paid({ ...half, ...more } as never)).toEqual([3900]);
    expect(paid({ ...more, ...half } as never)).toEqual([3700]);
  });
});

describe('a tier that does not apply', () => {
  const program = townProgram({
    tiers: {
      'pool.basic': {
        effectiveFrom: '2025-03-01',
        effectiveUntil: '2025-06-01',
        when: { grade: ['primary'], personClass: ['poor'] },
        numbers: { ratioBp: 6000 },
      },
    },
  });
  const poor = person({ personClass: 'poor' });
  const tierAt = (on: string, grade: string, who = poor) =>
    settledStep(program, visit('v', on, 10_000, { grade }), { who }).settled.trace.tiers;

  it.each([
    ['2025-02-28', [{ kind: 'skipped', tier: 0, why: 'notInForce' }]],
    ['2025-06-01', [{ kind: 'skipped', tier: 0, why: 'notInForce' }]],
  ])('is skipped on %s, outside its span', (on, expected) => {
    expect(tierAt(on, 'primary')).toEqual(expected);
  });

  it('applies on the first and the last day of its span', () => {
    expect(tierAt('2025-03-01', 'primary')[0]?.kind).toBe('paid');
    expect(tierAt('2025-05-31', 'primary')[0]?.kind).toBe('paid');
  });

  it('is skipped for those it does not cover', () => {
    const skipped = [{ kind: 'skipped', tier: 0, why: 'notCovered' }];
    expect(tierAt('2025-03-01', 'secondary')).toEqual(skipped);
    expect(tierAt('2025-03-01', 'primary', person())).toEqual(skipped);
  });
});
