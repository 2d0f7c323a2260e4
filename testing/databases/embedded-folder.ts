/**
 * New folders with an empty embedded database, each a copy of one made once on this machine.
 */
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../platform/database/index.ts';

const PGLITE = '0.5.16';

/** A folder with an empty database: initdb in WebAssembly takes seconds, a copy does not. */
export async function newEmbeddedFolder(): Promise<string> {
  const template = join(tmpdir(), `tibao-embedded-${PGLITE}`);
  if (!existsSync(template)) {
    const draft = mkdtempSync(join(tmpdir(), 'tibao-embedded-draft-'));
    const database = await openEmbedded({ folder: draft });
    await database.close();
    try {
      renameSync(draft, template);
    } catch (fault) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(template)) throw fault;
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'tibao-embedded-db-'));
  cpSync(template, folder, { recursive: true });
  return folder;
}
