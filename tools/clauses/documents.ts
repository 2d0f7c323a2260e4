/**
 * The texts of the policy documents, which are not part of the project: they are read from the
 * folder of reference material beside it, where there is one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the texts lie when the reference material stands beside the project. */
export const DOCUMENTS_FOLDER = fileURLToPath(
  new URL('../../../shared/reference/documents', import.meta.url),
);

/** Every text of a folder; null where there is no such folder. */
export function readDocuments(folder: string): string[] | null {
  if (!existsSync(folder)) return null;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
