/**
 * One table of types for both drivers: parameters go out as text, columns come in as text.
 */
import { Json, Many, type Param, type Scalar } from './port.ts';

const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [16, (text) => text === 't'],
  [17, parseBytes],
  [20, parseSafeInteger],
  [21, parseSafeInteger],
  [23, parseSafeInteger],
  [26, parseSafeInteger],
  [114, (text) => JSON.parse(text)],
  [701, (text) => Number(text)],
  [1005, (text) => parseArray(text).map(parseSafeInteger)],
  [1007, (text) => parseArray(text).map(parseSafeInteger)],
  [1009, parseArray],
  [1016, (text) => parseArray(text).map(parseSafeInteger)],
  [1184, parseInstant],
  [3802, (text) => JSON.parse(text)],
]);

/** Reads a column's text by the object id of its type; a type that is not listed stays text. */
export function fromText(text: string | null, type: number): unknown {
  if (text === null) return null;
  const parse = PARSERS.get(type);
  return parse ? parse(text) : text;
}

/** Writes a parameter as the text that PostgreSQL reads for its type. */
export function toText(param: Param): string | null {
  if (param instanceof Json) return param.text;
  if (param instanceof Many) return arrayText(param.values);
  return isArray(param) ? arrayText(param) : scalarText(param);
}

/** As `toText`, but what a server takes as bytes. */
export function toWire(param: Param): string | Buffer | null {
  if (param instanceof Many) return arrayBytes(param);
  if (param instanceof Uint8Array) return asBuffer(param);
  return toText(param);
}

/** Object ids of the types of elements. */
const ELEMENTS = { bytea: 17, text: 25 } as const;
const HEADER = 20;
const LENGTH = 4;

/** The form of `array_send`: dimensions, nulls, element type, length, first index; elements. */
function arrayBytes({ type, values }: Many): Buffer {
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)));
  const bytes = Buffer.allocUnsafe(
    sizes.reduce((sum, size) => sum + LENGTH + size, values.length === 0 ? HEADER - 8 : HEADER),
  );
  bytes.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  bytes.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  bytes.writeInt32BE(ELEMENTS[type], 8);
  if (values.length === 0) return bytes;
  bytes.writeInt32BE(values.length, 12);
  bytes.writeInt32BE(1, 16);
  let at = HEADER;
  for (const [index, value] of values.entries()) {
    const size = sizes[index] ?? 0;
    at = bytes.writeInt32BE(value === null ? -1 : size, at);
    if (typeof value === 'string') bytes.write(value, at, 'utf8');
    else if (value !== null) bytes.set(value, at);
    at += size;
  }
  return bytes;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function isArray(param: Param): param is readonly Scalar[] {
  return Array.isArray(param);
}

function scalarText(value: Scalar): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`no number to store: ${value}`);
  }
  return String(value);
}

/** Writes an array of SQL as text: for arrays of arrays whose lengths differ. */
export function arrayText(values: readonly Scalar[]): string {
  const parts = values.map((value) => {
    const text = scalarText(value);
    return text === null ? 'NULL' : `"${ESCAPED.test(text) ? escaped(text) : text}"`;
  });
  return `{${parts.join(',')}}`;
}

const ESCAPED = /["\\]/;

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`beyond the safe integers: ${text}`);
  return value;
}

function parseBytes(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}

/** `2025-03-01 08:00:00.123+08` as an instant. */
function parseInstant(text: string): Date {
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`not an instant: ${text}`);
  return instant;
}

/** What is more than elements with commas between them. */
const QUOTED = /["\\{}]|NULL/;
const ELEMENT = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)/g;

/** Reads a one-dimensional array without nulls. */
function parseArray(text: string): string[] {
  const inner = text.slice(1, -1);
  if (!QUOTED.test(inner)) return inner === '' ? [] : inner.split(',');
  const found: string[] = [];
  for (const [, quoted, plain] of text.matchAll(ELEMENT)) {
    if (plain === 'NULL') throw new RangeError('an array column holds a null');
    found.push(quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1'));
  }
  return found;
}
