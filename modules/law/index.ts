/**
 * Published law: versions by hash, and what is in force.
 */
import type { MigrationSet } from '../../platform/database/index.ts';

export type { Arrangements, ClaimDeadline, TreatFirst } from './arrangements.ts';
export { arrangementFaults, readArrangements } from './arrangements.ts';
export type { LawBook, Publication } from './book.ts';
export { openLawBook, publishLaw } from './book.ts';
export type { LastClaimDay } from './claim-deadline.ts';
export { lastClaimDay } from './claim-deadline.ts';
export { publishArrangements, publishedArrangements } from './published.ts';

export const lawMigrations: MigrationSet = {
  name: 'law',
  folder: new URL('./migrations/', import.meta.url),
};
