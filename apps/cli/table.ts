/**
 * Plain tables for a terminal: columns as wide as their content; those that may give way are
 * wrapped where the whole would be wider than the terminal. Chinese signs take two columns.
 */
import { columnsOf, padded, wrapped } from '../../engine/explain/index.ts';
import type { Io } from './io.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** The column that gives way; it keeps this many columns at least. */
  readonly least?: number;
}

const GAP = 2;

/** Renders rows of cells below a bold head; lines have no trailing blanks. */
export function table(
  io: Io,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const widths = widthsOf(io.width, columns, rows);
  const head = columns.map(({ title }) => title);
  const lines = [head, ...rows].map((cells) => linesOf(cells, columns, widths));
  const [titles = [], ...body] = lines;
  return `${[...titles.map((line) => io.paint('bold', line)), ...body.flat()].join('\n')}\n`;
}

function widthsOf(
  width: number,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly number[] {
  const wanted = columns.map(({ title }, i) =>
    Math.max(columnsOf(title), ...rows.map((row) => columnsOf(row[i] ?? ''))),
  );
  const whole = wanted.reduce((sum, each) => sum + each, 0) + GAP * (columns.length - 1);
  let excess = Math.max(0, whole - width);
  return wanted.map((each, i) => {
    const { least } = columns[i] ?? {};
    const cut = least === undefined ? 0 : Math.min(excess, Math.max(0, each - least));
    excess -= cut;
    return each - cut;
  });
}

function linesOf(
  cells: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
): readonly string[] {
  const broken = cells.map((cell, i) => wrapped(cell, widths[i] ?? 1));
  const height = Math.max(1, ...broken.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ align }, i) => padded(broken[i]?.[line] ?? '', widths[i] ?? 0, align ?? 'left'))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}
