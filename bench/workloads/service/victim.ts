/**
 * A server process that can be killed and started again at the same address.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SERVER, serve } from './server.ts';

export interface Victim {
  readonly url: string;
  readonly pid: number;
  /** Kills with SIGKILL and waits until the process is gone. */
  kill(): Promise<void>;
  /** Starts it again and waits until it listens. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const START = `import('${SERVER}').then((server) => server.${serve.name}());`;

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Starts the server on a database; tries again while the database is not there yet. `flags` are of
 * Node, such as --cpu-prof.
 */
export async function startVictim(
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<Victim> {
  let child: ChildProcess | null = null;
  let url = '';
  const spawned = () =>
    new Promise<void>((resolve, reject) => {
      const started = spawn(
        process.execPath,
        [...flags, '--import', file('../../../tools/typescript.mjs'), '--eval', START],
        {
          env: { ...process.env, ...env, PORT: url === '' ? '0' : new URL(url).port },
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
      started.stdout?.once('data', (line: Buffer) => {
        url = line.toString().trim();
        child = started;
        resolve();
      });
      started.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
  const start = async () => {
    for (let tries = 1; ; tries++) {
      try {
        return await spawned();
      } catch (fault) {
        if (tries >= 20) throw fault;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await gone;
  };
  await start();
  return {
    get url() {
      return url;
    },
    get pid() {
      return child?.pid ?? 0;
    },
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
