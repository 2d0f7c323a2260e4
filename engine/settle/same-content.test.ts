import { describe, expect, it } from 'vitest';
import { sameContent } from './same-content.ts';

describe('sameContent', () => {
  it.each<[unknown, unknown]>([
    [1, 1],
    ['a', 'a'],
    [null, null],
    [undefined, undefined],
    [Number.NaN, Number.NaN],
    [[], []],
    [{}, {}],
    [
      { a: 1, b: [{ c: null }] },
      { b: [{ c: null }], a: 1 },
    ],
  ])('%j and %j are alike', (left, right) => {
    expect(sameContent(left, right)).toBe(true);
  });

  it.each<[unknown, unknown]>([
    [1, 2],
    [1, '1'],
    [null, undefined],
    [null, {}],
    [{}, null],
    [[], {}],
    [{}, []],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: undefined }, { b: undefined }],
    [{ a: { b: 1 } }, { a: { b: 2 } }],
    [{ toString: 1 }, { valueOf: 1 }],
  ])('%j and %j are not', (left, right) => {
    expect(sameContent(left, right)).toBe(false);
  });
});
