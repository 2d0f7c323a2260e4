/**
 * What the law makes of a bill before any tier: facets read as others, prices, exclusions.
 */
import type { PriceTrace, ReadingTrace, Settled } from '../settle/index.ts';
import { explainAmount, explainCitation, type View } from './amounts.ts';
import { withValues } from './explain-asked.ts';
import type { CitationExplained, PriceExplained, ReadingExplained, Words } from './explanation.ts';

/** Explains the readings that acted. */
export function explainReadings(view: View, { trace }: Settled): ReadingExplained[] {
  return trace.readings.flatMap((reading) => explainReading(view, reading) ?? []);
}

/** Explains the lines that a price rule priced. */
export function explainPrices(view: View, { trace }: Settled): PriceExplained[] {
  return trace.prices.flatMap((price) => explainPrice(view, price) ?? []);
}

/** Finds the clause that puts an atom out of scope. */
export function explainExclusion(view: View, exclusion: number): CitationExplained | null {
  const citation = view.program.classification.outOfScope[exclusion]?.citation;
  return citation ? explainCitation(view.book.law, citation) : null;
}

function explainReading(
  view: View,
  { reading, lines }: ReadingTrace,
): ReadingExplained | undefined {
  const rule = view.program.readings[reading];
  if (!rule) return undefined;
  const said = (lang: keyof Words) =>
    rule.set
      .map(({ dimension, code }) => {
        const known = view.program.dimensions.find(({ id }) => id === dimension);
        const named = known?.codes.find(({ id }) => id === code);
        return `${known?.[lang] ?? dimension} = ${named?.[lang] ?? code}`;
      })
      .join(lang === 'zh' ? '、' : ', ');
  return {
    zh: said('zh'),
    en: said('en'),
    set: Object.fromEntries(rule.set.map(({ dimension, code }) => [dimension, code])),
    lines,
    citation: explainCitation(view.book.law, rule.citation),
  };
}

function explainPrice(view: View, price: PriceTrace): PriceExplained | undefined {
  const rule = view.program.prices[price.rule];
  if (!rule) return undefined;
  return {
    rule: rule.id,
    title: rule.title,
    line: price.line,
    ...explainAmount(withValues(view, price.values), price.allowed, price.allowedFen),
    overLimitFen: price.overLimitFen,
    toldOverLimitFen: price.toldOverLimitFen,
    citation: explainCitation(view.book.law, rule.citation),
  };
}
