/** Planting adds bills that stand in the key and leaves everybody else as they were. */
import { describe, expect, it } from 'vitest';
import { numberIn, type Row, rowsOf } from '../history/rows.ts';
import { makePart } from '../make/part-maker.ts';
import { settingOf, tableOf } from '../make/setting.ts';
import { BEHAVIOUR_IDS } from './behaviours.ts';

const ORDER = { like: 'zhoushan', people: 5_000, year: 2021, seed: 11, levers: {} };

function made(planted: boolean) {
  const setting = settingOf({ ...ORDER, planted });
  const parts = Array.from({ length: setting.roll.parts }, (_, part) => makePart(setting, part));
  const rows = (name: string) => parts.flatMap(({ tables }) => rowsOf(tableOf(tables, name)));
  return {
    visits: rows('visits'),
    lines: rows('lines'),
    persons: rows('persons'),
    traces: rows('traces'),
    key: parts.flatMap(({ key }) => rowsOf(key)),
  };
}

const planted = made(true);
const plain = made(false);
const byId = new Map(planted.visits.map((row) => [numberIn(row, 'mdtrt_id'), row]));
const keyOf = (id: string) => planted.key.filter(({ behaviour }) => behaviour === id);
const visitOf = (row: Row) => byId.get(numberIn(row, 'mdtrt_id')) ?? {};

describe('planting', () => {
  it('changes nothing that was made before', () => {
    expect(plain.key).toEqual([]);
    const ids = new Set(plain.visits.map((row) => numberIn(row, 'mdtrt_id')));
    const before = planted.visits.filter((row) => ids.has(numberIn(row, 'mdtrt_id')));
    expect(before).toEqual(plain.visits);
    const lines = planted.lines.filter((row) => ids.has(numberIn(row, 'mdtrt_id')));
    expect(lines).toEqual(plain.lines);
    expect(planted.visits.length).toBeGreaterThan(plain.visits.length);
  });

  it('plants most kinds in a city of 5,000, and names only bills that exist', () => {
    const kinds = new Set(planted.key.map(({ behaviour }) => behaviour));
    expect(kinds.size).toBeGreaterThanOrEqual(10);
    for (const kind of kinds) expect(BEHAVIOUR_IDS).toContain(kind);
    for (const row of planted.key) expect(byId.has(numberIn(row, 'mdtrt_id'))).toBe(true);
  });

  it('settles after death, for the wrong sex, above the price and twice', () => {
    const persons = new Map(planted.persons.map((row) => [row.psn_no, row]));
    for (const row of keyOf('afterDeath')) {
      const died = numberIn(persons.get(row.psn_no ?? 0) ?? {}, 'died_on');
      expect(numberIn(visitOf(row), 'begntime')).toBeGreaterThan(died);
    }
    for (const row of keyOf('sexMismatch')) {
      const isMan = persons.get(row.psn_no ?? 0)?.gend === '1';
      expect(visitOf(row).dscg_maindiag_code).toBe(isMan ? 'N76.000' : 'N40.x00');
    }
    const lineOf = (row: Row, sn: number) =>
      planted.lines.find((line) => line.mdtrt_id === row.mdtrt_id && line.feedetl_sn === sn);
    for (const row of keyOf('doubleCharge')) {
      const sn = numberIn(row, 'feedetl_sn');
      const [twin, first] = [lineOf(row, sn), lineOf(row, sn - 1)];
      expect(twin?.med_list_codg).toBe(first?.med_list_codg);
      expect(twin?.cnt).toBe(first?.cnt);
    }
    for (const row of keyOf('hangingBed')) expect(visitOf(row).line_cnt).toBe(2);
    expect(keyOf('doubleCharge').length * keyOf('overPrice').length).toBeGreaterThan(0);
  });
});
