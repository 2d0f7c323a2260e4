/**
 * Comma-separated text (RFC 4180) to cells, each row with the number of the text line it starts on.
 */
import { type InputProblem, problemAt } from './problem.ts';

export interface CsvRow {
  /** Text line on which the row starts, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * Splits text into rows of cells; empty lines are skipped. A quote that never closes is a problem.
 */
export function parseCsv(text: string): { rows: CsvRow[]; problems: InputProblem[] } {
  const rows: CsvRow[] = [];
  const problems: InputProblem[] = [];
  let cells: string[] = [];
  let row = 1;
  let line = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const endRow = () => {
    if (cells.length > 1 || cells[0] !== '') rows.push({ row, cells });
    cells = [];
  };
  while (at <= text.length) {
    const cell = text[at] === '"' ? quoted(text, at) : plain(text, at);
    if (cell.fault !== null) problems.push(quoteProblem(cell.fault, line));
    cells.push(cell.value);
    line += cell.breaks;
    at = cell.next;
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    endRow();
    if (at >= text.length) break;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    row = line;
    if (at === text.length) break;
  }
  return { rows, problems };
}

interface Cell {
  readonly value: string;
  /** Where the comma, line break or end of text stands. */
  readonly next: number;
  readonly breaks: number;
  readonly fault: 'unclosed' | 'afterQuote' | null;
}

function plain(text: string, start: number): Cell {
  const next = nextStop(text, start);
  return { value: text.slice(start, next).trim(), next, breaks: 0, fault: null };
}

function quoted(text: string, start: number): Cell {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) {
      value += text.slice(from);
      return { value, next: text.length, breaks: breaksIn(value), fault: 'unclosed' };
    }
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const next = nextStop(text, quote + 1);
      const fault = text.slice(quote + 1, next).trim() === '' ? null : 'afterQuote';
      return { value: value.trim(), next, breaks: breaksIn(value), fault };
    }
    value += '"';
    from = quote + 2;
  }
}

const STOP = /[,\r\n]/g;

function nextStop(text: string, from: number): number {
  STOP.lastIndex = from;
  return STOP.exec(text)?.index ?? text.length;
}

function breaksIn(value: string): number {
  return value.split(/\r\n|\r|\n/).length - 1;
}

function quoteProblem(fault: 'unclosed' | 'afterQuote', row: number): InputProblem {
  const message = fault === 'unclosed' ? '引号没有闭合' : '闭合的引号后面还有文字';
  const fix = '引号成对写；单元格里的引号写成两个';
  return { ...problemAt('', 'input/not_readable', { message, fix }), row };
}
