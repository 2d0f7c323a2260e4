import { describe, expect, it } from 'vitest';
import { type Cause, isAbove, leastOf, openGround } from './ground.ts';
import {
  COST,
  comparing,
  constant,
  constantOf,
  differenceOf,
  dividedOf,
  isEqual,
  isStraight,
  movedOf,
  shareOfBp,
  slopeOf,
  sumOf,
  timesOf,
  valueOn,
  ZERO,
} from './quotient.ts';
import { asNumber, compareRationals, floorOf, rational, rationalText } from './rational.ts';

const CAUSE: Cause = { word: 'cap', tier: 0, part: null, id: null, sources: [] };

describe('rationals', () => {
  it('stand without common factor and with a positive denominator', () => {
    expect(rational(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(rationalText(rational(-2n, 6n))).toBe('-1/3');
    expect(floorOf(rational(-1n, 2n))).toBe(-1n);
    expect(compareRationals(rational(1n, 3n), rational(333n, 1000n))).toBeGreaterThan(0);
    expect(asNumber(rational(1n, 3n))).toBeCloseTo(1 / 3, 12);
    expect(() => rational(1n, 0n)).toThrow('nothing');
  });
});

describe('quotients', () => {
  it('keep shares exact', () => {
    const third = dividedOf(COST, constant(3));
    expect(rationalText(valueOn(third, 100n))).toBe('100/3');
    expect(isEqual(sumOf(third, sumOf(third, third)), COST)).toBe(true);
    expect(rationalText(slopeOf(shareOfBp(third, 2_500)))).toBe('1/12');
  });

  it('become straight again where a bent factor falls out', () => {
    const total = sumOf(COST, constant(500));
    const share = dividedOf(timesOf(constant(300), COST), total);
    expect(isStraight(share)).toBe(false);
    const rest = differenceOf(constant(300), share);
    expect(isEqual(sumOf(share, rest), constant(300))).toBe(true);
    expect(isEqual(dividedOf(timesOf(total, share), COST), constant(300))).toBe(true);
  });

  it('compare by sign also where the divisor is negative', () => {
    // 1 ÷ (x − 50): negative below 50.
    const bent = dividedOf(constant(1), differenceOf(COST, constant(50)));
    const difference = comparing(bent, ZERO, 10n);
    expect(difference).toEqual([-1n]);
  });

  it('move along the cost', () => {
    const line = sumOf(shareOfBp(COST, 3_000), constant(7));
    expect(valueOn(movedOf(line, 100n), 900n)).toEqual(valueOn(line, 1_000n));
    expect(constantOf(line)).toBeNull();
    expect(constantOf(ZERO)).toEqual(rational(0n));
  });
});

describe('ground', () => {
  it('ends where an answer would change, and says by which word', () => {
    const ground = openGround(0n, 1_000n);
    expect(isAbove(ground, COST, constant(250), CAUSE)).toBe(false);
    expect([ground.until, ground.endsBy]).toEqual([250n, CAUSE]);
    const after = openGround(251n, 1_000n);
    expect(isAbove(after, COST, constant(250), CAUSE)).toBe(true);
    expect([after.until, after.endsBy]).toEqual([1_000n, null]);
  });

  it('takes of two equal amounts the one that stays the lesser', () => {
    const ground = openGround(100n, 1_000n);
    expect(leastOf(ground, COST, constant(100), CAUSE)).toEqual(constant(100));
    expect(ground.until).toBe(1_000n);
  });
});
