/**
 * A run that is laid out: what settling needs from one range of persons to the next.
 */
import type { Bound } from './bind.ts';
import type { Columns, Output } from './columns.ts';
import type { SectionRun } from './kernel.ts';
import type { Lowered } from './lowered.ts';

export interface OpenRun {
  readonly lowered: Lowered;
  readonly columns: Columns;
  readonly out: Output;
  readonly bound: Bound;
  /** By section. */
  readonly runs: readonly SectionRun[];
  readonly memory: Float64Array;
}

/** Makes the scheme of a run take over the counters of a person who comes from another. */
export function entering({
  lowered,
  bound,
  memory,
}: OpenRun): (run: number, section: number) => void {
  let program = '';
  return (run, section) => {
    const law = lowered.sections[section];
    if (!law) throw new RangeError(`no section ${section}`);
    if (law.program !== program && bound.isFirst[run] === 0 && law.takeOver) {
      memory.fill(0);
      bound.store.rename(law.takeOver);
    }
    program = law.program;
  };
}
