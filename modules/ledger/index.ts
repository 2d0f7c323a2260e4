/**
 * The ledger: double entry, append only, one sealed chain for each person.
 */
import type { MigrationSet } from '../../platform/database/index.ts';

export type { Credit } from './credit.ts';
export { creditAccount } from './credit.ts';
export type { Chain, EntryKind, NewEntry, Posting, SealedEntry, StoredEntry } from './model.ts';
export {
  accounts,
  appendTo,
  cityDay,
  emptyChain,
  monthOf,
  positionOf,
  spanOfMonth,
} from './model.ts';
export type { MonthClose } from './months.ts';
export { bookingMonth, closeMonth, openMonth } from './months.ts';
export type { DayRoot } from './roots.ts';
export { dayRoot } from './roots.ts';
export { LEDGER_STATUSES, ledgerRoutes } from './routes.ts';
export type { Balance } from './store.ts';
export {
  balancesOf,
  chainOfFile,
  countChains,
  entriesOf,
  lastClosedMonth,
  loadChain,
} from './store.ts';
export type { NewChain } from './store-chains.ts';
export { storeChains } from './store-chains.ts';
export type { Appended } from './store-entries.ts';
export { APPEND_PARAMS, appendParams, storeEntries } from './store-entries.ts';
export { whileUnmoved } from './unmoved.ts';
export type { LedgerFault, Verdict, Walk } from './verify.ts';
export { verifyLedger, verifyPersons } from './verify.ts';

export const ledgerMigrations: MigrationSet = {
  name: 'ledger',
  folder: new URL('./migrations/', import.meta.url),
};
