/**
 * What a text may not be before anyone tries to parse it: too large, or full of characters that
 * deceive or are no text at all.
 */
import type { Problem } from './diagnostic.ts';

export interface TextProblem extends Problem {
  readonly offset: number;
}

/** A law file is the size of a document; at this size it still reads in a fifth of a second. */
export const MAX_BYTES = 128 * 1024;

// Controls, lone surrogates, marks that reorder what is shown, and the sign of a failed decoding.
const UNREADABLE =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufffd\ufffe\uffff]|(?!^)\ufeff|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

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

/** Refuses a text with characters that are invisible, deceiving or no text. */
export function unreadableCharacter(text: string): TextProblem | null {
  const found = UNREADABLE.exec(text);
  if (!found) return null;
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'law/unreadable_character',
    offset: found.index,
    message: `此处有不可见或非文字的字符 U+${code}，看到的内容与实际内容可能不同`,
    fix: '删去该字符，并将文件另存为 UTF-8',
  };
}

/** Tells whether a value, after its escapes, holds such a character. */
export function isReadable(value: string): boolean {
  return !UNREADABLE.test(value);
}

function utf8BytesOf(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
  }
  return bytes;
}
