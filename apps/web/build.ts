/**
 * Makes the pages: law files from `policies/`, then static files in `.tmp/web/pages`.
 * `node --import ./tools/typescript.mjs apps/web/build.ts [out | --if-stale]`
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { compressFiles } from './compress.ts';
import { makeLaws } from './laws/make-laws.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the pages are made, unless told otherwise. */
export const DIST = join(ROOT, '.tmp', 'web', 'pages');

/**
 * Writes the law files for Vite to find, into a folder of this build alone: another that runs at
 * the same time has its own. Gives the folder.
 */
function writeLaws(): string {
  const made = join(ROOT, '.tmp', 'web');
  mkdirSync(made, { recursive: true });
  const folder = mkdtempSync(join(made, 'public-'));
  const laws = join(folder, 'laws');
  mkdirSync(laws);
  const { catalogue, schemes } = makeLaws();
  writeFileSync(join(laws, 'catalogue.json'), JSON.stringify(catalogue));
  for (const [file, scheme] of schemes) writeFileSync(join(laws, file), JSON.stringify(scheme));
  return folder;
}

/** Makes all pages into a folder; what it held before is removed. Throws where Vite fails. */
export function buildPages(out: string = DIST): void {
  const laws = writeLaws();
  try {
    runVite(out, laws);
  } finally {
    rmSync(laws, { recursive: true, force: true });
  }
  compressFiles(out);
}

function runVite(out: string, laws: string): void {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = ['build', HERE, '--outDir', out, '--emptyOutDir', '--logLevel', 'warn'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, ...args], {
    cwd: HERE,
    encoding: 'utf8',
    // Whoever asks: a test would else get pages with the development form of React.
    env: { ...process.env, NODE_ENV: 'production', TIBAO_LAW_FILES: laws },
  });
  if (status !== 0) throw new Error(`the pages could not be made:\n${stdout}${stderr}`);
  if (stderr !== '') process.stderr.write(stderr);
}

/** Makes the pages where what they are made of has changed since the last time. */
export function freshPages(): void {
  const stamp = join(DIST, '.made-of');
  const now = digestOf(['apps/web', 'engine', 'policies', 'package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  // Beside it, then in its place: whoever serves the folder meanwhile finds it whole.
  const made = `${DIST}-${process.pid}`;
  buildPages(made);
  writeFileSync(join(made, basename(stamp)), now);
  rmSync(DIST, { recursive: true, force: true });
  renameSync(made, DIST);
}

function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.map((each) => join(ROOT, each))) {
    const names = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()
      : [''];
    for (const name of names) {
      const file = join(path, name);
      if (!statSync(file).isFile() || /\.test\.ts$|\.cases\.yaml$/.test(file)) continue;
      hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

const KB = 1000;

/** Bytes that each page loads before anything is asked for: its text, styles and modules. */
function firstLoads(out: string): readonly (readonly [string, number])[] {
  const pages = readdirSync(out, { recursive: true, encoding: 'utf8' });
  return pages
    .filter((page) => page.endsWith('.html'))
    .map((page) => {
      const html = readFileSync(join(out, page), 'utf8');
      const named = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)];
      const files = named.map(([, name]) => join(out, page, '..', name ?? ''));
      const bytes = [join(out, page), ...files].map((file) => gzipSync(readFileSync(file)).length);
      return [page, bytes.reduce((sum, one) => sum + one, 0)];
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [where = DIST] = process.argv.slice(2);
  if (where === '--if-stale') {
    freshPages();
  } else {
    buildPages(where);
    console.log(`pages made in ${where}`);
    for (const [page, bytes] of firstLoads(where)) {
      console.log(`  ${page.padEnd(22)} first load ${(bytes / KB).toFixed(1)} kB gzip`);
    }
  }
}
