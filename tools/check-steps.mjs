/**
 * The steps of `npm run check`, one process each. A step passes when its process exits with 0.
 */
import { runNode } from './setup.mjs';

export const CHECK_STEPS = [
  {
    name: 'format and lint',
    file: 'node_modules/@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '.'],
  },
  { name: 'types', file: 'node_modules/typescript-native/bin/tsc', args: ['-p', '.', '--noEmit'] },
  { name: 'dead code', file: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
  {
    name: 'import arrows',
    file: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    args: [
      '--config',
      '.dependency-cruiser.mjs',
      'engine',
      'modules',
      'platform',
      'apps',
      'testing',
      'bench',
      'tools',
    ],
  },
  { name: 'engine size', file: 'tools/bundle-size.ts', args: [] },
  { name: 'tidy', file: 'tools/tidy.ts', args: [] },
  { name: 'generated files', file: 'tools/generate.ts', args: ['--check'] },
];

/** Runs one step and prints a line for it; what the step itself printed follows only if it failed. */
export function runStep({ name, file, args }) {
  const started = Date.now();
  const { code, stdout, stderr } = runNode(file, args, { stdio: 'pipe', encoding: 'utf8' });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'ok    ' : 'failed'}  ${name} (${seconds} s)\n`);
  if (code !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  return code === 0;
}
