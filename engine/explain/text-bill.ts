/**
 * What the law makes of a bill before the tiers, in the text of an explanation.
 */
import { formatYuan } from '../units/index.ts';
import type { AtomExplained, PriceExplained, ReadingExplained } from './explanation.ts';
import { amountText, type Writing } from './text-amounts.ts';
import { citationText } from './text-sources.ts';
import { type Lang, mark, say } from './text-words.ts';

/** Renders readings, prices and exclusions; in brief only what changed an amount. */
export function billLines(writing: Writing): string[] {
  const { explanation, isBrief } = writing;
  const { readings, prices, atoms } = explanation;
  return [
    ...readings.map((reading) => readingLine(writing, reading)),
    ...prices.flatMap((price) =>
      isBrief && price.overLimitFen === price.toldOverLimitFen ? [] : priceLine(writing, price),
    ),
    ...(isBrief ? [] : atoms.flatMap((atom) => exclusionLine(writing, atom))),
  ];
}

function readingLine({ lang }: Writing, reading: ReadingExplained): string {
  const where = reading.lines === null ? '' : ` (${linesText(reading.lines, lang)})`;
  const cited = citationText(reading.citation, lang);
  return `${say(lang, 'readAs')} ${reading[lang]}${where}${mark(lang, ':')}${cited}`;
}

/** Titles of price rules are Chinese; English names a rule by its id. */
function priceLine(writing: Writing, price: PriceExplained): string {
  const { lang } = writing;
  const rule = lang === 'zh' ? `「${price.title}」` : ` ${price.rule}`;
  const allowed = `${say(lang, 'allowed')} ${amountText(writing, price)}`;
  const above =
    price.overLimitFen > 0
      ? `${mark(lang, ',')}${say(lang, 'overLimit')} ${formatYuan(price.overLimitFen)}`
      : '';
  const line = linesText([price.line], lang);
  return `${say(lang, 'price')}${rule} (${line})${mark(lang, ':')}${allowed}${above}`;
}

function exclusionLine({ lang }: Writing, atom: AtomExplained): string[] {
  if (!atom.exclusion) return [];
  const cited = citationText(atom.exclusion, lang);
  const lines = linesText(atom.lines, lang);
  const fen = formatYuan(atom.totalFen);
  return [`${say(lang, 'excluded')} ${fen} (${lines})${mark(lang, ':')}${cited}`];
}

function linesText(lines: readonly number[], lang: Lang): string {
  const numbers = lines.map((line) => line + 1).join(mark(lang, '、'));
  if (lang === 'zh') return `第 ${numbers} 行`;
  return `${lines.length === 1 ? 'line' : 'lines'} ${numbers}`;
}
