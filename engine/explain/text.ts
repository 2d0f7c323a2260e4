/**
 * An explanation as text that a patient understands: who pays how much, why, by which document.
 */
import type { ChoiceValue } from '../law/index.ts';
import { formatYuan } from '../units/index.ts';
import type { Explanation, TierApplied, TierExplained } from './explanation.ts';
import { notes, percentOf, type Writing } from './text-amounts.ts';
import { billLines } from './text-bill.ts';
import { tierText } from './text-tier.ts';
import { type Lang, mark, say } from './text-words.ts';
import { RESULT_WORDS, SKIPPED_WORDS } from './words.ts';
import { columnsOf, padded, wrapped } from './wrap.ts';

export interface TextOptions {
  /** Columns of a line; 80 unless told. */
  readonly width?: number;
  /** Title of the event in place of its id. */
  readonly title?: string;
  /** Leaves out caps and limits that did not bind. */
  readonly isBrief?: boolean;
  /** Collects the footnotes; texts that are read together are given the same list. */
  readonly footnotes?: string[];
}

/** The text in pieces, each a list of lines that fit the width. */
export interface TextSections {
  readonly heading: readonly string[];
  readonly payers: readonly string[];
  /** What the law makes of the bill before the tiers: readings, prices, exclusions. */
  readonly bill: readonly string[];
  readonly tiers: readonly string[];
  readonly person: readonly string[];
  readonly choices: readonly string[];
  readonly sources: readonly string[];
}

/**
 * Renders an explanation; every assumed number carries （推定）, the payers' table closes to the total.
 */
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
  { width = 80, title, isBrief = false, footnotes = [] }: TextOptions = {},
): TextSections {
  const writing: Writing = { explanation, lang, isBrief, footnotes };
  const inWidth = (lines: readonly string[]) =>
    lines.flatMap((line) => wrapped(line, width, indentOf(line)));
  const bill = inWidth(billLines(writing));
  const tiers = inWidth(tierLines(writing));
  const footnoted = footnoteLines(footnotes, width);
  return {
    heading: inWidth(heading(explanation, lang, title)),
    payers: inWidth(payersTable(explanation, lang)),
    bill,
    tiers,
    person: inWidth(personLines(writing)),
    choices: inWidth(choiceLines(explanation, lang)),
    sources: footnoted.length === 0 ? [] : [say(lang, 'sources'), ...footnoted],
  };
}

function heading(
  { event, law, totalFen }: Explanation,
  lang: Lang,
  title: string | undefined,
): string[] {
  const kind = RESULT_WORDS[event.kind][lang];
  const name = title === undefined || title === event.id ? event.id : `${title} (${event.id})`;
  return [
    `${kind} ${name} · ${event.lawDay} · ${formatYuan(totalFen)} ${say(lang, 'yuan')}`,
    `${say(lang, 'law')}${law.title} (${law.scheme})`,
    ...(event.releasedBy === null ? [] : [`${say(lang, 'fellDue')}${event.releasedBy}`]),
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

function tierLines(writing: Writing): string[] {
  const { explanation, lang } = writing;
  const isActive = (tier: TierExplained): tier is TierApplied =>
    tier.kind === 'applied' && tier.baseFen > 0;
  const active = explanation.tiers.filter(isActive);
  const idle = explanation.tiers.filter((tier) => !isActive(tier));
  const byWhy = new Map<string, string[]>();
  for (const tier of idle) {
    const why = whyIdle(writing, tier);
    byWhy.set(why, [...(byWhy.get(why) ?? []), tier[lang]]);
  }
  const word = say(lang, active.length === 0 ? 'noTier' : 'notApplied');
  return [
    ...active.flatMap((tier, i) => tierText(writing, tier, i + 1)),
    ...[...byWhy].map(
      ([why, names]) => `${word} (${why})${mark(lang, ':')}${names.join(mark(lang, '、'))}`,
    ),
  ];
}

function whyIdle(writing: Writing, tier: TierExplained): string {
  const { lang, isBrief } = writing;
  if (tier.kind === 'applied') return say(lang, 'nothing');
  const why = SKIPPED_WORDS[tier.why][lang];
  const failing = tier.conditions.filter(({ isMet }) => !isMet);
  if (isBrief || failing.length === 0) return why;
  const said = failing.map((condition) => `${condition[lang]}${notes(writing, condition.sources)}`);
  return `${why}${mark(lang, ':')}${said.join(mark(lang, ';'))}`;
}

function personLines({ explanation, lang, isBrief }: Writing): string[] {
  const { personFen, personBecause } = explanation;
  if (personFen === 0) return [say(lang, 'personNothing')];
  const [only, ...others] = personBecause;
  if (isBrief && only && others.length === 0) {
    return [`${say(lang, 'personPays')} ${formatYuan(personFen)}${mark(lang, ':')}${only[lang]}`];
  }
  const width = formatYuan(personFen).length;
  const head = `${say(lang, 'personPays')} ${formatYuan(personFen)}${say(lang, 'because')}`;
  return [
    head,
    ...personBecause.map(
      (reason) => `   ${padded(formatYuan(reason.fen), width, 'right')}  ${reason[lang]}`,
    ),
  ];
}

function choiceLines({ assumedChoices }: Explanation, lang: Lang): string[] {
  if (assumedChoices.length === 0) return [];
  return [
    say(lang, 'assumedChoices'),
    ...assumedChoices.map(({ id, is, otherwise, labels, why }) => {
      const named = (one: ChoiceValue) =>
        lang === 'zh' ? (labels[String(one)] ?? String(one)) : String(one);
      const others = `${say(lang, 'otherwise')}${otherwise.map(named).join(' / ')}`;
      const value = `${id} = ${named(is)}${mark(lang, ';')}${others}`;
      return why === null || lang === 'en' ? `   ${value}` : `   · ${why} (${value})`;
    }),
  ];
}

/** Writes the footnotes that texts have collected. */
export function footnoteLines(footnotes: readonly string[], width: number): string[] {
  return footnotes.flatMap((text, i) => wrapped(` [${i + 1}] ${text}`, width, 5));
}

function indentOf(line: string): number {
  const own = line.length - line.trimStart().length;
  return /^\d+\. /.test(line) ? 3 : own === 0 ? 0 : own + 2;
}
