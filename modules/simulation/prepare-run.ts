/** Makes a run of histories: opens them, collects columns and lowers the law for what occurs. */
import { collectColumns, columnsOf, lower } from '../../engine/batch/index.ts';
import type { Law } from '../../engine/law/index.ts';
import { type History, type OpenedHistory, openHistory } from '../../engine/settle/index.ts';
import { accepted, type Result } from '../../engine/units/index.ts';
import type { PreparedRun } from './model.ts';

/** Results per reason that stay personal are wanted too. */
export interface PrepareOptions {
  readonly isResidual: boolean;
}

/**
 * Prepares histories, in shared memory. Rejects what `openHistory` rejects, `batch/too_many`,
 * `batch/not_lowered`, `batch/out_of_bounds`.
 */
export function prepareRun(
  law: Law,
  histories: Iterable<History>,
  options: PrepareOptions = { isResidual: false },
): Result<PreparedRun> {
  const fault: { first: Result<never> | null } = { first: null };
  const collected = collectColumns(opened(law, histories, fault));
  if (fault.first) return fault.first;
  if (!collected.ok) return collected;
  const lowered = lower(collected.value.dataset, options);
  if (!lowered.ok) return lowered;
  const rows = lowered.value.sections.map(({ rowOfClass }) => rowOfClass);
  const columns = columnsOf(collected.value, rows, (bytes) => new SharedArrayBuffer(bytes));
  return accepted({ lowered: lowered.value, columns });
}

/** Opens one history after the other, up to the first that is refused. */
function* opened(
  law: Law,
  histories: Iterable<History>,
  fault: { first: Result<never> | null },
): Generator<OpenedHistory> {
  for (const history of histories) {
    const result = openHistory(law, history);
    if (!result.ok) {
      fault.first = result;
      return;
    }
    yield result.value;
  }
}
