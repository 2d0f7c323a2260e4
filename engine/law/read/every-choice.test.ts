/**
 * What a choice left out is found wrong too: in meaning, not only in shape.
 */
import { describe, expect, it } from 'vitest';
import {
  changedLaw,
  compiled,
  lineOf,
  type TextChange,
} from '../../../testing/laws/changed-law.ts';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import { WHOLE_LAW } from '../../../testing/laws/whole.ts';
import { checkEveryChoice } from './every-choice.ts';

const BASIC = 'port/basic.policy.yaml';
const COMMON = 'port/common.choices.yaml';
const SCHEME = 'port/resident.scheme.yaml';

const broken = (...changes: readonly TextChange[]) => changedLaw(WHOLE_LAW, changes);

describe('every other choice', () => {
  it('is tried, and right, in the small laws', () => {
    const { tried, diagnostics } = checkEveryChoice(WHOLE_LAW);
    expect(diagnostics).toEqual([]);
    expect(tried).toBe(18);
    expect(checkEveryChoice(MINIMAL_LAW).diagnostics).toEqual([]);
  });

  it('is told with the flip that shows what is wrong, at its line', () => {
    const from = 'counter: port.basic.week';
    const files = broken({ file: BASIC, from, to: 'counter: port.basic.stays' });
    expect(compiled(files).law).not.toBeNull();
    const { diagnostics } = checkEveryChoice(files);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'law/formula_unit',
        file: BASIC,
        line: lineOf(files, BASIC, 'amount: { parameter: weekFen }\n        counter') + 1,
        flips: [{ choice: 'port.basic/weekCap', is: 'capped' }],
      }),
    ]);
  });

  it('is tried in the files that share it, each thing told once with all its flips', () => {
    const behind = checkEveryChoice(
      broken({
        file: COMMON,
        from: 'is: clippedPayment, otherwise: [',
        to: 'is: costBehindRoundedUp, otherwise: [costBehindRoundedHalfUp, ',
      }),
    ).diagnostics;
    expect(behind).toHaveLength(1);
    expect(behind[0]).toMatchObject({
      code: 'law/cost_behind_conditions',
      file: BASIC,
      flips: [{ choice: 'port.common/roundEach', is: 'segment' }],
    });
  });

  it('judges a number by who reads it under the choice', () => {
    const value = 'operation: multiply\n    value: ';
    const option = '{ choice: tilt, options: { five: { parameter: shareBp }, nothing: ';
    const doubled = `${value}${option}{ parameter: doubleBp } } }`;
    const number = (bp: number) => `  doubleBp:\n    from:\n      "2024-01-01": { value: ${bp}, `;
    const files = broken(
      { file: BASIC, from: `${value}{ parameter: shareBp }`, to: doubled },
      {
        file: BASIC,
        from: '  ageBp:',
        to: `${number(20_000)}mark: assumed, why: 样例 }\n  ageBp:`,
      },
    );
    expect(compiled(files).diagnostics).toEqual([]);
    expect(checkEveryChoice(files).diagnostics).toEqual([]);
  });

  it('says nothing that the law is told anyway', () => {
    const files = broken({ file: BASIC, from: 'payer: basic', to: 'payer: pool' });
    expect(compiled(files).diagnostics).toHaveLength(1);
    expect(checkEveryChoice(files).diagnostics).toEqual([]);
  });

  it('holds the schemes of an area to each other', () => {
    const own = '  order: { is: dischargedOn, otherwise: [settledAt], mark: assumed, why: 样例 }\n';
    const files = broken({ file: SCHEME, from: 'choices:\n', to: `choices:\n${own}` });
    const second = files
      .filter(({ path }) => path === SCHEME)
      .map(({ text }) => ({
        path: 'port/z.scheme.yaml',
        text: text
          .replace('id: port.resident', 'id: port.employee')
          .replace('[resident] }', '[employee] }')
          .replace('  port.months:', '  port.employed:')
          .replace(', port.maternity', ''),
      }));
    const { diagnostics } = checkEveryChoice([...files, ...second]);
    expect(diagnostics.map(({ code, flips }) => [code, flips])).toEqual([
      ['law/area_order', [{ choice: 'port.resident/order', is: 'settledAt' }]],
      ['law/area_order', [{ choice: 'port.employee/order', is: 'settledAt' }]],
    ]);
  });

  it('takes whatever files come', () => {
    for (const text of ['', '[', 'kind: policy', 'kind: scheme\nuses: [1, {}]\nchoices: []']) {
      expect(checkEveryChoice([{ path: 'x.yaml', text }]).tried).toBe(0);
    }
  });
});
