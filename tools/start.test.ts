/**
 * `npm start` from outside: one port with pages, health, messages and REST; the two commands that
 * it prints, run as printed; and an end by signal.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tibao-start-'));
const START_WITHIN = 120_000;
let server: ChildProcess;
let said = '';

/** The first thing in what the start printed that matches. */
function found(pattern: RegExp): string {
  const [, text] = pattern.exec(said) ?? [];
  if (text === undefined) throw new Error(`nothing like ${pattern} in:\n${said}`);
  return text;
}

beforeAll(async () => {
  const env = {
    ...process.env,
    TIBAO_DATA: folder,
    TIBAO_PORT: '0',
    TIBAO_DEMO_PERSONS: '20',
  };
  server = spawn(process.execPath, [join(root, 'tools', 'start.mjs')], { env });
  server.stdout?.setEncoding('utf8');
  server.stderr?.resume();
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error(`the platform ended: ${said}`)));
    server.stdout?.on('data', (text: string) => {
      said += text;
      if (said.includes('Ctrl+C')) resolve();
    });
  });
}, START_WITHIN);
afterAll(() => {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('serves the pages with their headers, compressed', async () => {
  const url = found(/pages +(http\S+)/);
  const page = await fetch(url, { headers: { 'accept-encoding': 'br' } });
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
  const code = await fetch(`${url}${script}`, { headers: { 'accept-encoding': 'br' } });
  expect(code.headers.get('content-encoding')).toBe('br');
  expect(code.headers.get('cache-control')).toContain('immutable');
  expect(await code.text()).toContain('import');
  const estimator = await fetch(found(/estimator +(http\S+)/));
  expect(await estimator.text()).toContain('看病要付多少');
  expect((await fetch(`${url}.made-of`)).status).toBe(404);
  expect((await fetch(`${url}health`)).status).toBe(200);
});

it('prints a command that settles a visit, and one that gets its bill with reasons', () => {
  const settle = shell(found(/^(curl .*settle\.json)$/m));
  expect(JSON.parse(settle)).toMatchObject({ infcode: 0, output: { setlinfo: {} } });
  const bill = shell(found(/(curl -s \S+\/api\/settlements[\s\S]*?)\n\n/));
  expect(bill).toContain('411.00');
  expect(bill).toContain('依据');
});

it('ends on a signal', async () => {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  expect(await ended).toBe(0);
});

function shell(command: string): string {
  const done = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect(done.stderr).toBe('');
  return done.stdout;
}
