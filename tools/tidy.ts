/**
 * Holds the house rules that a script can see. Prints each broken rule with its place and what to
 * write instead; exits with 1 if there is any.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lineFaults } from './tidy/lines.ts';
import { syntaxFaults } from './tidy/syntax.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'dist', 'coverage', '.tmp']);
const SKIPPED_FILES = new Set(['package-lock.json']);
const TEXT = /(\.(tsx?|mjs|cjs|js|json|md|ya?ml|csv|txt)|^(run|tibao))$/;

const sources = filesBelow(root).map((file) => ({
  path: relative(root, file).replaceAll('\\', '/'),
  text: readFileSync(file, 'utf8'),
}));
const faults = sources.flatMap((source) => [
  ...lineFaults(source),
  ...(/\.tsx?$/.test(source.path) ? syntaxFaults(source) : []),
]);
for (const { file, line, rule, instead } of faults) {
  console.log(`${file}:${line}  ${rule}: ${instead}`);
}
console.log(`${sources.length} files, ${faults.length} broken rules`);
if (faults.length > 0) process.exitCode = 1;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : filesBelow(path);
    return TEXT.test(entry.name) && !SKIPPED_FILES.has(entry.name) ? [path] : [];
  });
}
