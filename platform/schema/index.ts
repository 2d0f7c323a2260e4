/**
 * The tables of the platform itself; they come before those of any module.
 */
import type { MigrationSet } from '../database/index.ts';

export const platformMigrations: MigrationSet = {
  name: 'platform',
  folder: new URL('./migrations/', import.meta.url),
};
