import { describe, expect, it } from 'vitest';
import type { Amount, AmountNode } from '../../law/index.ts';
import { amountOn, type ReaderOn } from './amount-on.ts';
import { type Cause, type Ground, openGround } from './ground.ts';
import { COST, constant, valueOn } from './quotient.ts';
import { rationalText } from './rational.ts';

const CAUSE: Cause = { word: 'formula', tier: 0, part: null, id: null, sources: [] };
const total: AmountNode = { kind: 'event', measure: 'totalCostFen' };
const number = (value: number): AmountNode => ({ kind: 'constant', value });

function amountAt(node: AmountNode, at: bigint) {
  const ground = openGround(at, 10_000n);
  const value = amountOn(readerOn(ground), amountOf(node), CAUSE);
  return { value: rationalText(valueOn(value, at)), until: ground.until, ground };
}

function amountOf(node: AmountNode): Amount {
  return { constant: null, node, sources: [] };
}

function readerOn(ground: Ground): ReaderOn {
  return {
    ground,
    measure: () => COST,
    counter: () => constant(70),
    told: () => 3,
    held: () => ['a', 'b', 'other'],
    own: () => COST,
    lineCost: () => COST,
  };
}

describe('amountOn', () => {
  it('finds the band of a table; a bound belongs to the band that begins there', () => {
    const node: AmountNode = {
      kind: 'table',
      at: total,
      bounds: [0, 1_000, 5_000],
      values: [10, 20, 30],
      unit: 'Fen',
    };
    expect(amountAt(node, 0n)).toMatchObject({ value: '10', until: 999n });
    expect(amountAt(node, 1_000n)).toMatchObject({ value: '20', until: 4_999n });
    expect(amountAt(node, 5_000n)).toMatchObject({ value: '30', until: 10_000n });
  });

  it('takes the least, the greatest and differences, up to where they change', () => {
    const least: AmountNode = { kind: 'min', of: [total, number(300)] };
    expect(amountAt(least, 0n)).toMatchObject({ value: '0', until: 300n });
    const greatest: AmountNode = { kind: 'max', of: [total, number(300)] };
    expect(amountAt(greatest, 301n)).toMatchObject({ value: '301', until: 10_000n });
    const rest: AmountNode = { kind: 'minus', of: number(300), less: total };
    expect(amountAt(rest, 100n)).toMatchObject({ value: '200', until: 300n });
    expect(amountAt(rest, 301n)).toMatchObject({ value: '0', until: 10_000n });
  });

  it('reads counters, told numbers and what is held', () => {
    const each: AmountNode = {
      kind: 'each',
      dimension: 'disease',
      values: new Map([['a', 100]]),
      otherwise: 7,
      unit: 'Fen',
    };
    const sum: AmountNode = {
      kind: 'sum',
      of: [each, { kind: 'counter', counter: 0 }, { kind: 'facet', dimension: 'years' }],
    };
    expect(amountAt(sum, 5n).value).toBe('187');
  });

  it('rounds a quotient of numbers, and counts the rounding of one that is open', () => {
    const quotient = (of: AmountNode): AmountNode => ({
      kind: 'proportion',
      of,
      times: number(1),
      over: number(3),
      rounding: 'up',
    });
    expect(amountAt(quotient(number(100)), 5n)).toMatchObject({ value: '34' });
    const open = amountAt(quotient(total), 5n);
    expect([open.value, open.ground.slackFen]).toEqual(['5/3', 1]);
  });

  it('refuses a rounded number that depends on the cost as a factor', () => {
    const days: AmountNode = {
      kind: 'proportion',
      of: total,
      times: number(1),
      over: number(180),
      rounding: 'up',
    };
    const node: AmountNode = {
      kind: 'proportion',
      of: number(500),
      times: days,
      over: number(1),
      rounding: 'down',
    };
    expect(() => amountAt(node, 5n)).toThrow('先取整');
  });

  it('refuses what leaves the range of amounts', () => {
    const node: AmountNode = { kind: 'sum', of: [number(900_000_000_000), total] };
    expect(amountAt(node, 0n).until).toBe(0n);
    expect(() => amountAt(node, 1n)).toThrow('超出可计算范围');
  });
});
