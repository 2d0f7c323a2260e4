/**
 * Choices: looked up in the file, then in the scheme being compiled; told at the line that is
 * wrong.
 */
import { describe, expect, it } from 'vitest';
import { changedLaw, compiled, lineOf } from '../../../testing/laws/changed-law.ts';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';

const BASIC = 'city/basic.policy.yaml';
const SCHEME = 'city/resident-2024.scheme.yaml';
const OWN = `choices:
  rounding: { settles: X04, is: up, otherwise: [down], mark: assumed, why: 样例 }
`;

const schemeFile = MINIMAL_LAW.find(({ path }) => path === SCHEME);
const [second] = changedLaw(schemeFile ? [schemeFile] : [], [
  { file: SCHEME, from: 'id: city.2024', to: 'id: city.2025' },
  { file: SCHEME, from: '"2025-01-01"', to: '"2026-01-01"' },
  { file: SCHEME, from: '"2024-01-01"', to: '"2025-01-01"' },
  { file: SCHEME, from: 'rounding: { is: halfUp', to: 'rounding: { is: up' },
]);
const twoYears = [...MINIMAL_LAW, { path: 'city/z.scheme.yaml', text: second?.text ?? '' }];

describe('a choice', () => {
  it('of the file goes before the same name of the scheme', () => {
    const files = changedLaw(MINIMAL_LAW, [{ file: BASIC, from: 'choices:\n', to: OWN }]);
    const { law } = compiled(files);
    expect(law?.programs[0]?.tiers.map(({ rounding }) => rounding)).toEqual([
      'up',
      'halfUp',
      'halfUp',
    ]);
  });

  it('is made anew for every scheme that shares a policy', () => {
    const { law, diagnostics } = compiled(twoYears);
    expect(diagnostics).toEqual([]);
    const roundings = law?.programs.map(({ id, tiers }) => [id, tiers[0]?.rounding]);
    expect(roundings).toEqual([
      ['city.2024', 'halfUp'],
      ['city.2025', 'up'],
    ]);
  });

  it('that one of two schemes lacks is told once, at its line in the policy', () => {
    const files = changedLaw(twoYears, [
      { file: 'city/z.scheme.yaml', from: '  allot: {', to: '  alott: {' },
    ]);
    const { diagnostics } = compiled(files);
    const told = diagnostics.filter(({ code }) => code === 'law/unknown_choice');
    expect(told.map(({ file, line }) => [file, line])).toEqual(
      ['assistance', 'basic', 'critical'].map((name) => {
        const file = `city/${name}.policy.yaml`;
        return [file, lineOf(files, file, 'allot: { choice: allot }')];
      }),
    );
    expect(told[0]?.fix).toContain('alott');
  });

  it('is checked with every value that it may take', () => {
    const own = OWN.replace('otherwise: [down]', 'otherwise: [downwards]');
    const files = changedLaw(MINIMAL_LAW, [{ file: BASIC, from: 'choices:\n', to: own }]);
    const { law, diagnostics } = compiled(files);
    expect(law).toBeNull();
    expect(diagnostics).toHaveLength(1);
    const line = lineOf(files, BASIC, 'downwards');
    expect(diagnostics[0]).toMatchObject({ code: 'law/unknown_word', file: BASIC, line });
  });

  it('is checked in the subtree that it does not choose', () => {
    const from = 'lines: { itemClass: [A, B] }';
    const to = 'line: { itemClass: [A, B] }';
    const files = changedLaw(MINIMAL_LAW, [{ file: BASIC, from, to }]);
    const { diagnostics } = compiled(files);
    const line = lineOf(files, BASIC, to);
    expect(diagnostics[0]).toMatchObject({ code: 'law/unknown_key', file: BASIC, line });
  });
});

describe('a file that no scheme uses', () => {
  const files = MINIMAL_LAW.filter(({ path }) => path !== SCHEME);

  it('is named, and still checked as far as it goes', () => {
    const broken = changedLaw(files, [
      { file: BASIC, from: 'poor: 8500', to: 'poor: 85000' },
      { file: BASIC, from: 'parameter: yearlyCapFen', to: 'parameter: capFen' },
    ]);
    const { law, diagnostics } = compiled(broken);
    expect(law).toBeNull();
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual([
      'law/ratio_above_whole',
      'law/unknown_parameter',
    ]);
    expect(diagnostics.filter(({ code }) => code === 'law/unused_file')).toHaveLength(4);
  });
});
