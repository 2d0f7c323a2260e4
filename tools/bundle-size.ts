/**
 * Check `engine size`: what runs law without being able to read it, bundled and minified for a
 * browser, stays within 60 kB gzip. Two bundles are held: the run time (units, law, settle, and
 * batch with both executions), and what an estimator loads at first (units, law, settle, explain).
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** All the names of these parts. */
export const BUNDLES = {
  'run time': ['units', 'law', 'settle', 'batch'],
  estimator: ['units', 'law', 'settle', 'explain'],
} as const;
const MOST_BYTES = 60_000;
const root = new URL('..', import.meta.url).pathname;

export interface Bundle {
  /** Minified and gzipped, in bytes. */
  readonly gzipBytes: number;
  readonly minifiedBytes: number;
  /** Bytes before gzip by folder of the engine. */
  readonly byFolder: Readonly<Record<string, number>>;
  readonly text: string;
}

/** Bundles parts of the engine for a browser. Throws where one of them needs Node or a package. */
export function bundled(parts: readonly string[]): Promise<Bundle> {
  return bundledModule(
    parts.map((part) => `export * from './engine/${part}/index.ts';`).join('\n'),
  );
}

/** Bundles a module of this text, which imports from the root of the project, for a browser. */
export async function bundledModule(contents: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
    absWorkingDir: root,
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  const [output] = Object.values(metafile.outputs);
  if (!file || !output) throw new Error('esbuild wrote nothing');
  const byFolder: Record<string, number> = {};
  for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
    const folder = path.split('/').slice(0, -1).join('/');
    if (!folder.startsWith('engine')) continue;
    byFolder[folder] = (byFolder[folder] ?? 0) + bytesInOutput;
  }
  const gzipBytes = gzipSync(file.contents, { level: 9 }).length;
  return { gzipBytes, minifiedBytes: file.contents.length, byFolder, text: file.text };
}

/** Says what is wrong with the size or the content of the bundle; null where nothing is. */
export function faultOf({ gzipBytes, byFolder }: Bundle, most: number = MOST_BYTES): string | null {
  const alien = Object.keys(byFolder).find((folder) => /\/(read|input)(\/|$)/.test(folder));
  if (alien) return `${alien} got into the bundle: what runs law need not be able to read it`;
  if (gzipBytes <= most) return null;
  const size = `${gzipBytes} bytes gzip, ${most} at most`;
  return `the engine without law/read is ${size}: ${listed(byFolder)}`;
}

function listed(byFolder: Bundle['byFolder']): string {
  return Object.entries(byFolder)
    .map(([folder, bytes]) => `${folder} ${(bytes / 1000).toFixed(1)} kB`)
    .join(', ');
}

if (process.argv[1]?.endsWith('bundle-size.ts')) {
  for (const [name, parts] of Object.entries(BUNDLES)) {
    const bundle = await bundled(parts);
    const fault = faultOf(bundle);
    const size = `${(bundle.gzipBytes / 1000).toFixed(1)} kB gzip`;
    console.log(`${name}: ${fault ?? `${size}; before gzip ${listed(bundle.byFolder)}`}`);
    if (fault) process.exitCode = 1;
  }
}
