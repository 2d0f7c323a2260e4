/**
 * Readers of counters: the counter exists, holds what the reader wants, and is kept apart by what
 * the reader keeps apart.
 */
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Tell } from '../unit.ts';
import { unknownCounter } from './formula-problems.ts';
import type { CounterIn, Scope } from './scope.ts';

interface Reader {
  readonly scope: Scope;
  readonly tell: Tell;
  /** The line dimension by which the reader asks; only a limit does. */
  readonly per?: string | undefined;
}

/** Finds the counter that something reads, and tells where it cannot be read so. */
export function counterRead(id: string, path: Path, reader: Reader): CounterIn | undefined {
  const { scope, tell, per } = reader;
  const counter = scope.counters.get(id);
  if (!counter) {
    if (scope.isWhole) tell(path, unknownCounter(id, scope));
    return undefined;
  }
  const key = counter.written.key ?? 'none';
  if (per === undefined && counter.isOfLines) tell(path, keptByLines(id, key));
  if (per !== undefined && key !== per) tell(path, otherKey(id, per, key));
  return counter;
}

/** Tells a counter that does not hold money where money is compared. */
export function checkMoneyCounter(id: string | undefined, path: Path, reader: Reader): void {
  if (id === undefined) return;
  const unit = counterRead(id, path, reader)?.unit ?? null;
  if (unit !== null && unit !== 'Fen') reader.tell(path, notMoney(id));
}

function keptByLines(id: string, key: string): Problem {
  return {
    code: 'law/counter_key',
    message: `累计“${id}”按明细的“${key}”分开计数，此处不知道该看哪个代码的数`,
    fix: `只有写了 per: ${key} 的限额能用它；别处换用不按明细分开的累计`,
  };
}

function otherKey(id: string, per: string, key: string): Problem {
  return {
    code: 'law/counter_key',
    message: `限额按“${per}”分开（per），累计“${id}”却按“${key}”计数，两边对不上`,
    fix: `在该累计写 key: ${per}，或换用另一个累计`,
  };
}

function notMoney(id: string): Problem {
  return {
    code: 'law/formula_unit',
    message: `累计“${id}”记的不是金额，不能与金额比较`,
    fix: '换用记金额的累计',
  };
}
