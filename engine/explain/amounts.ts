/**
 * Amounts with the formula in words and the dated entries behind them. Sources are collected once.
 */
import type { Amount, Citation, LateRate, Law, Modifier, Source } from '../law/index.ts';
import { formatDay, formatYuan } from '../units/index.ts';
import type { AmountExplained, CitationExplained, SourceExplained, Words } from './explanation.ts';
import { type FormulaView, nodeText, percent, rowText } from './formula-words.ts';

/** Collects sources, each once. */
export interface SourceBook {
  readonly law: Law;
  readonly found: SourceExplained[];
  readonly indexes: Map<string, number>;
}

/** What amounts are explained with. */
export interface View extends FormulaView {
  readonly book: SourceBook;
}

/** Starts an empty list of sources. */
export function openBook(law: Law): SourceBook {
  return { law, found: [], indexes: new Map() };
}

/** Gives an amount its words and sources. */
export function explainAmount(view: View, amount: Amount, fen: number): AmountExplained {
  return {
    amountFen: fen,
    formula: formulaWords(view, amount),
    sources: sourceIndexes(view, amount.sources),
  };
}

/** Registers sources and gives their indexes, each once. */
export function sourceIndexes(view: View, sources: readonly Source[]): number[] {
  return [...new Set(sources.map((source) => sourceIndex(view, source)))];
}

function sourceIndex({ book, program }: View, { entry, value, modifier }: Source): number {
  const explained: SourceExplained = {
    ...explainCitation(book.law, entry.citation),
    parameter: entry.parameter,
    unit: program.parameters.find(({ id }) => id === entry.parameter)?.unit ?? 'Count',
    value,
    from: formatDay(entry.from),
    modifier: modifier && explainModifier(book.law, modifier),
  };
  const key = JSON.stringify(explained);
  const known = book.indexes.get(key);
  if (known !== undefined) return known;
  book.indexes.set(key, book.found.length);
  return book.found.push(explained) - 1;
}

function explainModifier(law: Law, modifier: Modifier): SourceExplained['modifier'] {
  return {
    operation: modifier.operation,
    field: modifier.field,
    citation: explainCitation(law, modifier.citation),
  };
}

/** Resolves a citation to its document. */
export function explainCitation(law: Law, citation: Citation): CitationExplained {
  const document = law.documents.find(({ id }) => id === citation.document);
  return {
    mark: citation.mark,
    document: document ? { id: document.id, number: document.number, title: document.title } : null,
    clause: citation.clause ?? null,
    why: citation.why ?? null,
  };
}

/** Writes the steps that lead to an amount; null where it is one number of the law as it stands. */
function formulaWords(view: View, { constant, node, sources }: Amount): Words | null {
  if (constant === null) {
    const said = (lang: keyof Words) =>
      node.kind === 'table' ? rowText(view, node, lang) : nodeText(view, node, lang);
    return { zh: said('zh'), en: said('en') };
  }
  const [first, ...steps] = sources;
  if (!first || steps.length === 0 || typeof first.value !== 'number') return null;
  const change = (source: Source, lang: keyof Words) => stepText(source, lang);
  if (steps.some((step) => !step.modifier)) return null;
  const start = formatYuan(first.value);
  return {
    zh: [start, ...steps.map((step) => change(step, 'zh'))].join(' '),
    en: [start, ...steps.map((step) => change(step, 'en'))].join(' '),
  };
}

/**
 * Writes the steps that lead to a flat rate; null where no modifier acts. `late` are those whose
 * value the event gives.
 */
export function rateWords(
  view: View,
  sources: readonly Source[],
  late: readonly LateRate[],
): Words | null {
  const [first, ...steps] = sources;
  if (typeof first?.value !== 'number' || steps.length + late.length === 0) return null;
  const start = percent(first.value);
  const said = (lang: keyof Words) =>
    [
      start,
      ...steps.map(({ value, modifier }) =>
        rateStep(modifier?.operation, percent(typeof value === 'number' ? value : 0), lang),
      ),
      ...late.map(({ modifier, by, value }) =>
        rateStep(modifier.operation, lateText(view, by, value ?? 0, lang), lang),
      ),
    ].join(' ');
  return { zh: said('zh'), en: said('en') };
}

function rateStep(
  operation: Modifier['operation'] | undefined,
  rate: string,
  lang: keyof Words,
): string {
  if (operation === 'multiply') return `× ${rate}`;
  if (operation === 'add') return `+ ${rate}`;
  if (operation === 'multiplyOwnShare') {
    return lang === 'zh' ? `→ 个人自付部分 × ${rate}` : `→ own share × ${rate}`;
  }
  return lang === 'zh' ? `改为 ${rate}` : `replaced by ${rate}`;
}

function lateText(view: View, by: Amount, value: number, lang: keyof Words): string {
  if (by.node.kind === 'constant') return percent(value);
  return `${percent(value)} (= ${nodeText(view, by.node, lang)})`;
}

function stepText({ value, modifier }: Source, lang: keyof Words): string {
  const number = typeof value === 'number' ? value : 0;
  switch (modifier?.operation) {
    case 'add':
      return `+ ${formatYuan(number)}`;
    case 'multiply':
      return `× ${percent(number)}`;
    case 'replace':
      return lang === 'zh' ? `改为 ${formatYuan(number)}` : `replaced by ${formatYuan(number)}`;
    default:
      return lang === 'zh' ? '取消' : 'removed';
  }
}
