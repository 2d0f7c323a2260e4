/** Makes the clone ready, makes the pages where they are stale, and starts the platform. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { makeReady, nodeCommand, root, runNode } from './setup.mjs';

const PAGES = '.tmp/web/pages';

/** Runs the platform until it ends; what the environment sets goes before `settings`. */
export function startPlatform(settings) {
  if (process.argv.length > 2) {
    process.stderr.write(
      'This command takes no options; settings are environment variables, see apps/server/README.md.\n',
    );
    process.exitCode = 2;
    return;
  }
  makeReady();
  process.stderr.write('正在制作页面 / making the pages …\n');
  const pages = runNode('apps/web/build.ts', ['--if-stale']);
  if (pages.code !== 0) {
    process.exitCode = pages.code;
    return;
  }
  const flags = JSON.parse(readFileSync(join(root, 'apps/server/node-flags.json'), 'utf8'));
  const child = spawn(process.execPath, [...flags, ...nodeCommand('apps/server/main.ts')], {
    cwd: root,
    stdio: 'inherit',
    env: { TIBAO_PAGES: PAGES, ...settings, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
