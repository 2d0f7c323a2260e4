/**
 * Publishes what areas arrange, and gives back what was published last.
 */
import type { Database } from '../../platform/database/index.ts';
import type { Arrangements } from './arrangements.ts';
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

/** What each area arranges, by area, as last published. */
export async function publishedArrangements(
  database: Database,
): Promise<ReadonlyMap<string, Arrangements>> {
  const rows = await arrangementTexts(database);
  return new Map(
    rows.map(({ area, content }) => {
      // Written by `publishArrangements`.
      return [area, JSON.parse(content) as Arrangements] as const;
    }),
  );
}
