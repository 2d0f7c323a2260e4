/**
 * A right law becomes a Program: what is in it, in which order, and under which hash.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { changedLaw, compiled, type TextChange } from '../../../testing/laws/changed-law.ts';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import { dayFromCivil } from '../../units/index.ts';
import type { Program } from '../program.ts';
import type { LawText } from './source-file.ts';

const day = (year: number, month: number, ofMonth: number) =>
  dayFromCivil({ year, month, day: ofMonth });

function programOf(files: readonly LawText[], flips = {}): Program {
  const { law, diagnostics } = compiled(files, flips);
  expect(diagnostics).toEqual([]);
  const program = law?.programs[0];
  if (!program) throw new Error('the law has no program');
  return program;
}

const program = programOf(MINIMAL_LAW);
const [basic, critical, assistance] = program.tiers;
const changed = (...changes: readonly TextChange[]) =>
  programOf(changedLaw(MINIMAL_LAW, changes)).hash;

describe('a program', () => {
  it('holds the tiers in order, each in the span that it shares with the scheme', () => {
    expect(program.tiers.map(({ id, from, until }) => [id, from, until])).toEqual([
      ['city.basic', day(2024, 1, 1), day(2025, 1, 1)],
      ['city.critical', day(2024, 1, 1), day(2025, 1, 1)],
      ['city.assistance', day(2024, 3, 1), day(2025, 1, 1)],
    ]);
  });

  it('names parameters in full and ends each entry where the next begins', () => {
    const deductible = program.parameters.find(({ id }) => id === 'city.basic/deductibleFen');
    expect(deductible).toMatchObject({ unit: 'Fen', by: ['grade'] });
    expect(deductible?.entries.map(({ from, until, citation }) => [from, until, citation])).toEqual(
      [
        [day(2024, 1, 1), day(2024, 7, 1), cited('第三条第一款')],
        [day(2024, 7, 1), null, cited('第三条第二款')],
      ],
    );
    expect(basic?.deductible).toEqual({
      amount: { kind: 'parameter', parameter: 'city.basic/deductibleFen' },
      counter: 'city.basic.deductible',
      counts: 'taken',
      use: 'proRata',
    });
  });

  it('lays the overlay on its tier, from its day on, with its own parameters', () => {
    expect(critical?.modifiers).toEqual([
      {
        field: 'deductible',
        target: null,
        when: [{ dimension: 'personClass', codes: ['poor'] }],
        onlyIf: [],
        operation: 'multiply',
        value: { kind: 'parameter', parameter: 'city.relief/halfBp' },
        rounding: 'halfUp',
        citation: cited('附件'),
        from: day(2024, 7, 1),
        until: day(2025, 1, 1),
      },
    ]);
    expect(assistance?.modifiers).toHaveLength(1);
  });

  it('declares counters of the scheme first, then those of the tiers in order', () => {
    expect(
      program.counters.map(({ id, reads, holds, carryOver, key }) => [
        id,
        reads,
        holds,
        carryOver,
        key,
      ]),
    ).toEqual([
      ['city.personal', 'afterEarlierTiers', 'sum', 'none', 'none'],
      ['city.basic.deductible', 'afterEarlierTiers', 'sum', 'none', 'none'],
      ['city.basic.paid', 'afterEarlierTiers', 'sum', 'none', 'none'],
      ['city.critical.base', 'afterEarlierTiers', 'sum', 'none', 'none'],
      ['city.assistance.limit', 'afterEarlierTiers', 'sum', 'none', 'disease'],
    ]);
    expect(program.counters.at(-1)?.window).toEqual({ kind: 'rolling', months: 12 });
  });

  it('carries only the dimensions that it looks at, and the classes as codes', () => {
    const dimensions = program.dimensions.map(({ id, codes, kind }) => [
      id,
      kind,
      codes.map((code) => code.id),
    ]);
    expect(dimensions).toEqual([
      ['ageYears', 'integer', []],
      ['disease', 'open', []],
      ['grade', 'codes', ['secondary', 'tertiary']],
      ['insuranceType', 'codes', ['employee', 'resident']],
      ['itemClass', 'codes', ['A', 'B', 'C']],
      ['personClass', 'codes', ['general', 'poor']],
    ]);
  });

  it('lists every choice with its source, and the payers in order of payment', () => {
    expect(program.chosen.find(({ id }) => id === 'city.basic/overLimitSide')).toEqual({
      id: 'city.basic/overLimitSide',
      settles: 'X02',
      is: 'out',
      otherwise: ['in'],
      labels: {},
      citation: { mark: 'assumed', why: '原文没说超限价部分归哪边' },
    });
    expect(program.chosen.find(({ id }) => id === 'city.assistance/use')?.otherwise).toEqual([
      ['drugs', 'others'],
    ]);
    expect(program.choices.lawDay).toBe('dischargedOn');
    expect(program.payers.map(({ id }) => id)).toEqual(['basic', 'critical', 'assistance']);
  });
});

describe('a choice with options', () => {
  it('that decides for nothing leaves nothing behind', () => {
    expect(basic?.parts[0]?.base).toHaveLength(1);
  });

  it('gives another subtree where it is flipped', () => {
    const flipped = programOf(MINIMAL_LAW, { 'city.basic/overLimitSide': 'in' });
    expect(flipped.tiers[0]?.parts[0]?.base[1]).toEqual({
      reasons: ['overLimit'],
      counters: [],
      lines: [{ dimension: 'itemClass', codes: ['A', 'B'] }],
      weightBp: { kind: 'parameter', parameter: 'city.basic/weightBp' },
    });
    const chosen = flipped.chosen.find(({ id }) => id === 'city.basic/overLimitSide');
    expect(chosen).toMatchObject({ is: 'in', otherwise: ['out'] });
    expect(flipped.hash).not.toBe(program.hash);
  });
});

describe('a flip', () => {
  it('of a list puts the list in place', () => {
    const flipped = programOf(MINIMAL_LAW, { 'city.assistance/use': ['drugs', 'others'] });
    expect(flipped.tiers[2]?.deductible?.use).toEqual(['drugs', 'others']);
  });

  it('of a number, and of a choice that several tiers look up in the scheme', () => {
    const flips = { 'city.2024/leastDifferenceFen': 100, 'city.2024/rounding': 'down' };
    const flipped = programOf(MINIMAL_LAW, flips);
    expect(flipped.choices.leastDifferenceFen).toBe(100);
    expect(flipped.tiers.map(({ rounding }) => rounding)).toEqual(['down', 'down', 'down']);
    expect(flipped.tiers[1]?.modifiers[0]?.rounding).toBe('down');
  });

  it('to what the law says anyway changes nothing', () => {
    expect(programOf(MINIMAL_LAW, { 'city.2024/rounding': 'halfUp' }).hash).toBe(program.hash);
  });
});

describe('the hash', () => {
  it('is the digest given, over everything else in the program', () => {
    expect(program.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not depend on the order of keys or files, the style of YAML or comments', () => {
    const file = 'city/basic.policy.yaml';
    const order = { file, from: 'payer: basic\non: visit\n', to: 'on: visit\npayer: basic\n' };
    const value = 'value: { secondary: 30000, tertiary: 60000 }';
    const style = {
      file,
      from: value,
      to: 'value: # 分\n          tertiary: 60000\n          "secondary": 30000',
    };
    const when = {
      file: 'city/assistance.policy.yaml',
      from: 'personClass: [poor], ageYears: { from: 6 }',
      to: 'ageYears: { from: 6 }, personClass: [poor]',
    };
    expect(changed(order, style, when)).toBe(program.hash);
    expect(programOf([...MINIMAL_LAW].reverse()).hash).toBe(program.hash);
  });

  it('changes with any number, source, choice or order that means something', () => {
    const file = 'city/basic.policy.yaml';
    const scheme = 'city/resident-2024.scheme.yaml';
    const hashes = [
      program.hash,
      changed({ file, from: 'tertiary: 60000', to: 'tertiary: 60001' }),
      changed({ file, from: 'clause: 第四条', to: 'clause: 第四款' }),
      changed({ file: scheme, from: '[down, halfEven]', to: '[down]' }),
      changed({ file: 'city/area.yaml', from: 'validMonths: 12', to: 'validMonths: 24' }),
      changed({ file: scheme, from: '"2025-01-01"', to: '"2024-12-31"' }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('the laws of this project', () => {
  it('compile without an error', () => {
    const root = fileURLToPath(new URL('../../../policies/', import.meta.url));
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
    const files = paths
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }));
    const { law, diagnostics } = compiled(files);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
    expect(law?.programs.length).toBeGreaterThan(0);
  });
});

function cited(clause: string) {
  return { mark: 'official', document: 'city-1', clause };
}
