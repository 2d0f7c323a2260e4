/**
 * Check `engine size`: what runs law without being able to read it, bundled and minified for a
 * browser, stays small. The run time is what a page under a policy without `unsafe-eval` can use:
 * units, law, settle, and batch without what writes code, which such a page could not run. The
 * whole with it, and what an estimator loads at first, are held by themselves.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import * as batch from '../engine/batch/index.ts';

const WRITES_CODE = ['generate', 'kernelOf', 'loadKernel'];
const RUN_TIME = [
  ...['units', 'law', 'settle'].map(allOf),
  namesOf(
    'batch',
    Object.keys(batch).filter((name) => !WRITES_CODE.includes(name)),
  ),
];

/** A bundle: modules in its text, and how large it may be, bytes of gzip. */
export interface Held {
  readonly modules: readonly string[];
  readonly mostBytes: number;
}

export const BUNDLES: Readonly<Record<string, Held>> = {
  'run time': { modules: RUN_TIME, mostBytes: 60_000 },
  'run time and kernel writer': { modules: [...RUN_TIME, allOf('batch')], mostBytes: 64_000 },
  estimator: {
    modules: ['units', 'law', 'settle', 'explain'].map(allOf),
    mostBytes: 60_000,
  },
};
const root = new URL('..', import.meta.url).pathname;

/** Text that takes all names of a part of the engine. */
export function allOf(part: string): string {
  return `export * from './engine/${part}/index.ts';`;
}

function namesOf(part: string, names: readonly string[]): string {
  return `export { ${names.join(', ')} } from './engine/${part}/index.ts';`;
}

export interface Bundle {
  /** Minified and gzipped, in bytes. */
  readonly gzipBytes: number;
  readonly minifiedBytes: number;
  /** Bytes before gzip by folder of the engine. */
  readonly byFolder: Readonly<Record<string, number>>;
  readonly text: string;
}

/**
 * Bundles a module of this text, which imports from the root of the project, for a browser. Throws
 * where it needs Node or a package.
 */
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
export function faultOf({ gzipBytes, byFolder }: Bundle, most: number): string | null {
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
  for (const [name, { modules, mostBytes }] of Object.entries(BUNDLES)) {
    const bundle = await bundledModule(modules.join('\n'));
    const fault = faultOf(bundle, mostBytes);
    const size = `${(bundle.gzipBytes / 1000).toFixed(1)} kB gzip`;
    console.log(`${name}: ${fault ?? `${size}; before gzip ${listed(bundle.byFolder)}`}`);
    if (fault) process.exitCode = 1;
  }
}
