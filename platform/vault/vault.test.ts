import { chmodSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createVault, parseRootKeys, readOrMakeRootKeys, readRootKeys } from './index.ts';

const one = '1'.repeat(64);
const two = '2'.repeat(64);
const vault = createVault(parseRootKeys(`1:${one}`));

describe('a sealed column', () => {
  it('gives back the text, and never the same bytes twice', () => {
    const sealed = vault.seal('张三', 'person.name');
    expect(vault.open(sealed, 'person.name')).toBe('张三');
    expect(vault.seal('张三', 'person.name').equals(sealed)).toBe(false);
    expect(sealed.includes(Buffer.from('张三'))).toBe(false);
  });

  it('does not open under another column, when changed, or cut', () => {
    const sealed = vault.seal('张三', 'person.name');
    expect(() => vault.open(sealed, 'person.phone')).toThrow();
    for (let at = 1; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => vault.open(changed, 'person.name')).toThrow();
      expect(() => vault.open(sealed.subarray(0, at), 'person.name')).toThrow();
    }
  });

  it('opens what an older key sealed, and hashes as before', () => {
    const newer = createVault(parseRootKeys(`1:${one}\n2:${two}`));
    expect(newer.open(vault.seal('张三', 'c'), 'c')).toBe('张三');
    expect(() => vault.open(newer.seal('张三', 'c'), 'c')).toThrow('root key 2');
    expect(newer.searchHash('张三', 'c')).toEqual(vault.searchHash('张三', 'c'));
    expect(newer.keyFor('ledger').equals(vault.keyFor('ledger'))).toBe(true);
  });
});

describe('a search hash', () => {
  it('is equal for one text in other width, case and spaces, and differs by column', () => {
    const hash = vault.searchHash('33030219800101123X', 'id');
    expect(vault.searchHash(' ３３０３０２19800101123x ', 'id')).toEqual(hash);
    expect(vault.searchHash('330302198001011231', 'id')).not.toEqual(hash);
    expect(vault.searchHash('33030219800101123X', 'phone')).not.toEqual(hash);
  });
});

describe('root keys', () => {
  it('are refused when badly written, short or without the first', () => {
    expect(() => parseRootKeys('1:abc')).toThrow('64 hexadecimal');
    expect(() => createVault(new Map([[1, new Uint8Array(8)]]))).toThrow('32 bytes');
    expect(() => createVault(parseRootKeys(`2:${two}`))).toThrow('root key 1');
  });

  it('are made once, for the owner alone', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'tibao-keys-')), 'deep', 'keys');
    const made = readOrMakeRootKeys(path);
    expect(readOrMakeRootKeys(path)).toEqual(made);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    expect(() => readRootKeys(path)).toThrow('chmod 600');
  });
});
