/**
 * Products beyond 2^53: in doubles they are wrong by millions, so that what should be exactly half
 * a fen falls to one side. The amounts are chosen so that it would fall to the wrong one.
 */
import { describe, expect, it } from 'vitest';
import { allotProRata } from './allot.ts';
import { proportionOf, ROUNDING_MODES } from './round.ts';

const HALF = 450_000_000_000;
const WHOLE = 900_000_000_000;

describe('proportionOf', () => {
  it.each([
    // 149,999,999,982.5
    [299_999_999_965, [149_999_999_983, 149_999_999_982, 149_999_999_982, 149_999_999_983]],
    // 150,000,000,017.5
    [300_000_000_035, [150_000_000_018, 150_000_000_018, 150_000_000_017, 150_000_000_018]],
  ])('half of %d in the four modes', (amount, expected) => {
    const found = ROUNDING_MODES.map((rounding) => proportionOf(amount, HALF, WHOLE, rounding));
    expect(found).toEqual(expected);
  });
});

describe('allotProRata', () => {
  it('sees that two halves of a fen are equal, and gives the fen to the earlier room', () => {
    const rooms = [299_999_999_965, 300_000_000_035, 300_000_000_000];
    expect(allotProRata(HALF, rooms)).toEqual([149_999_999_983, 150_000_000_017, 150_000_000_000]);
  });
});
