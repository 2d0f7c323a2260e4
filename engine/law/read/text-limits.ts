/**
 * What a text may not be before anyone tries to parse it: too large, or full of characters that
 * deceive or are no text at all.
 */
import type { TextProblem } from './problem.ts';

/** A law file is the size of a document; at this size it still reads in a fifth of a second. */
const MAX_BYTES = 128 * 1024;
/** Each one that is wrong costs the parser an error object. */
const MAX_BACKSLASHES = 4_000;

/** Refuses a text that is too large to be one law file. */
export function tooLarge(text: string): TextProblem | null {
  if (text.length * 3 <= MAX_BYTES || utf8BytesOf(text) <= MAX_BYTES) return null;
  return {
    code: 'law/file_too_large',
    offset: 0,
    message: `文件超过 ${MAX_BYTES / 1024} KiB，不像一份待遇文件，未读取`,
    fix: '按待遇拆成几个文件，每份文件只写一项待遇',
  };
}

/** Refuses a text of escapes; law is written in plain characters. */
export function tooManyEscapes(text: string): TextProblem | null {
  let count = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 1)) {
    count += 1;
    if (count > MAX_BACKSLASHES) {
      return {
        code: 'law/file_too_large',
        offset: at,
        message: `文件有超过 ${MAX_BACKSLASHES} 个反斜杠转义，不像一份待遇文件，未读取`,
        fix: '直接写文字，不用转义',
      };
    }
  }
  return null;
}

/** Refuses a text with characters that are invisible, deceiving or no text. */
export function unreadableCharacter(text: string): TextProblem | null {
  const offset = unreadableAt(text);
  if (offset < 0) return null;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'law/unreadable_character',
    offset,
    message: `此处有不可见或非文字的字符 U+${code}，看到的内容与实际内容可能不同`,
    fix: '删去该字符，并将文件另存为 UTF-8',
  };
}

/** Tells whether a value, after its escapes, holds such a character. */
export function isReadable(value: string): boolean {
  return unreadableAt(value) < 0;
}

function utf8BytesOf(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
  }
  return bytes;
}

/**
 * Ranges of UTF-16 units that no law needs: controls, invisible marks, marks that reorder what is
 * shown, noncharacters and the sign of a failed decoding. Tab and line feed are needed, carriage
 * return is borne.
 */
const UNREADABLE: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfff9, 0xfffd],
  [0xfffe, 0xffff],
];
const BYTE_ORDER_MARK = 0xfeff;

function unreadableAt(text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x20 && unit < 0x7f) continue;
    if (unit >= 0xd800 && unit <= 0xdfff) {
      if (!isPair(unit, text.charCodeAt(index + 1))) return index;
      index += 1;
    } else if (unit === BYTE_ORDER_MARK ? index > 0 : isUnreadable(unit)) return index;
  }
  return -1;
}

function isPair(high: number, low: number): boolean {
  return high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}

function isUnreadable(unit: number): boolean {
  return UNREADABLE.some(([from, to]) => unit >= from && unit <= to);
}
