/**
 * What the walk over the operations of an event works on.
 */
import { BP_WHOLE, divideRounded, ROUNDING_MODES } from '../units/index.ts';
import type { Bound, BoundSection } from './bind.ts';
import type { Amounts } from './columns.ts';
import type { AllotStep, LoweredCounter } from './lowered.ts';

/** What the walk works on; operations and operands are those of `flatten`. */
export interface Walking {
  readonly code: Int32Array;
  readonly registers: Float64Array;
  /** Greatest write of counters that keep one, what others held before; by register. */
  readonly greatest: Float64Array;
  readonly numbers: Float64Array;
  readonly columns: readonly Amounts[];
  readonly cells: readonly (Amounts | null)[];
  readonly allots: readonly AllotStep[];
  readonly bound: Bound;
  readonly counters: readonly LoweredCounter[];
  readonly helpers: BoundSection['helpers'];
}

/** A quotient by the whole; exact in doubles up to the greatest amount × 10,000. */
export function rounded(exact: number, rounding: number): number {
  if (rounding === 0) return Math.floor((exact + BP_WHOLE / 2) / BP_WHOLE);
  return divideRounded(exact, BP_WHOLE, ROUNDING_MODES[rounding] ?? 'halfUp');
}
