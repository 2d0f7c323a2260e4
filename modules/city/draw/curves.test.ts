import { describe, expect, it } from 'vitest';
import { Draws } from './chance.ts';
import { drawCount, drawCurve, exp, ln, lognormal } from './curves.ts';

describe('curves', () => {
  it('come near the functions that they stand for', () => {
    for (const x of [-20, -3, -0.1, 0, 0.5, 4, 9]) expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 9);
    for (const x of [1e-6, 0.3, 1, 2, 5000]) expect(ln(x)).toBeCloseTo(Math.log(x), 10);
  });

  it('draw with the mean they promise', () => {
    const draws = new Draws(5).start(1, 1);
    const curve = lognormal(0.8);
    let [sum, count] = [0, 0];
    for (let i = 0; i < 200_000; i++) sum += drawCurve(curve, draws);
    for (let i = 0; i < 100_000; i++) count += drawCount(3.5, draws);
    expect(sum / 200_000).toBeCloseTo(1, 1);
    expect(count / 100_000).toBeCloseTo(3.5, 1);
  });
});

describe('Draws', () => {
  it('give an entity the same numbers in whatever order it is asked', () => {
    const draws = new Draws(9);
    const first = [draws.start(2, 17).next(), draws.next()];
    draws.start(2, 18).next();
    expect([draws.start(2, 17).next(), draws.next()]).toEqual(first);
    expect(draws.start(3, 17).next()).not.toBe(first[0]);
    expect(new Draws(10).start(2, 17).next()).not.toBe(first[0]);
  });

  it('spread evenly over entities', () => {
    const draws = new Draws(1);
    const tens = new Array<number>(10).fill(0);
    for (let i = 0; i < 50_000; i++) {
      const at = draws.start(1, i).below(10);
      tens[at] = (tens[at] ?? 0) + 1;
    }
    for (const count of tens) expect(Math.abs(count - 5_000)).toBeLessThan(300);
  });
});
