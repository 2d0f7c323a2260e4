import { describe, expect, it } from 'vitest';
import { type TownScheme, townLaw } from '../../testing/laws/town.ts';
import { contribution, day, fact, person, visit } from '../../testing/laws/town-events.ts';
import type { Event, Person } from './event.ts';
import { pickProgram } from './pick-program.ts';

const tiers: TownScheme['tiers'] = { 'pool.basic': { numbers: { ratioBp: 5000 } } };
const scheme = (id: string, insuranceType: string, from: string, until: string): TownScheme => ({
  id,
  from,
  until,
  covers: { insuranceType: [insuranceType] },
  tiers,
});
const law = townLaw(
  scheme('town.resident.2024', 'resident', '2024-01-01', '2025-01-01'),
  scheme('town.resident.2025', 'resident', '2025-01-01', '2026-01-01'),
  scheme('town.employee', 'employee', '2024-07-01', '2025-07-01'),
);

function picked(event: Event, who: Person = person(), area = 'town'): string {
  const found = pickProgram(law, area, who, event);
  return found.ok ? found.value.id : found.rejection.code;
}

describe('pickProgram', () => {
  const resident = person();
  const employee = person({ insuranceType: 'employee' });

  it.each([
    ['2023-12-31', resident, 'law/not_yet'],
    ['2024-01-01', resident, 'town.resident.2024'],
    ['2024-12-31', resident, 'town.resident.2024'],
    ['2025-01-01', resident, 'town.resident.2025'],
    ['2025-12-31', resident, 'town.resident.2025'],
    ['2026-01-01', resident, 'law/expired'],
    ['2024-06-30', employee, 'law/not_yet'],
    ['2024-07-01', employee, 'town.employee'],
    ['2025-06-30', employee, 'town.employee'],
    ['2025-07-01', employee, 'law/expired'],
  ])('on %s for %o: %s', (on, who, expected) => {
    expect(picked(visit('v', on, 100), who)).toBe(expected);
  });

  it('looks at the day that the scheme names for a visit, and at the day of other events', () => {
    const stay = { ...visit('v', '2025-01-03', 100), admittedOn: day('2024-12-30') };
    expect(picked(stay)).toBe('town.resident.2025');
    const admitted = townLaw({
      ...scheme('town.admitted', 'resident', '2024-01-01', '2025-01-01'),
      choices: { lawDay: 'admittedOn' },
    });
    const found = pickProgram(admitted, 'town', person(), stay);
    expect(found.ok && found.value.id).toBe('town.admitted');
    expect(picked(contribution('c', '2024-12-31', 100))).toBe('town.resident.2024');
  });

  it('follows a person who changes enrolment', () => {
    const moves = person(
      { insuranceType: ['resident', '2020-01-01', '2025-03-01'] },
      { also: [fact('insuranceType', 'employee', '2025-03-01')] },
    );
    expect(picked(visit('v', '2025-02-28', 100), moves)).toBe('town.resident.2025');
    expect(picked(visit('v', '2025-03-01', 100), moves)).toBe('town.employee');
  });

  it('knows no other area', () => {
    expect(picked(visit('v', '2025-01-01', 100), person(), 'village')).toBe('law/unknown_area');
  });

  it('refuses who is not covered, or not told of', () => {
    const leaves = person({ insuranceType: ['resident', '2020-01-01', '2024-06-01'] });
    expect(picked(visit('v', '2025-02-01', 100), leaves)).toBe('settlement/facet_missing');
    const covered = townLaw({ ...scheme('town.a', 'resident', '2024-01-01', '2026-01-01') });
    const found = pickProgram(covered, 'town', employee, visit('v', '2025-02-01', 100));
    expect(found.ok || found.rejection.code).toBe('settlement/person_not_enrolled');
  });

  it('tells why no scheme could say whether it covers the person', () => {
    const both = person({}, { also: [fact('insuranceType', 'employee')] });
    expect(picked(visit('v', '2025-02-01', 100), both)).toBe('settlement/facts_overlap');
    const odd = person({ insuranceType: 'soldier' });
    expect(picked(visit('v', '2025-02-01', 100), odd)).toBe('settlement/unknown_code');
  });

  it('refuses two schemes that both cover the person: the order of files is no law', () => {
    const two = townLaw(
      {
        ...scheme('town.a', 'resident', '2024-01-01', '2026-01-01'),
        choices: { doubleEnrolment: 'declaredOrder' },
      },
      {
        ...scheme('town.b', 'employee', '2024-01-01', '2026-01-01'),
        choices: { doubleEnrolment: 'declaredOrder' },
      },
    );
    const both = person({}, { also: [fact('insuranceType', 'employee')] });
    const found = pickProgram(two, 'town', both, visit('v', '2025-02-01', 100));
    expect(found.ok || found.rejection.code).toBe('settlement/two_schemes');
    const one = pickProgram(two, 'town', employee, visit('v', '2025-02-01', 100));
    expect(one.ok && one.value.id).toBe('town.b');
  });
});
