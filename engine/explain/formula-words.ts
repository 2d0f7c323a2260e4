/**
 * Formulas in words, with the numbers that the event gave them.
 */
import type { AmountNode, Program, Unit } from '../law/index.ts';
import type { ValueTrace } from '../settle/index.ts';
import { BP_WHOLE, formatYuan } from '../units/index.ts';
import type { Words } from './explanation.ts';
import { measureWords, ROUNDING_WORDS } from './words.ts';

/** What formulas are put in words with. */
export interface FormulaView {
  readonly program: Program;
  /** What told numbers, tables and sums over codes gave at the event. */
  readonly values: ReadonlyMap<AmountNode, ValueTrace>;
}

/** Writes basis points as percent, e.g. 6550 → "65.5%". */
export function percent(bp: number): string {
  return `${bp / 100}%`;
}

/** Writes a number in its unit. */
export function inUnit(value: number, unit: Unit): string {
  if (unit === 'Bp') return percent(value);
  return unit === 'Fen' ? formatYuan(value) : String(value);
}

/** Writes a formula; inner sums stand in brackets. */
export function nodeText(view: FormulaView, node: AmountNode, lang: keyof Words): string {
  const inner = (child: AmountNode) => nodeText(view, child, lang);
  switch (node.kind) {
    case 'constant':
      return inUnit(node.value, node.unit ?? 'Fen');
    case 'event':
      return measureWords(node.measure)[lang];
    case 'counter':
      return counterText(view, node.counter, lang);
    case 'facet':
      return toldText(view, node, lang);
    case 'each':
      return eachText(view, node, lang);
    case 'own':
      return lang === 'zh' ? '本层计入的费用' : 'cost that this tier counts';
    case 'line':
      return lang === 'zh' ? '本行费用' : 'cost of the line';
    case 'table':
      return tableText(view, node, lang);
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

/** Tells whether the words of a node say its value already. */
export function saysValue({ kind }: AmountNode): boolean {
  return kind === 'constant' || kind === 'facet' || kind === 'each' || kind === 'table';
}

/** The unit of a formula: that of its first number. */
export function unitOf(program: Program, node: AmountNode): Unit {
  switch (node.kind) {
    case 'constant':
      return node.unit ?? 'Fen';
    case 'table':
    case 'each':
      return node.unit;
    case 'facet':
      return unitOfName(node.dimension);
    case 'event':
      return unitOfName(node.measure);
    case 'counter':
      return isCount(program.counters[node.counter]) ? 'Count' : 'Fen';
    case 'sum':
    case 'min':
    case 'max':
      return node.of[0] ? unitOf(program, node.of[0]) : 'Fen';
    case 'minus':
    case 'proportion':
      return unitOf(program, node.of);
    case 'own':
    case 'line':
      return 'Fen';
  }
}

/** Tells whether a counter counts something other than money. */
export function isCount(counter: Program['counters'][number] | undefined): boolean {
  return (
    counter?.writers.some(
      (writer) => writer.kind === 'event' && unitOfName(writer.measure) !== 'Fen',
    ) ?? false
  );
}

/** Names a counter; its title is Chinese. */
export function counterText({ program }: FormulaView, index: number, lang: keyof Words): string {
  const counter = program.counters[index];
  const id = counter?.id ?? '';
  return lang === 'zh' ? `累计（${counter?.title ?? id}）` : `counter ${id}`;
}

/** The unit that the end of a name tells. */
function unitOfName(name: string): Unit {
  if (name.endsWith('Fen')) return 'Fen';
  if (name.endsWith('Bp')) return 'Bp';
  return name.endsWith('Days') ? 'Days' : 'Count';
}

function toldText(
  view: FormulaView,
  node: Extract<AmountNode, { kind: 'facet' }>,
  lang: keyof Words,
): string {
  const words = dimensionText(view, node.dimension, lang);
  const told = view.values.get(node);
  return told ? `${words} ${inUnit(told.value, unitOfName(node.dimension))}` : words;
}

function eachText(
  view: FormulaView,
  node: Extract<AmountNode, { kind: 'each' }>,
  lang: keyof Words,
): string {
  const dimension = view.program.dimensions.find(({ id }) => id === node.dimension);
  const codes = view.values.get(node)?.codes ?? [];
  const each = codes.map(({ code, value }) => {
    const named = dimension?.codes.find(({ id }) => id === code);
    return `${named?.[lang] ?? code} ${inUnit(value, node.unit)}`;
  });
  const words = dimension?.[lang] ?? node.dimension;
  if (each.length === 0) return `${words} ${inUnit(0, node.unit)}`;
  return lang === 'zh' ? `${words}（${each.join(' + ')}）` : `${words} (${each.join(' + ')})`;
}

function tableText(
  view: FormulaView,
  node: Extract<AmountNode, { kind: 'table' }>,
  lang: keyof Words,
): string {
  const row = rowText(view, node, lang);
  const hit = view.values.get(node);
  if (!hit) return row;
  const value = inUnit(hit.value, node.unit);
  return lang === 'zh' ? `${value}（${row}）` : `${value} (${row})`;
}

/** Writes what was looked up in a table and which band it is in. */
export function rowText(
  view: FormulaView,
  node: Extract<AmountNode, { kind: 'table' }>,
  lang: keyof Words,
): string {
  const words = nodeText(view, node.at, lang);
  const { at = null, row = null } = view.values.get(node) ?? {};
  if (at === null || row === null) return words;
  const found = saysValue(node.at)
    ? words
    : `${words} ${inUnit(at, unitOf(view.program, node.at))}`;
  return lang === 'zh' ? `${found}，第 ${row + 1} 档` : `${found}, band ${row + 1}`;
}

function proportionText(
  view: FormulaView,
  node: Extract<AmountNode, { kind: 'proportion' }>,
  lang: keyof Words,
): string {
  const of = nodeText(view, node.of, lang);
  const over = node.over.kind === 'constant' ? node.over.value : null;
  const times =
    node.times.kind === 'constant' && over === BP_WHOLE
      ? percent(node.times.value)
      : nodeText(view, node.times, lang);
  if (over === BP_WHOLE || over === 1) return `${of} × ${times}`;
  const rounding = ROUNDING_WORDS[node.rounding][lang];
  return `${of} × ${times} ÷ ${nodeText(view, node.over, lang)} (${rounding})`;
}

function dimensionText({ program }: FormulaView, id: string, lang: keyof Words): string {
  return program.dimensions.find((dimension) => dimension.id === id)?.[lang] ?? id;
}
