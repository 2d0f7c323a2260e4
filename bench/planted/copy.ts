/**
 * Copies of the project in the system's temporary folder, in which faults may be planted.
 */
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Fault, planted } from './fault.ts';

/** What the finding tests read. */
const NEEDED = [
  'engine',
  'modules',
  'platform',
  'docs',
  'policies',
  'testing',
  'tools',
  'bin',
  'apps',
  'bench/workloads',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Makes a copy and gives its folder; the packages are linked, not copied. */
export function makeCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'tibao-planted-'));
  for (const name of NEEDED) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/** Removes a copy. */
export function removeCopy(copy: string): void {
  rmSync(copy, { recursive: true, force: true });
}

/** Plants a fault in a copy while `work` runs. Throws where it cannot be planted. */
export async function withFault<T>(copy: string, fault: Fault, work: () => Promise<T>): Promise<T> {
  const file = join(copy, fault.file);
  const text = await readFile(file, 'utf8');
  await writeFile(file, planted(fault, text));
  try {
    return await work();
  } finally {
    await writeFile(file, text);
  }
}
