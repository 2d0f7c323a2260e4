/**
 * A zip file read by its central directory, one entry at a time. Nothing is believed: sizes are
 * counted while an entry is inflated, and one that grows beyond what it declares is refused.
 */
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { CityRefused } from '../../refused.ts';

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of one entry, and of all, when inflated. */
  readonly entryBytes: number;
  readonly allBytes: number;
}

/** A sheet of a million rows of forty columns is below a gigabyte. */
export const LIMITS: ZipLimits = { entries: 2_000, entryBytes: 2 ** 30, allBytes: 2 ** 31 };

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

export interface Zip {
  readonly has: (path: string) => boolean;
  /** The inflated bytes of an entry, in pieces. */
  readonly read: (path: string) => AsyncGenerator<Buffer>;
  readonly close: () => Promise<void>;
}

const LEAST = 22;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

/** Opens a zip file; rejects with `CityRefused` what is none, is locked, or is too large. */
export async function openZip(path: string, limits: ZipLimits = LIMITS): Promise<Zip> {
  const file = await open(path, 'r');
  try {
    const entries = await directoryOf(file, path, limits);
    return {
      has: (name) => entries.has(name),
      read: (name) => readEntry({ file, path }, entryOf(entries, name), name),
      close: () => file.close(),
    };
  } catch (fault) {
    await file.close();
    throw fault;
  }
}

async function directoryOf(
  file: FileHandle,
  path: string,
  limits: ZipLimits,
): Promise<ReadonlyMap<string, Entry>> {
  const { size } = await file.stat();
  const head = await bytesAt(file, 0, Math.min(8, size));
  if (head.toString('hex').startsWith('d0cf11e0')) {
    throw new CityRefused(`${path} 是旧式 .xls，或设了密码；请另存为不加密的 .xlsx`);
  }
  if (size < LEAST || head.toString('latin1', 0, 2) !== 'PK') {
    throw new CityRefused(`${path} 不是 .xlsx 工作簿；请另存为 .xlsx，或存为 CSV（UTF-8）`);
  }
  const from = Math.max(0, size - LEAST - MOST_COMMENT);
  const tail = await bytesAt(file, from, size - from);
  let at = tail.length - LEAST;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) throw broken(path);
  const count = tail.readUInt16LE(at + 10);
  const [length, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (start + length > size) throw broken(path);
  if (count > limits.entries) throw tooLarge(path, `里面有 ${count} 个文件`);
  return entriesIn(await bytesAt(file, start, length), { path, count, limits });
}

function entriesIn(
  directory: Buffer,
  { path, count, limits }: { path: string; count: number; limits: ZipLimits },
): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  let [at, all] = [0, 0];
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw broken(path);
    const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
    const [packed, size] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24)];
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    if ((flags & 1) !== 0) throw new CityRefused(`${path} 加了密；请去掉密码后再取入`);
    if (method !== STORED && method !== DEFLATED) throw broken(path);
    if (entries.has(name)) throw broken(path);
    all += size;
    if (size > limits.entryBytes) throw tooLarge(path, `${name} 展开后有 ${size} 字节`);
    entries.set(name, { method, packed, size, at: directory.readUInt32LE(at + 42) });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  if (all > limits.allBytes) throw tooLarge(path, `展开后共 ${all} 字节`);
  return entries;
}

function broken(path: string): CityRefused {
  return new CityRefused(`${path} 的压缩结构不完整或不合规；请在 Excel 里打开后另存为 .xlsx`);
}

function tooLarge(path: string, what: string): CityRefused {
  return new CityRefused(`${path} 太大：${what}；请存为 CSV（UTF-8），或分成几个文件`);
}

function entryOf(entries: ReadonlyMap<string, Entry>, name: string): Entry {
  const entry = entries.get(name);
  if (!entry) throw new CityRefused(`工作簿里没有 ${name}；请在 Excel 里打开后另存为 .xlsx`);
  return entry;
}

async function* readEntry(
  { file, path }: { readonly file: FileHandle; readonly path: string },
  entry: Entry,
  name: string,
): AsyncGenerator<Buffer> {
  const head = await bytesAt(file, entry.at, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) throw broken(name);
  const start = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (entry.packed === 0) return;
  // A stream of the handle would close it at its own end.
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
  const source = entry.method === STORED ? packed : packed.pipe(createInflateRaw());
  packed.on('error', (fault) => source.destroy(fault));
  let seen = 0;
  try {
    for await (const piece of source) {
      const bytes: Buffer = piece;
      seen += bytes.length;
      if (seen > entry.size) {
        throw new CityRefused(`${name} 展开后比声明的 ${entry.size} 字节多：文件不可信，不取入`);
      }
      yield bytes;
    }
  } catch (fault) {
    if (fault instanceof CityRefused) throw fault;
    throw broken(name);
  } finally {
    packed.destroy();
    source.destroy();
  }
  if (seen !== entry.size) throw broken(name);
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}
