/** Goal: person classes, overlays and changes that follow one another, by hand figures. */
import { describe, expect, test } from 'vitest';
import { type Item, oracle, type Person } from './index.ts';
import { lawOf, number, policy, resident, visit } from './sample-law.ts';

const source = { mark: 'assumed', why: '检验用' };

function paid(files: object[], items: Item[], person: Person = resident()): bigint[] {
  const answer = oracle({ files, area: 'town', person, items });
  if (!answer.ok) throw new Error(answer.code);
  return answer.events.map((event) => event.paid.pool ?? 0n);
}

const parts = { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } };

const RATES = { poor: 9000, otherwise: 5000 };

function classed(classChange: string, validMonths: object = {}): object[] {
  const basic = policy('basic', { parameters: { rateBp: number(RATES, ['personClass']) }, parts });
  const poor = { backMonths: 3, ...validMonths };
  return lawOf([basic], { choices: { classChange }, personClasses: { poor } });
}

describe('when a person class counts', () => {
  const days = ['2024-12-31', '2025-02-28', '2025-05-31', '2025-06-01', '2025-08-31', '2025-12-31'];
  const items = days.map((day, index) => visit(`v${index}`, day, 10_000));
  const recognised = resident(['personClass', 'poor', '2025-06-01', '2025-08-31']);

  test.each([
    ['fromDay', [0, 0, 0, 1, 0, 0]],
    ['wholeYear', [0, 1, 1, 1, 1, 1]],
    ['monthsBack', [0, 0, 1, 1, 0, 0]],
  ])('%s', (classChange, held) => {
    const expected = held.map((isHeld) => (isHeld ? 9000n : 5000n));
    expect(paid(classed(classChange), items, recognised)).toEqual(expected);
  });

  test('recognition lapses after its months', () => {
    const endless = resident(['personClass', 'poor', '2025-06-01']);
    expect(paid(classed('fromDay', { validMonths: 6 }), items, endless).slice(3)).toEqual([
      9000n,
      9000n,
      5000n,
    ]);
  });
});

describe('changes in order', () => {
  const cost = visit('v', '2025-05-05', 100_000);
  const change = (field: string, operation: string, value?: string) => ({
    field,
    operation,
    source,
    ...(value ? { value: { parameter: value }, rounding: 'halfUp' } : {}),
  });
  const withChanges = (...modifiers: object[]) =>
    lawOf([
      policy('basic', {
        parameters: {
          rateBp: number(8000),
          deductibleFen: number(20_000),
          capFen: number(50_000),
          halfBp: number(5000),
          moreBp: number(3000),
          moreFen: number(10_001),
        },
        parts,
        deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken' },
        caps: { only: { amount: { parameter: 'capFen' } } },
        aboveCap: 'clippedPayment',
        modifiers,
      }),
    ]);

  test.each<[string, object[], bigint]>([
    ['none', [], 50_000n],
    [
      'a ratio is never above the whole',
      [change('ratio', 'add', 'moreBp'), change('cap', 'remove')],
      80_000n,
    ],
    [
      'bounded before what follows',
      [change('ratio', 'add', 'moreBp'), change('ratio', 'multiply', 'halfBp')],
      40_000n,
    ],
    [
      'a deductible removed is 0',
      [change('deductible', 'remove'), change('cap', 'remove')],
      80_000n,
    ],
    [
      'and may grow again',
      [
        change('deductible', 'remove'),
        change('deductible', 'add', 'moreFen'),
        change('cap', 'remove'),
      ],
      71_999n,
    ],
    [
      'half a fen of a deductible',
      [
        change('deductible', 'replace', 'moreFen'),
        change('deductible', 'multiply', 'halfBp'),
        change('cap', 'remove'),
      ],
      75_999n,
    ],
    [
      'a cap that is gone cannot grow',
      [change('cap', 'remove'), change('cap', 'add', 'moreFen')],
      64_000n,
    ],
    [
      'but another may take its place',
      [change('cap', 'remove'), change('cap', 'replace', 'moreFen')],
      10_001n,
    ],
  ])('%s', (_, modifiers, expected) => {
    expect(paid(withChanges(...modifiers), [cost])).toEqual([expected]);
  });
});

test('an overlay holds within its days', () => {
  const overlay = {
    kind: 'overlay',
    id: 'reform',
    title: '改革',
    effectiveFrom: '2025-03-01',
    effectiveUntil: '2025-06-01',
    source,
    parameters: { moreBp: number(1000) },
    changes: [
      { to: 'basic', field: 'ratio', operation: 'add', value: { parameter: 'moreBp' }, source },
    ],
  };
  const files = lawOf([policy('basic', { parameters: { rateBp: number(8000) }, parts })], {
    overlays: [overlay],
  });
  const days = ['2025-02-28', '2025-03-01', '2025-05-31', '2025-06-01'];
  const items = days.map((day, index) => visit(`v${index}`, day, 10_000));
  expect(paid(files, items)).toEqual([8000n, 9000n, 9000n, 8000n]);
});
