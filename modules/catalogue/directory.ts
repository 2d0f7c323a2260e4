/**
 * Providers by code, kept for a moment: every message asks for one, and they hardly change.
 */
import type { Queryable } from '../../platform/database/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import type { Provider } from './model.ts';
import { findProvider } from './store.ts';

export interface ProviderDirectory {
  /** The provider as it was at most `keptFor` ago; one that is unknown is asked for each time. */
  find(code: string, at: Date): Promise<Provider | null>;
}

const KEPT_FOR = 10_000;
const MOST_KEPT = 50_000;

/** Makes a directory; `keptFor` is in milliseconds. */
export function createProviderDirectory(
  database: Queryable,
  vault: Vault,
  keptFor: number = KEPT_FOR,
): ProviderDirectory {
  const known = new Map<string, { readonly provider: Provider; readonly until: number }>();
  return {
    find: async (code, at) => {
      const now = at.getTime();
      const kept = known.get(code);
      if (kept && kept.until > now && kept.until <= now + keptFor) return kept.provider;
      const provider = await findProvider(database, vault, code);
      if (known.size >= MOST_KEPT) known.clear();
      if (provider) known.set(code, { provider, until: now + keptFor });
      else known.delete(code);
      return provider;
    },
  };
}
