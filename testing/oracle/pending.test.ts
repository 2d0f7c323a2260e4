/** Goal: allowances that wait until a counter has come far enough, and several bases, by hand. */
import { describe, expect, test } from 'vitest';
import { type Item, oracle, oracleDifferences } from './index.ts';
import { lawOf, number, policy, resident } from './sample-law.ts';

const YOUNG = { ageYears: { until: 45 } };
const source = { mark: 'assumed', why: '检验用' };
const person = resident();

/** A tenth of the monthly base, due once three premiums of a fen were paid. */
const birth = policy('birth', {
  on: 'allowance',
  parameters: {
    rateBp: number(10_000),
    tenthBp: number(1000),
    monthsCount: number(3),
    capFen: number(90),
  },
  entitlement: {
    share: { of: { event: 'monthlyBaseFen' }, rateBp: { parameter: 'tenthBp' }, rounding: 'down' },
  },
  fallsDue: { counter: 'months', atLeast: { parameter: 'monthsCount' } },
  parts: { all: { base: [{ reasons: ['birth.entitlement'] }], ratio: 'rateBp' } },
  caps: { year: { amount: { parameter: 'capFen' }, counter: 'paid' } },
  aboveCap: 'clippedPayment',
  counters: {
    months: { window: { kind: 'lifetime' }, writers: [{ event: 'premiumFen' }], source },
    paid: {
      window: { kind: 'calendarYear' },
      writers: [{ tier: 'birth', measure: 'paid' }],
      source,
    },
  },
});
const subsidy = policy('subsidy', {
  on: 'contribution',
  parameters: { rateBp: number(5000) },
  parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'rateBp' } },
});
function law(more: object = {}, choices: object = {}) {
  return lawOf([subsidy, { ...birth, ...more }], { choices });
}

const claim = (id: string, on: string, monthlyBaseFen: number): Item => ({
  kind: 'event',
  event: { kind: 'allowance', id, on, monthlyBaseFen, days: 1, facets: {} },
});
const premium = (id: string, on: string): Item => ({
  kind: 'event',
  event: { kind: 'contribution', id, on, premiumFen: 1, facets: {} },
});

function settle(files: object[], items: Item[]) {
  const answer = oracle({ files, area: 'town', person, items });
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

const seen = (files: object[], items: Item[]) =>
  settle(files, items).events.map(({ id, releasedBy, total, paid }) =>
    [id, releasedBy ?? '-', total, paid.pool].join(' '),
  );

describe('an allowance that is not due yet', () => {
  const items = [
    premium('p1', '2024-11-01'),
    claim('early', '2024-12-01', 500),
    premium('p2', '2024-12-15'),
    claim('next', '2025-01-10', 600),
    premium('p3', '2025-02-01'),
    claim('late', '2025-03-01', 700),
  ];

  test('waits and is paid after the event that makes it due, oldest first', () => {
    const { events, pending } = settle(law(), items.slice(0, 4));
    expect(events[1]).toMatchObject({ total: 0n, waiting: ['birth'] });
    expect(pending).toEqual([
      { id: 'early', tiers: ['birth'] },
      { id: 'next', tiers: ['birth'] },
    ]);
    // Half of a fen of premium is a fen, half up. Each is capped at 90 in the year of its own day.
    expect(seen(law(), items)).toEqual([
      'p1 - 1 1',
      'early - 0 0',
      'p2 - 1 1',
      'next - 0 0',
      'p3 - 1 1',
      'early p3 50 50',
      'next p3 60 60',
      'late - 70 30',
    ]);
    expect(settle(law(), items).pending).toEqual([]);
  });

  test('is paid under the numbers of its own day', () => {
    const tenthBp = {
      from: {
        '2000-01-01': { value: 1000, ...source },
        '2025-01-01': { value: 2000, ...source },
      },
    };
    const files = law({ parameters: { ...(birth.parameters as object), tenthBp } });
    expect(seen(files, items.slice(0, 5)).slice(-2)).toEqual(['early p3 50 50', 'next p3 120 90']);
  });

  test('is gone when it is reversed, before or after it was paid', () => {
    const gone: Item = { kind: 'reversal', id: 'r', reverses: 'early', on: '2025-02-02' };
    expect(seen(law(), [...items.slice(0, 5), gone]).slice(-1)).toEqual(['next p3 60 60']);
    expect(seen(law(), [...items.slice(0, 2), gone, ...items.slice(2, 5)]).slice(-1)).toEqual([
      'next p3 60 60',
    ]);
  });

  test('waits longer when a premium is reversed and all is settled anew', () => {
    const gone: Item = { kind: 'reversal', id: 'r', reverses: 'p1', on: '2025-02-02' };
    expect(seen(law(), [...items.slice(0, 5), gone, premium('p4', '2025-04-01')])).toEqual([
      'early - 0 0',
      'p2 - 1 1',
      'next - 0 0',
      'p3 - 1 1',
      'p4 - 1 1',
      'early p4 50 50',
      'next p4 60 60',
    ]);
  });

  test('stays paid where results are kept, once', () => {
    const gone: Item = { kind: 'reversal', id: 'r', reverses: 'p1', on: '2025-02-02' };
    const keeping = law({}, { reversal: 'keepPast' });
    const more = [premium('p4', '2025-04-01'), claim('late', '2025-05-01', 700)];
    expect(seen(keeping, [...items.slice(0, 5), gone, ...more])).toEqual([
      'early - 0 0',
      'p2 - 1 1',
      'next - 0 0',
      'p3 - 1 1',
      'early p3 50 50',
      'next p3 60 60',
      'p4 - 1 1',
      'late - 70 30',
    ]);
  });

  test('waits on where its result is kept and it would no longer apply', () => {
    const files = lawOf([subsidy, { ...birth, midYearChange: 'recompute', when: YOUNG }], {
      choices: { reversal: 'keepPast' },
    });
    const gone: Item = { kind: 'reversal', id: 'r', reverses: 'p0', on: '2025-02-02' };
    const later = ['p1', 'p2', 'p3'].map((id, index) => premium(id, `2025-0${index + 6}-01`));
    const run = settle(files, [
      premium('p0', '2025-01-01'),
      claim('a', '2025-02-01', 500),
      gone,
      ...later,
    ]);
    // 45 on the fifth of May: by the year's last event the tier is not for this person.
    expect(run.events.map(({ id }) => id)).toEqual(['a', 'p1', 'p2', 'p3']);
    expect(run.pending).toEqual([{ id: 'a', tiers: ['birth'] }]);
  });

  test('is one event in what a correction changes', () => {
    const [before, after] = [
      items.slice(0, 5),
      [premium('p0', '2024-10-01'), ...items.slice(0, 5)],
    ];
    const answer = oracleDifferences({ files: law(), area: 'town', person }, before, after);
    if (!answer.ok) throw new Error(answer.code);
    // Both are due earlier and paid the same.
    expect(answer.differences.map(({ event }) => event)).toEqual(['p0']);
  });
});

describe('several bases', () => {
  const grant = (of: object, over: object) =>
    policy('grant', {
      on: 'allowance',
      parameters: { rateBp: number(10_000), monthCount: number(30) },
      entitlement: {
        proportion: {
          of,
          times: { event: 'days' },
          over: { times: { of: { parameter: 'monthCount' }, count: over } },
          rounding: 'halfUp',
        },
      },
      parts: { all: { base: [{ reasons: ['grant.entitlement'] }], ratio: 'rateBp' } },
    });
  const weighted = grant({ event: 'weightedBaseFen' }, { event: 'weightCount' });
  const bases = [
    { monthlyBaseFen: 500_000, weight: 2 },
    { monthlyBaseFen: 400_001, weight: 1 },
  ];
  const claimed = (of: object): Item => ({
    kind: 'event',
    event: { kind: 'allowance', id: 'a', on: '2025-01-10', days: 98, facets: {}, ...of } as never,
  });

  test('weigh as the law says, rounded once', () => {
    // 1,400,001 × 98 ÷ 90 = 1,524,445.53.
    expect(seen(lawOf([weighted]), [claimed({ bases })])).toEqual(['a - 1524446 1524446']);
    expect(seen(lawOf([weighted]), [claimed({ monthlyBaseFen: 500_000 })])).toEqual([
      'a - 1633333 1633333',
    ]);
  });

  test('have no single base', () => {
    const single = grant({ event: 'monthlyBaseFen' }, { event: 'weightCount' });
    const files = lawOf([single]);
    const code = (of: object) => {
      const answer = oracle({ files, area: 'town', person, items: [claimed(of)] });
      return answer.ok ? null : answer.code;
    };
    expect(code({ bases })).toBe('settlement/several_bases');
    expect(code({ bases: bases.slice(0, 1) })).toBeNull();
  });
});
