/**
 * Brings a database to this version, publishes the law and makes what messages need.
 */
import type { Law } from '../../engine/law/index.ts';
import { createItemDirectory, createProviderDirectory } from '../../modules/catalogue/index.ts';
import {
  type Arrangements,
  arrangementFaults,
  openLawBook,
  publishArrangements,
  publishedArrangements,
  publishLaw,
} from '../../modules/law/index.ts';
import {
  PdfThread,
  PersonQueue,
  personTrips,
  RememberedFiles,
  type Services,
} from '../../modules/settlement/index.ts';
import { type Database, migrate } from '../../platform/database/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import { ALL_MIGRATIONS } from './migrations.ts';

export interface ServiceOptions {
  readonly database: Database;
  readonly vault: Vault;
  /** Law to publish; null: what was published before stays. */
  readonly law: Law | null;
  /** Regions of areas, to publish with the law. */
  readonly regions?: ReadonlyMap<string, string>;
  /** What areas arrange, to publish; without it what was published before stays. */
  readonly arrangements?: readonly Arrangements[];
  readonly at: Date;
}

/**
 * Throws if a migration was changed, if no law was ever published, or if arrangements name what the
 * law does not know.
 */
export async function openServices(options: ServiceOptions): Promise<Services> {
  const { database, vault, law, at } = options;
  await migrate(database, ALL_MIGRATIONS);
  const by = 'system:start';
  if (law) {
    const { regions } = options;
    await publishLaw(database, { law, at, by, ...(regions ? { regions } : {}) });
  }
  const lawBook = await openLawBook(database);
  const { arrangements = [] } = options;
  for (const one of arrangements) {
    const [fault] = arrangementFaults(one, lawBook.law);
    if (fault !== undefined) throw new Error(`${one.area} 的办理安排有误：${fault}`);
  }
  await publishArrangements(database, arrangements, { at, by });
  const arranged = [...(await publishedArrangements(database))];
  return {
    database,
    vault,
    ledgerKey: vault.keyFor('ledger'),
    lawBook,
    queue: new PersonQueue(),
    trips: personTrips(database),
    remembered: new RememberedFiles(),
    providers: createProviderDirectory(database, vault),
    items: createItemDirectory(database),
    pdfs: new PdfThread(),
    treatFirst: new Map(arranged.map(([area, { treatFirst }]) => [area, treatFirst])),
    claimDeadlines: new Map(
      arranged.map(([area, { claimDeadlines }]) => [area, claimDeadlines ?? []]),
    ),
  };
}
