/**
 * A number is held exactly where a case of its own policy or scheme breaks under both of its moves.
 * The small law is held by few cases on purpose.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MINIMAL_LAW } from '../../testing/laws/minimal.ts';
import { readCases } from '../input/index.ts';
import type { ChoiceValue } from '../law/index.ts';
import { compileLaw, type LawText } from '../law/read/index.ts';
import { coverNumbers, type NumberCover } from './case-cover.ts';

function compile(laws: readonly LawText[], flips: Readonly<Record<string, ChoiceValue>>) {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  return compileLaw(laws, { digest, flips });
}

interface CaseParts {
  readonly of?: string;
  readonly on?: string;
  readonly costFen?: number;
  readonly from?: string;
  readonly expect?: string;
  readonly flips?: string;
  readonly overLimitFen?: number;
}

/** One visit to a secondary hospital; deductible 300 yuan until June, then 400, ratio 80 %. */
function worked({
  of = 'city.basic',
  on = '2024-02-01',
  costFen = 40_000,
  from = 'hand',
  expect: expected = '{ paidFen: { basic: 8000 } }',
  flips = '{}',
  overLimitFen = 0,
}: CaseParts = {}) {
  const text = `kind: cases
of: ${of}
cases:
  - name: 二级医院住院一次
    clause: 第三条
    expectedFrom: ${from}
    area: city
    person: { bornOn: "1980-01-01", facts: { insuranceType: resident } }
    flips: ${flips}
    events:
      - id: v1
        on: "${on}"
        facets: { grade: secondary }
        lines: [{ costFen: ${costFen}, overLimitFen: ${overLimitFen}, facets: { itemClass: A } }]
    expect: ${expected}
`;
  const { cases, problems } = readCases(text, 'x.cases.yaml');
  expect(problems).toEqual([]);
  return cases;
}

function coverOf(path: string, cases = worked(), laws = MINIMAL_LAW): NumberCover {
  const report = coverNumbers(laws, cases, {
    compile,
    pick: (sites) => sites.filter((site) => `${site.file.id}/${site.path.join('.')}` === path),
  });
  expect(report.numbers).toHaveLength(1);
  return report.numbers[0] as NumberCover;
}

const DEDUCTIBLE = 'city.basic/parameters.deductibleFen.from.2024-01-01.value.secondary';
const FROM_JULY = 'city.basic/parameters.deductibleFen.from.2024-07-01';

describe('coverNumbers', () => {
  it('holds a number whose moves break a case, and names the line and the case', () => {
    const { site, area, survives, moves } = coverOf(DEDUCTIBLE);
    expect([site.file.path, site.written, area]).toEqual([
      'city/basic.policy.yaml',
      '30000',
      'city',
    ]);
    expect(site.file.text.split('\n')[site.line - 1]).toContain('secondary: 30000');
    expect(survives).toBe(false);
    expect(moves).toEqual([
      { to: '30001', result: 'broken', by: '二级医院住院一次' },
      { to: '29999', result: 'broken', by: '二级医院住院一次' },
    ]);
  });

  it('finds a number that no case reaches', () => {
    const { survives, why } = coverOf(DEDUCTIBLE.replace('secondary', 'tertiary'));
    expect([survives, why]).toEqual([true, 'caseBlind']);
  });

  it('finds a number that is held from one side only', () => {
    const below = worked({ costFen: 30_000, expect: '{ paidFen: {} }' });
    const { survives, moves } = coverOf(DEDUCTIBLE, below);
    expect(moves.map(({ result }) => result)).toEqual(['survived', 'broken']);
    expect(survives).toBe(true);
  });

  it('asks neither the engine nor the cases of another policy', () => {
    expect(coverOf(DEDUCTIBLE, worked({ from: 'engine' })).why).toBe('noCase');
    expect(coverOf(DEDUCTIBLE, worked({ of: 'city.critical' })).why).toBe('noCase');
    expect(coverOf(DEDUCTIBLE, worked({ of: 'city.2024' })).survives).toBe(false);
  });

  it('does not take a case that never held for one that breaks', () => {
    const cases = worked({ expect: '{ personFen: 1 }' });
    const report = coverNumbers(MINIMAL_LAW, cases, { compile });
    expect(report.failing.map(({ name }) => name)).toEqual(['二级医院住院一次']);
    expect(report.numbers.some(({ moves }) => moves.some((move) => move.result === 'broken'))).toBe(
      false,
    );
  });

  it('moves the days on which values begin, each side with a case of its own', () => {
    const june = worked({ on: '2024-06-30' });
    const july = worked({ on: '2024-07-01', expect: '{ paidFen: {} }' });
    const results = (cases: ReturnType<typeof worked>) =>
      coverOf(FROM_JULY, cases).moves.map(({ to, result }) => `${to} ${result}`);
    expect(results(july)).toEqual(['2024-07-02 broken', '2024-06-30 survived']);
    expect(results([...june, ...july])).toEqual(['2024-07-02 broken', '2024-06-30 broken']);
  });

  it('asks no case for a day on which only the source changes', () => {
    const days = (laws: typeof MINIMAL_LAW) =>
      coverNumbers(laws, [], { compile })
        .numbers.filter(({ site }) =>
          site.path.join('.').startsWith('parameters.deductibleFen.from'),
        )
        .filter(({ site }) => site.kind === 'day' && site.file.id === 'city.basic')
        .map(({ site }) => site.written);
    const same = MINIMAL_LAW.map((law) => ({
      ...law,
      text: law.text.replace(
        '{ secondary: 40000, tertiary: 80000 }',
        '{ secondary: 30000, tertiary: 60000 }',
      ),
    }));
    expect([days(MINIMAL_LAW), days(same)]).toEqual([['2024-01-01', '2024-07-01'], ['2024-01-01']]);
  });

  it('leaves out days that no scheme reaches, and what the reader refuses', () => {
    const first = coverOf(FROM_JULY.replace('07', '01'));
    expect(first.moves.map(({ result }) => result)).toEqual(['refused', 'idle']);
    const bound = coverOf('city.critical/parameters.boundsFenList.from.2024-01-01.value.0');
    expect(bound.moves).toEqual([
      { to: '1', result: 'refused', by: expect.stringMatching(/^law\//) },
    ]);
    expect([first.survives, bound.survives]).toEqual([false, false]);
  });

  it('moves selectors, windows, the months of a class and the days of a scheme', () => {
    for (const path of [
      'city.assistance/when.ageYears.from',
      'city.assistance/counters.city.assistance.limit.window.months',
      'city/personClasses.poor.validMonths',
      'city.2024/effectiveUntil',
    ]) {
      expect([path, coverOf(path).survives]).toEqual([path, true]);
    }
    const expired = worked({
      of: 'city.2024',
      on: '2025-01-01',
      expect: '{ rejection: law/expired }',
    });
    const [later, sooner] = coverOf('city.2024/effectiveUntil', expired).moves;
    expect([later?.result, sooner?.result]).toEqual(['broken', 'survived']);
  });

  it('tries an option of a choice by a case that flips it', () => {
    const path = 'city.basic/parameters.weightBp.from.2024-01-01.value';
    expect(coverOf(path).survives).toBe(true);
    const flipped = worked({
      costFen: 100_000,
      overLimitFen: 50_000,
      flips: '{ city.basic/overLimitSide: in }',
      expect: '{ paidFen: { basic: 36000 } }',
    });
    expect(coverOf(path, flipped).survives).toBe(false);
  });

  it('takes what the reader refuses only under the choice of a case for refused', () => {
    const path = 'city.basic/parameters.weightBp.from.2024-01-01.value';
    const laws = MINIMAL_LAW.map((law) => ({
      ...law,
      text: law.text.replace(/(?<=weightBp:[^}]*value: )5000/, '10000'),
    }));
    const flipped = worked({
      costFen: 100_000,
      overLimitFen: 50_000,
      flips: '{ city.basic/overLimitSide: in }',
      expect: '{ paidFen: { basic: 56000 } }',
    });
    const { survives, moves } = coverOf(path, flipped, laws);
    expect(moves).toEqual([
      { to: '10001', result: 'refused', by: 'law/ratio_above_whole' },
      { to: '9999', result: 'broken', by: '二级医院住院一次' },
    ]);
    expect(survives).toBe(false);
  });

  it('names an area whose law has an error', () => {
    const laws = MINIMAL_LAW.map((law) =>
      law.path.includes('critical')
        ? { ...law, text: law.text.replace('clause: 第七条', 'x: 1') }
        : law,
    );
    const { broken, numbers } = coverNumbers(laws, worked(), {
      compile,
      pick: (all) => all.slice(0, 1),
    });
    expect([...broken]).toEqual([['city', expect.stringContaining('city/critical.policy.yaml:')]]);
    expect(numbers).toHaveLength(1);
  });
});
