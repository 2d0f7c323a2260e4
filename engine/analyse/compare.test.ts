/** Two sides of small laws: what differs is told once, by tier, with both sources. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MINIMAL_LAW } from '../../testing/laws/minimal.ts';
import type { Law } from '../law/index.ts';
import { compileLaw, type LawText } from '../law/read/index.ts';
import { parseDay } from '../units/index.ts';
import { type Comparison, compareLaws, hasLaw, type PartComparison } from './compare.ts';
import type { NumberChange } from './compare-numbers.ts';

type Edit = readonly [from: string | RegExp, to: string];

function compiled(laws: readonly LawText[]): Law {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const { law, diagnostics } = compileLaw(laws, { digest });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return law ?? { programs: [], dimensions: [], documents: [] };
}

function edited(...edits: readonly Edit[]): readonly LawText[] {
  const all = MINIMAL_LAW.map(({ text }) => text).join('');
  for (const [from, to] of edits) expect(all.replaceAll(from, to)).not.toBe(all);
  return MINIMAL_LAW.map(({ path, text }) => ({
    path,
    text: edits.reduce((now, [from, to]) => now.replaceAll(from, to), text),
  }));
}

/** The same law for another area, its ids renamed. */
const TOWN = edited([/\bcity\b(?=[.\n])/g, 'town'], [/area: city\n/g, 'area: town\n']);

function sideOf(law: Law, on: string, area = 'city') {
  const day = parseDay(on);
  if (day === undefined) throw new Error(on);
  return { law, area, day };
}

function compare(right: readonly LawText[], on = '2024-04-01', rightOn = on): Comparison {
  return compareLaws(sideOf(compiled(MINIMAL_LAW), on), sideOf(compiled(right), rightOn));
}

function partsOf({ schemes }: Comparison): readonly PartComparison[] {
  return schemes.flatMap(({ parts }) => parts);
}

function looksOf(parts: readonly PartComparison[]): readonly string[] {
  return parts.flatMap(({ left, right, numbers }) =>
    numbers.map((number) => `${(right ?? left)?.id} ${lookOf(number)}`),
  );
}

function lookOf({ name, codes, index, left, right }: NumberChange): string {
  const place = [name, ...Object.values(codes), ...(index === null ? [] : [`#${index}`])];
  return `${place.join(' ')}: ${left?.value ?? '-'} → ${right?.value ?? '-'}`;
}

describe('compareLaws', () => {
  it('finds no difference between a law and itself', () => {
    const { schemes } = compare(MINIMAL_LAW);
    expect(schemes.map(({ parts, unchanged }) => [parts.length, unchanged])).toEqual([[0, 4]]);
  });

  it('tells the numbers that differ between two days, with both sources', () => {
    const parts = partsOf(compare(MINIMAL_LAW, '2024-04-01', '2024-08-01'));
    expect(looksOf(parts)).toEqual([
      'city.basic deductibleFen secondary: 30000 → 40000',
      'city.basic deductibleFen tertiary: 60000 → 80000',
      'city.critical relief/halfBp: - → 5000',
    ]);
    const [first] = parts[0]?.numbers ?? [];
    expect([first?.unit, first?.left?.citation.clause, first?.right?.citation.clause]).toEqual([
      'Fen',
      '第三条第一款',
      '第三条第二款',
    ]);
    expect(parts[1]?.rules.map(({ field }) => field)).toEqual(['modifiers']);
  });

  it('tells tiers that come and go', () => {
    const parts = partsOf(compare(MINIMAL_LAW, '2024-02-01', '2024-03-01'));
    const [shared, assistance, ...more] = parts;
    expect(shared?.rules.map(({ field }) => field)).toEqual(['tiers']);
    expect([assistance?.left, assistance?.right?.id, more]).toEqual([null, 'city.assistance', []]);
    expect(assistance?.numbers.every(({ left }) => left === null)).toBe(true);
  });

  it('compares place by place in lists, and code by code where only one side tells apart', () => {
    const parts = partsOf(
      compare(
        edited(
          ['value: { poor: [6500, 7500], otherwise: [6000, 7000] }', 'value: [6000, 7100]'],
          ['ratiosBpList:\n    by: [personClass]\n', 'ratiosBpList:\n'],
        ),
      ),
    );
    expect(looksOf(parts)).toEqual([
      'city.critical ratiosBpList poor #0: 6500 → 6000',
      'city.critical ratiosBpList poor #1: 7500 → 7100',
      'city.critical ratiosBpList otherwise #1: 7000 → 7100',
    ]);
  });

  it('tells a longer list by its added places', () => {
    const parts = partsOf(
      compare(
        edited(
          ['value: [0, 5000000]', 'value: [0, 5000000, 9000000]'],
          ['poor: [6500, 7500], otherwise: [6000, 7000]', 'otherwise: [6000, 7000, 8000]'],
        ),
      ),
    );
    expect(looksOf(parts)).toEqual([
      'city.critical boundsFenList #2: - → 9000000',
      'city.critical ratiosBpList poor #0: 6500 → 6000',
      'city.critical ratiosBpList poor #1: 7500 → 7000',
      'city.critical ratiosBpList poor #2: - → 8000',
      'city.critical ratiosBpList otherwise #2: - → 8000',
    ]);
  });

  it('tells a number of the same value that has another source', () => {
    const [part] = partsOf(compare(edited(['clause: 第五条 }', 'clause: 第五条第二款 }'])));
    expect(part?.numbers.map(lookOf)).toEqual(['yearlyCapFen: 15000000 → 15000000']);
  });

  it('tells rules, choices and the months of a class', () => {
    const parts = partsOf(
      compare(
        edited(
          ['is: out\n    otherwise: [in]', 'is: in\n    otherwise: [out]'],
          ['validMonths: 12', 'validMonths: 6'],
        ),
      ),
    );
    expect(looksOf(parts)).toEqual(['city.2024 personClasses.poor.validMonths: 12 → 6']);
    const basic = parts.find(({ left }) => left?.id === 'city.basic');
    expect(basic?.choices.map(({ name, left, right }) => [name, left?.is, right?.is])).toEqual([
      ['overLimitSide', 'out', 'in'],
    ]);
    expect(basic?.rules.map(({ field }) => field)).toEqual(['parts.inCatalogue']);
  });

  it('takes two areas with the same law for the same', () => {
    const town = sideOf(compiled(TOWN), '2024-04-01', 'town');
    const { schemes, left, right } = compareLaws(sideOf(compiled(MINIMAL_LAW), '2024-04-01'), town);
    expect([left.area, right.area, schemes.length]).toEqual(['city', 'town', 1]);
    expect(schemes[0]?.parts).toEqual([]);
  });

  it('matches a tier of another name by its payer, where there is one of it', () => {
    const renamed = edited(['city.critical', 'city.serious']);
    const parts = partsOf(compare(renamed)).filter(({ kind }) => kind === 'tier');
    const [serious] = parts.filter(({ right }) => right?.id === 'city.serious');
    expect([serious?.left?.id, serious?.numbers]).toEqual(['city.critical', []]);
    expect(parts.every(({ left, right }) => left !== null && right !== null)).toBe(true);
  });

  it('sets schemes beside each other by whom they cover', () => {
    const employees = edited([
      'covers: { insuranceType: [resident] }',
      'covers: { insuranceType: [employee] }',
    ]);
    const { schemes } = compare(employees);
    expect(schemes.map(({ covers, left, right }) => [covers, left?.id, right?.id])).toEqual([
      ['insuranceType=resident', 'city.2024', undefined],
      ['insuranceType=employee', undefined, 'city.2024'],
    ]);
  });

  it('knows days without law', () => {
    const law = compiled(MINIMAL_LAW);
    expect(hasLaw(sideOf(law, '2024-12-31'))).toBe(true);
    expect(hasLaw(sideOf(law, '2025-01-01'))).toBe(false);
  });
});
