import { describe, expect, it } from 'vitest';
import { type TownScheme, type TownTier, townLaw } from '../../testing/laws/town.ts';
import {
  close,
  counted,
  fact,
  paidById,
  person,
  settledHistory,
  visit,
} from '../../testing/laws/town-events.ts';
import { settleHistory } from './settle-history.ts';

/** 100 % above 1,000 yuan a year, counted under a name of the scheme's own. */
function tier(name: string): TownTier {
  return {
    numbers: { ratioBp: 10_000, deductibleFen: 100_000 },
    deductible: {
      amount: { parameter: 'deductibleFen' },
      counter: `${name}.borne`,
      counts: 'taken',
    },
    counters: { [`${name}.borne`]: { writers: [{ measure: 'deductible' }] } },
  };
}

function lawOf(schemeChange: string) {
  const scheme = (id: string, name: string): TownScheme => ({
    id,
    covers: { insuranceType: [name] },
    choices: { schemeChange },
    counters: { 'town.cost': { writers: [{ event: 'totalCostFen' }] } },
    tiers: {
      [`pool.${name}`]: tier(name),
      [`aid.${name}`]: {
        on: 'close',
        numbers: { ratioBp: 10_000 },
        parts: { all: { base: [{ counters: ['town.cost'] }], ratio: 'ratioBp' } },
      },
    },
  });
  return townLaw(scheme('town.resident', 'resident'), scheme('town.employee', 'employee'));
}

/** A resident who takes up work on 1 June, and stops on 1 October. */
const works = person(
  { insuranceType: ['resident', '2020-01-01', '2025-06-01'] },
  {
    also: [
      fact('insuranceType', 'employee', '2025-06-01', '2025-10-01'),
      fact('insuranceType', 'resident', '2025-10-01'),
    ],
  },
);
const visits = [
  visit('mar', '2025-03-10', 60_000),
  visit('jul', '2025-07-10', 60_000),
  visit('nov', '2025-11-10', 60_000),
];

describe('X13: counters of a person who changes scheme', () => {
  it('keep: by their names; counters of two names stand side by side', () => {
    const run = settledHistory(lawOf('keep'), visits, works);
    // July has a deductible of its own; November goes on with March.
    expect(paidById(run)).toEqual({ mar: 0, jul: 0, nov: 20_000 });
    expect(counted(run.state)).toEqual({
      'resident.borne@2025': 100_000,
      'employee.borne@2025': 60_000,
      'town.cost@2025': 180_000,
    });
  });

  it('reset: from nothing at each change', () => {
    const run = settledHistory(lawOf('reset'), visits, works);
    expect(paidById(run)).toEqual({ mar: 0, jul: 0, nov: 0 });
    expect(counted(run.state)).toEqual({ 'resident.borne@2025': 60_000, 'town.cost@2025': 60_000 });
  });

  it('map: what the map names goes on under its other name, the rest is left behind', () => {
    const mapped = townLaw(
      ...(['resident', 'employee'] as const).map(
        (name): TownScheme => ({
          id: `town.${name}`,
          covers: { insuranceType: [name] },
          choices: { schemeChange: 'map' },
          counterMap:
            name === 'employee'
              ? { 'resident.borne': 'employee.borne' }
              : { 'employee.borne': 'resident.borne' },
          counters: { 'town.cost': { writers: [{ event: 'totalCostFen' }] } },
          tiers: { [`pool.${name}`]: tier(name) },
        }),
      ),
    );
    const run = settledHistory(mapped, visits, works);
    expect(paidById(run)).toEqual({ mar: 0, jul: 20_000, nov: 60_000 });
    expect(counted(run.state)).toEqual({
      'resident.borne@2025': 100_000,
      'town.cost@2025': 60_000,
    });
  });

  it('does nothing while the person stays', () => {
    const stays = person();
    for (const choice of ['keep', 'reset']) {
      const run = settledHistory(lawOf(choice), visits, stays);
      expect(paidById(run)).toEqual({ mar: 0, jul: 20_000, nov: 60_000 });
    }
  });

  it('reaches a close under the new scheme', () => {
    const items = [...visits.slice(0, 2), close('c', '2025-09-30')];
    const total = (choice: string) =>
      settledHistory(lawOf(choice), items, works).steps[2]?.settled.totalFen;
    expect([total('keep'), total('reset')]).toEqual([120_000, 60_000]);
    const first = [visits[0] ?? close('x', '2025-01-01'), close('c', '2025-09-30')];
    const fresh = settledHistory(lawOf('reset'), first, works);
    expect(fresh.steps[1]?.settled.totalFen).toBe(0);
  });

  it('a scheme that follows in time takes the counters over in the same way', () => {
    const year = (id: string, from: string, until: string, schemeChange: string): TownScheme => ({
      id,
      from,
      until,
      choices: { schemeChange },
      tiers: {
        'pool.life': {
          numbers: { ratioBp: 10_000, deductibleFen: 100_000 },
          deductible: {
            amount: { parameter: 'deductibleFen' },
            counter: 'life.borne',
            counts: 'taken',
          },
          counters: {
            'life.borne': { window: { kind: 'lifetime' }, writers: [{ measure: 'deductible' }] },
          },
        },
      },
    });
    const paid = (schemeChange: string) => {
      const law = townLaw(
        year('town.2024', '2024-01-01', '2025-01-01', schemeChange),
        year('town.2025', '2025-01-01', '2026-01-01', schemeChange),
      );
      const items = [visit('a', '2024-12-31', 70_000), visit('b', '2025-01-01', 70_000)];
      return paidById(settledHistory(law, items));
    };
    expect(paid('keep')).toEqual({ a: 0, b: 40_000 });
    expect(paid('reset')).toEqual({ a: 0, b: 0 });
  });

  it('a day without any enrolment is refused', () => {
    const gap = person({ insuranceType: ['resident', '2020-01-01', '2025-06-01'] });
    const law = lawOf('keep');
    const result = settleHistory(law, {
      area: 'town',
      person: gap,
      items: visits.map((event) => ({ kind: 'event', event })),
    });
    expect(result.ok || result.rejection.code).toBe('settlement/facet_missing');
  });
});
