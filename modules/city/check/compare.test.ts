import { describe, expect, it } from 'vitest';
import { PROFILES } from '../people/profiles.ts';
import { bandsOf, compare } from './compare.ts';
import { fittedLevers } from './levers.ts';
import { publishedOf } from './published.ts';
import { type Sums, sumsOf, TOTALS } from './totals.ts';

/** Sums that are all `each`, but for those given. */
function sums(each: number, given: Partial<Sums>): Sums {
  return { ...sumsOf([new Float64Array(TOTALS.length).fill(each)]), ...given };
}

const LEVERS = PROFILES.zhoushan?.levers;

describe.each(Object.keys(PROFILES))('published figures of %s', (like) => {
  it('are in form, scale by one figure and turn levers that exist', () => {
    const { city, figures, notGenerated } = publishedOf(like);
    expect(city).toBe(like);
    expect(figures.filter(({ kind }) => kind === 'scale')).toHaveLength(1);
    expect(notGenerated.length).toBeGreaterThan(0);
    for (const { lever = [], mark, document, clause, note } of figures) {
      for (const name of lever) expect(Object.keys(PROFILES[like]?.levers ?? {})).toContain(name);
      if (mark === 'assumed') expect(note).toBeTruthy();
      else expect([document, clause]).not.toContain(undefined);
    }
  });

  it('have fitted levers that the profile knows', () => {
    for (const [name, value] of Object.entries(fittedLevers(like))) {
      expect(Object.keys(PROFILES[like]?.levers ?? {})).toContain(name);
      expect(value).toBeGreaterThan(0);
    }
  });
});

describe('compare', () => {
  it('scales totals, adds years, and holds at three percent and at bounds', () => {
    if (!LEVERS) throw new Error('no levers');
    const published = publishedOf('zhoushan');
    const generated = {
      sums: sums(1, { insured: 1_003, productPeople: 333, aidBills: 229 }),
      levers: LEVERS,
    };
    const by = new Map(compare(published, generated).map((one) => [one.figure.id, one]));
    expect(by.get('insured')?.holds).toBeNull();
    expect(by.get('productPeople')?.generated).toBe(333_000);
    expect(by.get('productPeople')?.holds).toBe(true);
    expect(by.get('aidTimes')?.generated).toBe(687_000);
    expect(by.get('poorInsuredShare')?.generated).toBe(10_000);
    expect(by.get('employeeStayShare')?.holds).toBe(false);
  });
});

describe('bandsOf', () => {
  it('measures the shares of the costliest and who stays among them', () => {
    const costs = Float64Array.from({ length: 1_000 }, (_, i) => (i < 10 ? 5_000 : 50));
    const next = Float64Array.from({ length: 1_000 }, (_, i) => (i >= 5 && i < 15 ? 5_000 : 50));
    const by = new Map(bandsOf(sums(1, {}), costs, next).map((band) => [band.id, band.value]));
    expect(by.get('top1')).toBeCloseTo(50_000 / 99_500, 6);
    expect(by.get('kept1')).toBe(0.5);
  });
});
