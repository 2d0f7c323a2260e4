/**
 * Text of a fixed width where Chinese signs take two columns.
 */

/** Ranges of signs that take two columns (Unicode East Asian Width W and F, in blocks). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Counts the columns of a text. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const sign of text) columns += columnsOfSign(sign);
  return columns;
}

function columnsOfSign(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x1100) return /\p{Mn}/u.test(sign) ? 0 : 1;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** Fills a text with spaces up to a width; a longer text stays as it is. */
export function padded(text: string, width: number, side: 'left' | 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return side === 'left' ? text + fill : fill + text;
}

/** Signs that must not begin a line. */
const CLINGS = /^[，。；：、）」】〕！？％%)\],.;:!?…—]/u;

/**
 * Breaks a text into lines of at most `width` columns. Words of Latin letters and numbers stay
 * whole where they fit; Chinese breaks anywhere but before closing signs. Later lines are indented
 * by `indent`.
 */
export function wrapped(text: string, width: number, indent = 0): string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const piece of pieces(text)) {
    const wide = columnsOf(piece);
    const isFirst = line.trim() === '';
    if (columns + wide > width && !isFirst && piece !== ' ') {
      lines.push(line.trimEnd());
      line = ' '.repeat(indent);
      columns = indent;
    }
    if (piece === ' ' && columns === indent && lines.length > 0) continue;
    line += piece;
    columns += wide;
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Splits a text into what may not be broken. */
function pieces(text: string): string[] {
  const found: string[] = [];
  const words = text.match(
    / |[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|[^ \p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu,
  );
  for (const word of words ?? []) {
    const last = found.length - 1;
    const before = found[last];
    if (before !== undefined && before !== ' ' && CLINGS.test(word)) found[last] = before + word;
    else if (before !== undefined && OPENS.test(before)) found[last] = before + word;
    else found.push(word);
  }
  return found;
}

const OPENS = /[（「【〔([]$/u;
