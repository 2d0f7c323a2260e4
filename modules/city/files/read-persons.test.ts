/** What is read from files person by person is what was made. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { historyOf } from '../history/history-of.ts';
import { numberIn, type PersonRows, personRowsOf } from '../history/rows.ts';
import { makeCity } from '../make/make-city.ts';
import { makePart } from '../make/part-maker.ts';
import { settingOf } from '../make/setting.ts';
import { openCity } from './read-persons.ts';

const root = mkdtempSync(join(tmpdir(), 'tibao-read-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ORDER = { like: 'wenzhou', people: 100, year: 2023, seed: 4, levers: {}, planted: true };

/** Reference tables and the household are no rows of a person. */
function ownRows(rows: PersonRows): PersonRows {
  const own = Object.entries(rows).filter(
    ([name]) => !['households', 'providers', 'items'].includes(name),
  );
  return Object.fromEntries(own.map(([name, some]) => [name, [...some].sort(byText)]));
}

function byText(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

describe('openCity', () => {
  it('gives each person once, with all rows', async () => {
    await makeCity(ORDER, { folder: join(root, 'city'), workers: 0 });
    const made = new Map<number, PersonRows>();
    const setting = settingOf(ORDER);
    for (let part = 0; part < setting.roll.parts; part++) {
      makePart(setting, part, (tables, { number }) => made.set(number, personRowsOf(tables)));
    }
    const city = await openCity(join(root, 'city'));
    let seen = 0;
    for await (const rows of city.persons()) {
      const [person = {}] = rows.persons ?? [];
      const expected = made.get(numberIn(person, 'psn_no')) ?? {};
      expect(ownRows(rows)).toEqual(ownRows(expected));
      expect(historyOf(rows, city.context).items).toEqual(historyOf(expected, city.context).items);
      seen++;
    }
    city.close();
    expect(seen).toBe(ORDER.people);
  });
});
