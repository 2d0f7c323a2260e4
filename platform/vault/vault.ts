/**
 * Sealed columns: what names a person is stored encrypted, and found again by a keyed hash.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

export interface Vault {
  /** Encrypts a text for one column; two seals of one text differ. */
  seal(text: string, column: string): Buffer;
  /** Gives the text back; throws if the bytes were changed or come from another column. */
  open(sealed: Uint8Array, column: string): string;
  /** Equal for equal texts of one column, whatever their spaces, width and case of letters. */
  searchHash(text: string, column: string): Buffer;
  /** A key for another purpose, of 32 bytes, from the same root: `ledger`, `roots`. */
  keyFor(purpose: string): KeyObject;
}

/** Root keys by number; the highest seals, all open. Each of 32 bytes. */
export type RootKeys = ReadonlyMap<number, Uint8Array>;

const NONCE = 12;
const TAG = 16;
const HEADER = 1;
const KEY_BYTES = 32;
/** The key that hashes and signs must not change with the key that seals. */
const FIRST = 1;

/** Makes a vault; throws if a key is missing or has another length. */
export function createVault(keys: RootKeys): Vault {
  const latest = Math.max(...keys.keys());
  for (const [number, key] of keys) {
    if (key.length !== KEY_BYTES || number < 1 || number > 255) {
      throw new RangeError(`root key ${number} must be of ${KEY_BYTES} bytes, numbered 1 to 255`);
    }
  }
  if (!keys.has(FIRST)) throw new RangeError('root key 1 is missing; it hashes and signs');
  const sealKeys = new Map([...keys].map(([number, key]) => [number, derived(key, 'seal')]));
  const first = keys.get(FIRST) ?? new Uint8Array();
  const searchKey = derived(first, 'search');
  const nonces = new Nonces();
  return {
    seal: (text, column) => {
      const nonce = nonces.next();
      const cipher = createCipheriv('aes-256-gcm', keyOf(sealKeys, latest), nonce);
      cipher.setAAD(Buffer.from(column, 'utf8'));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(latest), nonce, body, cipher.getAuthTag()]);
    },
    open: (sealed, column) => {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const nonce = bytes.subarray(HEADER, HEADER + NONCE);
      const key = keyOf(sealKeys, bytes[0] ?? 0);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
      decipher.setAAD(Buffer.from(column, 'utf8'));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
      const body = bytes.subarray(HEADER + NONCE, bytes.length - TAG);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
    searchHash: (text, column) =>
      createHmac('sha256', searchKey)
        .update(`${column}\0${normal(text)}`)
        .digest(),
    keyFor: (purpose) => derived(first, `purpose:${purpose}`),
  };
}

const NONCES = 256;

/** Random nonces, drawn many at a time: each draw from the system has a price of its own. */
class Nonces {
  #pool: Buffer = Buffer.alloc(0);
  #used = 0;

  next(): Buffer {
    if (this.#used === this.#pool.length) {
      this.#pool = randomBytes(NONCES * NONCE);
      this.#used = 0;
    }
    this.#used += NONCE;
    return this.#pool.subarray(this.#used - NONCE, this.#used);
  }
}

function keyOf(keys: ReadonlyMap<number, KeyObject>, number: number): KeyObject {
  const key = keys.get(number);
  if (!key) throw new RangeError(`root key ${number} is not among the keys given`);
  return key;
}

function derived(root: Uint8Array, purpose: string): KeyObject {
  const bytes = hkdfSync('sha256', root, new Uint8Array(), `tibao/${purpose}`, KEY_BYTES);
  return createSecretKey(Buffer.from(bytes));
}

/** Full-width letters are half-width, letters are capital, spaces are none. */
function normal(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
}
