/**
 * Amounts in the text of an explanation.
 */
import { BP_WHOLE, formatYuan } from '../units/index.ts';
import type { AmountExplained, Explanation } from './explanation.ts';
import { type Lang, say } from './text-words.ts';

/** Writes fen × 10,000 as yuan with every digit that counts, e.g. 15042870000 → "15,042.87". */
export function exactYuan(exact: number): string {
  const rest = exact % BP_WHOLE;
  const tail = rest === 0 ? '' : String(rest).padStart(4, '0').replace(/0+$/, '');
  return formatYuan((exact - rest) / BP_WHOLE) + tail;
}

/** Writes a share of a whole as percent with one digit. */
export function percentOf(fen: number, wholeFen: number): string {
  if (wholeFen === 0) return '';
  return `${((fen / wholeFen) * 100).toFixed(1)}%`;
}

/** Writes an amount with its formula, footnotes, and （推定） where one of its numbers is assumed. */
export function amountText(explanation: Explanation, amount: AmountExplained, lang: Lang): string {
  const formula = amount.formula === null ? '' : ` = ${amount.formula[lang]}`;
  return `${formatYuan(amount.amountFen)}${formula}${notes(explanation, amount.sources, lang)}`;
}

/** Writes footnotes, and （推定） where one of them is assumed. */
export function notes({ sources }: Explanation, indexes: readonly number[], lang: Lang): string {
  if (indexes.length === 0) return '';
  const isAssumed = indexes.some(
    (index) =>
      sources[index]?.mark === 'assumed' || sources[index]?.modifier?.citation.mark === 'assumed',
  );
  const marks = indexes.map((index) => `[${index + 1}]`).join('');
  return `${isAssumed ? say(lang, 'assumed') : ' '}${marks}`;
}
