/**
 * What the walk over the operations of an event works on.
 */
import { BP_WHOLE, divideRounded, ROUNDING_MODES } from '../units/index.ts';
import type { Bound, BoundSection } from './bind.ts';
import type { Amounts } from './columns.ts';
import type { CounterAt } from './generate-counters.ts';
import type { AllotStep, LoweredCounter, LoweredSection } from './lowered.ts';

/** What the walk works on; operations and operands are those of `flatten`. */
export interface Walking {
  readonly section: LoweredSection;
  readonly code: Int32Array;
  readonly registers: Float64Array;
  /** Greatest write of counters that keep one, what others held before; by register. */
  readonly greatest: Float64Array;
  /** By register of a counter: the window it stands in. */
  readonly windows: Int32Array;
  /** Counters between events, of the call that runs. */
  memory: Float64Array;
  /** Counters that come in when an event begins; that go out when it ends. */
  readonly opened: readonly CounterAt[];
  readonly closed: readonly CounterAt[];
  readonly numbers: Float64Array;
  readonly columns: readonly Amounts[];
  readonly cells: readonly (Amounts | null)[];
  /** Payments by payer, then what stays personal by reason. */
  readonly outputs: readonly Amounts[];
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
