/** Goal: prices, limits of each drug, caps of a part, by hand. */
import { describe, expect, test } from 'vitest';
import { type Item, oracle, type Person } from './index.ts';
import { lawOf, number, policy, resident, visit } from './sample-law.ts';

const source = { mark: 'assumed', why: '检验用' };
const YEARLY = { window: { kind: 'calendarYear' }, source };
const ALL = { all: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' } };
const whole = policy('basic', { parameters: { rateBp: number(10_000) }, parts: ALL });

function settle(files: object[], items: Item[], person: Person = resident()) {
  const answer = oracle({ files, area: 'town', person, items });
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

const paidIn = (files: object[], items: Item[], person?: Person) =>
  settle(files, items, person).events.map(({ paid }) => paid.pool);

describe('prices', () => {
  const prices = {
    kind: 'prices',
    id: 'prices',
    title: '价格',
    source,
    parameters: { bedFen: number(5000), childBp: number(13_000), weekFen: number(700) },
    rules: [
      {
        id: 'child',
        when: { ageYears: { until: 7 } },
        lines: { drug: ['bed'] },
        allowed: {
          share: {
            of: { parameter: 'bedFen' },
            rateBp: { parameter: 'childBp' },
            rounding: 'down',
          },
        },
      },
      { id: 'bed', lines: { drug: ['bed'] }, allowed: { parameter: 'bedFen' } },
      {
        id: 'weeks',
        lines: { drug: ['long'] },
        allowed: { times: { of: { parameter: 'weekFen' }, count: { facet: 'weeks' } } },
      },
    ],
  };
  const files = lawOf([whole], { prices: [prices] });
  const bed = (costFen: number, more: object = {}) =>
    visit('v', '2025-01-10', [{ costFen, facets: { drug: 'bed' }, ...more }]);

  test('below, at and above what may be charged', () => {
    expect(paidIn(files, [bed(4999)])).toEqual([4999n]);
    expect(paidIn(files, [bed(5000)])).toEqual([5000n]);
    expect(paidIn(files, [bed(5001)])).toEqual([5000n]);
  });

  test('what the line says may be more, and a first share is of what is left', () => {
    expect(paidIn(files, [bed(6000, { overLimitFen: 2000 })])).toEqual([4000n]);
    expect(paidIn(files, [bed(6000, { firstShareBp: 1000 })])).toEqual([4500n]);
  });

  test('the first rule that matches, up to and including six years', () => {
    const child = (bornOn: string) => ({ ...resident(), bornOn });
    expect(paidIn(files, [bed(9000)], child('2018-01-11'))).toEqual([6500n]);
    expect(paidIn(files, [bed(9000)], child('2018-01-10'))).toEqual([5000n]);
  });

  test('a number told of the line', () => {
    const long = (weeks: string) =>
      visit('v', '2025-01-10', [{ costFen: 9000, facets: { drug: 'long', weeks } }]);
    expect(paidIn(files, [long('12')])).toEqual([8400n]);
    expect(paidIn(files, [long('13')])).toEqual([9000n]);
  });
});

describe('exclusions', () => {
  test('a line is out of scope if any item matches both sides', () => {
    const outOfScope = [
      { lines: { drug: ['meal'] }, source },
      { when: { setting: ['outpatient'] }, lines: { itemClass: ['B'] }, source },
      { when: { grade: ['secondary'] }, source },
    ];
    const classification = {
      outOfScope,
      firstShareRounding: 'down',
      firstShareOrder: 'beforeDeductible',
    };
    const files = lawOf([whole], { scheme: { classification } });
    const lines = [
      { costFen: 1, facets: { drug: 'meal' } },
      { costFen: 10, facets: { itemClass: 'B' } },
      { costFen: 100 },
    ];
    const paid = (facets: Record<string, string>) =>
      paidIn(files, [visit('v', '2025-01-10', lines, facets)]);
    expect(paid({})).toEqual([110n]);
    expect(paid({ setting: 'outpatient' })).toEqual([100n]);
    expect(paid({ grade: 'secondary' })).toEqual([0n]);
  });
});

describe('a limit for each drug', () => {
  const parameters = {
    rateBp: number(5000),
    limitFen: number({ x: 3000, otherwise: 1000 }, ['drug']),
  };
  const law = (limit: object, more: object = {}) =>
    policy('basic', {
      parameters,
      parts: {
        all: {
          base: [{ reasons: ['inScope'] }],
          limit: { amount: { parameter: 'limitFen' }, per: 'drug', ...limit },
          ratio: 'rateBp',
        },
      },
      ...more,
    });
  const bill = (id: string, ...drugs: [drug: string, costFen: number][]) =>
    visit(
      id,
      '2025-01-10',
      drugs.map(([drug, costFen]) => ({ costFen, facets: { drug } })),
    );

  test('each has its own', () => {
    const items = [bill('a', ['x', 3500], ['y', 500], ['z', 1200], ['x', 10])];
    const { events } = settle(lawOf([law({})]), items);
    // x 3,510 → 3,000, y 500, z 1,200 → 1,000: half of 4,500.
    expect(events[0]?.paid.pool).toBe(2250n);
    expect(events[0]?.atoms.map(({ lines, residual }) => [lines, residual])).toEqual([
      // Filled in declared order: x 2,250 paid of 3,000.
      [[0, 3], { 'basic/all.overCap': 510n, 'basic/all.copay': 750n }],
      [[1], { 'basic/all.copay': 500n }],
      [[2], { 'basic/all.overCap': 200n, 'basic/all.copay': 1000n }],
    ]);
  });

  test('and uses it up over the year, drug by drug', () => {
    const counters = {
      used: {
        ...YEARLY,
        key: 'drug',
        writers: [{ tier: 'basic', part: 'all', measure: 'counted' }],
      },
    };
    const items = [
      bill('a', ['x', 2000], ['y', 900]),
      bill('b', ['y', 900], ['x', 2000], ['z', 100]),
    ];
    const { events, counters: end } = settle(
      lawOf([law({ counter: 'used' }, { counters })]),
      items,
    );
    expect(events.map(({ paid }) => paid.pool)).toEqual([1450n, 600n]);
    expect(end.map(({ key, value }) => [key, value]).sort()).toEqual([
      ['x', 3000n],
      ['y', 1000n],
      ['z', 100n],
    ]);
  });

  test('a counter by drug takes each room as it was allotted', () => {
    const counters = {
      paidFor: { ...YEARLY, key: 'drug', writers: [{ tier: 'basic', measure: 'paid' }] },
    };
    const limited = law({ counter: 'paidFor' }, { counters, allot: 'proRata' });
    const { counters: end } = settle(lawOf([limited]), [bill('a', ['x', 2000], ['y', 400])]);
    // 1,200 over 2,000 : 400.
    expect(end.map(({ key, value }) => [key, value]).sort()).toEqual([
      ['x', 1000n],
      ['y', 200n],
    ]);
  });

  test('modifiers of it may go by drug too', () => {
    const more = { limitFen: parameters.limitFen, rateBp: parameters.rateBp };
    const changed = law(
      {},
      {
        parameters: { ...more, plusFen: number({ y: 70, otherwise: 0 }, ['drug']) },
        modifiers: [{ field: 'limit', operation: 'add', value: { parameter: 'plusFen' } }],
      },
    );
    // x 3,000 + y 1,070.
    expect(paidIn(lawOf([changed]), [bill('a', ['x', 5000], ['y', 5000])])).toEqual([2035n]);
  });
});

describe('caps of a part', () => {
  const law = (caps: object) =>
    policy('basic', {
      parameters: {
        rateBp: number(10_000),
        rareFen: number(1000),
        wholeFen: number(2500),
      },
      allot: 'proRata',
      parts: {
        rare: { base: [{ reasons: ['inScope'], lines: { drug: ['rare'] } }], ratio: 'rateBp' },
        rest: { base: [{ reasons: ['inScope'] }], ratio: 'rateBp' },
      },
      caps,
      aboveCap: 'clippedPayment',
    });
  const bill = (facets: Record<string, string> = {}) =>
    visit(
      'a',
      '2025-01-10',
      [{ costFen: 4000, facets: { drug: 'rare' } }, { costFen: 3000 }],
      facets,
    );

  test('come first; the whole is spread from what they leave', () => {
    const caps = {
      whole: { amount: { parameter: 'wholeFen' } },
      rare: { amount: { parameter: 'rareFen' }, part: 'rare' },
    };
    const { events } = settle(lawOf([law(caps)]), [bill()]);
    // 1,000 and 3,000, cut to 2,500: 625 and 1,875.
    const [tier] = events[0]?.tiers ?? [];
    if (tier?.kind !== 'paid') throw new Error('not paid');
    expect(tier.parts.rare).toMatchObject({ paid: 625n, overCap: 3375n });
    expect(tier.parts.rest).toMatchObject({ paid: 1875n, overCap: 1125n });
  });

  test('one with a condition exists only where it matches', () => {
    const caps = {
      rare: { amount: { parameter: 'rareFen' }, part: 'rare', when: { setting: ['outpatient'] } },
    };
    expect(paidIn(lawOf([law(caps)]), [bill()])).toEqual([7000n]);
    expect(paidIn(lawOf([law(caps)]), [bill({ setting: 'outpatient' })])).toEqual([4000n]);
  });
});
