/**
 * A worker thread of a simulation: settles its range of people piece by piece, says how far it is,
 * and stops between pieces when told. Its memory is its own but for columns, results and control.
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import {
  type Columns,
  kernelOf,
  type Lowered,
  type Output,
  openRun,
  type PersonRange,
} from '../../engine/batch/index.ts';
import type { Rejection } from '../../engine/units/index.ts';
import { eventsOf, pieces } from './ranges.ts';

/** Place in `control`: not 0 where all are to stop. */
export const CANCEL = 0;
/** Events between two looks at `control`. */
const PIECE = 250_000;

export interface Order {
  readonly lowered: Lowered;
  readonly columns: Columns;
  readonly output: Output;
  readonly range: PersonRange;
  /** Shared; at `at` this worker says how many events it has settled. */
  readonly control: Int32Array;
  readonly at: number;
}

export interface Finished {
  readonly rejection: Rejection | null;
  /** In ms since the process began; the same clock in all threads. */
  readonly beganAt: number;
  readonly endedAt: number;
}

/** Carries out an order. */
export function carryOut({ lowered, columns, output, range, control, at }: Order): Finished {
  const settle = openRun(kernelOf(lowered), lowered, columns, output);
  const beganAt = now();
  for (const piece of pieces(columns, range, PIECE)) {
    if (Atomics.load(control, CANCEL) !== 0) break;
    const result = settle(piece);
    if (!result.ok) return { rejection: result.rejection, beganAt, endedAt: now() };
    Atomics.add(control, at, eventsOf(columns, piece));
  }
  return { rejection: null, beganAt, endedAt: now() };
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

if (!isMainThread) parentPort?.postMessage(carryOut(workerData as Order));
