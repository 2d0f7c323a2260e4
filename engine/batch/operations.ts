/**
 * The operations of the table interpreter.
 */

/** Operations by number; operands stand behind. */
export const OP = {
  /** End of the event. */
  end: 0,
  /** test, value, where to go on if it is another. */
  ifIs: 1,
  /** test, where to go on if it is nothing. */
  ifSome: 2,
  /** to, of, less, where to go on if nothing is left. */
  ifRoom: 3,
  /** to, left, right. */
  sum: 4,
  less: 5,
  room: 6,
  min: 7,
  max: 8,
  /** to, fen, amount, used: what a cap leaves. */
  cap: 9,
  /** to, of. */
  set: 10,
  add: 11,
  raise: 12,
  clear: 13,
  guard: 14,
  /** counter, of: as `raise`, and the greatest write is noted. */
  note: 15,
  /** to, of, times, over, rounding. */
  proportion: 16,
  /** to, of, times, rounding: by the whole, within the safe integers. */
  share: 17,
  /** to, at, count, bounds, values. */
  lookUp: 18,
  /** to, of, by, how. */
  rate: 19,
  /** to, of, from or -1, until or -1. */
  test: 20,
  /** to, left, right: 1 where both are 1. */
  both: 21,
  /** to, start, end, length, rounding, whether each, count, bounds, rates. */
  pay: 22,
  /** to, clipped, paid, start, length, rounding, count, bounds, rates. */
  behind: 23,
  /** amount, whether pro rata, count, rooms, to. */
  spread: 24,
  /** number of the allotment. */
  allot: 25,
  /** to, place in the record of numbers. */
  number: 26,
  /** to, number of the column. */
  column: 27,
  /** to, place: the cell of the only atom. */
  cell: 28,
  /** How many are set, how many are added to, then pairs of to, of. */
  moves: 29,
  /** count, then pairs of to, place in the record. */
  numbers: 30,
  /**
   * paid, base before, base, deductible, cap, used, rounding, count, bounds, rates: a tier of one
   * part that pays for what the base has passed by, up to a cap.
   */
  tier: 31,
  /** to, place among the controls; the other way round for `flag`. */
  control: 32,
  flag: 33,
  /** to, counter, code. */
  fetch: 34,
  /** counter, code, of. */
  keep: 35,
} as const;
