/**
 * All migrations in the order in which they run: the platform, then each module after those that it
 * calls.
 */
import { catalogueMigrations } from '../../modules/catalogue/index.ts';
import { enrolmentMigrations } from '../../modules/enrolment/index.ts';
import { lawMigrations } from '../../modules/law/index.ts';
import { ledgerMigrations } from '../../modules/ledger/index.ts';
import { settlementMigrations } from '../../modules/settlement/index.ts';
import { platformMigrations } from '../../platform/schema/index.ts';

export const ALL_MIGRATIONS = [
  platformMigrations,
  lawMigrations,
  enrolmentMigrations,
  catalogueMigrations,
  ledgerMigrations,
  settlementMigrations,
] as const;
