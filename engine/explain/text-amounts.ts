/**
 * Amounts in the text of an explanation.
 */
import { BP_WHOLE, formatYuan } from '../units/index.ts';
import type { AmountExplained, Explanation, SourceExplained } from './explanation.ts';
import { sourceText } from './text-sources.ts';
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
export function amountText(writing: Writing, amount: AmountExplained): string {
  const formula = amount.formula === null ? '' : ` = ${amount.formula[writing.lang]}`;
  return `${formatYuan(amount.amountFen)}${formula}${notes(writing, amount.sources)}`;
}

/** What lines of text are written with. */
export interface Writing {
  readonly explanation: Explanation;
  readonly lang: Lang;
  /** Texts of the footnotes so far, in order of first use; the same words share one. */
  readonly footnotes: string[];
  /** Leaves out what did not matter here. */
  readonly isBrief: boolean;
}

/** Writes footnotes, after （推定） where one of them is assumed. */
export function notes(writing: Writing, indexes: readonly number[]): string {
  if (indexes.length === 0) return '';
  const { lang, explanation } = writing;
  const sources = indexes.flatMap((index) => explanation.sources[index] ?? []);
  const isAssumed = sources.some(isAssumedSource);
  const numbers = [...new Set(sources.map((source) => footnote(writing, source)))];
  const marks = numbers.map((number) => `[${number}]`).join('');
  return `${isAssumed ? say(lang, 'assumed') : ''}${marks}`;
}

function footnote({ footnotes, lang }: Writing, source: SourceExplained): number {
  const text = sourceText(source, lang);
  const known = footnotes.indexOf(text);
  return known >= 0 ? known + 1 : footnotes.push(text);
}

function isAssumedSource({ mark, modifier }: SourceExplained): boolean {
  return mark === 'assumed' || modifier?.citation.mark === 'assumed';
}
