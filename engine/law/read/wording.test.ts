/**
 * What messages offer instead of a name that is not known, alone and in a broken law.
 */
import { describe, expect, it } from 'vitest';
import { changedLaw, compiled } from '../../../testing/laws/changed-law.ts';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import { nearest } from './wording.ts';

const BASIC = 'city/basic.policy.yaml';

describe('nearest', () => {
  it.each([
    ['grad', ['setting', 'grade'], 'grade'],
    ['employee.paid', ['yunhai.resident.paid', 'yunhai.employee.paid'], 'yunhai.employee.paid'],
    ['paid', ['a.b.c.paid', 'a.paid', 'a.unpaid'], 'a.paid'],
    ['paid', ['a.unpaid'], undefined],
    ['drugline', ['grade', 'itemClass'], undefined],
  ])('of %j among %j is %j', (name, known, expected) => {
    expect(nearest(name, known)).toBe(expected);
  });
});

describe('fixes', () => {
  it.each([
    ['counter: city.basic.paid', 'counter: basic.paid', '是否应为“city.basic.paid”？'],
    ['counter: city.basic.paid', 'counter: none.such', '可用：.*city.basic.paid.*；或在 counters'],
    ['by: [grade]', 'by: [grad]', '是否应为“grade”？'],
    ['by: [grade]', 'by: [altitude]', '可用：.*grade.*；或在 vocabulary 中登记'],
    ['payer: basic', 'payer: basics', '是否应为“basic”？'],
    ['payer: basic', 'payer: treasury', '可用：.*basic.*；或在 vocabulary'],
    ['secondary: 30000', 'second: 30000', 'secondary'],
  ])('name what is known for %j changed to %j', (from, to, fix) => {
    const { diagnostics } = compiled(changedLaw(MINIMAL_LAW, [{ file: BASIC, from, to }]));
    const unknown = diagnostics.filter(({ code }) => code.startsWith('law/unknown_'));
    expect(unknown.map((one) => one.fix)).toContainEqual(expect.stringMatching(fix));
  });
});
