/**
 * What every message needs of the platform and of other modules.
 */
import type { KeyObject } from 'node:crypto';
import type { RequestScope } from '../../platform/access/index.ts';
import type { Database } from '../../platform/database/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import type { ItemDirectory, Provider, ProviderDirectory } from '../catalogue/index.ts';
import type { ClaimDeadline, LawBook, TreatFirst } from '../law/index.ts';
import type { PdfThread } from './document/pdf-thread.ts';
import type { Envelope } from './messages/envelope.ts';
import type { PersonQueue } from './person/queue.ts';
import type { RememberedFiles } from './person/remembered.ts';
import type { PersonTrips } from './person/trips.ts';

export interface Services {
  readonly database: Database;
  readonly vault: Vault;
  readonly ledgerKey: KeyObject;
  readonly lawBook: LawBook;
  readonly queue: PersonQueue;
  readonly trips: PersonTrips;
  readonly remembered: RememberedFiles;
  readonly providers: ProviderDirectory;
  readonly items: ItemDirectory;
  readonly pdfs: PdfThread;
  /** Person classes of an area that are treated first and pay later in their own county. */
  readonly treatFirst: ReadonlyMap<string, readonly TreatFirst[]>;
  /** Until when claims of an area are taken; none where its texts name no day. */
  readonly claimDeadlines: ReadonlyMap<string, readonly ClaimDeadline[]>;
}

/** One message, as every handler sees it. */
export interface MessageContext {
  readonly services: Services;
  readonly envelope: Envelope;
  readonly provider: Provider;
  readonly scope: RequestScope;
}
