/**
 * The database: one port to PostgreSQL, embedded or as a server, and the migrations.
 */
export { arrayText } from './column-types.ts';
export type { EmbeddedOptions } from './embedded.ts';
export { openEmbedded } from './embedded.ts';
export { LockHeld } from './lock-file.ts';
export type { MigrationSet } from './migrate.ts';
export { MigrationChanged, migrate } from './migrate.ts';
export type { DatabaseConfig } from './open.ts';
export { openDatabase } from './open.ts';
export type { CopyTarget, Database, Loadable, Param, Queryable, Scalar } from './port.ts';
export { DatabaseError, isTransient, Json, Many } from './port.ts';
export type { PostgresOptions } from './postgres.ts';
export { openPostgres } from './postgres.ts';
