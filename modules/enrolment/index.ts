/**
 * Enrolment: who a person is, what is true of them and when, and what was filed for them.
 */
import type { MigrationSet } from '../../platform/database/index.ts';

export { maskedName, maskedNumber } from './masks.ts';
export type {
  Enrolled,
  EnrolledFact,
  Filing,
  FilingKind,
  Identity,
  NewFact,
  NewPerson,
} from './model.ts';
export { factOn, filingsOn, toPerson } from './model.ts';
export { ENROLMENT_STATUSES, enrolmentRoutes } from './routes.ts';
export type { ListedPerson } from './search-persons.ts';
export {
  enrolledOfFile,
  findByCertificate,
  findByPersonId,
  findByPersonNo,
  importPersons,
} from './store.ts';
export type { FactStamp } from './store-facts.ts';
export { factsKnownAt, recordFact, revokeStoredFact } from './store-facts.ts';
export type { PastFiling, PastPerson, Standing } from './store-past.ts';
export {
  importPasts,
  moveNumbersOn,
  numbersOfArea,
  somePersonNumbers,
  standingsOf,
} from './store-past.ts';
export { personsById } from './store-search.ts';

export const enrolmentMigrations: MigrationSet = {
  name: 'enrolment',
  folder: new URL('./migrations/', import.meta.url),
};
