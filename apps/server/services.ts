/**
 * Brings a database to this version, publishes the law and makes what messages need.
 */
import type { Law } from '../../engine/law/index.ts';
import { createProviderDirectory } from '../../modules/catalogue/index.ts';
import {
  type Arrangements,
  openLawBook,
  publishArrangements,
  publishLaw,
  treatFirstByArea,
} from '../../modules/law/index.ts';
import { PersonQueue, personTrips, type Services } from '../../modules/settlement/index.ts';
import { type Database, migrate } from '../../platform/database/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import { ALL_MIGRATIONS } from './migrations.ts';

export interface ServiceOptions {
  readonly database: Database;
  readonly vault: Vault;
  /** Law to publish; null: what was published before stays. */
  readonly law: Law | null;
  /** What areas arrange, to publish; without it what was published before stays. */
  readonly arrangements?: readonly Arrangements[];
  readonly at: Date;
}

/** Throws if a migration was changed, or if no law was ever published. */
export async function openServices(options: ServiceOptions): Promise<Services> {
  const { database, vault, law, at } = options;
  await migrate(database, ALL_MIGRATIONS);
  const by = 'system:start';
  if (law) await publishLaw(database, { law, at, by });
  await publishArrangements(database, options.arrangements ?? [], { at, by });
  return {
    database,
    vault,
    ledgerKey: vault.keyFor('ledger'),
    lawBook: await openLawBook(database),
    queue: new PersonQueue(),
    trips: personTrips(database),
    providers: createProviderDirectory(database, vault),
    treatFirst: await treatFirstByArea(database),
  };
}
