/**
 * A worker thread of a simulation: settles its range of people piece by piece, says how far it is,
 * and stops between pieces when told. Its memory is its own but for columns, results and control.
 * It stays for further orders: a law that it has settled before is still warm.
 */
import { isMainThread, parentPort } from 'node:worker_threads';
import {
  type Columns,
  type Kernel,
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
/** Place in `control`: how many workers are ready to begin. */
export const READY = 1;
/** First place in `control` where a worker says how many events it has settled. */
export const DONE = 2;
/** Events between two looks at `control`. */
const PIECE = 250_000;
/** Between two looks at `control` while others get ready. */
const LOOK_MS = 20;

export interface Order {
  readonly lowered: Lowered;
  /** Equal for the same lowered law. */
  readonly law: number;
  readonly columns: Columns;
  readonly output: Output;
  readonly range: PersonRange;
  /** How many workers have an order; they begin together. */
  readonly workers: number;
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

/** The law of the last order, and its kernel. */
let last: { readonly law: number; readonly kernel: Kernel } | null = null;

/** Carries out an order. */
export function carryOut({ lowered, law, columns, output, range, ...order }: Order): Finished {
  const { control, at } = order;
  if (last?.law !== law) last = { law, kernel: kernelOf(lowered) };
  const settle = openRun(last.kernel, lowered, columns, output);
  waitForAll(order);
  const beganAt = now();
  for (const piece of pieces(columns, range, PIECE)) {
    if (Atomics.load(control, CANCEL) !== 0) break;
    const result = settle(piece);
    if (!result.ok) return { rejection: result.rejection, beganAt, endedAt: now() };
    Atomics.add(control, at, eventsOf(columns, piece));
  }
  return { rejection: null, beganAt, endedAt: now() };
}

/** Workers begin together: getting ready is not work, and takes each its own time. */
function waitForAll({ control, workers }: Pick<Order, 'control' | 'workers'>): void {
  Atomics.add(control, READY, 1);
  Atomics.notify(control, READY);
  for (;;) {
    const ready = Atomics.load(control, READY);
    if (ready >= workers || Atomics.load(control, CANCEL) !== 0) return;
    Atomics.wait(control, READY, ready, LOOK_MS);
  }
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

if (!isMainThread) {
  parentPort?.on('message', (order: Order) => parentPort?.postMessage(carryOut(order)));
}
