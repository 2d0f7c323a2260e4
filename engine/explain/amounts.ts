/**
 * Amounts with the formula in words and the dated entries behind them. Sources are collected once.
 */
import type { Amount, AmountNode, Citation, Law, Modifier, Program, Source } from '../law/index.ts';
import { BP_WHOLE, formatDay, formatYuan } from '../units/index.ts';
import type { AmountExplained, CitationExplained, SourceExplained, Words } from './explanation.ts';
import { measureWords, ROUNDING_WORDS } from './words.ts';

/** Collects sources, each once. */
export interface SourceBook {
  readonly law: Law;
  readonly found: SourceExplained[];
  readonly indexes: Map<string, number>;
}

/** What amounts are explained with. */
export interface View {
  readonly book: SourceBook;
  readonly program: Program;
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
    return { zh: nodeText(view, node, 'zh'), en: nodeText(view, node, 'en') };
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

/** Writes the steps that lead to a flat rate; null where no modifier acts. */
export function rateWords(sources: readonly Source[]): Words | null {
  const [first, ...steps] = sources;
  if (typeof first?.value !== 'number' || steps.length === 0) return null;
  const start = percent(first.value);
  const step = ({ value, modifier }: Source, lang: keyof Words) => {
    const rate = percent(typeof value === 'number' ? value : 0);
    if (modifier?.operation === 'multiply') return `× ${rate}`;
    if (modifier?.operation === 'add') return `+ ${rate}`;
    return lang === 'zh' ? `改为 ${rate}` : `replaced by ${rate}`;
  };
  return {
    zh: [start, ...steps.map((each) => step(each, 'zh'))].join(' '),
    en: [start, ...steps.map((each) => step(each, 'en'))].join(' '),
  };
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

function nodeText(view: View, node: AmountNode, lang: keyof Words): string {
  const inner = (child: AmountNode) => nodeText(view, child, lang);
  switch (node.kind) {
    case 'constant':
      return formatYuan(node.value);
    case 'event':
      return measureWords(node.measure)[lang];
    case 'facet':
    case 'each':
      return dimensionText(view, node.dimension, lang);
    case 'own':
      return lang === 'zh' ? '本层计入的费用' : 'cost that this tier counts';
    case 'line':
      return lang === 'zh' ? '本行费用' : 'cost of the line';
    case 'table':
      return `${lang === 'zh' ? '查表' : 'table of '}(${inner(node.at)})`;
    case 'counter': {
      const id = view.program.counters[node.counter]?.id ?? '';
      return lang === 'zh' ? `累计（${id}）` : `counter ${id}`;
    }
    case 'sum':
      return `(${node.of.map(inner).join(' + ')})`;
    case 'min':
      return `${lang === 'zh' ? '较小者' : 'least of '}(${node.of.map(inner).join(', ')})`;
    case 'max':
      return `${lang === 'zh' ? '较大者' : 'greatest of '}(${node.of.map(inner).join(', ')})`;
    case 'minus':
      return `(${inner(node.of)} − ${inner(node.less)})`;
    case 'proportion':
      return proportionText(view, node, lang);
  }
}

function dimensionText({ program }: View, id: string, lang: keyof Words): string {
  return program.dimensions.find((dimension) => dimension.id === id)?.[lang] ?? id;
}

function proportionText(
  view: View,
  node: Extract<AmountNode, { kind: 'proportion' }>,
  lang: keyof Words,
): string {
  const of = nodeText(view, node.of, lang);
  const over = node.over.kind === 'constant' ? node.over.value : null;
  if (node.times.kind === 'constant' && over === BP_WHOLE) {
    return `${of} × ${percent(node.times.value)}`;
  }
  if (over === 1) {
    const times = node.times.kind === 'constant' ? String(node.times.value) : null;
    return `${of} × ${times ?? nodeText(view, node.times, lang)}`;
  }
  const rounding = ROUNDING_WORDS[node.rounding][lang];
  const times = nodeText(view, node.times, lang);
  return `${of} × ${times} ÷ ${nodeText(view, node.over, lang)} (${rounding})`;
}

/** Writes basis points as percent, e.g. 6550 → "65.5%". */
export function percent(bp: number): string {
  return `${bp / 100}%`;
}
