/**
 * Rows of a sheet as texts, cell by cell: what the cell holds, not how it is shown. What cannot be
 * trusted – a formula, an error, a number that lost digits, a merged cell – is named.
 */
import type { Reason } from '../reasons.ts';
import type { Sheet, Workbook } from './workbook.ts';
import { attribute, type XmlToken, xmlTokens } from './xml.ts';

export interface SheetRow {
  /** As Excel counts, from 1. */
  readonly number: number;
  /** By column from 0; a cell that is not there is undefined. */
  readonly cells: readonly (SheetCell | undefined)[];
}

export interface SheetCell {
  readonly text: string;
  /** A plain number: in a column of days it is a serial day. */
  readonly isNumber: boolean;
  /** Why the cell cannot be taken; null: it can. */
  readonly fault: Reason | null;
}

/** A merged area, from 1; columns from 0. */
export interface Merged {
  readonly ref: string;
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
}

/** Areas that are merged; they stand behind the rows, so this reads the sheet once by itself. */
export async function mergedIn({ zip }: Workbook, { path }: Sheet): Promise<readonly Merged[]> {
  const merged: Merged[] = [];
  let isIn = false;
  for await (const tokens of xmlTokens(zip.read(path))) {
    for (const token of tokens) {
      if (token.name === 'mergeCells') isIn = token.kind === 'open';
      if (isIn && token.name === 'mergeCell' && token.kind !== 'close') {
        const ref = attribute(token, 'ref') ?? '';
        const [from = '', until = from] = ref.split(':');
        merged.push({
          ref,
          rows: [rowOf(from), rowOf(until)],
          columns: [columnOf(from), columnOf(until)],
        });
      }
    }
  }
  return merged;
}

/** Rows in their order; rows without any text are left out. */
export async function* rowsOfSheet(book: Workbook, { path }: Sheet): AsyncGenerator<SheetRow> {
  const reader = new RowReader(book);
  for await (const tokens of xmlTokens(book.zip.read(path))) {
    for (const token of tokens) {
      const row = reader.take(token);
      if (row) yield row;
    }
  }
}

class RowReader {
  private readonly book: Workbook;
  private number = 0;
  private cells: (SheetCell | undefined)[] | null = null;
  private column = -1;
  private type = 'n';
  private style = 0;
  private hasFormula = false;
  private text = '';
  /** The tag whose text counts: `v`, or `t` outside a reading. */
  private inside = '';
  private isReading = false;

  constructor(book: Workbook) {
    this.book = book;
  }

  /** Takes a token; gives the row that it ends. */
  take(token: XmlToken): SheetRow | null {
    const { kind, name, text } = token;
    if (kind === 'text') {
      if (this.inside !== '' && !this.isReading) this.text += text;
      return null;
    }
    switch (name) {
      case 'row':
        return this.row(token);
      case 'c':
        if (kind !== 'close') this.open(token);
        if (kind !== 'open') this.close();
        return null;
      case 'f':
        this.hasFormula = true;
        return null;
      case 'rPh':
        this.isReading = kind === 'open';
        return null;
      case 'v':
      case 't':
        this.inside = kind === 'open' ? name : '';
        return null;
      default:
        return null;
    }
  }

  private row(token: XmlToken): SheetRow | null {
    if (token.kind !== 'close') {
      this.number = Number(attribute(token, 'r') ?? this.number + 1);
      this.cells = [];
      this.column = -1;
    }
    if (token.kind === 'open' || !this.cells) return null;
    const { number, cells } = this;
    this.cells = null;
    return cells.some((cell) => cell !== undefined) ? { number, cells } : null;
  }

  private open(token: XmlToken): void {
    const ref = attribute(token, 'r');
    this.column = ref === undefined ? this.column + 1 : columnOf(ref);
    this.type = attribute(token, 't') ?? 'n';
    this.style = Number(attribute(token, 's') ?? 0);
    this.hasFormula = false;
    this.text = '';
  }

  private close(): void {
    if (!this.cells) return;
    const cell = this.hasFormula
      ? faulty(this.text, 'cellFormula')
      : cellOf({ text: this.text, type: this.type, style: this.style }, this.book);
    if (cell.text.trim() !== '' || cell.fault) this.cells[this.column] = cell;
  }
}

function faulty(text: string, fault: Reason): SheetCell {
  return { text, isNumber: false, fault };
}

const plain = (text: string): SheetCell => ({ text, isNumber: false, fault: null });

function cellOf(
  { text, type, style }: { text: string; type: string; style: number },
  { sharedTexts, isDayStyle, is1904 }: Workbook,
): SheetCell {
  switch (type) {
    case 's': {
      const shared = sharedTexts[Number(text)];
      return shared === undefined ? faulty(text, 'cellError') : plain(shared);
    }
    case 'e':
      return faulty(text, 'cellError');
    case 'b':
      return plain(text === '1' ? 'TRUE' : 'FALSE');
    case 'n':
      return text === '' ? plain('') : numberCell(text, isDayStyle(style), is1904);
    default:
      return plain(text);
  }
}

/** Beyond this Excel has lost digits. */
const EXACT = 1e15;
const DIGITS = 15;

function numberCell(text: string, isDay: boolean, is1904: boolean): SheetCell {
  const value = Number(text);
  if (!Number.isFinite(value)) return faulty(text, 'numberUnreadable');
  if (isDay) {
    const day = dayOfSerial(value, is1904);
    return day === null ? faulty(text, 'dateUnreadable') : plain(day);
  }
  if (Math.abs(value) >= EXACT) return faulty(text, 'numberImprecise');
  // What Excel shows at most: 0.1 + 0.2 is 0.3.
  const rounded = String(Number(value.toPrecision(DIGITS)));
  return { text: rounded, isNumber: true, fault: null };
}

const DAY_MS = 86_400_000;
/** Days from the first of each system to 1970; 1900's counts a 29 February that never was. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;
const LEAP = 60;
const LAST = 2_958_466;

/** The day of a serial number as `YYYY-MM-DD`, with the time if it has one; null: it is none. */
export function dayOfSerial(serial: number, is1904: boolean): string | null {
  const least = is1904 ? 0 : 1;
  if (!(serial >= least && serial < LAST) || (!is1904 && Math.floor(serial) === LEAP)) return null;
  const days = is1904 ? serial - EPOCH_1904 : serial - EPOCH_1900 + (serial < LEAP ? 1 : 0);
  const text = new Date(Math.round(days * DAY_MS)).toISOString();
  return text.endsWith('T00:00:00.000Z')
    ? text.slice(0, 10)
    : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

const A = 64;
const LETTERS = 26;

/** Column of `AB12`, from 0. */
function columnOf(ref: string): number {
  let column = 0;
  for (const letter of /^\$?([A-Z]{1,3})/.exec(ref)?.[1] ?? '') {
    column = column * LETTERS + letter.charCodeAt(0) - A;
  }
  return column - 1;
}

function rowOf(ref: string): number {
  return Number(/\d+$/.exec(ref)?.[0] ?? 0);
}
