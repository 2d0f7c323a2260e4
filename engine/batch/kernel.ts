/**
 * A lowered law, ready to run over a bound data set.
 */
import type { Bound } from './bind.ts';

/** Settles runs `from` up to `until`, all of one section; counters come and go by the memory. */
export type SectionRun = (memory: Float64Array, from: number, until: number) => void;

/** Makes the functions of all sections for a bound data set. */
export type Kernel = (bound: Bound) => readonly SectionRun[];
