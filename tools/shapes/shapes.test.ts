/**
 * The account of forms: it must count what cases show and nothing else, and the operations that the
 * language has and a Program uses.
 */
import { describe, expect, it } from 'vitest';
import { loadLaw } from '../../apps/cli/load-law.ts';
import { readCases } from '../../engine/input/index.ts';
import { evidenceOf, isShown, NO_EVIDENCE } from './evidence.ts';
import { namedOperations, operationsIn } from './operations.ts';
import { readShapes } from './rows.ts';

const { law } = loadLaw();
if (!law) throw new Error('the law of policies/ has an error');

function casesOf(file: string, ...shown: readonly (readonly [string, string, string?])[]) {
  const text = shown.map(
    ([shows, from, flips = '{}']) => `
  - name: 一个例子而已
    clause: 样例
    shows: [${shows}]
    expectedFrom: ${from}
    area: patterns
    person: { facts: { pattern: b01 } }
    flips: ${flips}
    events: [{ id: v1, on: "2025-03-01", lines: [{ costFen: 1, facets: { itemClass: A } }] }]
    expect: { personFen: 0 }`,
  );
  const read = readCases(`kind: cases\nof: patterns.b01.scheme\ncases:${text.join('')}\n`, file);
  expect(read.problems).toEqual([]);
  return read.cases;
}

describe('evidenceOf', () => {
  it('counts a case for each form that it shows, by where its figures come from', () => {
    const cases = [
      ...casesOf('b.cases.yaml', ['B01, D17', 'hand'], ['B01', 'engine'], ['B01', 'official']),
      ...casesOf('a.cases.yaml', ['B01', 'hand']),
    ];
    const found = evidenceOf(cases, law);
    expect(found.get('B01')).toEqual({
      official: 1,
      hand: 2,
      engine: 1,
      files: ['a.cases.yaml', 'b.cases.yaml'],
    });
    expect(found.get('D17')).toMatchObject({ hand: 1, files: ['b.cases.yaml'] });
    expect([...found.keys()].sort()).toEqual(['B01', 'D17']);
  });

  it('counts a case that flips a choice for the question that the choice settles', () => {
    const flips = '{ patterns.choices/rounding: down }';
    const found = evidenceOf(casesOf('x.cases.yaml', ['B01', 'hand', flips]), law);
    expect(found.get('X04')).toMatchObject({ hand: 1 });
  });

  it('holds a form as shown by three cases that the engine did not make', () => {
    expect(isShown()).toBe(false);
    expect(isShown({ ...NO_EVIDENCE, official: 1, hand: 1, engine: 9 })).toBe(false);
    expect(isShown({ ...NO_EVIDENCE, official: 1, hand: 2 })).toBe(true);
  });
});

describe('readShapes', () => {
  it('has 135 forms of benefit, and a module for every other form', () => {
    const sections = readShapes();
    const counted = sections.filter(({ counts }) => counts);
    expect(counted.map(({ id }) => id).join('')).toBe('BDRCTPAML');
    expect(counted.flatMap(({ rows }) => rows)).toHaveLength(135);
    const waiting = sections.filter(({ id }) => id === 'H' || id === 'F');
    for (const section of waiting) {
      for (const row of section.rows) expect(row.waitsFor ?? section.waitsFor).toBeTruthy();
    }
  });
});

describe('operations', () => {
  it('finds every group in the published schema', () => {
    const groups = namedOperations();
    expect(groups.formula).toContain('proportion');
    expect(groups.change).toEqual(expect.arrayContaining(['add', 'multiply', 'replace', 'remove']));
    expect(groups.window).toEqual(expect.arrayContaining(['month', 'rolling', 'productYear']));
    expect(groups.rates).toEqual(['ratio', 'segments']);
    expect(groups.writer).toEqual(['tier', 'event', 'residual']);
    expect(groups.holds).toEqual(['sum', 'max']);
    expect(groups.carryOver).toEqual(['value']);
    expect(groups.deductible).toEqual(['taken', 'base']);
  });

  it('tells what a Program uses', () => {
    const program = law.programs.find(({ id }) => id === 'patterns.d04.scheme');
    expect([...(program ? operationsIn(program) : [])].sort()).toEqual([
      'deductible taken',
      'formula counter',
      'formula max',
      'formula minus',
      'formula parameter',
      'formula times',
      'holds sum',
      'rates ratio',
      'window calendarYear',
      'writer event',
    ]);
  });
});
