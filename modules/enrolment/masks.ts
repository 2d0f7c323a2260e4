/**
 * What may be shown of a person where the reader need not know who it is.
 */
const SHOWN_DIGITS = 4;

/** The family name, and a star for each further character: 王**. */
export function maskedName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(Math.max(rest.length, 1));
}

/** The first and the last four digits. */
export function maskedNumber(number: string): string {
  if (number.length <= 2 * SHOWN_DIGITS) return '*'.repeat(number.length);
  const hidden = '*'.repeat(number.length - 2 * SHOWN_DIGITS);
  return number.slice(0, SHOWN_DIGITS) + hidden + number.slice(-SHOWN_DIGITS);
}
