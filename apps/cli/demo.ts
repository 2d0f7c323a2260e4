/**
 * `tibao demo`: a poor family's 2017 in Xianning, each bill with its reasons, then what the text does not say.
 */
import { readFileSync } from 'node:fs';
import {
  columnsOf,
  type Explanation,
  explainSections,
  explainTogether,
  padded,
  wrapped,
} from '../../engine/explain/index.ts';
import { type NamedHistory, readEventsText } from '../../engine/input/index.ts';
import { formatYuan } from '../../engine/units/index.ts';
import { choicesSection } from './demo-choices.ts';
import { lawOf } from './events.ts';
import {
  type FamilyBill,
  type FamilyChange,
  familyBills,
  familyChanges,
  otherChoices,
} from './family.ts';
import type { Io } from './io.ts';
import { yearTable } from './year-table.ts';

export interface DemoOptions {
  readonly policies: string;
  readonly lang: 'zh' | 'en';
  readonly json?: boolean;
}

const FAMILY = new URL('./demo/xianning-family.json', import.meta.url);

/** Settles the family's year and prints it. */
export function demo(io: Io, { policies, lang, json }: DemoOptions): number {
  const members = familyOf();
  const law = lawOf(policies);
  const bills = familyBills(law, members);
  const changes = familyChanges(law, members);
  const others = otherChoices((flips) => lawOf(policies, flips), members, bills);
  const explanations = explainTogether(
    bills.map(({ step }) => step.settled),
    law,
  );
  if (json) {
    io.out(
      `${JSON.stringify({ version: 1, explanations, changes: changes.map(plainChange), others: others.map((other) => ({ ...other, choice: other.choice.id, payers: Object.fromEntries(other.payers) })) }, null, 2)}\n`,
    );
    return 0;
  }
  io.out(heading(io, lang));
  io.out(
    yearTable(
      io,
      bills.map(({ who, title, step }) => ({ title: `${who} ${title}`, step })),
      lang,
    ),
  );
  io.out(billsSection(io, bills, explanations, lang));
  io.out(changesSection(io, changes, lang));
  io.out(choicesSection(io, others, lang));
  io.out(sourcesSection(io, explanations, lang));
  return 0;
}

function familyOf(): readonly NamedHistory[] {
  const { histories, problems } = readEventsText(readFileSync(FAMILY, 'utf8'));
  if (!histories) throw new Error(`demo/xianning-family.json: ${JSON.stringify(problems)}`);
  return histories;
}

function plainChange({ who, title, kind, differences }: FamilyChange): unknown {
  return { who, title, kind, differences: differences.map(({ program: _, ...rest }) => rest) };
}

const WORDS = {
  title: {
    zh: '咸宁市一户建档立卡贫困人家的2017年（人物虚构）',
    en: 'A registered poor family in Xianning, 2017 (made up)',
  },
  lead: {
    zh: '医疗费依次由基本医保、大病保险、扶贫补充保险、医院、医疗救助负担，最后才是个人；每张账单都合到分。',
    en: 'A bill goes through basic insurance, critical illness insurance, supplementary insurance, the hospital and medical assistance; the family pays what is left. Every bill closes to the fen.',
  },
  bills: { zh: '一、每一分由谁付，为什么', en: 'I. Who paid each fen, and why' },
  changes: { zh: '二、后来改变了什么', en: 'II. What later changed' },
  sources: { zh: '四、依据', en: 'IV. Sources' },
} as const;

/** Writes a section's title. */
export function sectionTitle(io: Io, title: string): string {
  return `\n${io.paint('bold', title)}\n${io.paint('dim', '─'.repeat(Math.min(io.width, columnsOf(title) + 8)))}\n`;
}

function heading(io: Io, lang: 'zh' | 'en'): string {
  const lead = wrapped(WORDS.lead[lang], io.width).join('\n');
  return `${io.paint('bold', WORDS.title[lang])}\n${lead}\n\n`;
}

function billsSection(
  io: Io,
  bills: readonly FamilyBill[],
  explanations: readonly Explanation[],
  lang: 'zh' | 'en',
): string {
  const texts = bills.map(({ who, title }, i) => {
    const explanation = explanations[i];
    if (!explanation) return '';
    const { tiers, person } = explainSections(explanation, lang, { width: io.width });
    const head = `■ ${who} ${title} · ${explanation.event.windowDay} · ${formatYuan(explanation.totalFen)}`;
    return [io.paint('cyan', head), ...tiers, ...person, ''].join('\n');
  });
  return `${sectionTitle(io, WORDS.bills[lang])}${texts.join('\n')}`;
}

function changesSection(io: Io, changes: readonly FamilyChange[], lang: 'zh' | 'en'): string {
  const lines = changes.flatMap(({ who, title, differences }) => [
    `${who} ${title}：`,
    ...differences.map(({ title: bill, payer, differenceFen, program }) => {
      const name = program.payers.find(({ id }) => id === payer)?.[lang] ?? payer;
      const sign = differenceFen > 0 ? '+' : '';
      return `   ${bill} · ${padded(name, 22, 'left')} ${sign}${formatYuan(differenceFen)}`;
    }),
  ]);
  return `${sectionTitle(io, WORDS.changes[lang])}${lines.join('\n')}\n`;
}

function sourcesSection(io: Io, explanations: readonly Explanation[], lang: 'zh' | 'en'): string {
  const last = explanations.at(-1);
  if (!last) return '';
  const { sources } = explainSections(last, lang, { width: io.width });
  return `${sectionTitle(io, WORDS.sources[lang])}${sources.slice(1).join('\n')}\n`;
}
