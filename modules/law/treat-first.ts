/**
 * Publishes what areas arrange, and gives back who is treated first.
 */
import type { Database } from '../../platform/database/index.ts';
import type { Arrangements, TreatFirst } from './arrangements.ts';
import { arrangementTexts, storeArrangements } from './store.ts';

/** Stores the arrangements of areas; a second time does nothing. */
export async function publishArrangements(
  database: Database,
  all: readonly Arrangements[],
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<void> {
  for (const arrangements of all) {
    const content = JSON.stringify(arrangements);
    await storeArrangements(database, { area: arrangements.area, content, at, by });
  }
}

/** Person classes that are treated first, by area, as last published. */
export async function treatFirstByArea(
  database: Database,
): Promise<ReadonlyMap<string, readonly TreatFirst[]>> {
  const rows = await arrangementTexts(database);
  return new Map(
    rows.map(({ area, content }) => {
      // Written by `publishArrangements`.
      const { treatFirst } = JSON.parse(content) as Arrangements;
      return [area, treatFirst] as const;
    }),
  );
}
