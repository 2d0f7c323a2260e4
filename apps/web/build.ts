/**
 * Makes the pages: law files from `policies/`, then static files in `.tmp/web/pages`.
 * `node --import ./tools/typescript.mjs apps/web/build.ts [out]`
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { makeLaws } from './laws/make-laws.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the pages are made, unless told otherwise. */
export const DIST = join(ROOT, '.tmp', 'web', 'pages');

/** Writes the law files for Vite to find. Gives how many there are. */
function writeLaws(): number {
  const folder = join(ROOT, '.tmp', 'web', 'public', 'laws');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { catalogue, schemes } = makeLaws();
  writeFileSync(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  for (const [file, scheme] of schemes) writeFileSync(join(folder, file), JSON.stringify(scheme));
  return schemes.size;
}

/** Makes all pages into a folder; what it held before is removed. Throws where Vite fails. */
export function buildPages(out: string = DIST): void {
  writeLaws();
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = ['build', HERE, '--outDir', out, '--emptyOutDir', '--logLevel', 'warn'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, ...args], {
    cwd: HERE,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the pages could not be made:\n${stdout}${stderr}`);
  if (stderr !== '') process.stderr.write(stderr);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  buildPages(process.argv[2] ?? DIST);
  console.log(`pages made in ${process.argv[2] ?? DIST}`);
}
