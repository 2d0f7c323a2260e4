/**
 * Writes compressed siblings (`x.js.br`, `x.js.gz`) beside the files of a folder, for servers that
 * send them as they are.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXT = /\.(html|js|css|json|svg)$/;
/** Below this, headers weigh more than what is saved. */
const LEAST_BYTES = 1024;
/** Of 11; the last two take ten times as long for a few percent. */
const QUALITY = 9;

export function compressFiles(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!TEXT.test(name) || statSync(path).size < LEAST_BYTES) continue;
    const bytes = readFileSync(path);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${path}.gz`, gzipSync(bytes));
  }
}
