/** The commands of package.json, from outside: exit codes, lists and messages. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function run(file: string, ...args: string[]) {
  const done = spawnSync(process.execPath, [join(root, file), ...args], { encoding: 'utf8' });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

describe.each([
  ['bench', 'bench/benches'],
  ['trial', 'bench/trials'],
])('npm run %s', (kind, folder) => {
  const path = join(root, folder);
  const names = (existsSync(path) ? readdirSync(path) : [])
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.replace('.ts', ''))
    .sort();

  it('lists all without a name', () => {
    const { code, stdout } = run('tools/run.mjs', 'tools/measure.ts', kind, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(names);
  });

  it('exits with 2 and the list for an unknown name', () => {
    const { code, stdout, stderr } = run('tools/run.mjs', 'tools/measure.ts', kind, 'nonesuch');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('nonesuch');
    for (const name of names) expect(stderr).toContain(name);
  });

  it.each([
    ['--seed', '-1'],
    ['--seed', '1.5'],
    ['--fast', ''],
  ])('exits with 2 for %s %s', (...args) => {
    expect(run('tools/run.mjs', 'tools/measure.ts', kind, ...args).code).toBe(2);
  });
});

describe('npm test', () => {
  it('exits with 2 for an option it does not know', () => {
    const { code, stderr } = run('tools/test.mjs', '--watch');
    expect(code).toBe(2);
    expect(stderr).toContain('--filter');
  });
});
