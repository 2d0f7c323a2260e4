/**
 * Fen: integer hundredths of a yuan as a branded safe-integer number.
 * Arithmetic on Fen yields a bare number; `asFen` is the one way back.
 */
declare const fenBrand: unique symbol;
export type Fen = number & { readonly [fenBrand]: 'Fen' };

/** Ten thousand basis points make the whole. */
export const BP_WHOLE = 10_000;

/** Greatest amount that may enter the engine, in fen: times 10,000 it still is a safe integer. */
export const MAX_FEN = 900_000_000_000;

/** Tells whether a number may enter the engine as an amount: an integer from 0 to `MAX_FEN`. */
export function isAmount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_FEN;
}

/** Brands an integer as Fen. A number that is not a safe integer is a fault and throws. */
export function asFen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of fen: ${value}`);
  return value as Fen;
}

export const ZERO_FEN = 0 as Fen;

/** Renders fen as decimal yuan with two digits, e.g. 123456 → "1,234.56". */
export function formatYuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

/**
 * Reads decimal yuan with at most two digits after the point, e.g. "1234.5" → 123450. Anything else
 * is undefined.
 */
export function parseYuan(text: string): Fen | undefined {
  const match = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const fen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return isAmount(fen) ? asFen(fen) : undefined;
}
