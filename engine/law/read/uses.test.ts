/**
 * Files of choices: looked up after the file's own choices and before the scheme's, in the order of
 * `uses`; flipped under their own id; told where they are unknown, unused or hidden.
 */
import { describe, expect, it } from 'vitest';
import {
  changedLaw,
  compiled,
  lineOf,
  type TextChange,
} from '../../../testing/laws/changed-law.ts';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import type { Compiled } from './compile-law.ts';

const BASIC = 'city/basic.policy.yaml';
const CRITICAL = 'city/critical.policy.yaml';
const RELIEF = 'city/relief.overlay.yaml';
const SCHEME = 'city/resident-2024.scheme.yaml';
const SHARED = 'city/shared.choices.yaml';

const shared = (text: string, path = SHARED, id = 'city.shared') => ({
  path,
  text: `kind: choices\nid: ${id}\nchoices:\n${text}`,
});
const UP = '  rounding: { settles: X04, is: up, otherwise: [down], mark: assumed, why: 样例 }\n';
const LAW_DAY = '  lawDay: { is: admittedOn, otherwise: [servedOn], mark: assumed, why: 样例 }\n';

const uses = (file: string, ids = 'city.shared'): TextChange => ({
  file,
  from: file === SCHEME ? 'overlays: [' : 'parameters:\n',
  to: file === SCHEME ? `uses: [${ids}]\noverlays: [` : `uses: [${ids}]\nparameters:\n`,
});
const withShared = (text: string, ...changes: readonly TextChange[]) => [
  ...changedLaw(MINIMAL_LAW, changes),
  shared(text),
];
const roundingsOf = ({ law }: Compiled) => law?.programs[0]?.tiers.map(({ rounding }) => rounding);

describe('a file of choices', () => {
  it('serves the files that use it, before the scheme', () => {
    const result = compiled(withShared(UP, uses(BASIC)));
    expect(result.diagnostics).toEqual([]);
    expect(roundingsOf(result)).toEqual(['up', 'halfUp', 'halfUp']);
  });

  it('serves every file of a scheme that uses it, after the choices of the scheme itself', () => {
    const without = { file: SCHEME, from: '  rounding: {', to: '  other: {' };
    const own = {
      file: CRITICAL,
      from: 'allot: { choice: allot }',
      to: 'allot: { choice: other }',
    };
    const result = compiled(withShared(UP, uses(SCHEME), without));
    expect(roundingsOf(result)).toEqual(['up', 'up', 'up']);
    expect(result.law?.programs[0]?.classification.firstShareRounding).toBe('up');
    const both = compiled(withShared(UP, uses(SCHEME)));
    expect(roundingsOf(both)).toEqual(['halfUp', 'halfUp', 'halfUp']);
    expect(compiled(withShared(UP, uses(SCHEME), without, own)).law).toBeNull();
  });

  it('may make the choices that every scheme must make', () => {
    const without = {
      file: SCHEME,
      from: '  lawDay: { is: dischargedOn, otherwise: [admittedOn], mark: assumed, why: 原文没说 }\n',
      to: '',
    };
    const { law, diagnostics } = compiled(withShared(LAW_DAY, uses(SCHEME), without));
    expect(diagnostics).toEqual([]);
    expect(law?.programs[0]?.choices.lawDay).toBe('admittedOn');
    const wrong = withShared(LAW_DAY.replace('[servedOn]', '[someday]'), uses(SCHEME), without);
    const [told] = compiled(wrong).diagnostics;
    expect(told).toMatchObject({ code: 'law/choice_illegal', file: SHARED, line: 4 });
  });

  it('is flipped under its own id, and listed in the program where it is looked up', () => {
    const labelled = UP.replace('mark:', 'labels: { up: 进一, down: 去尾 }, mark:');
    const files = withShared(labelled + LAW_DAY, uses(BASIC), uses(RELIEF));
    const flipped = compiled(files, { 'city.shared/rounding': 'down' });
    expect(roundingsOf(flipped)).toEqual(['down', 'halfUp', 'halfUp']);
    const chosen = flipped.law?.programs[0]?.chosen.filter(({ id }) =>
      id.startsWith('city.shared/'),
    );
    expect(chosen).toEqual([
      {
        id: 'city.shared/rounding',
        settles: 'X04',
        is: 'down',
        otherwise: ['up'],
        labels: { up: '进一', down: '去尾' },
        citation: { mark: 'assumed', why: '样例' },
      },
    ]);
    const illegal = compiled(files, { 'city.shared/rounding': 'sideways' });
    expect(illegal.diagnostics[0]).toMatchObject({
      code: 'law/illegal_flip',
      file: SHARED,
      line: 4,
    });
  });

  it('is looked up in the order of uses', () => {
    const other = shared(UP.replace('is: up', 'is: down').replace('[down]', '[up]'), 'z', 'city.z');
    const files = [...withShared(UP, uses(BASIC, 'city.z, city.shared')), other];
    const result = compiled(files);
    expect(roundingsOf(result)?.[0]).toBe('down');
    const line = lineOf(files, BASIC, 'uses:');
    expect(result.diagnostics).toHaveLength(2);
    expect(result.diagnostics[0]).toMatchObject({ code: 'law/choice_shadowed', file: BASIC, line });
    expect(result.diagnostics[0]?.message).toContain('排在前面的“city.z”');
    expect(result.diagnostics[1]).toMatchObject({ code: 'law/unused_choice', file: SHARED });
  });

  it('does not serve the others, nor another scheme', () => {
    const asked = {
      file: CRITICAL,
      from: 'allot: { choice: allot }',
      to: 'allot: { choice: way }',
    };
    const way = '  way: { is: proRata, otherwise: [], mark: assumed, why: 样例 }\n';
    const files = withShared(UP + way, uses(BASIC), asked);
    const { diagnostics } = compiled(files);
    const line = lineOf(files, CRITICAL, 'choice: way');
    expect(diagnostics[0]).toMatchObject({ code: 'law/unknown_choice', file: CRITICAL, line });
  });
});

describe('what is told of files of choices', () => {
  const placesOf = ({ diagnostics }: Compiled) =>
    diagnostics.map(({ code, file, line }) => [code, file, line]);

  it('a file that does not exist, without a word on the choices that it would make', () => {
    const way = { file: BASIC, from: 'allot: { choice: allot }', to: 'allot: { choice: way }' };
    const files = withShared(UP, uses(BASIC, 'city.share'), way);
    const result = compiled(files);
    expect(placesOf(result)).toEqual([
      ['law/unknown_choices_file', BASIC, lineOf(files, BASIC, 'uses:')],
      ['law/unused_file', SHARED, 2],
    ]);
    expect(result.diagnostics[0]?.fix).toContain('city.shared');
  });

  it('a file that is listed twice, or whose name the file itself has', () => {
    const own = { file: BASIC, from: 'choices:\n', to: `choices:\n${UP}` };
    const twice = withShared(UP, uses(BASIC, 'city.shared, city.shared'));
    expect(placesOf(compiled(twice))).toEqual([
      ['law/repeated_item', BASIC, lineOf(twice, BASIC, 'uses:')],
    ]);
    const both = withShared(UP, uses(BASIC), own);
    expect(placesOf(compiled(both))).toEqual([
      ['law/choice_shadowed', BASIC, lineOf(both, BASIC, 'uses:')],
      ['law/unused_choice', SHARED, 4],
    ]);
  });

  it('a choice that nobody looks up', () => {
    expect(placesOf(compiled(withShared(UP + LAW_DAY, uses(BASIC))))).toEqual([
      ['law/unused_choice', SHARED, 5],
    ]);
  });

  it('a wrong value at the line that uses it, a wrong file at its own line', () => {
    const wrong = withShared(UP.replace('is: up', 'is: upp'), uses(BASIC));
    const line = lineOf(wrong, BASIC, 'rounding: {');
    expect(placesOf(compiled(wrong))).toEqual([['law/unknown_word', BASIC, line]]);
    const unsourced = withShared(UP.replace(', why: 样例', ''), uses(BASIC));
    expect(placesOf(compiled(unsourced))).toEqual([['law/missing_reason', SHARED, 4]]);
    const unknown = withShared(UP.replace('settles: X04', 'settels: X04'), uses(BASIC));
    expect(placesOf(compiled(unknown))).toEqual([['law/unknown_key', SHARED, 4]]);
  });
});

describe('labels of a choice', () => {
  const labelled = (labels: string) =>
    withShared(UP.replace('mark:', `labels: ${labels}, mark:`), uses(BASIC));

  it('name its values', () => {
    expect(compiled(labelled('{ up: 进一, down: 去尾 }')).diagnostics).toEqual([]);
  });

  it('name no other', () => {
    const { diagnostics } = compiled(labelled('{ up: 进一, dwon: 去尾 }'));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: 'law/unknown_option', file: SHARED, line: 4 });
    expect(diagnostics[0]?.fix).toContain('down');
  });
});
