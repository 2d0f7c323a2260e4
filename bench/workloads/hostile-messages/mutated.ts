/** What becomes of a valid message on a bad line, in a careless system, or in hostile hands. */
import type { Chance } from '../../../testing/laws/chance.ts';
import { UNNUMBERED } from './samples.ts';

/** A request at the platform's door. */
export interface Hostile {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const PATHS = [
  '/',
  '/fsi/api/fsiIsupService/isup',
  '/%00',
  '/a/../../etc/passwd',
  '//',
  '/?infno=2207',
  '/api/nowhere',
  `/${'x'.repeat(2_000)}`,
];
const TYPES = [
  'application/json',
  'application/json; charset=gbk',
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'x',
];

/** Spoils a message in one to three places, or its bytes, or what goes around it. */
export function hostile(sample: string, draw: Chance): Hostile {
  const body = mutated(sample, draw);
  const isPlain = below(draw, 5) > 0;
  if (isPlain) return { path: '/', headers: { 'content-type': 'application/json' }, body };
  return {
    path: draw.pick(PATHS),
    headers: {
      ...(draw.is(0.8) ? { 'content-type': draw.pick(TYPES) } : {}),
      ...(draw.is(0.3) ? { 'x-ca-key': draw.pick(['', 'x', 'demo', '9'.repeat(300)]) } : {}),
      ...(draw.is(0.3) ? { 'x-ca-signature': draw.pick(['', '0', 'f'.repeat(64)]) } : {}),
    },
    body: draw.is(0.2) ? spoiltBytes(body, draw) : body,
  };
}

function spoiltBytes(text: string, draw: Chance): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > 0) bytes[below(draw, bytes.length)] = below(draw, 256);
  return bytes;
}

const VALUES: readonly unknown[] = [
  null,
  '',
  'null',
  0,
  -1,
  1e308,
  '9'.repeat(400),
  '1e9',
  'NaN',
  'x'.repeat(5_000),
  '\u0000',
  '\ud800',
  "'; DROP TABLE ledger.entry; --",
  true,
  [],
  {},
  [[]],
  [null],
  { toString: 1 },
  '2025-02-30',
  '0000-00-00 00:00:00',
  '9999-12-31 23:59:59',
  '100001V1',
  '999999999999999V1',
  '-0',
  '00000000000000000000000000001',
  '１２３',
  '0.0000001',
];

function mutated(sample: string, draw: Chance): string {
  const msgid = `H${draw.int(0, 2 ** 31 - 1)}${draw.int(0, 2 ** 31 - 1)}`;
  const named = sample.replace(UNNUMBERED, JSON.stringify(below(draw, 50) === 0 ? 'same' : msgid));
  if (below(draw, 10) === 0) return scrambled(named, draw);
  const message: unknown = JSON.parse(named);
  const times = 1 + below(draw, 3);
  for (let time = 0; time < times; time++) {
    const places = placesIn(message);
    const place = places[below(draw, places.length)];
    if (!place) break;
    const [holder, key] = place;
    const what = below(draw, 4);
    if (what === 0) Reflect.deleteProperty(holder, key);
    else if (what === 1) Reflect.set(holder, `${key}_x`, Reflect.get(holder, key));
    else Reflect.set(holder, key, VALUES[below(draw, VALUES.length)]);
  }
  return JSON.stringify(message);
}

function scrambled(text: string, draw: Chance): string {
  const at = below(draw, text.length);
  const kind = below(draw, 4);
  if (kind === 0) return text.slice(0, at);
  if (kind === 1) return `${text.slice(0, at)}${text.slice(at + 1 + below(draw, 20))}`;
  if (kind === 2)
    return `${text.slice(0, at)}${String.fromCharCode(below(draw, 65_536))}${text.slice(at)}`;
  return `${'['.repeat(below(draw, 30_000))}${text}`;
}

function placesIn(value: unknown): [object, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [
    [value, key] as [object, string],
    ...placesIn(Reflect.get(value, key)),
  ]);
}

/** A whole number from 0 up to, not including, `end`. */
function below(draw: Chance, end: number): number {
  return draw.int(0, end - 1);
}
