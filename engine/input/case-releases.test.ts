/**
 * Expectations of allowances that wait: a grant of a month's base falls due once 3 premiums are
 * paid.
 */
import { describe, expect, it } from 'vitest';
import { townLaw } from '../../testing/laws/town.ts';
import { readCases } from './read-cases.ts';
import { runCases } from './run-cases.ts';

const law = townLaw({
  counters: { 'town.paidMonths': { writers: [{ event: 'premiumFen' }] } },
  tiers: {
    'pool.grant': {
      on: 'allowance',
      entitlement: { event: 'monthlyBaseFen' },
      fallsDue: { counter: 'town.paidMonths', atLeast: { parameter: 'neededFen' } },
      numbers: { ratioBp: 10_000, neededFen: 30_000 },
      parts: { all: { base: [{ reasons: ['pool.grant.entitlement'] }], ratio: 'ratioBp' } },
    },
    'aid.premium': {
      on: 'contribution',
      numbers: { ratioBp: 1000 },
      parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
    },
  },
});

const HEAD = `kind: cases
of: town.scheme
cases:
  - name: 缴满三次后补发
    clause: 第一条
    expectedFrom: hand
    area: town
    person: { facts: { insuranceType: resident } }
    events:
      - { kind: contribution, id: c1, on: "2025-01-01", premiumFen: 10000 }
      - { kind: allowance, id: a, on: "2025-01-15", monthlyBaseFen: 500000 }
      - { kind: contribution, id: c2, on: "2025-02-01", premiumFen: 10000 }
`;
const THIRD = `      - { kind: contribution, id: c3, on: "2025-03-01", premiumFen: 10000 }
`;

function failuresOf(rest: string): string[] {
  const { cases, problems } = readCases(HEAD + rest, 'x.cases.yaml');
  expect(problems).toEqual([]);
  return runCases(() => ({ law, diagnostics: [] }), cases).flatMap(({ failures }) =>
    failures.map(({ line, at, expected, actual }) => `${line} ${at}: ${expected} ≠ ${actual}`),
  );
}

describe('what a case expects of an allowance that waits', () => {
  it.each([
    ['it still waits', '    released: { a: waiting }\n'],
    [
      'its own event pays nothing yet',
      '    expectEach: { a: { tiers: { pool.grant: notDueYet } } }\n',
    ],
    [
      'the third premium releases it',
      `${THIRD}    released: { a: { by: c3, paidFen: { pool: 500000 } } }\n`,
    ],
    [
      'the release is not the last event',
      `${THIRD}    expect: { paidFen: { aid: 1000 } }\n    released: { a: { totalFen: 500000 } }\n`,
    ],
    [
      'counters are read after the release',
      `${THIRD}    released: { a: { counters: { town.paidMonths: 30000 } } }\n`,
    ],
  ])('%s', (_, rest) => {
    expect(failuresOf(rest)).toEqual([]);
  });

  it.each([
    ['nothing releases it', '    released: { a: { by: c3 } }\n', ['13 released.a: c3 ≠ 没有到期']],
    [
      'it does not wait any more',
      `${THIRD}    released: { a: waiting }\n`,
      ['14 released.a: waiting ≠ c3 之后已到期'],
    ],
    [
      'it never waited',
      '    released: { c1: waiting }\n',
      ['13 released.c1: waiting ≠ 没有在等待的层'],
    ],
    [
      'another event releases it',
      `${THIRD}    released: { a: { by: c2, totalFen: 500000 } }\n`,
      ['14 released.a: c2 ≠ c3'],
    ],
    [
      'another amount',
      `${THIRD}    released: { a: { paidFen: { pool: 500001 } } }\n`,
      ['14 released.a.paidFen.pool: 500001（5,000.01） ≠ 500000（5,000.00）'],
    ],
  ])('tells that %s', (_, rest, expected) => {
    expect(failuresOf(rest)).toEqual(expected);
  });
});
