/**
 * The catalogue: items, diseases and providers.
 */
import type { MigrationSet } from '../../platform/database/index.ts';

export { chargeTitle } from './charges.ts';
export type { ItemDirectory, ProviderDirectory } from './directory.ts';
export { createItemDirectory, createProviderDirectory } from './directory.ts';
export type { Disease, Item, LineSplit, Provider } from './model.ts';
export { costOf, MICRO_PER_FEN, QUANTITY, splitLine } from './model.ts';
export type { NewItem, NewProvider } from './store.ts';
export {
  addDisease,
  addProvider,
  findDisease,
  findProvider,
  importItems,
  itemsOn,
} from './store.ts';
export type { ListedItem, ListedProvider } from './store-lists.ts';
export { allItems, allProviders } from './store-lists.ts';

export const catalogueMigrations: MigrationSet = {
  name: 'catalogue',
  folder: new URL('./migrations/', import.meta.url),
};
