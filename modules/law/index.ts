/**
 * Published law: versions by hash, and what is in force.
 */
import type { MigrationSet } from '../../platform/database/index.ts';

export type { Arrangements, TreatFirst } from './arrangements.ts';
export { readArrangements } from './arrangements.ts';
export type { LawBook, Publication } from './book.ts';
export { openLawBook, publishLaw } from './book.ts';
export { publishArrangements, treatFirstByArea } from './treat-first.ts';

export const lawMigrations: MigrationSet = {
  name: 'law',
  folder: new URL('./migrations/', import.meta.url),
};
