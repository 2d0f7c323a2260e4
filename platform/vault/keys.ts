/**
 * Root keys from the environment or from a file that only its owner may read.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RootKeys } from './vault.ts';

const LINE = /^(\d{1,3}):([0-9a-f]{64})$/;

/** Reads keys written `number:hex`, separated by commas, spaces or lines. */
export function parseRootKeys(text: string): RootKeys {
  const keys = new Map<number, Uint8Array>();
  for (const part of text.split(/[\s,]+/).filter((piece) => piece !== '')) {
    const [, number, hex] = LINE.exec(part) ?? [];
    if (number === undefined || hex === undefined) {
      throw new RangeError(
        'a root key is written as number:64 hexadecimal digits, such as 1:00ff…',
      );
    }
    keys.set(Number(number), Buffer.from(hex, 'hex'));
  }
  return keys;
}

/** Reads the key file; throws if others may read it. */
export function readRootKeys(path: string): RootKeys {
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new RangeError(`key file ${path} may be read by others: chmod 600`);
  }
  return parseRootKeys(readFileSync(path, 'utf8'));
}

/** Reads the key file, or makes one with a new key where there is none. */
export function readOrMakeRootKeys(path: string): RootKeys {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const text = `1:${randomBytes(32).toString('hex')}\n`;
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  }
  return readRootKeys(path);
}
