/**
 * State: a person's counters after an event, and what waits to fall due. Readonly; each event makes
 * a new one.
 */

import type { Day } from '../units/index.ts';
import type { Balances } from './balances.ts';
import type { Allowance } from './event.ts';

export interface State extends Balances {
  /** Oldest first. */
  readonly pending: readonly Pending[];
}

/** An allowance some tiers of which are not due yet (`fallsDue`). */
export interface Pending {
  readonly event: Allowance;
  /** Hash of the Program of its own day, under which it will be settled. */
  readonly law: string;
  /** Ids of the tiers that wait. */
  readonly tiers: readonly string[];
  /**
   * Law day of the last event of its own Program and calendar year, where a tier of that Program is
   * settled anew (X13 `recompute`): a run that starts here may not see such an event any more.
   */
  readonly recomputeOn?: Day;
}

export const EMPTY_STATE: State = { scheme: null, counters: [], pending: [] };
