/**
 * Money, rates, days and ids, and the only places that round or allot them.
 * Takes and gives plain safe integers; nothing here reads a clock, a disk or chance.
 */
export { allotInOrder, allotProRata } from './allot.ts';
export type { Civil, Day } from './day.ts';
export { ageOn, asDay, dayFromCivil, dayToCivil, formatDay, parseDay, plusMonths } from './day.ts';
export type { Fen } from './fen.ts';
export { asFen, BP_WHOLE, formatYuan, isAmount, MAX_FEN, parseYuan, ZERO_FEN } from './fen.ts';
export type { Rejection, Result } from './result.ts';
export { accepted, rejected } from './result.ts';
export type { RoundingMode } from './round.ts';
export { divideRounded, proportionOf, ROUNDING_MODES, shareOf } from './round.ts';
