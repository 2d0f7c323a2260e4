/**
 * A platform for a city on a database of its own: migrated, with the published law.
 */
import { rmSync } from 'node:fs';
import { openServices } from '../../apps/server/services.ts';
import { cityMigrations } from '../../modules/city/index.ts';
import type { Services } from '../../modules/settlement/index.ts';
import {
  type Database,
  migrate,
  openEmbedded,
  openPostgres,
} from '../../platform/database/index.ts';
import { newEmbeddedFolder } from '../../testing/databases/embedded-folder.ts';
import { startServer } from '../../testing/databases/server.ts';
import { areaLaw, TEST_VAULT } from '../../testing/service/index.ts';

export interface CityPlatform {
  readonly database: Database;
  readonly services: Services;
  /** Of a server; null: embedded. */
  readonly url: string | null;
  readonly close: () => Promise<void>;
}

export const LOADED_AT = new Date('2026-01-05T02:00:00Z');

export interface CityPlatformOptions {
  /** When the law is published. */
  readonly at?: Date;
  /** Whether commits of a server wait for the disk. */
  readonly isDurable?: boolean;
}

/** Opens an empty platform under the law of one area; the caller closes it. */
export async function openCityPlatform(
  kind: Database['kind'],
  area: string,
  { at = LOADED_AT, isDurable = true }: CityPlatformOptions = {},
): Promise<CityPlatform> {
  const place = kind === 'postgres' ? await onServer(isDurable) : await embedded();
  const { database } = place;
  const law = areaLaw(area);
  const services = await openServices({ database, vault: TEST_VAULT, law, at });
  await migrate(database, [cityMigrations]);
  return { ...place, services };
}

async function onServer(isDurable: boolean) {
  const server = await startServer({ isDurable });
  const { url } = server;
  const database = await openPostgres({ url });
  const close = async () => {
    await database.close();
    await server.stop();
  };
  return { database, url, close };
}

async function embedded() {
  const folder = await newEmbeddedFolder();
  const database = await openEmbedded({ folder });
  const close = async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { database, url: null, close };
}
