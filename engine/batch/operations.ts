/**
 * The operations of the table interpreter.
 */

/** Operations by number; operands stand behind. The most frequent come first. */
export const OP = {
  /**
   * How many columns, how many sums; pairs of register and column; registers: what is put into
   * columns, what starts from nothing at the next event. The next event begins.
   */
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
  /** to, place: the cell of the only atom. */
  cell: 7,
  /** count, then pairs of to, place in the record of numbers. */
  numbers: 8,
  /** How many are set, how many are added to, then pairs of to, of. */
  moves: 9,
  /**
   * paid, base before, base, deductible, cap, used, rounding, where the base less what is paid
   * goes, where the base is added, where what is paid is added, first of the band, how many
   * segments, how many more additions, pairs of to and of: a tier of one part that pays for what
   * the base has passed by, up to a cap. Its band: bounds but the first, then rates, one after the
   * other.
   */
  tier: 10,
  /** to, left, right. */
  min: 11,
  max: 12,
  /** to, fen, amount, used: what a cap leaves. */
  cap: 13,
  /** to, of. */
  set: 14,
  add: 15,
  raise: 16,
  clear: 17,
  guard: 18,
  /** counter, of: as `raise`, and the greatest write is noted. */
  note: 19,
  /** to, of, times, over, rounding. */
  proportion: 20,
  /** to, of, times, rounding: by the whole, within the safe integers. */
  share: 21,
  /** to, at, count, bounds, values. */
  lookUp: 22,
  /** to, of, by, how. */
  rate: 23,
  /** to, of, from or -1, until or -1. */
  test: 24,
  /** to, left, right: 1 where both are 1. */
  both: 25,
  /** to, start, end, length, rounding, whether each, count, bounds, rates. */
  pay: 26,
  /** to, clipped, paid, start, length, rounding, count, bounds, rates. */
  behind: 27,
  /** amount, whether pro rata, count, rooms, to. */
  spread: 28,
  /** number of the allotment. */
  allot: 29,
  /** to, number of the column. */
  column: 30,
  /** to, place among the controls; the other way round for `flag`. */
  control: 31,
  flag: 32,
  /** to, counter, code. */
  fetch: 33,
  /** counter, code, of. */
  keep: 34,
  /** number of the counter among those that come in when an event begins; that go out. */
  open: 35,
  close: 36,
  /** Brings the cells of all atoms in. */
  gather: 37,
} as const;
