/**
 * Opens the database that the configuration names.
 */
import { openEmbedded } from './embedded.ts';
import type { Database } from './port.ts';
import { openPostgres } from './postgres.ts';

export type DatabaseConfig =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly connections?: number };

/** Opens PGlite in a folder, or a PostgreSQL server by its URL. */
export function openDatabase(config: DatabaseConfig): Promise<Database> {
  return config.kind === 'embedded'
    ? openEmbedded({ folder: config.folder })
    : openPostgres(config);
}
