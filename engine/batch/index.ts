/**
 * Batch: a law is lowered for the profiles of a data set, and run over its columns by generated
 * code or by a table interpreter.
 */
export { collectColumns } from './build.ts';
export type { Collected } from './build-columns.ts';
export { columnsOf } from './build-columns.ts';
export type { BuildEvent, BuildPerson } from './build-event.ts';
export type { Allocate } from './build-store.ts';
export type {
  Amounts,
  AtomClass,
  Bounds,
  Columns,
  Dataset,
  Output,
  Pair,
  PersonProfile,
  Section,
} from './columns.ts';
export { generate } from './generate.ts';
export { interpreterOf } from './interpret.ts';
export type { Kernel } from './kernel.ts';
export type { LowerOptions } from './lower.ts';
export { lower, rowsOf } from './lower.ts';
export type { Lowered, LoweredSection } from './lowered.ts';
export type { PersonRange } from './run.ts';
export { kernelOf, loadKernel, openRun, outputFor, run, totalOf } from './run.ts';
