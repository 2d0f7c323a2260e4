/**
 * Numerals of a Chinese text: runs of digits with their points, commas and 万 or 亿, and runs of
 * number words.
 */
export interface Numeral {
  /** From 1, in the order of the text. */
  readonly n: number;
  readonly text: string;
  readonly from: number;
  readonly until: number;
}

const NUMERAL = /[0-9０-９]+(?:[.,][0-9０-９]+)*[万亿]?|[零〇○一二三四五六七八九十百千万亿两半]+/gu;

/** Finds every numeral, Arabic and Chinese, also those that are part of a word. */
export function findNumerals(text: string): Numeral[] {
  return [...text.matchAll(NUMERAL)].map((match, index) => ({
    n: index + 1,
    text: match[0],
    from: match.index,
    until: match.index + match[0].length,
  }));
}
