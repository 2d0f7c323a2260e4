/**
 * CSV line by line with line numbers. A field may be quoted; no field holds a line break, so an
 * open quote spoils one line and not the rest of the file.
 */
import { createReadStream } from 'node:fs';

export interface CsvLine {
  /** From 1; the head is line 1. */
  readonly line: number;
  readonly text: string;
}

/** Reads the lines of a file, without their ends and without empty ones. */
export async function* linesOf(file: string): AsyncGenerator<CsvLine> {
  let rest = '';
  let line = 0;
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
    const parts = `${rest}${chunk}`.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      line++;
      const text = clean(part, line);
      if (text !== '') yield { line, text };
    }
  }
  const text = clean(rest, line + 1);
  if (text !== '') yield { line: line + 1, text };
}

function clean(text: string, line: number): string {
  const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
  return line === 1 ? whole.replace(/^\uFEFF/, '') : whole;
}

/** Splits a line into fields; null where a quote stays open. */
export function fieldsOf(text: string): string[] | null {
  if (!text.includes('"')) return text.split(',');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(',', at);
      fields.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return fields;
      at = end + 1;
      continue;
    }
    let field = '';
    for (;;) {
      const end = text.indexOf('"', at + 1);
      if (end < 0) return null;
      field += text.slice(at + 1, end);
      at = end + 1;
      if (text[at] !== '"') break;
      field += '"';
    }
    fields.push(field);
    if (at >= text.length) return fields;
    if (text[at] !== ',') return null;
    at++;
  }
}

/** Writes a field: quoted where it must be. */
export function fieldText(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
