/**
 * Set-up: plain JavaScript that needs nothing installed. Checks Node, installs the locked packages
 * where they are missing or other than the lock says, and gives the ways to start a process.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const LEAST_NODE = [20, 19];
/** Exit code of a process that a signal ended or that could not start. */
const STOPPED = 128;

/** The project's root folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Makes the clone ready, or ends the process and says why it cannot. */
export function makeReady() {
  if (!nodeIsRecent(process.versions.node)) {
    fail(
      `Tibao needs Node ${LEAST_NODE.join('.')} or later; this is ${process.versions.node}.\n` +
        'Install a later Node, from nodejs.org or your distribution, and run the same command again.',
    );
  }
  if (isInstalled()) return;
  process.stderr.write('Installing the packages of package-lock.json (npm ci) …\n');
  // On Windows npm is a script and starts only through a shell.
  const shell = process.platform === 'win32';
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell,
  });
  if (npm.error) fail(`npm could not be started: ${npm.error.message}\nInstall npm beside Node.`);
  if (npm.status !== 0) {
    fail(
      'npm ci failed, see above. Nothing was run.\n' +
        'It needs a package registry once; without one, copy node_modules from a machine that has it.',
    );
  }
}

/** Runs node on a file, TypeScript or not, and gives its exit code. */
export function runNode(file, args = [], options = {}) {
  const done = spawnSync(process.execPath, nodeCommand(file, args), {
    cwd: root,
    stdio: 'inherit',
    maxBuffer: 1 << 26,
    ...options,
  });
  return { code: done.status ?? STOPPED, stdout: done.stdout ?? '', stderr: done.stderr ?? '' };
}

/** What node is given to run a file, TypeScript or not. */
export function nodeCommand(file, args = []) {
  const typescript = pathToFileURL(join(root, 'tools', 'typescript.mjs')).href;
  const flags = file.endsWith('.ts') ? ['--import', typescript] : [];
  return [...flags, join(root, file), ...args];
}

function nodeIsRecent(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
}

/** npm writes its own lock into node_modules when an install is complete: it must match ours. */
function isInstalled() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(hidden);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (!found) return entry.optional === true;
    return found.version === entry.version && existsSync(join(root, path, 'package.json'));
  });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
