/**
 * Encrypted columns, search by keyed hash, and the keys for both.
 */
export { parseRootKeys, readOrMakeRootKeys, readRootKeys } from './keys.ts';
export type { RootKeys, Vault } from './vault.ts';
export { createVault } from './vault.ts';
