/**
 * A PostgreSQL server for one test file: Debian's programs, a temporary folder, a socket in it, and
 * an end by process id.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Server {
  readonly url: string;
  readonly pid: number;
  readonly folder: string;
  stop(): Promise<void>;
  /** Starts the postmaster again on the same files, after it was killed. */
  restart(): Promise<void>;
}

export interface ServerOptions {
  /** Whether commits wait for the disk, as in production; tests of form do not need it. */
  readonly isDurable?: boolean;
  readonly connections?: number;
  /** Where the files are kept from one start to the next; absent: a new place, gone at the end. */
  readonly folder?: string;
  /** Further settings, `name=value`. */
  readonly settings?: readonly string[];
}

/** Folder of PostgreSQL's programs, or null where Debian's package `postgresql` is missing. */
export function serverPrograms(): string | null {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const versions = readdirSync(root).sort((left, right) => Number(right) - Number(left));
  const found = versions.find((version) => existsSync(join(root, version, 'bin', 'initdb')));
  return found === undefined ? null : join(root, found, 'bin');
}

/** Makes and starts a server; the caller stops it. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const programs = serverPrograms();
  if (programs === null) throw new Error('install the Debian package postgresql');
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'tibao-pg-'));
  mkdirSync(folder, { recursive: true });
  const user = unprivileged();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  if (!existsSync(data)) {
    execFileSync(
      join(programs, 'initdb'),
      ['-D', data, '-U', 'tibao', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { ...user, cwd: folder, stdio: 'pipe' },
    );
  }
  const start = () => startPostmaster(join(programs, 'postgres'), folder, options);
  let child = await start();
  return {
    url: `postgres://tibao@localhost/postgres?host=${encodeURIComponent(folder)}`,
    get pid() {
      return child.pid ?? 0;
    },
    folder,
    stop: async () => {
      if (options.folder !== undefined) return ended(child, 'SIGINT');
      await ended(child, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
    restart: async () => {
      await ended(child, 'SIGKILL');
      child = await startAgain(start);
    },
  };
}

/** Four a second. */
const RESTARTS = 480;

/** What a killed postmaster left holds its memory until its last process has seen the end. */
async function startAgain(start: () => Promise<ChildProcess>): Promise<ChildProcess> {
  for (let tries = 1; ; tries++) {
    try {
      return await start();
    } catch (fault) {
      if (tries >= RESTARTS) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function startPostmaster(
  program: string,
  folder: string,
  { isDurable = false, connections = 60, settings: more = [] }: ServerOptions,
): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    `max_connections=${connections}`,
    'shared_buffers=256MB',
    'timezone=Asia/Shanghai',
    ...more,
    ...(isDurable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const child = spawn(
    program,
    ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])],
    { ...unprivileged(), cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4_000);
      if (log.includes('ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`postgres ended: ${log}`)));
    child.once('error', reject);
  });
  return child;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): User | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim());
  return { uid: idOf('-u'), gid: idOf('-g') };
}
