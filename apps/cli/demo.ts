/**
 * `tibao demo`: a poor family's 2017 in Xianning, each bill with its reasons, then what the text
 * does not say.
 */
import { readFileSync } from 'node:fs';
import { type Explanation, explain, type Lang } from '../../engine/explain/index.ts';
import { type NamedHistory, problemText, readEventsText } from '../../engine/input/index.ts';
import { choicesSection } from './demo-choices.ts';
import {
  billsSection,
  changesSection,
  demoHeading,
  familyLine,
  type Page,
  sourcesSection,
} from './demo-text.ts';
import { lawOf } from './events.ts';
import {
  type FamilyBill,
  type FamilyChange,
  familyBills,
  familyChanges,
  type OtherChoice,
  otherChoices,
  totalsOf,
} from './family.ts';
import { EXIT, type Io } from './io.ts';
import { compile, readLawFolder } from './load-law.ts';
import { yearTable } from './year-table.ts';

export interface DemoOptions {
  readonly policies: string;
  readonly lang: Lang;
  readonly json?: boolean;
}

const FAMILY = new URL('./demo/xianning-family.json', import.meta.url);

/** Settles the family's year and prints it. */
export function demo(io: Io, { policies, lang, json }: DemoOptions): number {
  const members = familyOf();
  const { laws } = readLawFolder(policies);
  const law = lawOf(compile(laws));
  const bills = familyBills(law, members);
  const changes = familyChanges(law, members);
  const others = otherChoices((flips) => lawOf(compile(laws, flips)), members, bills);
  const explanations = bills.map(({ step }) => explain(step.settled, law));
  if (json) {
    io.out(`${JSON.stringify(jsonOf(bills, explanations, changes, others), null, 2)}\n`);
    return EXIT.ok;
  }
  const page: Page = { io, lang, footnotes: [] };
  io.out(demoHeading(io, lang));
  io.out(yearTable(io, bills, { lang, width: io.width }));
  io.out(familyLine(totalsOf(bills), lang));
  io.out(billsSection(page, bills, explanations));
  io.out(changesSection(page, changes));
  io.out(choicesSection(page, others, explanations[0]?.payers ?? []));
  io.out(sourcesSection(page));
  return EXIT.ok;
}

function familyOf(): readonly NamedHistory[] {
  const { histories, problems } = readEventsText(readFileSync(FAMILY, 'utf8'));
  if (!histories) throw new Error(problems.map(problemText).join('\n'));
  return histories;
}

function jsonOf(
  bills: readonly FamilyBill[],
  explanations: readonly Explanation[],
  changes: readonly FamilyChange[],
  others: readonly OtherChoice[],
): unknown {
  return {
    version: 1,
    bills: bills.map(({ who, title }, i) => ({ who, title, explanation: explanations[i] })),
    changes: changes.map((change) => ({
      ...change,
      differences: change.differences.map(({ program: _, ...rest }) => rest),
    })),
    choices: others.map(({ choice, payers, ...rest }) => ({
      id: choice.id,
      is: choice.is,
      ...rest,
      payers: Object.fromEntries(payers),
    })),
  };
}
