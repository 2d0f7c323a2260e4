/**
 * Rows in the text form of COPY.
 */
import { toText } from './column-types.ts';
import type { CopyTarget, Param } from './port.ts';

const CHUNK = 1 << 18;

/** The statement that takes the rows from standard input or from a file name. */
export function copyStatement({ table, columns }: CopyTarget, from: string): string {
  const names = columns.map((column) => `"${column}"`).join(', ');
  return `COPY ${table} (${names}) FROM ${from}`;
}

/** Gives the rows as text in chunks, and counts them. */
export function* copyChunks(
  rows: Iterable<readonly Param[]>,
  count: { rows: number },
): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(field).join('\t')}\n`;
    count.rows++;
    if (chunk.length >= CHUNK) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function field(value: Param): string {
  const text = toText(value);
  return text === null ? '\\N' : text.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? found);
}
