/**
 * Batch: a law is lowered for the profiles of a data set, and run over its columns.
 */
export type { BuildEvent, BuildPerson } from './build.ts';
export { collectColumns } from './build.ts';
export type { Collected } from './build-columns.ts';
export { columnsOf } from './build-columns.ts';
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
export type { Lowered, LoweredSection } from './lowered.ts';
