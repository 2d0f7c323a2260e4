/** Curves over shares that are known, so that each jump is known to the fen. */
import { describe, expect, it } from 'vitest';
import type { Answers } from './answers.ts';
import { curveOf } from './curve.ts';

const ANSWERS: Answers = {
  area: 'here',
  ageYears: null,
  person: {},
  visit: {
    on: '2024-01-01',
    facets: {},
    bill: [
      { costFen: 7_000, firstShareBp: 0, facets: {} },
      { costFen: 3_000, firstShareBp: 0, facets: {} },
    ],
  },
  earlier: [],
};

const costOf = ({ visit }: Answers) => visit.bill.reduce((sum, row) => sum + row.costFen, 0);

function curve(share: (costFen: number) => number | null, untilFen = 1_600_000) {
  return curveOf(ANSWERS, untilFen, (answers) => share(costOf(answers)));
}

describe('a curve', () => {
  it('keeps the composition of the bill and its sum', () => {
    const seen: number[][] = [];
    curveOf(ANSWERS, 1_600_000, ({ visit }) => {
      seen.push(visit.bill.map((row) => row.costFen));
      return 0;
    });
    expect(seen[1]).toEqual([7_000, 3_000]);
    expect(seen[160]).toEqual([1_120_000, 480_000]);
  });

  it('of a deductible and a ratio bends and does not jump', () => {
    const found = curve(
      (cost) => Math.min(cost, 50_123) + Math.round(Math.max(0, cost - 50_123) / 4),
    );
    expect(found?.cliffs).toEqual([]);
    expect(found?.points.length).toBe(161);
  });

  it.each([
    ['up', 40_000],
    ['down', -40_000],
  ])('finds a jump %s to the fen', (_, jump) => {
    const found = curve((cost) => Math.round(cost / 2) + (cost >= 777_777 ? jump : 0));
    expect(found?.cliffs.map(({ before, after }) => [before.costFen, after.costFen])).toEqual([
      [777_776, 777_777],
    ]);
    expect(found?.points.some(({ costFen }) => costFen === 777_777)).toBe(true);
  });

  it('finds a jump between samples that both lie on the same slope', () => {
    const found = curve((cost) => (cost >= 805_001 ? 60_000 : 0) + Math.round(cost / 10));
    expect(found?.cliffs.map(({ after }) => after.costFen)).toEqual([805_001]);
  });

  it('is not drawn where the law rejects, or where no cost is told', () => {
    expect(curve(() => null)).toBeNull();
    const nothing = { ...ANSWERS, visit: { ...ANSWERS.visit, bill: [] } };
    expect(curveOf(nothing, 1_600_000, () => 0)).toBeNull();
  });
});
