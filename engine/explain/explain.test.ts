/**
 * Explanations of the law of Xianning: they must close to the settled fen, stand alone as JSON, and
 * read as the hand-worked example of decision 0001 §9.
 */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '../../apps/cli/load-law.ts';
import { readEvents } from '../input/index.ts';
import { settleHistory } from '../settle/index.ts';
import type { Explanation, TierExplained } from './explanation.ts';
import { explain, explainSections, explainText } from './index.ts';
import { columnsOf } from './wrap.ts';

function law() {
  const compiled = loadLaw();
  if (!compiled.law) throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.law;
}

const LAW = law();

interface Bill {
  readonly on?: string;
  readonly setting?: string;
  readonly grade?: string;
  readonly lines: readonly object[];
}

function explanations(bills: readonly Bill[]): Explanation[] {
  const read = readEvents({
    area: 'xianning',
    person: { id: 'p', facts: { insuranceType: 'resident', personClass: 'poor1' } },
    items: bills.map(
      ({ on = '2017-05-10', setting = 'inpatient', grade = 'secondary', lines }, i) => ({
        id: `v${i}`,
        on,
        facets: { setting, grade, place: 'inCity' },
        lines,
      }),
    ),
  });
  const [named] = read.histories ?? [];
  if (!named) throw new Error(JSON.stringify(read.problems));
  const settled = settleHistory(LAW, named.history);
  if (!settled.ok) throw new Error(settled.rejection.message);
  return settled.value.steps.map((step) => explain(step.settled, LAW));
}

function line(cost: string, itemClass: string, necessity = 'necessary', rest: object = {}): object {
  return { cost, facets: { itemClass, necessity }, ...rest };
}

const WORKED = [
  {
    lines: [
      line('10000', 'A'),
      line('5000', 'B', 'necessary', { firstShareBp: 1000 }),
      line('4000', 'C'),
      line('1000', 'C', 'notNecessary'),
    ],
  },
];

function only(list: readonly Explanation[]): Explanation {
  const [first] = list;
  if (!first) throw new Error('no explanation');
  return first;
}

function sumOf(list: readonly { readonly fen: number }[]): number {
  return list.reduce((sum, { fen }) => sum + fen, 0);
}

function checkSums(explanation: Explanation): void {
  const { payers, personFen, personBecause, totalFen, atoms, tiers } = explanation;
  expect(sumOf(payers) + personFen).toBe(totalFen);
  expect(sumOf(personBecause)).toBe(personFen);
  expect(atoms.reduce((sum, atom) => sum + atom.totalFen, 0)).toBe(totalFen);
  for (const atom of atoms) {
    expect(atom.paidFen.reduce((sum, fen) => sum + fen, atom.personFen)).toBe(atom.totalFen);
    expect(sumOf(atom.cells)).toBe(atom.totalFen);
  }
  for (const tier of tiers) checkTier(tier);
}

function checkTier(tier: TierExplained): void {
  if (tier.kind === 'skipped') return;
  expect(tier.parts.reduce((sum, part) => sum + part.paidFen, 0)).toBe(tier.paidFen);
  for (const part of tier.parts) {
    expect(sumOf(part.base)).toBe(part.baseFen);
    expect(part.countedFen + (part.limit?.excessFen ?? 0)).toBe(part.baseFen);
    expect(part.deductibleFen + part.paidFen + part.copayFen + part.overCapFen).toBe(
      part.countedFen,
    );
    expect(part.segments.reduce((sum, segment) => sum + segment.exact, 0)).toBe(part.exact);
    for (const { fromFen, toFen, rateBp, exact } of part.segments) {
      expect((toFen - fromFen) * rateBp).toBe(exact);
    }
  }
}

describe('explain', () => {
  it('says the worked example of decision 0001 to the fen', () => {
    const explanation = only(explanations(WORKED));
    checkSums(explanation);
    expect(explanation.payers.filter(({ fen }) => fen > 0).map(({ id, fen }) => [id, fen])).toEqual(
      [
        ['basic', 1_140_000],
        ['supplementary', 215_429],
        ['hospital', 100_000],
      ],
    );
    const supplementary = explanation.tiers.find((tier) => tier.tier === 'xianning.supplementary');
    if (supplementary?.kind !== 'applied') throw new Error('not applied');
    expect(
      supplementary.parts.map((part) => [part.deductibleFen, part.exact, part.roundedFen]),
    ).toEqual([
      [192_857, 1_504_287_000, 150_429],
      [107_143, 649_999_000, 65_000],
    ]);
    expect(supplementary.deductible).toMatchObject({
      amountFen: 300_000,
      takenFen: 300_000,
      leftFen: 0,
    });
  });

  it('gives each number its dated entry, and the modifier that changed it', () => {
    const { tiers, sources } = only(explanations(WORKED));
    const basic = tiers.find((tier) => tier.tier === 'xianning.basic.inpatient');
    if (basic?.kind !== 'applied' || !basic.deductible) throw new Error('not applied');
    expect(basic.deductible.formula?.zh).toBe('500.00 × 50%');
    const behind = basic.deductible.sources.map((index) => sources[index]);
    expect(
      behind.map((source) => [source?.parameter, source?.value, source?.modifier?.operation]),
    ).toEqual([
      ['xianning.basic.inpatient/deductibleFen', 50_000, undefined],
      ['xianning.poverty-tilt/basicDeductibleShareBp', 5_000, 'multiply'],
    ]);
    expect(behind.map((source) => source?.from)).toEqual(['2017-01-01', '2017-03-20']);
    expect(behind[1]?.modifier?.citation.document?.number).toBe('咸政办发〔2017〕11号');
  });

  it('names the assumed choices that can have acted, and no others', () => {
    const ids = (bills: readonly Bill[]) =>
      only(explanations(bills)).assumedChoices.map(({ id }) => id);
    expect(ids(WORKED)).toContain('xianning.supplementary/deductibleUse');
    expect(ids(WORKED)).not.toContain('xianning.choices/aboveCap');
    expect(ids(WORKED)).not.toContain('xianning.choices/lateBill');
    const inCatalogue = ids([{ lines: [line('30000', 'A')] }]);
    expect(inCatalogue).not.toContain('xianning.supplementary/deductibleUse');
  });

  it('is plain JSON', () => {
    const explanation = only(explanations(WORKED));
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
  });

  it('closes for whatever bills a person has', () => {
    const anyLine = fc
      .record({
        costFen: fc.integer({ min: 0, max: 20_000_000 }),
        itemClass: fc.constantFrom('A', 'B', 'C'),
        necessity: fc.constantFrom('necessary', 'notNecessary'),
        firstShareBp: fc.constantFrom(0, 1000, 3333),
      })
      .map(({ costFen, firstShareBp, ...facets }) => ({ costFen, firstShareBp, facets }));
    const anyBill = fc.record({
      on: fc.constantFrom('2017-02-01', '2017-03-20', '2017-08-08', '2017-12-31'),
      setting: fc.constantFrom('inpatient', 'specialDiseaseOutpatient', 'outpatient'),
      grade: fc.constantFrom('primary', 'secondary', 'tertiary'),
      lines: fc.array(anyLine, { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(anyBill, { minLength: 1, maxLength: 4 }), (bills) => {
        for (const explanation of explanations(bills)) {
          checkSums(explanation);
          for (const lang of ['zh', 'en'] as const) checkText(explanation, lang);
        }
      }),
      { numRuns: 100 },
    );
  });
});

function checkText(explanation: Explanation, lang: 'zh' | 'en'): void {
  const text = explainText(explanation, lang, { width: 80 });
  for (const line of text.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(96);
  expect(text).not.toMatch(/undefined|NaN|\[object|\[0\]/);
  const notes = explainSections(explanation, lang, { width: 80 }).sources.filter((note) =>
    /^ \[\d+\]/.test(note),
  );
  const cited = [...text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
  expect(Math.max(0, ...cited)).toBe(notes.length);
}

describe('explainText', () => {
  it('tells a patient who pays, why, and what is assumed', () => {
    const text = explainText(only(explanations(WORKED)), 'zh', { width: 100, title: '县医院住院' });
    expect(text).toContain('县医院住院 (v0) · 2017-05-10 · 20,000.00 元');
    expect(text).toContain('  合计                  20,000.00  100.0%');
    expect(text).toContain('14,250.00 × 80% (= 70% + 10%)（推定）[');
    expect(text).toContain('1,671.43 × 90%');
    expect(text).toContain('= 1,504.287 → 1,504.29 (四舍五入到分)');
    expect(text).toContain('起付线 3,000.00');
    expect(text).toContain('个人负担 5,445.71，因为：');
    expect(text).toContain('咸政办发〔2017〕11号 办法四 · 自 2017-03-20');
  });

  it('says the same in English', () => {
    const text = explainText(only(explanations(WORKED)), 'en', { width: 100 });
    expect(text).toContain('Basic insurance fund (xianning.basic.inpatient) — pays 11,400.00');
    expect(text).toContain('The person bears 5,445.71, because:');
    expect(text).toMatch(/Assumed: xianning\.basic\.inpatient\/ratioBp/);
  });

  it('says what was used before and what is left over a year', () => {
    const [, second] = explanations([
      { on: '2017-05-10', lines: [line('20000', 'A')] },
      { on: '2017-06-10', lines: [line('40000', 'A')] },
    ]);
    if (!second) throw new Error('no second bill');
    const text = explainText(second, 'zh', { width: 100 });
    expect(text).toContain('，此前已累计 4,200.00，本次扣 1,800.00');
    expect(text).toMatch(/支付封顶 100,000\.00（推定）\[\d+\]，已用 15,800\.00，尚余 84,200\.00/);
  });

  it('shares footnotes between texts that are read together', () => {
    const footnotes: string[] = [];
    const [first, second] = explanations([
      { on: '2017-05-10', lines: [line('20000', 'A')] },
      { on: '2017-06-10', lines: [line('40000', 'A')] },
    ]);
    if (!first || !second) throw new Error('no bills');
    explainSections(first, 'zh', { footnotes });
    const count = footnotes.length;
    const { tiers } = explainSections(second, 'zh', { footnotes });
    expect(footnotes.length).toBeGreaterThanOrEqual(count);
    expect(new Set(footnotes).size).toBe(footnotes.length);
    expect(tiers.join('\n')).toContain('[1]');
  });
});
