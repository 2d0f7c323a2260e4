/** Every person of a city settles under the area's law, wherever the area has law for them. */
import { describe, expect, it } from 'vitest';
import { loadLaw } from '../../../apps/cli/load-law.ts';
import { settleHistory } from '../../../engine/settle/index.ts';
import { makePart, referenceTables } from '../make/part-maker.ts';
import { settingOf, tableOf } from '../make/setting.ts';
import { contextOf, historyOf } from './history-of.ts';
import { personRowsOf, rowsOf } from './rows.ts';

const { law } = loadLaw();

/** Settles all persons of a small city; counts by code why a history is not settled. */
function settleCity(like: string, year: number) {
  if (!law) throw new Error('the law has faults');
  const order = { like, people: 800, year, seed: 3, levers: {}, planted: false };
  const setting = settingOf(order);
  const reference = referenceTables(setting);
  const context = contextOf(
    {
      area: like,
      yearFrom: setting.year.from,
      ...(year === 2019 ? { lawFrom: setting.year.from } : {}),
    },
    {
      providers: rowsOf(tableOf(reference, 'providers')),
      items: rowsOf(tableOf(reference, 'items')),
    },
  );
  const reasons: Record<string, number> = {};
  const counts = { settled: 0, employees: 0, events: 0 };
  for (let part = 0; part < setting.roll.parts; part++) {
    makePart(setting, part, (tables) => {
      const history = historyOf(personRowsOf(tables), context);
      const result = settleHistory(law, history);
      const isEmployee = history.person.facts.some(({ code }) => code === 'employee');
      if (isEmployee && history.items.length > 0) counts.employees++;
      if (result.ok) {
        counts.settled++;
        counts.events += result.value.steps.length;
      } else reasons[result.rejection.code] = (reasons[result.rejection.code] ?? 0) + 1;
    });
  }
  return { ...counts, reasons };
}

describe('histories of a city', () => {
  it.each([
    ['zhoushan', 2021],
    ['zhoushan', 2024],
    ['wenzhou', 2019],
    ['wenzhou', 2023],
    ['wenzhou', 2025],
  ])('of %s in %i settle, all of them', (like, year) => {
    const { settled, events, reasons } = settleCity(like, year);
    expect(reasons).toEqual({});
    expect(settled).toBe(800);
    expect(events).toBeGreaterThan(7_000);
  });

  it.each([
    ['panzhihua', 2022],
    ['xianning', 2017],
    ['xianning', 2024],
  ])('of %s in %i settle but for employees, for whom the area has no law', (like, year) => {
    const { settled, employees, reasons } = settleCity(like, year);
    expect(Object.keys(reasons)).toEqual(['settlement/person_not_enrolled']);
    expect(reasons['settlement/person_not_enrolled']).toBeLessThanOrEqual(employees);
    expect(settled).toBe(800 - (reasons['settlement/person_not_enrolled'] ?? 0));
  });
});
