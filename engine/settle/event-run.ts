/**
 * What the tiers of one event share while they run.
 */
import type { AmountReader, LineClass, TierWrite } from '../law/index.ts';
import type { CounterBook } from './counters.ts';
import type { CellGrid } from './rooms.ts';

export interface TierRun {
  readonly grid: CellGrid;
  /** Parallel to the atoms; empty where the event has no lines. */
  readonly classes: readonly LineClass[];
  readonly book: CounterBook;
  readonly reader: AmountReader;
  /** Row per atom, column per payer, the person last. */
  readonly payments: readonly number[][];
  /** Per tier of the Program: the counters it writes. */
  readonly tierWrites: readonly (readonly TierWrite[])[];
}
