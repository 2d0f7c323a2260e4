/**
 * An explanation as text that a patient understands: who pays how much, why, by which document.
 */
import { formatYuan } from '../units/index.ts';
import type {
  CitationExplained,
  Explanation,
  SourceExplained,
  TierExplained,
} from './explanation.ts';
import { percentOf } from './text-amounts.ts';
import { tierText } from './text-tier.ts';
import { type Lang, MARK_WORDS, say } from './text-words.ts';
import { RESULT_WORDS, SKIPPED_WORDS } from './words.ts';
import { columnsOf, padded, wrapped } from './wrap.ts';

export interface TextOptions {
  /** Columns of a line; 80 unless told. */
  readonly width?: number;
  /** Title of the event in place of its id. */
  readonly title?: string;
}

/** The text in pieces, each a list of lines that inWidth the width. */
export interface TextSections {
  readonly heading: readonly string[];
  readonly payers: readonly string[];
  readonly tiers: readonly string[];
  readonly person: readonly string[];
  readonly choices: readonly string[];
  readonly sources: readonly string[];
}

/** Renders an explanation; every assumed number carries （推定）, the payers' table closes to the total. */
export function explainText(
  explanation: Explanation,
  lang: Lang,
  options: TextOptions = {},
): string {
  const sections = explainSections(explanation, lang, options);
  const filled = Object.values(sections).filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Renders the pieces of an explanation's text, for a page that arranges them itself. */
export function explainSections(
  explanation: Explanation,
  lang: Lang,
  { width = 80, title }: TextOptions = {},
): TextSections {
  const inWidth = (lines: readonly string[]) =>
    lines.flatMap((line) => wrapped(line, width, indentOf(line)));
  return {
    heading: inWidth(heading(explanation, lang, title)),
    payers: inWidth(payersTable(explanation, lang)),
    tiers: inWidth(
      explanation.tiers.flatMap((tier, i) => tierLines(explanation, tier, lang, i + 1)),
    ),
    person: inWidth(personLines(explanation, lang)),
    choices: inWidth(assumedLines(explanation, lang)),
    sources: inWidth(sourceLines(explanation, lang)),
  };
}

function heading(
  { event, law, totalFen }: Explanation,
  lang: Lang,
  title: string | undefined,
): string[] {
  const kind = RESULT_WORDS[event.kind][lang];
  const name = title === undefined || title === event.id ? event.id : `${title}（${event.id}）`;
  return [
    `${kind} ${name} · ${event.lawDay} · ${formatYuan(totalFen)} ${say(lang, 'yuan')}`,
    `${say(lang, 'law')}${law.title}（${law.scheme}）`,
  ];
}

function payersTable({ payers, personFen, totalFen }: Explanation, lang: Lang): string[] {
  const rows = [
    ...payers.filter(({ fen }) => fen > 0).map((payer) => ({ name: payer[lang], fen: payer.fen })),
    { name: say(lang, 'person'), fen: personFen },
  ];
  const total = { name: say(lang, 'total'), fen: totalFen };
  const nameWidth = Math.max(...[...rows, total].map(({ name }) => columnsOf(name)));
  const fenWidth = formatYuan(totalFen).length;
  const row = ({ name, fen }: { name: string; fen: number }) =>
    `  ${padded(name, nameWidth, 'left')}  ${padded(formatYuan(fen), fenWidth, 'right')}  ` +
    `${padded(percentOf(fen, totalFen), 6, 'right')}`;
  const rule = `  ${'─'.repeat(nameWidth + fenWidth + 10)}`;
  return [...rows.map(row), rule, row(total)];
}

function tierLines(
  explanation: Explanation,
  tier: TierExplained,
  lang: Lang,
  number: number,
): string[] {
  if (tier.kind === 'applied') return tierText(explanation, tier, lang, number);
  return [`${number}. ${tier[lang]} — ${SKIPPED_WORDS[tier.why][lang]}`];
}

function personLines({ personFen, personBecause }: Explanation, lang: Lang): string[] {
  if (personFen === 0) return [say(lang, 'personNothing')];
  return [
    `${say(lang, 'personPays')} ${formatYuan(personFen)}${say(lang, 'because')}`,
    ...personBecause.map((reason) => `   ${formatYuan(reason.fen)}  ${reason[lang]}`),
  ];
}

function assumedLines({ assumedChoices }: Explanation, lang: Lang): string[] {
  if (assumedChoices.length === 0) return [];
  return [
    say(lang, 'assumedChoices'),
    ...assumedChoices.map(
      ({ id, is, otherwise, why }) =>
        `   ${id} = ${String(is)}（${say(lang, 'otherwise')}${otherwise.map(String).join(' / ')}）` +
        `${why === null || lang === 'en' ? '' : `：${why}`}`,
    ),
  ];
}

function sourceLines({ sources }: Explanation, lang: Lang): string[] {
  if (sources.length === 0) return [];
  return [
    say(lang, 'sources'),
    ...sources.map((source, i) => ` [${i + 1}] ${sourceText(source, lang)}`),
  ];
}

function sourceText(source: SourceExplained, lang: Lang): string {
  const own = `${citationText(source, lang)} · ${say(lang, 'from')} ${source.from}`;
  if (!source.modifier) return own;
  const by = citationText(source.modifier.citation, lang);
  return by === citationText(source, lang) ? own : `${own} · ${say(lang, 'changedBy')}${by}`;
}

/** Writes where a number comes from: document, clause, mark. */
export function citationText(citation: CitationExplained, lang: Lang): string {
  const document = citation.document?.number ?? citation.document?.title ?? null;
  const place = [document, citation.clause].filter((part) => part !== null).join(' ');
  const mark = MARK_WORDS[citation.mark][lang];
  if (citation.mark !== 'assumed') return mark === '' ? place : `${place}（${mark}）`;
  const why = lang === 'zh' || place === '' ? citation.why : place;
  return `${mark}：${why ?? place}`;
}

function indentOf(line: string): number {
  const own = line.length - line.trimStart().length;
  return own === 0 ? 0 : own + 2;
}
