/** Goal: tables, numbers of other files, the base of a tier's own, conditions, shared choices. */
import { describe, expect, test } from 'vitest';
import { type Item, oracle, type Person } from './index.ts';
import { lawOf, number, policy, resident, visit } from './sample-law.ts';

const source = { mark: 'assumed', why: '检验用' };
const YEARLY = { window: { kind: 'calendarYear' }, source };
const ALL = { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } };

interface Asked {
  readonly person?: Person;
  readonly flips?: Readonly<Record<string, string>>;
}

function settle(files: object[], items: Item[], { person = resident(), flips = {} }: Asked = {}) {
  const answer = oracle({ files, area: 'town', person, items, flips });
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

function paidIn(files: object[], items: Item[], asked: Asked = {}) {
  return settle(files, items, asked).events.map(({ paid }) => paid.pool);
}

describe('a table', () => {
  test('gives the ladder of deductibles: 1,000, then 600, then none from the third stay on', () => {
    const ladder = policy('basic', {
      parameters: {
        rateBp: number(10_000),
        staysCountList: number([0, 1, 2]),
        stepsFenList: number([100_000, 60_000, 0]),
      },
      parts: ALL,
      deductible: {
        amount: {
          table: { at: { counter: 'stays' }, bounds: 'staysCountList', values: 'stepsFenList' },
        },
        counts: 'taken',
      },
      counters: { stays: { ...YEARLY, writers: [{ event: 'eventCount' }] } },
    });
    const items = [1, 2, 3, 4].map((month) => visit(`v${month}`, `2025-0${month}-10`, 200_000));
    expect(paidIn(lawOf([ladder]), items)).toEqual([100_000n, 140_000n, 200_000n, 200_000n]);
  });

  test('takes the band that begins at the number', () => {
    const byIncome = policy('basic', {
      parameters: {
        rateBp: number(0),
        boundsFenList: number([0, 1000, 5000]),
        ratesBpList: number([9000, 6000, 3000]),
      },
      parts: ALL,
      modifiers: [
        {
          field: 'ratio',
          operation: 'replace',
          value: {
            table: { at: { facet: 'incomeFen' }, bounds: 'boundsFenList', values: 'ratesBpList' },
          },
        },
      ],
    });
    const paid = ['0', '999', '1000', '4999', '5000', '900000'].map((income) =>
      paidIn(lawOf([byIncome]), [visit('a', '2025-01-10', 100)], {
        person: resident(['incomeFen', income, '2000-01-01']),
      }),
    );
    expect(paid).toEqual([[90n], [90n], [60n], [60n], [30n], [30n]]);
  });
});

test("a number of another file is that file's, and moves with it", () => {
  const critical = policy('critical', {
    payer: 'critical',
    parameters: {
      rateBp: number(10_000),
      lineFen: {
        from: {
          '2000-01-01': { value: 1000, ...source },
          '2025-07-01': { value: 1500, ...source },
        },
      },
    },
    parts: { all: { base: [{ reasons: ['basic.copay'] }], ratio: 'rateBp' } },
  });
  const basic = policy('basic', {
    parameters: { rateBp: number(5000) },
    parts: ALL,
    deductible: { amount: { parameter: 'lineFen', of: 'critical' }, counts: 'taken' },
  });
  const items = [visit('a', '2025-06-30', 3000), visit('b', '2025-07-01', 3000)];
  expect(paidIn(lawOf([basic, critical]), items)).toEqual([1000n, 750n]);
});

describe('conditions', () => {
  const cost = { event: 'totalCostFen' };
  const aid = (more: object) =>
    policy('aid', {
      parameters: { rateBp: number(10_000), fromFen: number(1000), untilFen: number(3000) },
      parts: ALL,
      counters: { times: { ...YEARLY, writers: [{ tier: 'aid', measure: 'paid' }] } },
      ...more,
    });
  const items = [999, 1000, 2999, 3000].map((fen, index) =>
    visit(`v${index}`, `2025-01-1${index}`, fen),
  );

  test('from, and up to but not including', () => {
    const within = [{ of: cost, from: { parameter: 'fromFen' }, until: { parameter: 'untilFen' } }];
    const { events, counters } = settle(lawOf([aid({ onlyIf: within })]), items);
    expect(events.map(({ paid }) => paid.pool)).toEqual([0n, 1000n, 2999n, 0n]);
    expect(events[0]?.tiers).toEqual([{ kind: 'skipped', tier: 'aid', why: 'conditionNotMet' }]);
    expect(events[0]?.personal).toBe(999n);
    expect(counters.map(({ value }) => value)).toEqual([3999n]);
  });

  test("a tier's own base is the base of all its parts, before any limit", () => {
    const law = aid({
      parts: {
        a: {
          base: [{ reasons: ['inScope'], lines: { itemClass: ['A'] } }],
          limit: { amount: { parameter: 'fromFen' } },
          ratio: 'rateBp',
        },
        b: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' },
      },
      onlyIf: [{ of: { own: 'base' }, from: { parameter: 'untilFen' } }],
      caps: {
        half: {
          amount: {
            share: { of: { own: 'base' }, rateBp: { parameter: 'halfBp' }, rounding: 'down' },
          },
        },
      },
      aboveCap: 'clippedPayment',
    });
    const parameters = { ...(law.parameters as object), halfBp: number(5000) };
    const bill = (a: number, b: number) => [
      visit('v', '2025-01-10', [{ costFen: a }, { costFen: b, facets: { itemClass: 'B' } }]),
    ];
    const wide = { ...law, parameters };
    const files = lawOf([wide]);
    // 2,500 + 500 = 3,000: counts 1,000 + 500 = 1,500, capped at 1,500.
    expect(paidIn(files, bill(2500, 500))).toEqual([1500n]);
    // 1,000 + 2,501 = 3,501: counts all, capped at 1,750.
    expect(paidIn(files, bill(1000, 2501))).toEqual([1750n]);
    expect(paidIn(files, bill(1000, 1999))).toEqual([0n]);
  });

  test('a modifier under one acts only where it holds', () => {
    const law = aid({
      parameters: { rateBp: number(5000), fromFen: number(1000), moreBp: number(1000) },
      modifiers: [
        {
          field: 'ratio',
          operation: 'add',
          value: { parameter: 'moreBp' },
          onlyIf: [{ of: cost, from: { parameter: 'fromFen' } }],
        },
      ],
    });
    expect(paidIn(lawOf([law]), items)).toEqual([500n, 600n, 1799n, 1800n]);
  });

  test('an allowance under one that fails is entitled to nothing', () => {
    const grant = policy('grant', {
      on: 'allowance',
      parameters: { rateBp: number(10_000), grantFen: number(700), longDays: number(30) },
      entitlement: { parameter: 'grantFen' },
      parts: { all: { base: [{ reasons: ['grant.entitlement'] }], ratio: 'rateBp' } },
      onlyIf: [{ of: { event: 'days' }, from: { parameter: 'longDays' } }],
    });
    const claim = (days: number): Item => ({
      kind: 'event',
      event: {
        kind: 'allowance',
        id: `a${days}`,
        on: '2025-01-10',
        monthlyBaseFen: 1,
        days,
        facets: {},
      },
    });
    const { events } = settle(lawOf([grant]), [claim(29), claim(30)]);
    expect(events.map(({ total }) => total)).toEqual([0n, 700n]);
  });
});

test('what a retired person bears is four fifths of what another bears', () => {
  const law = policy('basic', {
    parameters: { rateBp: number(8333), bearBp: number(8000) },
    parts: ALL,
    modifiers: [{ field: 'ratio', operation: 'multiplyOwnShare', value: { parameter: 'bearBp' } }],
  });
  // 10,000 − round(1,667 × 0.8 = 1,333.6) = 8,666.
  expect(paidIn(lawOf([law]), [visit('a', '2025-01-10', 10_000)])).toEqual([8666n]);
});

describe('choices', () => {
  const shared = (id: string, choices: Record<string, string>) => ({
    kind: 'choices',
    id,
    choices: Object.fromEntries(
      Object.entries(choices).map(([name, is]) => [name, { is, otherwise: [], ...source }]),
    ),
  });
  const basic = (more: object) =>
    policy('basic', {
      parameters: { rateBp: number(5000), capFen: number(100) },
      parts: ALL,
      rounding: { choice: 'rounding' },
      ...more,
    });
  const bill = [visit('a', '2025-01-10', 1001)];
  const files = [
    shared('first', { rounding: 'up', capped: 'yes' }),
    shared('second', { rounding: 'down', capped: 'never' }),
  ];
  const law = (more: object, scheme: object = {}) => lawOf([basic(more)], { files, scheme });

  test('are looked up in the file, in what it uses, in the scheme, in what the scheme uses', () => {
    expect(paidIn(law({ uses: ['second', 'first'] }), bill)).toEqual([500n]);
    expect(paidIn(law({ uses: ['first', 'second'] }), bill)).toEqual([501n]);
    expect(paidIn(law({}, { uses: ['second'] }), bill)).toEqual([500n]);
    const choices = { rounding: { is: 'down', otherwise: [], ...source } };
    expect(paidIn(law({ uses: ['first'], choices }), bill)).toEqual([500n]);
  });

  test('are flipped by the id of the choices file', () => {
    const flips = { 'first/rounding': 'down' };
    expect(paidIn(law({ uses: ['first'] }), bill, { flips })).toEqual([500n]);
  });

  test('make a cap, or a change, be or not be', () => {
    const cap = {
      choice: 'capped',
      options: { yes: { amount: { parameter: 'capFen' } }, never: null },
    };
    const caps = { caps: { one: cap }, aboveCap: 'clippedPayment' };
    expect(paidIn(law({ uses: ['first'], ...caps }), bill)).toEqual([100n]);
    expect(paidIn(law({ uses: ['second'], ...caps }), bill)).toEqual([500n]);
    const value = { choice: 'capped', options: { yes: { parameter: 'rateBp' }, never: null } };
    const modifiers = [{ field: 'ratio', operation: 'multiply', value }];
    expect(paidIn(law({ uses: ['first'], modifiers }), bill)).toEqual([251n]);
    expect(paidIn(law({ uses: ['second'], modifiers }), bill)).toEqual([500n]);
  });
});
