/**
 * What a curve cannot express is refused by name; nothing is approximated.
 */
import type { Rejection } from '../../units/index.ts';

export const CURVE_REFUSALS = [
  /** A tier on allowances: they have no cost that could be left open. */
  'curve/event_kind',
  /** A mix whose shares are not the whole, or with amounts that cannot be. */
  'curve/mix_invalid',
  /** A rounded number that depends on the cost multiplies or divides another. */
  'curve/rounded_factor',
  /** A counter that is not of the law, or prior state that it cannot hold. */
  'curve/unknown_counter',
  /** A limit reads a count by line that an earlier tier of the same bill has moved. */
  'curve/line_counter',
  /** An amount leaves the range that the engine computes with. */
  'curve/too_large',
  /** Powers of the cost beyond what is worked out. */
  'curve/too_bent',
] as const;
export type CurveRefusal = (typeof CURVE_REFUSALS)[number];

/** Thrown inside a walk, turned into a rejection at its edge. */
export class CurveRefused extends Error {
  readonly code: CurveRefusal;
  constructor(code: CurveRefusal, message: string) {
    super(message);
    this.code = code;
  }
}

export function asRejection({ code, message }: CurveRefused): Rejection {
  return { code, message };
}
