/**
 * The demo's pages in words: bills with reasons, later changes, sources.
 */
import {
  columnsOf,
  type Explanation,
  explainSections,
  footnoteLines,
  type Lang,
  wrapped,
} from '../../engine/explain/index.ts';
import { formatYuan } from '../../engine/units/index.ts';
import type { FamilyBill, FamilyChange } from './family.ts';
import type { Io } from './io.ts';

const WORDS = {
  title: {
    zh: '咸宁市一户建档立卡贫困人家的2017年（人物虚构）',
    en: 'A registered poor family in Xianning, 2017 (invented people)',
  },
  lead: {
    zh:
      '一张账单先由基本医保付，剩下的依次进大病保险、扶贫补充保险、定点医院、医疗救助，最后才由个人负担；' +
      '每一行都合到分。（推定）表示这个数在已知的文件里没有找到，由法规文件写明理由后假定。',
    en:
      'A bill is first paid by basic insurance; what is left goes through critical illness ' +
      'insurance, supplementary insurance, the hospital and medical assistance; the family bears ' +
      'the rest. Every row closes to the fen. (assumed) marks a number that the known documents ' +
      'do not give.',
  },
  family: { zh: '全家自己付', en: 'The family itself pays' },
  of: { zh: '占', en: 'that is' },
  bills: { zh: '一、每一分由谁付，为什么', en: 'I. Who paid each fen, and why' },
  changes: {
    zh: '二、迟到和录错的账单改变了什么',
    en: 'II. What a late bill and a wrong bill changed',
  },
  sources: { zh: '四、依据', en: 'IV. Sources' },
} as const;

/** Writes a section's title. */
export function sectionTitle(io: Io, title: string): string {
  return `\n${io.paint('bold', title)}\n${io.paint('dim', '─'.repeat(columnsOf(title)))}\n`;
}

/** Writes the page's title and how to read it. */
export function demoHeading(io: Io, lang: Lang): string {
  const lead = wrapped(WORDS.lead[lang], io.width).join('\n');
  return `${io.paint('bold', WORDS.title[lang])}\n\n${lead}\n\n`;
}

/** Writes the family's own part of the year. */
export function familyLine(
  totals: { readonly personFen: number; readonly totalFen: number },
  lang: Lang,
): string {
  const { personFen, totalFen } = totals;
  const percent = ((personFen / totalFen) * 100).toFixed(1);
  const comma = lang === 'zh' ? '，' : ', ';
  return `\n${WORDS.family[lang]} ${formatYuan(personFen)}${comma}${WORDS.of[lang]} ${percent}%\n`;
}

export interface Page {
  readonly io: Io;
  readonly lang: Lang;
  readonly footnotes: string[];
}

/** Writes each bill with its reasons; bills that read the same are written once. */
export function billsSection(
  { io, lang, footnotes }: Page,
  bills: readonly FamilyBill[],
  explanations: readonly Explanation[],
): string {
  const pages = new Map<string, { readonly who: string[]; readonly rest: string }>();
  for (const [i, { who, title }] of bills.entries()) {
    const explanation = explanations[i];
    if (!explanation) continue;
    const { tiers, person } = explainSections(explanation, lang, {
      width: io.width,
      isBrief: true,
      footnotes,
    });
    const { event, totalFen } = explanation;
    const rest = ` ${title} · ${event.windowDay} · ${formatYuan(totalFen)}`;
    const body = [...tiers, ...person].map((line) => painted(io, line)).join('\n');
    const key = `${rest}\n${body}`;
    const page = pages.get(key);
    if (page) page.who.push(who);
    else pages.set(key, { who: [who], rest });
  }
  const texts = [...pages].map(([key, { who, rest }]) => {
    const names = who.join(lang === 'zh' ? '、' : ', ');
    return `${io.paint('cyan', `■ ${names}${rest}`)}${key.slice(rest.length)}\n`;
  });
  return `${sectionTitle(io, WORDS.bills[lang])}${texts.join('\n')}`;
}

function painted(io: Io, line: string): string {
  const tier = /^\d+\. .*? — /.exec(line)?.[0];
  return tier === undefined ? line : io.paint('bold', tier) + line.slice(tier.length);
}

const ACTIONS = {
  pay: { zh: '补付', en: 'pays more' },
  recover: { zh: '追回', en: 'takes back' },
  waive: { zh: '多付不追', en: 'waives' },
  hold: { zh: '挂账', en: 'holds' },
  return: { zh: '退回', en: 'gets back' },
  belowLeast: { zh: '不足起付差额，不记', en: 'not posted' },
} as const;

/** Writes what late bills and reversals moved in bills settled before. */
export function changesSection({ io, lang }: Page, changes: readonly FamilyChange[]): string {
  const texts = changes.map(({ who, title, differences }) => {
    const byBill = new Map<string, string[]>();
    for (const { title: bill, payer, differenceFen, program, action } of differences) {
      const name = program.payers.find(({ id }) => id === payer)?.[lang] ?? payer;
      const said = `${name} ${ACTIONS[action][lang]} ${formatYuan(Math.abs(differenceFen))}`;
      byBill.set(bill, [...(byBill.get(bill) ?? []), said]);
    }
    const lines = [...byBill].flatMap(([bill, said]) =>
      wrapped(`   「${bill}」${said.join(lang === 'zh' ? '，' : ', ')}`, io.width, 5),
    );
    return [io.paint('cyan', `■ ${who} ${title}`), ...lines].join('\n');
  });
  return `${sectionTitle(io, WORDS.changes[lang])}${texts.join('\n')}\n`;
}

/** Writes the footnotes of all pages. */
export function sourcesSection({ io, lang, footnotes }: Page): string {
  const lines = footnoteLines(footnotes, io.width);
  return `${sectionTitle(io, WORDS.sources[lang])}${lines.join('\n')}\n`;
}
