import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allotInOrder, allotProRata, MAX_FEN } from '../units/index.ts';
import { type Rooms, takeInOrder, takeProRata } from './allotting.ts';

const roomsOf = (left: readonly number[]): Rooms => ({
  left: Float64Array.from(left),
  order: Int32Array.from(left.keys()),
  count: left.length,
  rest: new Float64Array(left.length),
});

const anyRooms = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: MAX_FEN / 9 })),
  { minLength: 1, maxLength: 9 },
);
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('allotting in scratch arrays', () => {
  it('gives the shares of the units, also where products pass 2^53', () => {
    fc.assert(
      fc.property(anyRooms, share, (all, part) => {
        const amount = Math.floor(all.reduce((sum, fen) => sum + fen, 0) * part);
        const proRata = new Float64Array(all.length);
        takeProRata(roomsOf(all), amount, proRata, 0);
        expect([...proRata]).toEqual(allotProRata(amount, all));
        for (const isFromEnd of [false, true]) {
          const inOrder = new Float64Array(all.length);
          takeInOrder(roomsOf(all), amount, inOrder, 0, isFromEnd);
          expect([...inOrder]).toEqual(allotInOrder(amount, all, isFromEnd));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('takes from what is left and breaks ties by the order of the rooms', () => {
    const rooms = roomsOf([100, 100, 100]);
    rooms.order.set([2, 0, 1]);
    const shares = new Float64Array(3);
    takeProRata(rooms, 100, shares, 0);
    expect([...shares]).toEqual([33, 33, 34]);
    expect([...rooms.left]).toEqual([67, 67, 66]);
  });

  it('throws where an amount does not go into the rooms', () => {
    expect(() => takeProRata(roomsOf([3, 5]), 9, new Float64Array(2), 0)).toThrow(RangeError);
    expect(() => takeInOrder(roomsOf([3, 5]), 9, new Float64Array(2), 0, false)).toThrow(
      RangeError,
    );
  });
});
