/**
 * The generated page of clauses.
 */
import { fileURLToPath } from 'node:url';
import { lawIndex } from './law-index.ts';
import { readClauses } from './mapping.ts';
import { clausesPage } from './page.ts';

/** Where the pages of the documents lie, and the law that they point to. */
export const CLAUSES_FOLDER = fileURLToPath(new URL('../../docs/law/clauses', import.meta.url));
export const LAW_FOLDER = fileURLToPath(new URL('../../policies', import.meta.url));

/** The page with its path from the root of the project. */
export function clausesFile(): { path: string; text: string } {
  const text = clausesPage(readClauses(CLAUSES_FOLDER), lawIndex(LAW_FOLDER));
  return { path: 'docs/law/clauses.md', text };
}
