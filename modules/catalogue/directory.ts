/**
 * Providers, items and diseases by code, kept for a moment: every message asks for them, and they
 * hardly change.
 */
import type { Queryable } from '../../platform/database/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import type { Disease, Item, Provider } from './model.ts';
import { findDisease, findProvider, itemsOn } from './store.ts';

/** A provider is as it was at most `keptFor` ago; one that is unknown is asked for each time. */
export interface ProviderDirectory {
  find(code: string, at: Date): Promise<Provider | null>;
}

/** As they were at most `keptFor` ago. */
export interface ItemDirectory {
  /** Items on a day, `YYYY-MM-DD`; those that are unknown are asked for each time. */
  itemsOn(codes: readonly string[], day: string, at: Date): Promise<ReadonlyMap<string, Item>>;
  /** Most diseases have no rule of their own and are not in the catalogue. */
  disease(code: string, at: Date): Promise<Disease | null>;
}

const KEPT_FOR = 10_000;
const MOST_KEPT = 50_000;

/** Makes a directory; `keptFor` is in milliseconds. */
export function createProviderDirectory(
  database: Queryable,
  vault: Vault,
  keptFor: number = KEPT_FOR,
): ProviderDirectory {
  const known = new Kept<Provider>(keptFor);
  return {
    find: async (code, at) => {
      const kept = known.find(code, at);
      if (kept) return kept;
      const provider = await findProvider(database, vault, code);
      if (provider) known.keep(code, provider, at);
      return provider;
    },
  };
}

/** Makes a directory; `keptFor` is in milliseconds. */
export function createItemDirectory(
  database: Queryable,
  keptFor: number = KEPT_FOR,
): ItemDirectory {
  const items = new Kept<Item>(keptFor);
  const diseases = new Kept<{ readonly disease: Disease | null }>(keptFor);
  return {
    itemsOn: async (codes, day, at) => {
      const found = new Map<string, Item>();
      const missing: string[] = [];
      for (const code of codes) {
        const kept = items.find(`${day} ${code}`, at);
        if (kept) found.set(code, kept);
        else missing.push(code);
      }
      if (missing.length === 0) return found;
      for (const [code, item] of await itemsOn(database, missing, day)) {
        items.keep(`${day} ${code}`, item, at);
        found.set(code, item);
      }
      return found;
    },
    disease: async (code, at) => {
      const kept = diseases.find(code, at);
      if (kept) return kept.disease;
      const disease = await findDisease(database, code);
      diseases.keep(code, { disease }, at);
      return disease;
    },
  };
}

class Kept<Value> {
  readonly #known = new Map<string, { readonly value: Value; readonly until: number }>();
  readonly #keptFor: number;

  constructor(keptFor: number) {
    this.#keptFor = keptFor;
  }

  find(key: string, at: Date): Value | null {
    const kept = this.#known.get(key);
    const now = at.getTime();
    return kept && kept.until > now && kept.until <= now + this.#keptFor ? kept.value : null;
  }

  keep(key: string, value: Value, at: Date): void {
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    this.#known.set(key, { value, until: at.getTime() + this.#keptFor });
  }
}
