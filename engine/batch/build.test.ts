import { describe, expect, it } from 'vitest';
import { type TownScheme, townLaw } from '../../testing/laws/town.ts';
import {
  close,
  contribution,
  fact,
  history,
  line,
  person,
  reversal,
  visit,
} from '../../testing/laws/town-events.ts';
import { type History, openHistory } from '../settle/index.ts';
import { collectColumns } from './build.ts';
import { type Collected, columnsOf } from './build-columns.ts';

const LAW: TownScheme = {
  outOfScope: { itemClass: ['C'] },
  counters: {
    'town.perDisease': { key: 'disease', writers: [{ tier: 'pool.basic', measure: 'paid' }] },
  },
  tiers: {
    'pool.basic': {
      numbers: { ratioBp: { by: ['grade'], value: { primary: 8000, otherwise: 6000 } } },
      when: { ageYears: { from: 10 } },
      deductible: { amount: { facet: 'waiverFen' }, counts: 'taken' },
    },
  },
};

function collected(scheme: TownScheme, ...histories: readonly History[]): Collected {
  const result = collectColumns(opened(scheme, histories));
  if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  return result.value;
}

function opened(scheme: TownScheme, histories: readonly History[]) {
  const law = townLaw(scheme);
  return histories.map((one) => {
    const result = openHistory(law, one);
    if (!result.ok) throw new Error(JSON.stringify(result.rejection));
    return result.value;
  });
}

const old = person({}, { bornOn: '1950-01-01' });
const bill = (id: string, on: string, costFen: number, facets = {}) =>
  visit(id, on, costFen, { grade: 'primary', disease: 'flu', ...facets });

describe('collectColumns', () => {
  it('numbers people, runs, profiles and codes', () => {
    const two = history([bill('a', '2025-01-01', 100), bill('b', '2025-02-01', 200)], old);
    const other = history(
      [bill('c', '2025-03-01', 300, { grade: 'tertiary', disease: 'gout' })],
      old,
    );
    const none = history([], old);
    const both = collected(LAW, two, none, other);
    const columns = columnsOf(both, [[0]]);
    expect(columns.persons).toBe(3);
    expect([...columns.personRun]).toEqual([0, 1, 1, 2]);
    expect([...columns.runFrom]).toEqual([0, 2, 3]);
    expect([...columns.eventProfile]).toEqual([0, 0, 1]);
    expect([...(columns.cells[3] ?? [])]).toEqual([100, 200, 300]);
    expect(columns.cells[0]).toBeNull();
    expect(columns.atomFrom).toBeNull();
    expect(columns.windowDay).toBeNull();
    expect([...(columns.keys.disease ?? [])]).toEqual([0, 0, 1]);
    expect(both.dataset.keyCodes.disease).toEqual(['flu', 'gout']);
    expect(both.dataset.bounds).toMatchObject({ eventFen: 300, personEvents: 2 });
    const [section] = both.dataset.sections;
    expect(section?.pairs.map(({ person, event }) => [person, event])).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  it('begins a run where the law asks something else of the person', () => {
    const young = person({}, { bornOn: '2015-02-01' });
    const items = [bill('a', '2025-01-31', 100), bill('b', '2025-02-01', 200)];
    const columns = columnsOf(collected(LAW, history(items, young)), [[0]]);
    expect([...columns.runProfile]).toEqual([0, 1]);
    expect([...columns.runFrom]).toEqual([0, 1, 2]);
  });

  it('keeps a section for each kind of event', () => {
    const scheme = {
      ...LAW,
      tiers: {
        ...LAW.tiers,
        'pool.premium': {
          on: 'contribution',
          numbers: { ratioBp: 5000 },
          parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
        },
      },
    };
    const items = [contribution('p', '2025-01-01', 38_000), bill('a', '2025-01-02', 100)];
    const { dataset, store } = collected(scheme, history(items, old));
    expect(dataset.sections.map(({ kind }) => kind)).toEqual(['contribution', 'visit']);
    const columns = columnsOf({ dataset, store }, [[0], [0]]);
    expect([...columns.runSection]).toEqual([0, 1]);
    expect([...(columns.cells[0] ?? [])]).toEqual([38_000, 0]);
    expect([...(columns.cells[3] ?? [])]).toEqual([0, 100]);
  });

  it('reads told numbers, and a close of the person alone as counters to come', () => {
    const items = [
      bill('a', '2025-01-01', 100),
      bill('b', '2025-02-01', 200, { waiverFen: '50' }),
      close('c', '2025-12-31'),
    ];
    const { dataset, store } = collected(LAW, history(items, old));
    const columns = columnsOf({ dataset, store }, [[0], [0]]);
    expect([...(columns.numbers.waiverFen ?? [])]).toEqual([0, 50, 0]);
    expect(dataset.bounds.numbers).toEqual({ waiverFen: 50 });
    expect(dataset.sections.map(({ isAlone }) => isAlone)).toEqual([false, true]);
  });

  it('tells windows that nobody leaves from those that go up or back', () => {
    const on = (...days: readonly string[]) =>
      history(
        days.map((day, index) => bill(`v${index}`, day, 1)),
        old,
      );
    const windows = (order: string, ...days: readonly string[]) =>
      collected({ ...LAW, choices: { order } }, on(...days)).dataset.windows;
    expect(windows('settledAt', '2025-12-31', '2025-01-01')).toBe('one');
    expect(windows('settledAt', '2024-12-31', '2025-01-01')).toBe('ascending');
    expect(windows('settledAt', '2025-01-01', '2024-12-31')).toBe('any');
    expect(windows('dischargedOn', '2025-01-01', '2024-12-31')).toBe('ascending');
  });

  it('joins atoms of one row in the place of the first', () => {
    const lines = [
      line(100, { facets: { itemClass: 'C' } }),
      line(200, { facets: { itemClass: 'A' } }),
    ];
    const event = { ...bill('a', '2025-01-01', 1), lines };
    const both = collected(LAW, history([event], old));
    const apart = columnsOf(both, [[1, 0]]);
    expect([...(apart.atomFrom ?? [])]).toEqual([0, 2]);
    expect([...(apart.atomRow ?? [])]).toEqual([1, 0]);
    const joined = columnsOf(both, [[0, 0]]);
    expect(joined.atomFrom).toBeNull();
    expect([...(joined.cells[0] ?? [])]).toEqual([100]);
    expect([...(joined.cells[3] ?? [])]).toEqual([200]);
    const [section] = both.dataset.sections;
    expect(section?.classes.map(({ holds }) => holds)).toEqual([
      [true, false, false, false],
      [false, false, false, true],
    ]);
  });

  it('holds amounts beyond 32 bits, and all of it in shared memory where asked', () => {
    const both = collected(LAW, history([bill('a', '2025-01-01', 3_000_000_000)], old));
    const columns = columnsOf(both, [[0]], (bytes) => new SharedArrayBuffer(bytes));
    expect(columns.cells[3]).toBeInstanceOf(Float64Array);
    expect([...(columns.cells[3] ?? [])]).toEqual([3_000_000_000]);
    for (const array of [
      columns.personRun,
      columns.runFrom,
      columns.cells[3],
      columns.keys.disease,
    ]) {
      expect(array?.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });

  it('leaves out what was reversed and puts a late bill in its place', () => {
    const items = [
      bill('b', '2025-02-01', 200),
      bill('gone', '2025-01-15', 999),
      bill('a', '2025-01-01', 100),
      reversal('r', 'gone', '2025-03-01'),
    ];
    const columns = columnsOf(collected(LAW, history(items, old)), [[0]]);
    expect([...(columns.cells[3] ?? [])]).toEqual([100, 200]);
  });

  it('puts what a reversal leaves as it was behind all that counts', () => {
    const scheme = { ...LAW, choices: { reversal: 'keepPast' } };
    const items = [bill('a', '2025-01-01', 1), bill('b', '2025-02-01', 2)];
    const kept = [
      ...items,
      reversal('r', 'a', '2025-03-01'),
      bill('c', '2025-03-01', 3),
      reversal('q', 'c', '2025-04-01'),
    ];
    const columns = columnsOf(
      collected(scheme, history(items, old), history(kept, old), history(items, old)),
      [[0]],
    );
    expect([columns.persons, columns.events]).toEqual([3, 5]);
    expect([...columns.personRun]).toEqual([0, 1, 2, 3]);
    // The second person's b counts; before the first reversal were a and b, before the second b, c.
    expect([...(columns.cells[3] ?? [])]).toEqual([1, 2, 2, 1, 2, 1, 2, 2, 3]);
    expect([...columns.runFrom]).toEqual([0, 2, 3, 5, 7, 9]);
    const { events, personPast, pastRun, resultAt } = columns.pasts ?? {};
    expect(events).toBe(4);
    expect([...(personPast ?? [])]).toEqual([0, 0, 2, 2]);
    expect([...(pastRun ?? [])]).toEqual([3, 4, 5]);
    expect([...(resultAt ?? [])]).toEqual([0, 1, 6, 3, 4, 5, 6, 6, 8]);
  });

  it('tells numbers of a person as they stand on the day, and on the later day too', () => {
    const income = (fen: string, from: string, until?: string) =>
      fact('incomeFen', fen, from, until);
    const also = [income('100', '2020-01-01', '2025-06-01'), income('900', '2025-06-01')];
    const who = person({}, { bornOn: '1950-01-01', also });
    const scheme = {
      tiers: {
        'pool.basic': {
          midYearChange: 'recompute',
          numbers: { ratioBp: 5000 },
          deductible: { amount: { facet: 'incomeFen' }, counts: 'taken' },
        },
      },
    };
    const items = [bill('a', '2025-01-01', 100), bill('b', '2025-07-01', 100)];
    const columns = columnsOf(collected(scheme, history(items, who)), [[0]]);
    expect([...(columns.numbers.incomeFen ?? [])]).toEqual([100, 900]);
    expect([...(columns.numbers['again:incomeFen'] ?? [])]).toEqual([900, 900]);
  });

  it('asks for the codes that a person holds only where formulas read them', () => {
    const holding = (...codes: readonly string[]) =>
      person({}, { bornOn: '1950-01-01', also: codes.map((code) => fact('filed', code)) });
    const each = (dimension: string) => ({
      numbers: {
        ratioBp: 5000,
        addFen: { by: [dimension], value: { cancer: 7, otherwise: 1 } },
      },
      deductible: { amount: { each: { dimension, parameter: 'addFen' } }, counts: 'taken' },
    });
    const scheme = { tiers: { 'pool.basic': each('filed') } };
    const items = [bill('a', '2025-01-01', 100)];
    const { dataset } = collected(
      scheme,
      history(items, holding('hypertension')),
      history(items, holding('hypertension', 'diabetes')),
      history(items, holding('diabetes', 'hypertension')),
    );
    expect(dataset.sections[0]?.persons.map((one) => one.held)).toEqual([
      { filed: ['hypertension'] },
      { filed: ['diabetes', 'hypertension'] },
    ]);
  });
});
