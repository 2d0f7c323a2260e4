/**
 * Batch: a law is lowered for the profiles of a data set, and run over its columns.
 */
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
