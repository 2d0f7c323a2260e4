/**
 * Compares what a case expects of allowances that wait with what fell due of them.
 */
import type { SettledHistory, SettledStep } from '../settle/index.ts';
import { type Difference, differencesFrom } from './case-differences.ts';
import type { ReleaseExpectation } from './case-schema.ts';

/** Lists the expectations of releases that do not hold. */
export function releaseDifferences(
  expected: ReadonlyMap<string, ReleaseExpectation>,
  settled: SettledHistory,
): Difference[] {
  return [...expected].flatMap(([id, wanted]) => {
    const path = ['released', id];
    const released = settled.steps.filter(
      (step) => step.event.id === id && step.settled.releasedBy !== null,
    );
    return wanted === 'waiting'
      ? waitingDifference(id, released, settled, path)
      : releaseDifference(wanted, released, path);
  });
}

function waitingDifference(
  id: string,
  [released]: readonly SettledStep[],
  { state }: SettledHistory,
  path: readonly string[],
): Difference[] {
  if (released) {
    return [{ path, expected: 'waiting', actual: `${released.settled.releasedBy} 之后已到期` }];
  }
  const isWaiting = state.pending.some(({ event }) => event.id === id);
  return isWaiting ? [] : [{ path, expected: 'waiting', actual: '没有在等待的层' }];
}

function releaseDifference(
  { by, ...wanted }: Exclude<ReleaseExpectation, 'waiting'>,
  released: readonly SettledStep[],
  path: readonly string[],
): Difference[] {
  const found = released.filter(({ settled }) => by === undefined || settled.releasedBy === by);
  const [only, ...others] = found;
  if (!only) {
    const actual = released.map(({ settled }) => settled.releasedBy ?? '').join('、');
    return [{ path, expected: by ?? '已到期', actual: actual === '' ? '没有到期' : actual }];
  }
  if (others.length > 0) {
    const actual = found.map(({ settled }) => settled.releasedBy ?? '').join('、');
    return [{ path, expected: '写 by，说明是哪一次', actual }];
  }
  return differencesFrom(wanted, only, only.stateAfter, path);
}
