/**
 * Serves the pages on loopback, with the headers that they are meant to have.
 * `node --import ./tools/typescript.mjs apps/web/serve.ts [--port N]` makes them first.
 */
import { readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildPages, DIST } from './build.ts';
import { pageHeaders } from './headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Served {
  /** Ends with a slash. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a folder on loopback; port 0 takes a free one. */
export async function servePages(folder: string = DIST, port = 0): Promise<Served> {
  const server = createServer((request, response) => answer(folder, request.url ?? '/', response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(folder: string, url: string, response: ServerResponse): void {
  const path = normalize(decodeURIComponent(new URL(url, 'http://x').pathname));
  const file = fileAt(join(folder, path.startsWith('..') ? '/' : path));
  if (file === null) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
    return;
  }
  const bytes = gzipSync(readFileSync(file));
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-encoding': 'gzip',
    'content-length': bytes.length,
    ...pageHeaders(file),
  });
  response.end(bytes);
}

function fileAt(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return path;
  const index = join(path, 'index.html');
  return found?.isDirectory() && statSync(index, { throwIfNoEntry: false }) ? index : null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '8080' } } });
  buildPages();
  const { url } = await servePages(DIST, Number(values.port));
  console.log(`梯保 ${url}  (Ctrl+C ends it)`);
}
